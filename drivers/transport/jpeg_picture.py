"""One picture of a motion-JPEG stream, decoded by Pillow: OpenCV's libjpeg writes on stderr what it thinks of it."""

import io
import warnings

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL.ExifTags import Base
from PIL.Image import Image, Transpose
from PIL.JpegImagePlugin import JpegImageFile

from drivers.api.errors import DeviceError, ErrorCode
from drivers.transport.jpeg_finder import PICTURE_BYTES_MAX

SIDE_PX_MIN = 64
_KEPT_BYTES = 16 << 20
_TURNED = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}

# glibc learns from a large piece that is freed how much it may keep. Without it the memory of each picture goes back to
# the system and is asked for again: 1,100 page faults at 1280x720, half the time that a picture costs.
np.empty(_KEPT_BYTES, np.uint8)


class BadPicture(DeviceError):
    """PROTOCOL_ERROR: this one is none; the next may be good."""

    def __init__(self, detail: str) -> None:
        super().__init__(ErrorCode.PROTOCOL_ERROR, detail)


def decode(jpeg: bytes, side_px_max: int) -> NDArray[np.uint8]:
    """Blue green red. Its size is looked at before room is made for it. Raises BadPicture."""
    if len(jpeg) > PICTURE_BYTES_MAX:
        raise BadPicture(f"a picture of {len(jpeg)} bytes")
    try:
        with warnings.catch_warnings():  # else Pillow writes on stderr what it thinks of a broken EXIF
            warnings.simplefilter("ignore")
            rgb = _decoded(jpeg, side_px_max)
    except BadPicture:
        raise
    except Exception as error:  # whatever Pillow finds wrong with it: its parsers raise half a dozen kinds
        raise BadPicture("a JPEG that does not decode") from error
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), np.uint8)


def _decoded(jpeg: bytes, side_px_max: int) -> NDArray[np.uint8]:
    picture = JpegImageFile(io.BytesIO(jpeg))
    check_size(*picture.size, side_px_max)
    return np.asarray(_upright(picture if picture.mode == "RGB" else picture.convert("RGB")))


def _upright(picture: Image) -> Image:
    """As a browser shows it: a phone that serves as a camera writes how it was held beside the picture."""
    try:
        turned = _TURNED.get(picture.getexif().get(Base.Orientation, 1))
    except Exception:  # a picture is no worse for what is broken beside it
        return picture
    return picture if turned is None else picture.transpose(turned)


def check_size(width: int, height: int, side_px_max: int) -> None:
    if not all(SIDE_PX_MIN <= side <= side_px_max for side in (width, height)):
        raise BadPicture(f"{width}x{height} pixels, not {SIDE_PX_MIN} to {side_px_max} a side")
