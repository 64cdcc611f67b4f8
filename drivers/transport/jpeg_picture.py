"""One picture of a motion-JPEG stream, decoded by Pillow: OpenCV's libjpeg writes on stderr what it thinks of it."""

import io

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL.JpegImagePlugin import JpegImageFile

from drivers.api.errors import DeviceError, ErrorCode
from drivers.transport.jpeg_finder import PICTURE_BYTES_MAX

SIDE_PX_MIN = 64


class BadPicture(DeviceError):
    """PROTOCOL_ERROR: this one is none; the next may be good."""

    def __init__(self, detail: str) -> None:
        super().__init__(ErrorCode.PROTOCOL_ERROR, detail)


def decode(jpeg: bytes, side_px_max: int) -> NDArray[np.uint8]:
    """Blue green red. Its size is looked at before room is made for it. Raises BadPicture."""
    if len(jpeg) > PICTURE_BYTES_MAX:
        raise BadPicture(f"a picture of {len(jpeg)} bytes")
    try:
        picture = JpegImageFile(io.BytesIO(jpeg))
        check_size(*picture.size, side_px_max)
        rgb = np.asarray(picture if picture.mode == "RGB" else picture.convert("RGB"))
    except BadPicture:
        raise
    except Exception as error:  # whatever Pillow finds wrong with it: its parsers raise half a dozen kinds
        raise BadPicture("a JPEG that does not decode") from error
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), np.uint8)


def check_size(width: int, height: int, side_px_max: int) -> None:
    if not all(SIDE_PX_MIN <= side <= side_px_max for side in (width, height)):
        raise BadPicture(f"{width}x{height} pixels, not {SIDE_PX_MIN} to {side_px_max} a side")
