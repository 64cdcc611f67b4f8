"""The permitted test photos, one person before a wall: fetched by packaging/fetch.py."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.recognition.models import Models

Picture = NDArray[np.uint8]
ROOT = Path(__file__).parents[3]
MODELS, PHOTOS = Models(ROOT / ".models"), ROOT / ".photos"
SIZE = (640, 480)
EYE_DISTANCE_PX = 80.0

# one man
OBAMA = ("obama", "obama2", "obama3")
# upright, lit, looking here, eyes open and sharp, as a person would say
CLEAN = (
    *("obama", "obama3", "biden", "astronaut", "sample3-a", "sample3-c"),
    *("sample6-a", "sample6-b", "sample6-d", "faces-a", "faces-b", "faces-c"),
)
TURNED = ("sample1-a", "sample2-c", "sample4-c", "sample5-b")


def bytes_of(name: str) -> bytes:
    path = PHOTOS / f"people/{name}.jpg"
    assert path.exists(), f"{path} is missing: run packaging/fetch.py photos"
    return path.read_bytes()


def photo_of(name: str) -> Picture:
    picture = cv2.imdecode(np.frombuffer(bytes_of(name), np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None
    return np.asarray(picture, np.uint8)


def eyes_in(photo: Picture) -> Any:
    """By OpenCV's own call on the whole photo."""
    path = MODELS.folder / "face_detection_yunet_2023mar.onnx"
    assert path.exists(), f"{path} is missing: run packaging/fetch.py models"
    _, faces = cv2.FaceDetectorYN.create(str(path), "", (photo.shape[1], photo.shape[0]), 0.6).detect(photo)
    assert faces is not None
    return max(faces, key=lambda face: float(face[2]))[4:8].reshape(2, 2)


def before_the_wall(
    name: str,
    eye_distance_px: float = EYE_DISTANCE_PX,
    at: tuple[float, float] = (0.5, 0.45),
    leaning_deg: float = 0.0,
    wall: Picture | None = None,
    photo: Picture | None = None,
) -> Picture:
    """The person in a picture of a camera, the middle of the eyes at `at`. `photo`: theirs, changed."""
    theirs = photo_of(name)
    photo = theirs if photo is None else photo
    right, left = eyes_in(theirs) * (photo.shape[0] / theirs.shape[0])
    middle = (right + left) / 2
    scale = eye_distance_px / float(np.hypot(*(left - right)))
    move = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), leaning_deg, scale)
    move[:, 2] += np.array([at[0] * SIZE[0], at[1] * SIZE[1]]) - middle
    behind = np.full((SIZE[1], SIZE[0], 3), 128, np.uint8) if wall is None else wall.copy()
    flags = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    cv2.warpAffine(photo, move, SIZE, dst=behind, flags=flags, borderMode=cv2.BORDER_TRANSPARENT)
    return behind
