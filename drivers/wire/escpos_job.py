"""From a slip to the bytes that print it."""

from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.receipt_printer import Align, Feed, Picture, PrintElement, PrintJob, QrCode, Rule, TextLine
from drivers.wire.escpos_commands import Commands
from drivers.wire.escpos_photo import in_the_middle, photo_dots
from drivers.wire.escpos_raster import COMMAND_BYTES_MAX, FontMissing, LineDrawer, raster_commands
from drivers.wire.escpos_status import BARRIER, TELL_CHANGES
from drivers.wire.escpos_text import Line, cells, clean, is_in_font, lay_out

CELLS = {80: 48, 58: 32}  # of 12 dots: 576 and 384 dots at 203 dpi
JOB_BYTES_MAX = 512 * 1024
JOB_ELEMENTS_MAX = 2000
TEXT_CHARS_MAX = 2000  # of one element
QR_BYTES_MAX = 500
FEED_LINES_MAX = 50
CUT = b"\x1dVB\x00"  # what `feed_and_cut` sends
_CHINESE_MODE = b"\x1c&"  # FS &
_NO_GLYPH = "〓"  # the printers' mark for a character they do not have
_QR_MODULE_DOTS_MIN, _QR_MODULE_DOTS_MAX = 3, 8
_CELL_DOTS = 12
_LARGE_GAP_DOTS = 12

# Ends whatever a cut cable left half said. NULs first: they make a torn length zero. Then as much of a command that
# changes nothing (ESC 2, default line pitch) as the longest data can still want, and ESC @ for what is left in line.
RESYNC = b"\x00" * 8 + b"\x1b2" * (COMMAND_BYTES_MAX // 2) + b"\x1b@" + TELL_CHANGES


@dataclass(frozen=True, slots=True)
class _Style:
    bold: bool = False
    scale: int = 1
    align: Align = Align.LEFT


class JobEncoder:
    def __init__(self, paper_mm: int, drawer: LineDrawer) -> None:
        """Raises KeyError for a paper width that is not in CELLS."""
        self._cells = CELLS[paper_mm]
        self._drawer = drawer
        self.font_missing = False  # a rare character had to be replaced by 〓

    def encode(self, job: PrintJob) -> bytes:
        """The whole slip: begins with ESC @, ends with the cut and the completion barrier.

        Raises DeviceError PROTOCOL_ERROR with action `configuration` for what breaks a limit above.
        """
        if len(job.elements) > JOB_ELEMENTS_MAX:
            raise _unprintable(f"{len(job.elements)} elements, more than {JOB_ELEMENTS_MAX}")
        out = Commands()
        out.initialise()
        out.raw(TELL_CHANGES + _CHINESE_MODE)  # ESC @ ended both
        for element in job.elements:
            self._element(out, element)
        out.feed_and_cut()
        out.raw(BARRIER)
        data = bytes(out)
        if len(data) > JOB_BYTES_MAX:
            raise _unprintable(f"{len(data)} bytes, more than {JOB_BYTES_MAX}")
        return data

    def _element(self, out: Commands, element: PrintElement) -> None:
        match element:
            case TextLine():
                self._text(out, element)
            case Rule():
                self._lines(out, [Line("-" * self._cells)], _Style())
            case QrCode():
                self._qr(out, element)
            case Feed():
                out.raw(b"\x1bd" + bytes([max(0, min(element.lines, FEED_LINES_MAX))]))
            case Picture():
                out.raw(self._photo(element))

    def _text(self, out: Commands, element: TextLine) -> None:
        if len(element.text) + len(element.right) > TEXT_CHARS_MAX:
            raise _unprintable(f"{len(element.text)} characters in one text, more than {TEXT_CHARS_MAX}")
        style = _Style(element.bold, 2 if element.large else 1, element.align)
        self._lines(out, lay_out(element.text, element.right, self._cells // style.scale), style)

    def _lines(self, out: Commands, lines: list[Line], style: _Style) -> None:
        out.style(align="center" if style.align is Align.CENTRE else "left", bold=style.bold, scale=style.scale)
        for line in lines:
            out.raw(line.encode() + b"\n" if line.in_font else self._drawn(line, style))
        if style.scale > 1:
            out.raw(_feed_dots(_LARGE_GAP_DOTS))  # the line pitch is that of small text

    def _drawn(self, line: Line, style: _Style) -> bytes:
        room = self._cells // style.scale - cells(line.text)
        indent = room // 2 if style.align is Align.CENTRE else 0
        try:
            return self._drawer.draw(line, self._cells, indent_cells=indent, bold=style.bold, scale=style.scale)
        except FontMissing:
            self.font_missing = True
            return "".join(char if is_in_font(char) else _NO_GLYPH for char in line.text).encode("gbk") + b"\n"

    def _qr(self, out: Commands, element: QrCode) -> None:
        content = clean(element.content).replace("\n", "")
        if not content or len(content.encode()) > QR_BYTES_MAX:
            raise _unprintable(f"QR content of {len(content.encode())} bytes, not 1 to {QR_BYTES_MAX}")
        out.style(align="center", bold=False, scale=1)
        module_dots = qr_module_dots(content, self._cells)
        quiet_zone = _feed_dots(4 * module_dots)  # ISO/IEC 18004: four modules; the sides have more
        out.raw(quiet_zone)
        out.native_qr(content, module_dots)
        out.raw(quiet_zone)
        if element.caption:
            self._text(out, TextLine(element.caption, align=Align.CENTRE))

    def _photo(self, element: Picture) -> bytes:
        width_dots = self._cells * _CELL_DOTS
        try:
            dots = photo_dots(element, width_dots)
        except ValueError as error:
            raise _unprintable(str(error)) from error
        return raster_commands(in_the_middle(dots, width_dots))


def qr_module_dots(content: str, line_cells: int) -> int:
    """As large as fits into two thirds of the paper: old phone cameras and thin paper like it large."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M)
    code.add_data(content.encode())
    modules = 17 + 4 * code.best_fit()
    room = line_cells * _CELL_DOTS * 2 // 3
    return max(_QR_MODULE_DOTS_MIN, min(_QR_MODULE_DOTS_MAX, room // modules))


def _feed_dots(dots: int) -> bytes:
    return b"\x1bJ" + bytes([dots])


def _unprintable(detail: str) -> DeviceError:
    """The fault of who made the job: no other printer would print it either."""
    return DeviceError(ErrorCode.PROTOCOL_ERROR, detail, Action.CONFIGURATION)
