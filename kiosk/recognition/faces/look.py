"""One look at a picture: the faces in it, and the points of the one that stands in front."""

from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.recognition.faces.detector import Detector, Face
from kiosk.recognition.faces.landmarks import LandmarkModels, Square
from kiosk.recognition.faces.mesh import LEFT_IRIS, RIGHT_IRIS, FaceMesh
from kiosk.recognition.models import Models

Picture = NDArray[np.uint8]

FIVE_POINTS = [RIGHT_IRIS, LEFT_IRIS, 4, 61, 291]

# YuNet's own score: at 0.85 and above it took nothing for a face that is none (99 pictures); below, the landmark model
# must see one, too.
SURE_SCORE = 0.85
OTHER_SCORE_MIN = 0.7  # of a second person
DARK_GREY, BRIGHT_GREY = 70, 190  # half the picture is darker, brighter: a face may be lost in it
LIFTED_GREY = 230.0  # where the brightest part of a dark picture is lifted to
LIFT_MAX = 20.0
SUNK_POWER = 8.0
CLOSER_PX = 480  # where nobody was seen at once: far away, half in the picture, or in odd light
WHITE_GREY, WHITE_SHARE_MAX = 250, 0.4


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Sight:
    """`mesh` is None where a face is turned too far, or covered."""

    picture: Picture
    face: Face
    mesh: FaceMesh | None
    others: tuple[Face, ...]

    @property
    def points(self) -> NDArray[np.float32]:
        """Eyes, nose, corners of the mouth: of the mesh, which is the finer one; the detector looks at a small copy."""
        return self.face.points if self.mesh is None else self.mesh.points[FIVE_POINTS, :2]


class Sees(Protocol):
    def look(self, picture: Picture) -> Sight | None: ...


class Looker:
    """One thread uses one of these."""

    def __init__(self, models: Models) -> None:
        self._detector, self._closer = Detector(models), Detector(models, CLOSER_PX)
        self._landmarks = LandmarkModels(models.folder)

    def look(self, picture: Picture) -> Sight | None:
        """None: nobody."""
        faces = self._detector.find(picture) or self._closer.find(_evened(picture))
        if not faces:
            return None
        face = next((one for one in faces if one.score >= SURE_SCORE), faces[0])
        mesh = self._landmarks.glance(picture, _rough(face))
        if face.score < SURE_SCORE and mesh is None:
            return None
        others = tuple(one for one in faces if one is not face and one.score >= OTHER_SCORE_MIN)
        return Sight(picture, face, mesh, others)


def washed_out(picture: Picture) -> bool:
    """So bright that a face may stand there unseen."""
    return float((picture[::4, ::4].min(axis=2) >= WHITE_GREY).mean()) >= WHITE_SHARE_MAX


def _rough(face: Face) -> Square:
    box, right_eye, left_eye = (part.tolist() for part in (face.row[:4], *face.points[:2]))
    return Square.around_box(box, right_eye, left_eye)


def _evened(picture: Picture) -> Picture:
    """Lighter if it is dark, darker if it is bright, for the detector's eyes only; else as it is."""
    grey = cv2.cvtColor(picture[::4, ::4], cv2.COLOR_BGR2GRAY)
    if (middle := float(np.median(grey))) < DARK_GREY:
        lift = min(LIFT_MAX, LIFTED_GREY / max(1.0, float(np.percentile(grey, 98))))
        return np.asarray(cv2.convertScaleAbs(picture, alpha=lift), np.uint8)
    if middle > BRIGHT_GREY:
        sunk = (np.linspace(0, 1, 256) ** SUNK_POWER * 255).astype(np.uint8)
        return np.asarray(cv2.LUT(picture, sunk), np.uint8)
    return picture
