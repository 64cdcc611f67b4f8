"""A mask drawn over a photo: from the bridge of the nose, or from the upper lip, to the chin."""

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_sim.camera.face_points import face_points

Picture = NDArray[np.uint8]

# points of the face round the cloth: its upper edge from the person's right to left, then its lower one back
OVER_NOSE = (234, 118, 197, 347, 454, 361, 365, 378, 152, 149, 136, 132)
BELOW_NOSE = (132, 205, 2, 425, 361, 365, 378, 152, 149, 136)
FOLDS = (0.3, 0.5, 0.7)  # of the way down
FOLD_SHADE, SIDE_SHADE = 0.82, 0.35
WEAVE_GREY = 5.0
SKIN_GREY = 215.0  # of a skin in full light: the cloth is lit as the forehead is
SEED = 20261125


def masked(photo: Picture, colour: tuple[int, int, int], outline: tuple[int, ...] = OVER_NOSE) -> Picture:
    """Raises NoFaceOnPhoto."""
    points = face_points(photo)[:, :2]
    hem = points[list(outline)].astype(np.float32)
    cover = np.zeros(photo.shape[:2], np.uint8)
    cv2.fillPoly(cover, [hem.astype(np.int32)], 255)
    soft = cv2.GaussianBlur(cover, (0, 0), 1.0)[..., np.newaxis] / 255.0
    cloth = _cloth(photo.shape[:2], hem, colour) * (_forehead(photo, points) / SKIN_GREY)
    return np.asarray(np.clip(photo * (1 - soft) + cloth * soft, 0, 255), np.uint8)


def _forehead(photo: Picture, points: NDArray[np.float64]) -> float:
    x, y = points[[151, 9]].mean(axis=0).astype(int)
    return float(
        np.percentile(cv2.cvtColor(photo[max(0, y - 8) : y + 9, max(0, x - 12) : x + 13], cv2.COLOR_BGR2GRAY), 90)
    )


def _cloth(size: tuple[int, int], hem: NDArray[np.float32], colour: tuple[int, int, int]) -> NDArray[np.float64]:
    """Lightest along the nose, with folds across."""
    y, x = np.mgrid[: size[0], : size[1]]
    (left, top), (right, bottom) = hem.min(axis=0), hem.max(axis=0)
    across, down = (x - (left + right) / 2) / ((right - left) / 2), (y - top) / (bottom - top)
    shade = 1 - SIDE_SHADE * np.clip(np.abs(across), 0, 1) ** 1.5
    sag = down - 0.06 * (1 - across**2)
    for fold in FOLDS:
        shade *= 1 - (1 - FOLD_SHADE) * np.exp(-(((sag - fold) / 0.012) ** 2))
    weave = np.random.default_rng(SEED).normal(0, WEAVE_GREY, size)
    return np.asarray((np.array(colour) * shade[..., np.newaxis]) + weave[..., np.newaxis])
