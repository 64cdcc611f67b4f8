"""The paper: bands of dots, one under the other, until it is cut."""

import io
from dataclasses import dataclass

from PIL import Image, ImageOps

MARGIN_DOTS = 24
BANDS_MAX = 4096
HEIGHT_DOTS_MAX = 40_000  # 5 m


@dataclass(frozen=True, slots=True)
class Slip:
    """What fell out of the printer: the bytes that made it, its picture, and its text line by line."""

    number: int
    raw: bytes
    png: bytes
    text: str


class Paper:
    def __init__(self, width_dots: int) -> None:
        self.width_dots = width_dots
        self._bands: list[Image.Image | int] = []  # a picture, or so many empty rows
        self._height = 0
        self._lines: list[str] = []

    @property
    def is_blank(self) -> bool:
        return not self._lines

    def feed(self, dots: int) -> None:
        self._add(max(0, dots), dots)

    def put(self, image: Image.Image, x: int, line: str) -> None:
        """A band with `image` at `x`; what would stand beyond the paper's edge is lost. Ink is 1."""
        band = Image.new("1", (self.width_dots, image.height), 0)
        band.paste(image, (x, 0))
        self._add(band, image.height)
        self._lines.append(line)

    def tear_off(self, number: int, raw: bytes) -> Slip:
        """Everything since the last cut."""
        slip = Slip(number, raw, self._png(), "\n".join(self._lines))
        self._bands, self._lines, self._height = [], [], 0
        return slip

    def _add(self, band: Image.Image | int, height: int) -> None:
        if len(self._bands) < BANDS_MAX and self._height + height <= HEIGHT_DOTS_MAX:
            self._bands.append(band)
            self._height += height

    def _png(self) -> bytes:
        sheet = Image.new("1", (self.width_dots + 2 * MARGIN_DOTS, self._height + 2 * MARGIN_DOTS), 0)
        y = MARGIN_DOTS
        for band in self._bands:
            if isinstance(band, int):
                y += band
            else:
                sheet.paste(band, (MARGIN_DOTS, y))
                y += band.height
        out = io.BytesIO()
        ImageOps.invert(sheet.convert("L")).convert("1").save(out, "PNG")
        return out.getvalue()
