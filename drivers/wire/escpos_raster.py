"""A line the printer's font cannot print, drawn dot by dot (`GS v 0`)."""

import subprocess
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from drivers.wire.escpos_text import Line, cells

FAMILY = "Noto Sans Mono CJK SC"  # its Latin letters are exactly half a Chinese character wide, like the printer's
CELL_DOTS = 12
LINE_DOTS = 30  # the printer's own line pitch
STRIP_DOTS = 8
LINE_CELLS_MAX = 48
COMMAND_BYTES_MAX = 8 + STRIP_DOTS * LINE_CELLS_MAX * CELL_DOTS // 8  # the longest command we ever send
_FONT_DOTS = 24
_BASELINE_DOTS = 21
_FONT_SEARCH_S_MAX = 5.0
_REAL_TIME = frozenset({0x04, 0x05, 0x14})  # DLE EOT, DLE ENQ, DLE DC4


class FontMissing(Exception):
    """No font on this machine has Chinese characters."""


class LineDrawer:
    """Holds its font once loaded. `font_path` empty: ask fontconfig."""

    def __init__(self, font_path: str = "") -> None:
        self._font_path = font_path
        self._fonts: dict[int, ImageFont.FreeTypeFont] = {}

    def draw(self, line: Line, line_cells: int, *, indent_cells: int = 0, bold: bool = False, scale: int = 1) -> bytes:
        """The picture of the line as raster commands. Raises FontMissing."""
        return raster_commands(self.picture(line, line_cells, indent_cells=indent_cells, bold=bold, scale=scale))

    def picture(
        self, line: Line, line_cells: int, *, indent_cells: int = 0, bold: bool = False, scale: int = 1
    ) -> Image.Image:
        """The line, `line_cells` wide and `LINE_DOTS × scale` high; ink is 1.

        `scale` 2 is double width and height; `indent_cells` are of the scaled size. Raises FontMissing.
        """
        image = Image.new("1", (line_cells * CELL_DOTS, LINE_DOTS * scale), 0)
        pen = ImageDraw.Draw(image)
        font = self._font(scale)
        at = indent_cells
        for char in line.text:
            x = at * CELL_DOTS * scale
            for shift in range(2 if bold else 1):
                pen.text((x + shift, _BASELINE_DOTS * scale), char, fill=1, font=font, anchor="ls")
            at += cells(char)
        return image

    def _font(self, scale: int) -> ImageFont.FreeTypeFont:
        if scale not in self._fonts:
            self._fonts[scale] = _load_font(self._font_path, _FONT_DOTS * scale)
        return self._fonts[scale]


def raster_commands(image: Image.Image) -> bytes:
    """`GS v 0`, in strips: should the cable be cut in the middle of one, few bytes are enough to end it."""
    row_bytes = (image.width + 7) // 8
    rows = image.tobytes()
    strip_bytes = row_bytes * STRIP_DOTS
    return b"".join(_strip(row_bytes, rows[start : start + strip_bytes]) for start in range(0, len(rows), strip_bytes))


def _strip(row_bytes: int, dots: bytes) -> bytes:
    header = b"\x1dv0\x00" + row_bytes.to_bytes(2, "little") + (len(dots) // row_bytes).to_bytes(2, "little")
    return header + without_real_time_commands(dots)


def without_real_time_commands(dots: bytes) -> bytes:
    """A printer obeys DLE EOT, DLE ENQ and DLE DC4 wherever they stand, even inside a picture.

    One dot more in the byte before hides them.
    """
    hidden = bytearray(dots)
    for at in range(len(hidden) - 1):
        if hidden[at] == 0x10 and hidden[at + 1] in _REAL_TIME:
            hidden[at] = 0x18
    return bytes(hidden)


def _load_font(path: str, size: int) -> ImageFont.FreeTypeFont:
    try:
        if path:
            return ImageFont.truetype(path, size)
        found, index = _find_font()
        return ImageFont.truetype(found, size, index=index)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise FontMissing(path or FAMILY) from error


def _find_font() -> tuple[str, int]:
    """What fontconfig gives for FAMILY; anything else it would put in its place is not wanted."""
    asked = ["fc-match", "--format", "%{file}\n%{index}\n%{family}", FAMILY]
    answer = subprocess.run(asked, capture_output=True, text=True, timeout=_FONT_SEARCH_S_MAX, check=True).stdout
    file, index, family = answer.split("\n", 2)
    if "CJK" not in family or not Path(file).is_file():
        raise OSError(f"fontconfig knows no {FAMILY}")
    return file, int(index)
