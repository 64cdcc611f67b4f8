"""A print job as it will stand on paper, drawn without a printer: lines and codes as the shipped driver has them."""

from dataclasses import dataclass, field

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_M

from drivers.api.receipt_printer import Align, Feed, Picture, PrintElement, PrintJob, QrCode, Rule, TextLine
from drivers.wire.escpos_job import CELLS, qr_module_dots
from drivers.wire.escpos_photo import in_the_middle, photo_dots
from drivers.wire.escpos_raster import CELL_DOTS, LINE_DOTS, LineDrawer
from drivers.wire.escpos_text import Line, cells, lay_out

MARGIN_DOTS = 24
PHOTO_TEXT = "[photo]"
_QUIET_MODULES = 4


@dataclass
class Paper:
    """Line under line, ink is 1. `line_cells`: of ordinary type, which is `zoom` times as large as the printer's."""

    line_cells: int
    drawer: LineDrawer
    zoom: int = 1
    strips: list[Image.Image] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    @property
    def width_dots(self) -> int:
        return self.line_cells * CELL_DOTS * self.zoom

    def add(self, element: PrintElement) -> None:
        """Raises FontMissing, and ValueError for a picture that no printer would print."""
        match element:
            case TextLine():
                scale = 2 if element.large else 1
                for line in lay_out(element.text, element.right, self.line_cells // scale):
                    self.line(line, centred=element.align is Align.CENTRE, bold=element.bold, scale=scale)
            case Rule():
                self.line(Line("-" * self.line_cells))
            case QrCode():
                self.code(element.content)
                if element.caption:
                    self.add(TextLine(element.caption, align=Align.CENTRE))
            case Feed():
                self.feed(element.lines)
            case Picture():
                self.text.append(PHOTO_TEXT)
                dots = photo_dots(element, self.width_dots, self.zoom)
                self.strips.append(in_the_middle(dots, self.width_dots))

    def line(self, line: Line, *, centred: bool = False, bold: bool = False, scale: int = 1) -> None:
        room = self.line_cells // scale - cells(line.text)
        indent = room // 2 if centred else 0
        self.text.append((" " * indent * scale + line.text).rstrip())
        room_cells = self.line_cells * self.zoom
        scale *= self.zoom
        self.strips.append(self.drawer.picture(line, room_cells, indent_cells=indent, bold=bold, scale=scale))

    def feed(self, lines: int) -> None:
        self.text += [""] * lines
        self.strips.append(Image.new("1", (self.width_dots, LINE_DOTS * self.zoom * lines), 0))

    def code(self, content: str) -> None:
        self.text.append(f"[{content}]")
        module_dots = qr_module_dots(content, self.line_cells)  # a millimetre is enough on any paper
        code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, box_size=module_dots, border=_QUIET_MODULES)
        code.add_data(content.encode())
        picture = code.make_image().get_image().convert("1")
        strip = Image.new("1", (self.width_dots, picture.height), 1)
        strip.paste(picture, ((strip.width - picture.width) // 2, 0))
        self.strips.append(Image.eval(strip, lambda light: 0 if light else 255))


def draw(job: PrintJob, paper_mm: int, drawer: LineDrawer | None = None) -> tuple[Image.Image, str]:
    """The picture, black on white, a dot a pixel; and its lines as text. Raises FontMissing."""
    paper = Paper(CELLS[paper_mm], drawer or LineDrawer())
    for element in job.elements:
        paper.add(element)
    height = sum(strip.height for strip in paper.strips) + 2 * MARGIN_DOTS
    picture = Image.new("1", (paper.width_dots + 2 * MARGIN_DOTS, height), 1)
    at = MARGIN_DOTS
    for strip in paper.strips:
        picture.paste(0, (MARGIN_DOTS, at), strip)
        at += strip.height
    return picture, "\n".join(paper.text) + "\n"
