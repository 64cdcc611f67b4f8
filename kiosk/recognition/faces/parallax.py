"""Tells a head that turns from paper that is turned or bent: how far the nose moves against the face around it.

The landmark model knows what heads look like and sees a nose stand out of bent paper, too. So it only says where to
begin; from there single spots are followed from picture to picture by their grey values (Lucas-Kanade, there and
back). Whatever is printed on paper, tilted, bent or moved, moves as a smooth function of where it is: of second degree,
fitted to the spots off the nose. On a head the nose lies before that surface, and runs ahead of it in a turn.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.recognition.faces.mesh import FaceMesh

Picture = NDArray[np.uint8]
Spots = NDArray[np.float64]

# landmarks: tip, bridge's lower end, nostrils
NOSE = (1, 4, 5, 2, 94, 19, 98, 327, 97, 326, 44, 274, 45, 275)
# brows, eyes, forehead, nose's root, cheeks, mouth, chin, jaw
AROUND = (
    33, 133, 362, 263, 55, 285, 46, 276, 107, 336, 70, 300, 105, 334, 61, 291, 0, 17, 37, 267, 84, 314, 152, 176, 400,
    10, 109, 338, 168, 8, 9, 151, 50, 280, 117, 346, 123, 352, 205, 425, 187, 411, 172, 397, 136, 365, 58, 288, 130,
    359, 243, 463, 27, 257, 23, 253,
)  # fmt: skip
NOSE_MIN, AROUND_MIN = 4, 16  # spots that must still be followed
WINDOW_PX, LEVELS = 17, 3
STEPS = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 20, 0.03)
BACK_PX_MAX = 1.0  # followed there and back, a spot must come home
FITS, DOUBT = 6, 0.03  # rounds of the fit; a spot that far off it (in eye distances) counts half


class NoseWatch:
    """Begin where the head is still, then give every picture."""

    def __init__(self) -> None:
        self._grey: Picture | None = None

    def begin(self, picture: Picture, mesh: FaceMesh) -> None:
        self._grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
        self._spots = mesh.points[list(NOSE + AROUND), :2].astype(np.float32)
        self._kept = np.ones(len(self._spots), bool)
        self._from = _level(self._spots, mesh)
        self._mesh = mesh

    def end(self) -> None:
        """Keeps no picture."""
        self._grey = None

    def shift(self, picture: Picture) -> float | None:
        """In eye distances, positive to the right of the picture, the person's own left. None: it cannot be told."""
        if self._grey is None:
            return None
        grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
        self._spots, kept = _followed(self._grey, grey, self._spots)
        self._kept &= kept
        self._grey = grey
        return _nose_against_rest(self._from, _level(self._spots, self._mesh), self._kept)


def _followed(
    before: Picture, now: Picture, spots: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    there, found = _flow(before, now, spots)
    back, found_back = _flow(now, before, there)
    home = np.linalg.norm(back - spots, axis=1) < BACK_PX_MAX
    return there, found & found_back & home


def _flow(before: Picture, now: Picture, spots: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    window = (WINDOW_PX, WINDOW_PX)
    moved, found, _ = cv2.calcOpticalFlowPyrLK(
        before, now, spots[:, np.newaxis], np.empty(0), None, None, window, LEVELS, STEPS
    )
    return np.asarray(moved, np.float32)[:, 0], np.asarray(found, bool)[:, 0]


def _level(spots: NDArray[np.float32], rest: FaceMesh) -> Spots:
    """As the face at rest would be with level eyes, in its eye distances."""
    roll = np.radians(rest.pose.roll)
    turn = np.array([[np.cos(roll), -np.sin(roll)], [np.sin(roll), np.cos(roll)]])
    middle = rest.points[list(AROUND), :2].mean(axis=0)
    return np.asarray((spots.astype(np.float64) - middle) @ turn / rest.eye_distance)


def _nose_against_rest(before: Spots, now: Spots, kept: NDArray[np.bool_]) -> float | None:
    on_nose = np.arange(len(before)) < len(NOSE)
    nose, rest = kept & on_nose, kept & ~on_nose
    if nose.sum() < NOSE_MIN or rest.sum() < AROUND_MIN:
        return None
    x, y = before.T
    terms = np.column_stack([np.ones_like(x), x, y, x * x, x * y, y * y])
    off = now - terms @ _fitted(terms[rest], now[rest])
    return float(np.median(off[nose, 0]))


def _fitted(terms: Spots, places: Spots) -> Spots:
    """Least squares in which single spots that went astray lose their say."""
    weight = np.ones(len(terms))
    for _ in range(FITS):
        root = np.sqrt(weight)[:, np.newaxis]
        fit = np.linalg.lstsq(terms * root, places * root, rcond=None)[0]
        off = np.linalg.norm(places - terms @ fit, axis=1)
        weight = 1 / (1 + (off / DOUBT) ** 2)
    return np.asarray(fit)
