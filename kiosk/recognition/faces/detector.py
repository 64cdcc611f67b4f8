"""YuNet by OpenCV: where faces are, and the five points of each."""

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.recognition.models import Model, Models

Picture = NDArray[np.uint8]

LOOKED_AT_PX = 224  # longest side of the copy that is searched: 2 ms instead of 10 at 640 × 480
SCORE_MIN = 0.4  # what may be a face; `look.py` says what is one
OVERLAP_MAX = 0.3
FACES_MAX = 50


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Face:
    """In pixels of the whole picture. Right and left are the person's own."""

    row: NDArray[
        np.float32
    ]  # as YuNet gives it: box, right eye, left eye, nose, right and left corner of the mouth, score

    @property
    def left(self) -> float:
        return float(self.row[0])

    @property
    def top(self) -> float:
        return float(self.row[1])

    @property
    def width(self) -> float:
        return float(self.row[2])

    @property
    def height(self) -> float:
        return float(self.row[3])

    @property
    def score(self) -> float:
        return float(self.row[14])

    @property
    def points(self) -> NDArray[np.float32]:
        return self.row[4:14].reshape(5, 2)


class Detector:
    """One thread uses one of these."""

    def __init__(self, models: Models, looked_at_px: int = LOOKED_AT_PX) -> None:
        path = models.path(Model.DETECTOR)
        self._net = cv2.FaceDetectorYN.create(path, "", (320, 320), SCORE_MIN, OVERLAP_MAX, FACES_MAX)
        self._side = looked_at_px

    def find(self, picture: Picture) -> list[Face]:
        """The largest first."""
        height, width = picture.shape[:2]
        scale = min(1.0, self._side / max(height, width))
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        seen = picture if scale == 1.0 else cv2.resize(picture, size, interpolation=cv2.INTER_LINEAR)
        self._net.setInputSize(size)
        _, rows = self._net.detect(seen)
        back = np.tile(np.array([width / size[0], height / size[1]], np.float32), 7)
        return _largest_first(_scaled(row, back) for row in ([] if rows is None else rows))


def _scaled(row: NDArray[np.float32], back: NDArray[np.float32]) -> Face:
    return Face(np.append(row[:14] * back, row[14]).astype(np.float32))


def _largest_first(faces: Iterable[Face]) -> list[Face]:
    return sorted(faces, key=lambda face: face.width * face.height, reverse=True)
