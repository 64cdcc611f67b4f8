"""Head and shoulders out of a picture, as a portrait 3 by 4."""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.domain.face import FacePhoto
from kiosk.recognition.faces.detector import Face

Picture = NDArray[np.uint8]

WIDTH_PX, HEIGHT_PX = 360, 480
FACE_SHARE = 0.46  # of the portrait's height: a hand's breadth above the hair, and the shoulders
MIDDLE_SHARE = 0.46  # where the middle of the face is, from the top
JPEG_BYTES_MAX = 60_000  # a wristband and a slip need less; the hospital's limit is its own
QUALITIES = (90, 80, 70, 60, 45, 30, 15)


def portrait(picture: Picture, face: Face) -> Picture:
    """A copy of its own. What lies beyond the picture's edge is that edge, drawn out."""
    scale = FACE_SHARE * HEIGHT_PX / max(face.height, 1.0)
    x, y = face.left + face.width / 2, face.top + face.height / 2
    to_cut = np.array([[scale, 0, WIDTH_PX / 2 - scale * x], [0, scale, MIDDLE_SHARE * HEIGHT_PX - scale * y]])
    cut = cv2.warpAffine(picture, to_cut, (WIDTH_PX, HEIGHT_PX), borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(cut, np.uint8)


def as_photo(cut: Picture) -> FacePhoto:
    """The best quality that stays within JPEG_BYTES_MAX: the lowest always does."""
    for quality in QUALITIES:
        _, jpeg = cv2.imencode(".jpg", cut, [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1])
        if jpeg.size <= JPEG_BYTES_MAX:
            break
    return FacePhoto(jpeg.tobytes())
