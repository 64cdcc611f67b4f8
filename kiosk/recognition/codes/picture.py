"""Pictures as arrays: grey, and parts of them."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from kiosk.recognition.codes.found import Spot

Grey = NDArray[np.uint8]
SIDE_PX_MAX = 16_384


class NotAPicture(ValueError):
    """Something else than bytes of (height, width) or (height, width, 3), or larger than any camera gives."""


def as_grey(picture: NDArray[Any]) -> Grey:
    """Grey as it is, blue-green-red made grey. Raises NotAPicture."""
    if picture.dtype != np.uint8 or not (picture.ndim == 2 or (picture.ndim == 3 and picture.shape[2] == 3)):
        raise NotAPicture(f"{picture.dtype} of {picture.ndim} dimensions")
    if max(picture.shape[:2]) > SIDE_PX_MAX:
        raise NotAPicture(f"more than {SIDE_PX_MAX} px")
    if picture.ndim == 2 or picture.size == 0:
        return picture if picture.ndim == 2 else np.zeros(picture.shape[:2], np.uint8)
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)


def with_margin(spot: Spot, margin: float) -> Spot:
    """Larger by `margin` of its larger side all round, as far as there is picture."""
    space = margin * max(spot.width, spot.height)
    left, top = max(0.0, spot.left - space), max(0.0, spot.top - space)
    right, bottom = min(1.0, spot.left + spot.width + space), min(1.0, spot.top + spot.height + space)
    return Spot(left, top, right - left, bottom - top)


def cut(grey: Grey, spot: Spot) -> Grey:
    height, width = grey.shape
    left, top = int(spot.left * width), int(spot.top * height)
    right, bottom = round((spot.left + spot.width) * width), round((spot.top + spot.height) * height)
    return np.ascontiguousarray(grey[top : max(bottom, top + 1), left : max(right, left + 1)])


def turned(grey: Grey, degrees: float) -> Grey:
    """Round its middle, in a frame that holds all of it."""
    turn, size = _turn(grey.shape, degrees)
    return np.asarray(cv2.warpAffine(grey, turn, size, flags=cv2.INTER_LINEAR, borderValue=(127,)), np.uint8)


def turned_back(spot: Spot, degrees: float, shape: tuple[int, ...]) -> Spot:
    """A spot of `turned(…)`, in the picture of that shape as it was: the box round its four corners."""
    turn, (width, height) = _turn(shape, degrees)
    xs, ys = (
        np.array([spot.left, spot.left + spot.width]) * width,
        np.array([spot.top, spot.top + spot.height]) * height,
    )
    corners = np.array([[x, y] for x in xs for y in ys]) - turn[:, 2]
    there = corners @ np.linalg.inv(turn[:, :2]).T / (shape[1], shape[0])
    (left, top), (right, bottom) = np.clip(there, 0.0, 1.0).min(0), np.clip(there, 0.0, 1.0).max(0)
    return Spot(float(left), float(top), float(right - left), float(bottom - top))


def _turn(shape: tuple[int, ...], degrees: float) -> tuple[NDArray[np.float64], tuple[int, int]]:
    """The affine map, and the new width and height."""
    height, width = shape[:2]
    turn = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0), np.float64)
    cos, sin = abs(turn[0, 0]), abs(turn[0, 1])
    new = int(np.ceil(width * cos + height * sin)), int(np.ceil(width * sin + height * cos))
    turn[:, 2] += (new[0] - width) / 2, (new[1] - height) / 2
    return turn, new
