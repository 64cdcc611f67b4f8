"""An e-invoice as a PDF of one A4 page, drawn as a picture: no font need be on the terminal."""

from functools import cache

import qrcode
from PIL import Image, ImageDraw, ImageFont

from hardware_sim.hospital.outpatient.invoice_records import BATCH, Invoice
from hardware_sim.hospital.outpatient.pdf_writer import Sheet, write_pdf
from hardware_sim.printer.glyphs import find_font

DPI = 110
WIDTH, HEIGHT = round(210 / 25.4 * DPI), round(297 / 25.4 * DPI)
_FAMILY = "Noto Sans CJK SC"
_RED = (168, 50, 26)
_INK = (21, 33, 31)


def draw(invoice: Invoice, payer: str, hospital: str, *, copy: bool) -> bytes:
    page = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(page)
    left, right, top = round(WIDTH * 0.08), round(WIDTH * 0.92), round(HEIGHT * 0.06)
    _centred(pen, "医疗门诊收费票据（电子）", top, _font(30), _RED)
    _centred(pen, hospital, top + 52, _font(20), _INK)
    pen.rectangle((left, top + 100, right, top + 420), outline=_RED, width=2)
    rows = (
        ("票据代码", BATCH),
        ("票据号码", invoice.number),
        ("校验码", invoice.check_code),
        ("交款人", payer),
        ("开票日期", f"{invoice.date:%Y-%m-%d}"),
        ("项目", invoice.title.zh),
        ("金额合计", f"¥{invoice.fen // 100:,}.{invoice.fen % 100:02d}"),
    )
    for place, (name, value) in enumerate(rows):
        y = top + 120 + place * 40
        pen.text((left + 24, y), name, font=_font(20), fill=_RED)
        pen.text((left + 190, y), value, font=_font(20), fill=_INK)
    code = qrcode.make(invoice.verify_url, border=2).get_image().resize((200, 200))
    page.paste(code, (right - 224, top + 150))
    _centred(pen, "扫码可查验真伪", top + 440, _font(16), _INK)
    if copy:
        pen.text((right, top), "副 本", font=_font(30), fill=_INK, anchor="ra")
    words = f"e-invoice {BATCH} {invoice.number} check {invoice.check_code}{' COPY' if copy else ''}"
    return write_pdf([Sheet(page, words)])


def _centred(
    pen: ImageDraw.ImageDraw, text: str, y: int, font: ImageFont.FreeTypeFont, fill: tuple[int, int, int]
) -> None:
    pen.text((WIDTH // 2, y), text, font=font, fill=fill, anchor="ma")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    path, index = find_font(_FAMILY)
    return ImageFont.truetype(path, size, index=index)
