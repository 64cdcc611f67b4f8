"""A photo that was just taken, for paper: grey, in the shape of an identity photo, light and dark spread out."""

import io
from typing import TYPE_CHECKING

from drivers.api.receipt_printer import Picture
from kiosk.domain.face import FacePhoto

if TYPE_CHECKING:
    from PIL import Image

WIDTH_PX, HEIGHT_PX = 312, 390  # 4 to 5; more than 39 mm of a receipt printer's dots would show
PHOTO_PIXELS_MAX = 20_000_000
_CUT_OFF_PERCENT = 1  # of the darkest and the lightest pixels: one lamp behind a head is not to grey the face


class PhotoBroken(Exception):
    """PHOTO_BROKEN: no picture, or far too large."""

    code = "PHOTO_BROKEN"


def printable(photo: FacePhoto) -> Picture:
    """Raises PhotoBroken."""
    from PIL import Image, ImageOps  # not at start

    try:
        with Image.open(io.BytesIO(photo.jpeg), formats=("JPEG",)) as image:
            if image.width * image.height > PHOTO_PIXELS_MAX:
                raise PhotoBroken
            grey = ImageOps.fit(image.convert("L"), (WIDTH_PX, HEIGHT_PX))
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PhotoBroken from error
    return picture_of(ImageOps.autocontrast(grey, cutoff=_CUT_OFF_PERCENT))


def picture_of(grey: "Image.Image") -> Picture:
    return Picture(grey.tobytes(), grey.width, grey.height)
