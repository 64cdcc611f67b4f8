"""Draws a hospital's A4 sheets: a head, facts, a table, a foot; 副本 across a copy."""

import functools
import subprocess
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from hardware_sim.hospital.outpatient.pdf_writer import Sheet, write_pdf

DPI = 110
SIZE = (round(8.27 * DPI), round(11.69 * DPI))
MARGIN = 70
ROW = 34
ROWS_A_SHEET = 24
_FAMILY = "Noto Sans CJK SC"
_FC_MATCH_S_MAX = 5.0


@dataclass(frozen=True, slots=True)
class Document:
    """`facts` beside each other in pairs; `columns` by their left edges as parts of the width; `words`: searchable."""

    hospital: str
    title: str
    facts: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, float], ...]
    rows: tuple[tuple[str, ...], ...]
    foot: str
    words: str
    paragraphs: tuple[str, ...] = ()


def draw(document: Document, *, copy: bool) -> bytes:
    """The PDF; as many sheets as the rows need."""
    parts = [document.rows[at : at + ROWS_A_SHEET] for at in range(0, len(document.rows), ROWS_A_SHEET)] or [()]
    sheets = []
    for number, rows in enumerate(parts, start=1):
        words = f"{document.words} page {number} of {len(parts)}{' COPY' if copy else ''}"
        sheets.append(Sheet(_picture(document, rows, f"{number} / {len(parts)}", copy), words))
    return write_pdf(sheets)


def page_count(document: Document) -> int:
    return max(1, -(-len(document.rows) // ROWS_A_SHEET))


def _picture(document: Document, rows: tuple[tuple[str, ...], ...], place: str, copy: bool) -> Image.Image:
    image = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(image)
    centre, right = SIZE[0] // 2, SIZE[0] - MARGIN
    pen.text((centre, 60), document.hospital, 0, _font(26), anchor="ma")
    pen.text((centre, 100), document.title, 0, _font(34, bold=True), anchor="ma")
    y = 168
    for index, (name, value) in enumerate(document.facts):
        x = MARGIN if index % 2 == 0 else centre + 10
        pen.text((x, y), f"{name}：{value}", 0, _font(18))
        y += 30 if index % 2 else 0
    y += 44
    pen.line((MARGIN, y, right, y), 0, 2)
    for name, edge in document.columns:
        pen.text((_x(edge), y + 8), name, 0, _font(18, bold=True))
    y += ROW + 4
    pen.line((MARGIN, y, right, y), 0, 1)
    for row in rows:
        for value, (_, edge) in zip(row, document.columns, strict=True):
            pen.text((_x(edge), y + 7), value, 0, _font(18))
        y += ROW
    for paragraph in document.paragraphs:
        y = _paragraph(pen, paragraph, y + 14)
    pen.line((MARGIN, SIZE[1] - 96, right, SIZE[1] - 96), 0, 1)
    pen.text((MARGIN, SIZE[1] - 84), document.foot, 60, _font(15))
    pen.text((right, SIZE[1] - 84), place, 60, _font(15), anchor="ra")
    if copy:
        pen.text((right, 66), "副 本", 90, _font(30, bold=True), anchor="ra")
        pen.rectangle((right - 92, 62, right + 8, 108), outline=90, width=2)
    return image


def _paragraph(pen: ImageDraw.ImageDraw, text: str, y: int) -> int:
    """Broken by the sheet's width, as Chinese is: anywhere."""
    line = ""
    for letter in text:
        if pen.textlength(line + letter, _font(19)) > SIZE[0] - 2 * MARGIN:
            pen.text((MARGIN, y), line, 0, _font(19))
            line, y = "", y + 32
        line += letter
    pen.text((MARGIN, y), line, 0, _font(19))
    return y + 32


def _x(edge: float) -> int:
    return round(MARGIN + edge * (SIZE[0] - 2 * MARGIN))


@functools.cache
def _font(size: int, bold: bool = False) -> ImageFont.FreeTypeFont:
    path, index = _file(bold)
    return ImageFont.truetype(path, size, index=index)


@functools.cache
def _file(bold: bool) -> tuple[str, int]:
    command = ["fc-match", "--format", "%{file}\n%{index}", f"{_FAMILY}:{'bold' if bold else 'regular'}"]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=_FC_MATCH_S_MAX, check=True)
    path, index = answer.stdout.split("\n")
    return path, int(index)
