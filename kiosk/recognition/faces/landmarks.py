"""478 points and blink scores of one face, by MediaPipe's two TFLite models run by OpenCV.

As MediaPipe does it: an upright square around the face, 1.5 times its size, turned so that the eyes are level, goes in
as 256 × 256; the next picture's square comes from the points of the last.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import atan2, exp
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.recognition.faces.mesh import POINT_COUNT, FaceMesh, Points, eye_openness, head_pose

Picture = NDArray[np.uint8]

LANDMARKS_FILE, BLENDSHAPES_FILE = "face_landmarks_detector.tflite", "face_blendshapes.tflite"
INPUT_PX = 256
MARGIN = 1.5
PRESENCE_MIN = 0.5
SIDE_PX_MIN = 8.0
NARROW = 0.2  # by the first look, which sees narrow eyes narrower than they are: these are looked at twice
WIDE_OPEN = 0.27  # of 135 faces none above scored more than 0.26 for blinking; shut eyes are below 0.2
EYE_BLINK_LEFT, EYE_BLINK_RIGHT = 9, 10  # of the 52; mediapipe kBlendshapeNames
RIGHT_EYE_OUTER, LEFT_EYE_OUTER = 33, 263
POINTS_OUT, PRESENCE_OUT = "Identity", "Identity_1"
# What the blendshape model reads: kLandmarksSubsetIdxs in google-ai-edge/mediapipe,
# mediapipe/tasks/cc/vision/face_landmarker/face_blendshapes_graph.cc (Apache-2.0).
BLENDSHAPE_POINTS = (
    0, 1, 4, 5, 6, 7, 8, 10, 13, 14, 17, 21, 33, 37, 39, 40, 46, 52, 53, 54, 55, 58, 61, 63, 65, 66, 67, 70, 78, 80, 81,
    82, 84, 87, 88, 91, 93, 95, 103, 105, 107, 109, 127, 132, 133, 136, 144, 145, 146, 148, 149, 150, 152, 153, 154,
    155, 157, 158, 159, 160, 161, 162, 163, 168, 172, 173, 176, 178, 181, 185, 191, 195, 197, 234, 246, 249, 251, 263,
    267, 269, 270, 276, 282, 283, 284, 285, 288, 291, 293, 295, 296, 297, 300, 308, 310, 311, 312, 314, 317, 318, 321,
    323, 324, 332, 334, 336, 338, 356, 361, 362, 365, 373, 374, 375, 377, 378, 379, 380, 381, 382, 384, 385, 386, 387,
    388, 389, 390, 397, 398, 400, 402, 405, 409, 415, 454, 466, 468, 469, 470, 471, 472, 473, 474, 475, 476, 477,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Square:
    """Where to look, in pixels; `tilt` in radians, clockwise."""

    x: float
    y: float
    side: float
    tilt: float

    @classmethod
    def around_box(cls, box: Sequence[float], right_eye: Sequence[float], left_eye: Sequence[float]) -> "Square":
        """`box`: left, top, width, height of a detector; right and left are the person's own."""
        left, top, width, height = box
        tilt = atan2(left_eye[1] - right_eye[1], left_eye[0] - right_eye[0])
        return cls(left + width / 2, top + height / 2, MARGIN * max(width, height), tilt)

    @classmethod
    def around_points(cls, points: Points) -> "Square":
        across = points[LEFT_EYE_OUTER] - points[RIGHT_EYE_OUTER]
        tilt = atan2(across[1], across[0])
        level = points[:, :2] @ _turn(tilt)
        low, high = level.min(axis=0), level.max(axis=0)
        x, y = _turn(tilt) @ ((low + high) / 2)
        return cls(float(x), float(y), MARGIN * float((high - low).max()), tilt)

    def to_picture(self) -> NDArray[np.float64]:
        """2 × 3: from a place in the model's input to one in the picture."""
        turn = _turn(self.tilt) * (self.side / INPUT_PX)
        return np.column_stack([turn, np.array([self.x, self.y]) - turn @ (INPUT_PX / 2, INPUT_PX / 2)])


def _turn(tilt: float) -> NDArray[np.float64]:
    return np.array([[np.cos(tilt), -np.sin(tilt)], [np.sin(tilt), np.cos(tilt)]])


class LandmarkModels:
    """Both models, loaded. One thread uses one of these."""

    def __init__(self, folder: Path) -> None:
        # the new graph engine of OpenCV 5 does not read these files
        self._points = cv2.dnn.readNetFromTFLite(str(folder / LANDMARKS_FILE), cv2.dnn.ENGINE_CLASSIC)
        self._scores = cv2.dnn.readNetFromTFLite(str(folder / BLENDSHAPES_FILE), cv2.dnn.ENGINE_CLASSIC)

    def find(self, picture: Picture, rough: Square) -> FaceMesh | None:
        """From a detector's box: once to see where the face really is, once more for good points."""
        found = self._read(picture, rough)
        return None if found is None else self.follow(picture, found[0])

    def glance(self, picture: Picture, rough: Square) -> FaceMesh | None:
        """From a detector's box, once: half the time of `find`, good enough to judge a picture by.

        Eyes that are wide open by their points are not asked about: they score 0. Narrow ones are looked at again.
        """
        found = self._read(picture, rough)
        if found is None:
            return None
        if (opened := eye_openness(found[0])) < WIDE_OPEN:
            return (self.follow(picture, found[0]) if opened < NARROW else None) or self._judged(*found)
        return FaceMesh(*found, 0.0, 0.0, head_pose(found[0]))

    def follow(self, picture: Picture, last: Points) -> FaceMesh | None:
        """From where the face was in the picture before; None: it is not there now."""
        found = self._read(picture, Square.around_points(last))
        return None if found is None else self._judged(*found)

    def _read(self, picture: Picture, square: Square) -> tuple[Points, float] | None:
        if not square.side >= SIDE_PX_MIN:
            return None
        self._points.setInput(_cut(picture, square))
        points, presence = self._points.forward([POINTS_OUT, PRESENCE_OUT])
        likely = 1 / (1 + exp(-float(np.clip(presence, -50, 50).item())))
        return None if likely < PRESENCE_MIN else (_in_picture(points, square), likely)

    def _judged(self, points: Points, presence: float) -> FaceMesh:
        self._scores.setInput(points[BLENDSHAPE_POINTS, :2][np.newaxis])
        scores = self._scores.forward().ravel()
        blink_left, blink_right = float(scores[EYE_BLINK_LEFT]), float(scores[EYE_BLINK_RIGHT])
        return FaceMesh(points, presence, blink_left, blink_right, head_pose(points))


def _cut(picture: Picture, square: Square) -> Any:
    inverse = cv2.WARP_INVERSE_MAP | cv2.INTER_LINEAR
    size = (INPUT_PX, INPUT_PX)
    face = cv2.warpAffine(picture, square.to_picture(), size, flags=inverse, borderMode=cv2.BORDER_REPLICATE)
    return cv2.dnn.blobFromImage(face, 1 / 255, swapRB=True)


def _in_picture(points: Any, square: Square) -> Points:
    inside = np.asarray(points, dtype=np.float64).reshape(POINT_COUNT, 3)
    map_to = square.to_picture()
    flat = inside[:, :2] @ map_to[:, :2].T + map_to[:, 2]
    return np.column_stack([flat, inside[:, 2] * (square.side / INPUT_PX)]).astype(np.float32)


class FaceFollower:
    """Follows one face from picture to picture: about 10 ms; asks the detector only when there is none to follow."""

    def __init__(self, models: LandmarkModels) -> None:
        self._models = models
        self._last: Points | None = None

    def look(self, picture: Picture, detect: Callable[[], Square | None]) -> FaceMesh | None:
        mesh = None if self._last is None else self._models.follow(picture, self._last)
        if mesh is None and (rough := detect()) is not None:
            mesh = self._models.find(picture, rough)
        self._last = None if mesh is None else mesh.points
        return mesh

    def forget(self) -> None:
        self._last = None
