"""A print job on sheets of A4: the lines of the slip in type twice as large, which is read without glasses."""

import io
from dataclasses import dataclass, field

from PIL import Image

from drivers.api.receipt_printer import Align, PrintJob, Rule, TextLine
from drivers.wire.escpos_raster import LineDrawer
from kiosk.composition.slip_picture import Paper

DOTS_PER_INCH = 200
SHEET_DOTS = (1654, 2339)  # ISO 216: 210 × 297 mm
LINE_CELLS = 60
ZOOM = 2  # 48 dots, 17 points
LEADING_DOTS = 8  # between lines: a sheet has the room that a slip has not
MARGIN_DOTS = 107  # 13.6 mm; no office printer needs more
ROOM_DOTS = SHEET_DOTS[1] - 2 * MARGIN_DOTS


@dataclass(frozen=True, slots=True)
class Sheets:
    """`text`: the same as lines. It may name somebody: it has no repr."""

    pictures: tuple[Image.Image, ...] = field(repr=False)
    text: str = field(repr=False)

    def pdf(self) -> bytes:
        out = io.BytesIO()
        first, *others = self.pictures
        first.save(out, "PDF", save_all=True, append_images=others, resolution=float(DOTS_PER_INCH))
        return out.getvalue()


def draw_sheets(job: PrintJob, drawer: LineDrawer | None = None) -> Sheets:
    """At least one sheet, numbered if there are several. What stands between two rules stays together where it can.

    Raises FontMissing.
    """
    drawer = drawer or LineDrawer()
    blocks = [Paper(LINE_CELLS, drawer, ZOOM)]
    for element in job.elements:
        if isinstance(element, Rule):
            blocks.append(Paper(LINE_CELLS, drawer, ZOOM))
        blocks[-1].add(element)
    sheets = _filled([block.strips for block in blocks])
    if len(sheets) > 1:
        for number, sheet in enumerate(sheets, 1):
            foot = Paper(LINE_CELLS, drawer, ZOOM)
            foot.add(TextLine(f"{number} / {len(sheets)}", align=Align.CENTRE))
            sheet.paste(0, (MARGIN_DOTS, SHEET_DOTS[1] - MARGIN_DOTS), foot.strips[0])
    text = [line for block in blocks for line in block.text]
    return Sheets(tuple(sheets), "\n".join(text) + "\n")


def _filled(blocks: list[list[Image.Image]]) -> list[Image.Image]:
    sheets, at = [_empty()], MARGIN_DOTS
    for strips in blocks:
        whole = sum(strip.height + LEADING_DOTS for strip in strips)
        for index, strip in enumerate(strips):
            wanted = strip.height if index or whole > ROOM_DOTS else whole
            if at + wanted > MARGIN_DOTS + ROOM_DOTS:
                sheets.append(_empty())
                at = MARGIN_DOTS
            sheets[-1].paste(0, (MARGIN_DOTS, at), strip)
            at += strip.height + LEADING_DOTS
    return sheets


def _empty() -> Image.Image:
    return Image.new("1", SHEET_DOTS, 1)
