"""Puts characters, pictures and QR codes on the paper, in the modes the commands have set."""

from collections.abc import Callable
from dataclasses import dataclass, field

import qrcode
from PIL import Image
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.exceptions import DataOverflowError

from hardware_sim.printer.characters import CharacterReader
from hardware_sim.printer.glyphs import CELL_DOTS, GLYPH_DOTS, TOFU, Glyphs
from hardware_sim.printer.paper import Paper

LINE_DOTS = 30  # 3.75 mm
QR_BYTES_MAX = 2900
_QR_LEVELS = (ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q, ERROR_CORRECT_H)


@dataclass(slots=True)
class Modes:
    """What ESC @ sets back."""

    chinese: bool = False
    bold: bool = False
    underline: bool = False
    scale_x: int = 1
    scale_y: int = 1
    align: int = 0  # 0 left, 1 centre, 2 right
    line_dots: int = LINE_DOTS
    qr_module_dots: int = 3
    qr_level: int = 0
    qr_data: bytes = b""


@dataclass(slots=True)
class _Line:
    image: Image.Image
    x: int = 0
    text: list[str] = field(default_factory=list)


class Typesetter:
    def __init__(self, paper: Paper, glyphs: Glyphs, on_event: Callable[[str, str], None]) -> None:
        self._paper = paper
        self._glyphs = glyphs
        self._on_event = on_event
        self._reader = CharacterReader()
        self.modes = Modes()
        self._line = self._new_line()

    def reset(self) -> None:
        """ESC @: the modes of power-on, and an empty line buffer."""
        self.modes = Modes()
        self._reader.reset()
        self._line = self._new_line()

    def text(self, raw: bytes) -> int:
        """Into the line buffer. Returns the dots fed because the line was full."""
        fed = 0
        for character in self._reader.read(raw, self.modes.chinese):
            if character.char == TOFU:
                self._on_event("UNKNOWN_GLYPH", character.raw.hex())
            glyph = self._glyphs.glyph(character.char, character.cells, self.modes.bold)
            glyph = glyph.resize((glyph.width * self.modes.scale_x, GLYPH_DOTS * self.modes.scale_y))
            if self._line.x + glyph.width > self._paper.width_dots:
                fed += self.end_line()
            self._put(glyph, character.char)
        return fed

    def end_line(self) -> int:
        """Print the line buffer and feed. Returns the dots fed."""
        line, self._line = self._line, self._new_line()
        if not line.text:
            self._paper.feed(self.modes.line_dots)
            return self.modes.line_dots
        ink = line.image.getbbox()
        height = max(self.modes.line_dots, ink[3] if ink else 0)
        self._paper.put(line.image.crop((0, 0, line.x, height)), self._align(line.x), "".join(line.text))
        return height

    @property
    def has_open_line(self) -> bool:
        return bool(self._line.text)

    def picture(self, dots: bytes, row_bytes: int, rows: int, double_x: bool, double_y: bool) -> int:
        """One raster image. Returns the dots fed."""
        if not row_bytes or not rows:
            return 0
        image = Image.frombytes("1", (row_bytes * 8, rows), dots)
        image = image.resize((image.width * (1 + double_x), rows * (1 + double_y)))
        self._paper.put(image, self._align(image.width), "[picture]")
        return image.height

    def tab(self) -> None:
        """To the next of the power-on stops, every 8 cells."""
        stop = 8 * CELL_DOTS
        self._line.x = min((self._line.x // stop + 1) * stop, self._paper.width_dots)
        self._line.text.append("\t")

    def feed(self, dots: int) -> None:
        self._paper.feed(dots)

    def qr(self) -> int:
        """The stored QR code. Returns the dots fed."""
        modes = self.modes
        try:
            code = qrcode.QRCode(error_correction=_QR_LEVELS[modes.qr_level], border=0)
            code.add_data(modes.qr_data)
            code.make(fit=True)
        except (DataOverflowError, ValueError):
            self._on_event("QR_TOO_LONG", str(len(modes.qr_data)))
            return 0
        matrix = code.get_matrix()
        image = Image.new("1", (len(matrix), len(matrix)), 0)
        image.putdata([int(dark) for row in matrix for dark in row])
        image = image.resize((image.width * modes.qr_module_dots, image.height * modes.qr_module_dots))
        self._paper.put(image, self._align(image.width), f"[QR {modes.qr_data.decode('utf-8', 'replace')}]")
        return image.height

    def _put(self, glyph: Image.Image, char: str) -> None:
        self._line.image.paste(glyph, (self._line.x, 0))
        if self.modes.underline:
            self._line.image.paste(1, (self._line.x, glyph.height - 2, self._line.x + glyph.width, glyph.height))
        self._line.x += glyph.width
        self._line.text.append(char)

    def _align(self, width: int) -> int:
        room = max(0, self._paper.width_dots - width)
        return (0, room // 2, room)[self.modes.align]

    def _new_line(self) -> _Line:
        return _Line(Image.new("1", (self._paper.width_dots, GLYPH_DOTS * 8), 0))
