"""The printer's font: one picture of 24 dots' height for each character it has."""

import subprocess

from PIL import Image, ImageDraw, ImageFont

CELL_DOTS = 12
GLYPH_DOTS = 24
_BASELINE_DOTS = 21
_CACHE_MAX = 4096
_FAMILY = "Noto Sans Mono CJK SC"
_FC_MATCH_S_MAX = 5.0
TOFU = "\ufffd"


def find_font(family: str = _FAMILY) -> tuple[str, int]:
    """File and face index of the font fontconfig gives for `family`."""
    command = ["fc-match", "--format", "%{file}\n%{index}", family]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=_FC_MATCH_S_MAX, check=True)
    path, index = answer.stdout.split("\n")
    return path, int(index)


class Glyphs:
    """A Chinese model's font ROM: ASCII in one cell, GBK in two, nothing else."""

    def __init__(self, font_path: str = "", font_index: int = 0) -> None:
        path, index = (font_path, font_index) if font_path else find_font()
        self._font = ImageFont.truetype(path, GLYPH_DOTS, index=index)
        self._drawn: dict[tuple[str, int, bool], Image.Image] = {}

    def glyph(self, char: str, cells: int, bold: bool) -> Image.Image:
        """Ink is 1. TOFU is drawn as an empty box."""
        key = (char, cells, bold)
        if key not in self._drawn:
            if len(self._drawn) >= _CACHE_MAX:
                self._drawn.clear()
            self._drawn[key] = self._draw(char, cells, bold)
        return self._drawn[key]

    def _draw(self, char: str, cells: int, bold: bool) -> Image.Image:
        image = Image.new("1", (cells * CELL_DOTS, GLYPH_DOTS), 0)
        pen = ImageDraw.Draw(image)
        if char == TOFU:
            pen.rectangle((2, 3, image.width - 3, GLYPH_DOTS - 4), outline=1)
            return image
        for shift in range(2 if bold else 1):
            pen.text((shift, _BASELINE_DOTS), char, fill=1, font=self._font, anchor="ls")
        return image
