"""A face turned upright and cut to one size by its five points, as SFace was taught: alignCrop without its model."""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Points = NDArray[np.floating]

ALIGNED_PX = 112
# right eye, left eye, nose, right and left corner of the mouth: objdetect/src/face_recognize.cpp of OpenCV (Apache-2.0)
PLACES = np.array([[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]])
EYE_DISTANCE_PX = 35.24  # in a cut of ALIGNED_PX


def align(picture: Picture, points: Points, side_px: int = ALIGNED_PX) -> Picture:
    to_cut = _similarity(points.astype(np.float64), PLACES * (side_px / ALIGNED_PX))
    return np.asarray(cv2.warpAffine(picture, to_cut, (side_px, side_px)), np.uint8)


def _similarity(source: NDArray[np.float64], target: NDArray[np.float64]) -> NDArray[np.float64]:
    """2 × 3: the turn, scale and shift with the smallest squares (in complex numbers: one division)."""
    source_middle, target_middle = source.mean(axis=0), target.mean(axis=0)
    a, b = source - source_middle, target - target_middle
    spread = max(float((a**2).sum()), 1e-9)
    along = float((a * b).sum()) / spread
    across = float((a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum()) / spread
    turn = np.array([[along, -across], [across, along]])
    return np.column_stack([turn, target_middle - turn @ source_middle])
