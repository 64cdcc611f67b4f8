"""A photo that somebody else gives, to be compared with: looked at with distrust, and only as pixels ever passed on."""

import io

from kiosk.domain.face_check import ReferenceUnusable

BYTES_MAX = 64 * 1024
SIDE_PX_MIN, SIDE_PX_MAX = 64, 1200
FORMATS = ("BMP", "JPEG", "PNG")


def read_reference(data: bytes) -> bytes:
    """The same picture, written anew as PNG: no byte of the other side's reaches what comes after. Raises
    ReferenceUnusable.
    """
    from PIL import Image, ImageOps  # not at start

    if not 0 < len(data) <= BYTES_MAX:
        raise ReferenceUnusable(f"{len(data)} bytes")
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _check_size(image.width, image.height)
            pixels = ImageOps.exif_transpose(image).convert("RGB")  # a phone's photo says in EXIF which way is up
    except ReferenceUnusable:
        raise
    except Exception as error:  # a decoder of bytes from anywhere may raise anything
        raise ReferenceUnusable(type(error).__name__) from error
    out = io.BytesIO()
    pixels.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _check_size(width: int, height: int) -> None:
    if not SIDE_PX_MIN <= min(width, height) <= max(width, height) <= SIDE_PX_MAX:
        raise ReferenceUnusable(f"{width} x {height}")
