"""A liveness check on pictures: one face followed, its measures given to `LivenessCheck`."""

import zlib
from random import Random

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.liveness import LivenessStep
from kiosk.recognition.faces.align import align
from kiosk.recognition.faces.detector import Detector, Face
from kiosk.recognition.faces.landmarks import FaceFollower, LandmarkModels, Square
from kiosk.recognition.faces.liveness import ACT_S_MAX, LivenessCheck
from kiosk.recognition.faces.liveness_sample import FaceSample, Sample
from kiosk.recognition.faces.matching import Embedding, Matcher
from kiosk.recognition.faces.mesh import CHIN, FOREHEAD, SIDES, FaceMesh
from kiosk.recognition.faces.parallax import NoseWatch
from kiosk.recognition.faces.stream_guard import LIKENESS_MIN
from kiosk.recognition.models import Models

Picture = NDArray[np.uint8]

COUNT_EVERY = 4  # pictures: looking for a second face costs as much as following the first
SCORE_MIN = 0.7
OTHER_WIDTH_MIN = 0.4  # of the main face: smaller ones stand behind
MARGIN_SHARE = 0.125  # left out of the checksum: a clock drawn at the edge makes no picture new


class LivenessWatch:
    """One check of one person. One thread uses one of these; `forget` lets go of the pictures and of who it was."""

    def __init__(self, models: Models, matcher: Matcher, lot: Random, act_s_max: float = ACT_S_MAX) -> None:
        self._check = LivenessCheck(lot, act_s_max)
        self._follower = FaceFollower(LandmarkModels(models.folder))
        self._detector, self._matcher = Detector(models), matcher
        self._nose = NoseWatch()
        self._faces: list[Face] = []
        self._first: Embedding | None = None
        self._until_count = 0

    def see(self, picture: Picture, taken_s: float) -> LivenessStep:
        wanted = self._check.wants_likeness
        if wanted or self._until_count <= 0:
            self._count(picture)
        self._until_count -= 1
        mesh = self._follower.look(picture, lambda: self._square(picture))
        face = None if mesh is None else self._measured(picture, mesh)
        likeness = self._likeness(picture) if wanted and mesh is not None else None
        return self._check.see(Sample(taken_s, _checksum(picture), self._crowd(), face, likeness))

    def is_of(self, face: Embedding) -> bool:
        """Whether the one who was watched is this one. Nobody is, before the first look that was wanted."""
        return self._first is not None and self._first.cosine(face) >= LIKENESS_MIN

    def forget(self) -> None:
        self._nose.end()
        self._follower.forget()
        self._faces = []
        if self._first is not None:
            self._first.forget()

    def _count(self, picture: Picture) -> None:
        self._faces = [face for face in self._detector.find(picture) if face.score >= SCORE_MIN]
        self._until_count = COUNT_EVERY

    def _crowd(self) -> int:
        return sum(face.width >= OTHER_WIDTH_MIN * self._faces[0].width for face in self._faces)

    def _square(self, picture: Picture) -> Square | None:
        self._count(picture)
        if not self._faces:
            return None
        face = self._faces[0]
        return Square.around_box((face.left, face.top, face.width, face.height), *face.points[:2].tolist())

    def _likeness(self, picture: Picture) -> float | None:
        """To the first face that was asked for; the first one is like itself."""
        if not self._faces:
            return None
        aligned = align(picture, self._faces[0].points)
        face = self._matcher.embed(aligned)
        aligned.fill(0)
        if self._first is None:
            self._first = face
            return 1.0
        cosine = self._first.cosine(face)
        face.forget()
        return cosine

    def _measured(self, picture: Picture, mesh: FaceMesh) -> FaceSample:
        if self._check.watches_nose(mesh.pose.yaw):
            self._nose.begin(picture, mesh)
            return _look(mesh, None)
        return _look(mesh, self._nose.shift(picture))


def _look(mesh: FaceMesh, nose_shift: float | None) -> FaceSample:
    flat = mesh.points[:, :2]
    x, y = flat.mean(axis=0)
    height = float(np.linalg.norm(flat[CHIN] - flat[FOREHEAD]))
    width = max(float(np.linalg.norm(flat[left] - flat[right])) for right, left in SIDES)
    closed = (mesh.eye_blink_left + mesh.eye_blink_right) / 2
    return FaceSample(float(x), float(y), height, mesh.pose.yaw, closed, height / max(width, 1.0), nose_shift)


def _checksum(picture: Picture) -> int:
    height, width = (int(side * MARGIN_SHARE) for side in picture.shape[:2])
    return zlib.crc32(picture[height:-height, width:-width].tobytes())
