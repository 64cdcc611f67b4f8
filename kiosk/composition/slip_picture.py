"""A print job as it will stand on paper, drawn without a printer: lines and codes as the shipped driver has them."""

from dataclasses import dataclass, field

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from drivers.api.receipt_printer import Align, Feed, PrintElement, PrintJob, QrCode, Rule, TextLine
from drivers.wire.escpos_job import CELLS, qr_module_dots
from drivers.wire.escpos_raster import CELL_DOTS, LINE_DOTS, LineDrawer
from drivers.wire.escpos_text import Line, cells, lay_out

MARGIN_DOTS = 24
_QUIET_MODULES = 4


@dataclass
class _Paper:
    line_cells: int
    drawer: LineDrawer
    strips: list[Image.Image] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def line(self, line: Line, *, centred: bool = False, bold: bool = False, scale: int = 1) -> None:
        room = self.line_cells // scale - cells(line.text)
        indent = room // 2 if centred else 0
        self.text.append((" " * indent * scale + line.text).rstrip())
        self.strips.append(self.drawer.picture(line, self.line_cells, indent_cells=indent, bold=bold, scale=scale))

    def feed(self, lines: int) -> None:
        self.text += [""] * lines
        self.strips.append(Image.new("1", (self.line_cells * CELL_DOTS, LINE_DOTS * lines), 0))

    def code(self, content: str) -> None:
        self.text.append(f"[{content}]")
        code = qrcode.QRCode(
            error_correction=ERROR_CORRECT_M, box_size=qr_module_dots(content, self.line_cells), border=_QUIET_MODULES
        )
        code.add_data(content.encode())
        picture = code.make_image().get_image().convert("1")
        strip = Image.new("1", (self.line_cells * CELL_DOTS, picture.height), 1)
        strip.paste(picture, ((strip.width - picture.width) // 2, 0))
        self.strips.append(Image.eval(strip, lambda light: 0 if light else 255))


def draw(job: PrintJob, paper_mm: int, drawer: LineDrawer | None = None) -> tuple[Image.Image, str]:
    """The picture, black on white, a dot a pixel; and its lines as text. Raises FontMissing."""
    paper = _Paper(CELLS[paper_mm], drawer or LineDrawer())
    for element in job.elements:
        _add(paper, element)
    height = sum(strip.height for strip in paper.strips) + 2 * MARGIN_DOTS
    picture = Image.new("1", (paper.line_cells * CELL_DOTS + 2 * MARGIN_DOTS, height), 1)
    at = MARGIN_DOTS
    for strip in paper.strips:
        picture.paste(0, (MARGIN_DOTS, at), strip)
        at += strip.height
    return picture, "\n".join(paper.text) + "\n"


def _add(paper: _Paper, element: PrintElement) -> None:
    match element:
        case TextLine():
            scale = 2 if element.large else 1
            for line in lay_out(element.text, element.right, paper.line_cells // scale):
                paper.line(line, centred=element.align is Align.CENTRE, bold=element.bold, scale=scale)
        case Rule():
            paper.line(Line("-" * paper.line_cells))
        case QrCode():
            paper.code(element.content)
            if element.caption:
                _add(paper, TextLine(element.caption, align=Align.CENTRE))
        case Feed():
            paper.feed(element.lines)
