"""A phone's camera: the text of the codes in a picture."""

import io

import zxingcpp
from PIL import Image

PIXELS_MAX = 40_000_000
QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def codes_in(png: bytes) -> tuple[str, ...]:
    """The text of every QR code in the picture, largest first."""
    with Image.open(io.BytesIO(png)) as picture:
        if picture.width * picture.height > PIXELS_MAX:
            return ()
        found = zxingcpp.read_barcodes(
            picture.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        )
    return tuple(code.text for code in sorted(found, key=_size, reverse=True))


def _size(code: zxingcpp.Barcode) -> int:
    at = code.position
    return abs(at.bottom_right.x - at.top_left.x) * abs(at.bottom_right.y - at.top_left.y)
