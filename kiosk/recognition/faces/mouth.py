"""Whether mouth and nose are bare: a mask, a scarf or a hand before them shows little detail, or no lips."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.recognition.faces.mesh import LEFT_IRIS, RIGHT_IRIS, FaceMesh

Picture = NDArray[np.uint8]
Places = NDArray[np.intp]

EYE_DISTANCE_PX = 64.0  # of the cut; everything below is in its pixels
CUT_PX = (128, 144)
EYES_AT = (64.0, 34.0)
COARSE_SIGMA_PX = 2.0
DETAIL_PX, COLOUR_PX = (9, 9), (5, 5)  # of a patch
MOUTH = (13, 14, 61, 291, 78, 308, 17)
EYES = (RIGHT_IRIS, LEFT_IRIS, 133, 362)
LIPS = (0, 37, 267, 17, 84, 314, 61, 291, 40, 270)
BARE = (151, 9, 108, 337, 118, 347, 119, 348)  # forehead and below the eyes: no mask reaches there
DARKEST = 4.0  # added, so that black has a colour, too


def mouth_measures(picture: Picture, mesh: FaceMesh) -> tuple[float, float]:
    """The mouth's fine detail by that of the eyes (light, focus and camera are the same); and how much redder the lips
    are than bare skin above: log of red by green, which light does not change.
    """
    cut, places = _cut(picture, mesh)
    grey = np.asarray(cv2.cvtColor(cut, cv2.COLOR_BGR2GRAY), np.float32)
    fine = cv2.blur(np.abs(grey - cv2.GaussianBlur(grey, (0, 0), COARSE_SIGMA_PX)), DETAIL_PX)
    mouth, eyes = (float(_at(fine, places, part).mean()) for part in (MOUTH, EYES))
    colours = cv2.blur(cut, COLOUR_PX)
    lips, bare = (_redness(_at(colours, places, part)) for part in (LIPS, BARE))
    return mouth / max(eyes, 1e-3), lips - bare


def _cut(picture: Picture, mesh: FaceMesh) -> tuple[Picture, Places]:
    flat = mesh.points[:, :2]
    scale = EYE_DISTANCE_PX / max(mesh.eye_distance, 1.0)
    shift = np.array(EYES_AT) - scale * (flat[RIGHT_IRIS] + flat[LEFT_IRIS]) / 2
    to_cut = np.column_stack([scale * np.eye(2), shift])
    cut = cv2.warpAffine(picture, to_cut, CUT_PX, borderMode=cv2.BORDER_REPLICATE)
    last = np.array(CUT_PX) - 1
    return np.asarray(cut, np.uint8), np.clip(flat * scale + shift, 0, last).astype(np.intp)


def _at(picture: NDArray[Any], places: Places, part: tuple[int, ...]) -> NDArray[Any]:
    x, y = places[list(part)].T
    return np.asarray(picture[y, x])


def _redness(colours: NDArray[np.uint8]) -> float:
    _, green, red = np.median(colours, axis=0) + DARKEST
    return float(np.log(red / green))
