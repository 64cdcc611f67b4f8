"""The permitted test photos as a camera would show them; fetched by packaging/fetch.py."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.recognition.faces.landmarks import Square

Picture = NDArray[np.uint8]
ROOT = Path(__file__).parents[3]
MODELS, PHOTOS = ROOT / ".models", ROOT / ".photos"
DETECTOR = MODELS / "face_detection_yunet_2023mar.onnx"
SIZE = (640, 480)


def picture_of(name: str) -> Picture:
    return shown(PHOTOS / f"people/{name}.jpg")


def shown(path: Path) -> Picture:
    photo = cv2.imread(str(path))
    assert photo is not None, f"{path} is missing: packaging/setup.sh test"
    return shown_in(np.asarray(photo, np.uint8))


def shown_in(photo: Picture) -> Picture:
    """In the middle of a 640 × 480 picture, as high as it."""
    scale = SIZE[1] / photo.shape[0]
    turned = np.array([[scale, 0, (SIZE[0] - photo.shape[1] * scale) / 2], [0, scale, 0]])
    picture = cv2.warpAffine(photo, turned, SIZE, flags=cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(picture, np.uint8)


def largest_face(picture: Picture) -> Any:
    """OpenCV's own detector: left, top, width, height, the eyes, nose, corners of the mouth; None: no face."""
    _, faces = cv2.FaceDetectorYN.create(str(DETECTOR), "", SIZE, 0.7).detect(picture)
    return None if faces is None else max(faces, key=lambda one: float(one[2]))


def square_in(picture: Picture) -> Square | None:
    face = largest_face(picture)
    return None if face is None else Square.around_box(face[:4], face[4:6], face[6:8])
