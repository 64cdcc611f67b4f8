"""`kiosk gallery --strips DIR`: each journey as one row of pictures, made from the samples (docs/journeys.md)."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from PIL import Image, ImageDraw

from kiosk.domain.wording import Language
from kiosk.screens.samples import SAMPLES

STRIP_BYTES_MAX = 150_000
PICTURE_PX = (243, 432)
ROW_PICTURES_MAX = 6
GAP_PX = 26
COLOURS = 48
_GROUND, _ARROW = "#FFFFFF", "#0F6B63"
_NORMAL, _ELDER = "normal", "elder"

STRIPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pay": ("attract", "choose-bills", "confirm-split", "choose-payment", "show-pay-qr", "paid"),
        "identify": ("present-card-all-ways", "reading-id-card", "enter-phone", "enter-id-last-four", "for-whom"),
        "enrol": ("present-id-card", "reading-id-card", "new-here", "enter-phone", "now-enrolled", "take-id-card"),
        "face_check": (
            "new-here",
            "face-check-consent",
            "look_here_turn",
            "look_here_blink",
            "enter-phone",
        ),
        "check_in": ("attract", "choose-service", "present-card", "in-queue"),
        "pay_later": ("choose-payment-later", "bills-put-off", "show-credit-owing", "show-pay-qr", "paid"),
        "invoice": ("choose-invoice", "show-invoice", "preview-pages", "take-pages"),
        "prices": ("choose-price-kind", "search-prices", "show-prices"),
        "register": (
            "choose-body-part",
            "choose-department",
            "choose-doctor",
            "choose-slot",
            "confirm-registration",
            "registered",
        ),
        "appointments": ("my-appointments", "one-appointment", "confirm-cancel", "appointment-cancelled"),
        "book_exam": ("choose-exam", "choose-exam-time", "confirm-exam", "exam-booked"),
        "screening": ("ask-screening", "go-to-clinic"),
        "reports": (
            "choose-report-days",
            "choose-reports",
            "preview-pages",
            "printing-pages",
            "take-pages",
        ),
        "delivery": ("choose-prescription", "choose-way", "address-by-phone", "confirm-delivery", "delivery-ordered"),
        "guide": ("show-guide", "guide-on-phone"),
        "visitor_pass": (
            "present-id-card",
            "enter-admission",
            "confirm-visit",
            "pass-photo-consent",
            "look_here_good",
            "pass-ready",
        ),
        "survey": ("survey-ask", "survey-thanks"),
        "staff": ("enter-pin", "staff-desk", "case-story", "why-handled", "day-closed"),
        "help": ("staff-called", "staff-called-answered", "staff-called-ticket-out"),
        "elder": ("attract", "choose-service", "choose-bills", "confirm-split", "show-pay-qr", "paid"),
    }
)
"""Name of the strip → samples, in the order in which a person sees them."""

IN_LARGE_TYPE = frozenset({"elder"})


def draw_strips(out: Path) -> list[Path]:
    """One PNG for each strip, lobby, in Chinese. Needs no display."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from ui.gallery import draw_gallery

    out.mkdir(parents=True, exist_ok=True)
    wanted = {sample: SAMPLES[sample] for samples in STRIPS.values() for sample in samples}
    with tempfile.TemporaryDirectory() as folder:
        base = {"choose-bills": SAMPLES["choose-bills"]}  # what an overlay lies on
        pictures = draw_gallery(Path(folder), {**base, **wanted}, ("lobby",), (Language.ZH_CN,))
        by_name = {tuple(path.name.split(".")[1:5:3]): path for path in pictures}
        return [
            _strip(out / f"{name}.png", [by_name[sample, _mode(name)] for sample in samples])
            for name, samples in STRIPS.items()
        ]


def _mode(strip: str) -> str:
    return _ELDER if strip in IN_LARGE_TYPE else _NORMAL


def _strip(path: Path, pictures: Sequence[Path]) -> Path:
    width, height = PICTURE_PX
    columns = min(len(pictures), ROW_PICTURES_MAX)
    rows = -(-len(pictures) // ROW_PICTURES_MAX)
    size = (columns * (width + GAP_PX) + GAP_PX, rows * (height + GAP_PX) + GAP_PX)
    sheet = Image.new("RGB", size, _GROUND)
    pen = ImageDraw.Draw(sheet)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, ROW_PICTURES_MAX)
        x, y = GAP_PX + column * (width + GAP_PX), GAP_PX + row * (height + GAP_PX)
        with Image.open(picture) as drawn:
            sheet.paste(drawn.convert("RGB").resize(PICTURE_PX, Image.Resampling.LANCZOS), (x, y))
        pen.rectangle((x - 1, y - 1, x + width, y + height), outline="#CFC7B8")
        if number + 1 < len(pictures):
            _arrow(pen, x + width + GAP_PX // 2, y + height // 2)
    sheet.quantize(COLOURS, dither=Image.Dither.NONE).save(path, "PNG", optimize=True)
    return path


def _arrow(pen: ImageDraw.ImageDraw, x: int, y: int) -> None:
    pen.polygon([(x - 5, y - 8), (x + 6, y), (x - 5, y + 8)], fill=_ARROW)
