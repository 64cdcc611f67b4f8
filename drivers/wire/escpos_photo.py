"""A photo for a printer that knows black and white only: grey becomes more or fewer dots (Floyd and Steinberg)."""

from PIL import Image

from drivers.api.receipt_printer import PICTURE_MM_MAX, PICTURE_MM_MIN, Picture

DOTS_PER_MM = 8  # 203 dpi
PICTURE_PIXELS_MAX = 1 << 20
_LIGHTER = 0.75  # thermal dots grow into each other: without it a face comes out too dark
_TONES = [round(255 * (tone / 255) ** _LIGHTER) for tone in range(256)]


def photo_dots(picture: Picture, width_dots_max: int, zoom: int = 1) -> Image.Image:
    """The photo in the size it will have on paper, narrower where the paper is; ink is 1.

    `zoom`: dots to a dot of the receipt printer. Raises ValueError for what breaks a limit.
    """
    _check(picture)
    width = min(picture.width_mm * DOTS_PER_MM * zoom, width_dots_max)
    height = round(width * picture.height / picture.width)
    if not PICTURE_MM_MIN * DOTS_PER_MM <= height // zoom <= PICTURE_MM_MAX * DOTS_PER_MM:
        raise ValueError(f"a picture {height // zoom} dots high")
    grey = Image.frombytes("L", (picture.width, picture.height), picture.grey)
    on_paper = grey.resize((width, height), Image.Resampling.LANCZOS).point(_TONES).convert("1")
    return Image.eval(on_paper, lambda light: 0 if light else 255)


def in_the_middle(dots: Image.Image, width_dots: int) -> Image.Image:
    """On a strip as wide as the paper: not every printer lets a picture be centred."""
    strip = Image.new("1", (width_dots, dots.height), 0)
    strip.paste(dots, ((width_dots - dots.width) // 2, 0))
    return strip


def _check(picture: Picture) -> None:
    pixels = picture.width * picture.height
    if picture.width < 1 or pixels != len(picture.grey) or not 0 < pixels <= PICTURE_PIXELS_MAX:
        raise ValueError(f"a picture of {len(picture.grey)} bytes that says {picture.width} x {picture.height}")
    if not PICTURE_MM_MIN <= picture.width_mm <= PICTURE_MM_MAX:
        raise ValueError(f"a picture {picture.width_mm} mm wide")
