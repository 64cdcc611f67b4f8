"""The lobby behind whoever stands there: drawn once for a size, and somebody who crosses it now and then."""

import math

import cv2
import numpy as np

from hardware_sim.camera.lens import blurred
from hardware_sim.camera.picture import Picture, Scene

_WALL, _FLOOR, _DOOR, _LIGHT, _DESK, _SOMEBODY = (
    (188, 196, 198), (140, 148, 152), (120, 110, 96), (240, 244, 244), (150, 168, 180), (92, 86, 78),
)  # fmt: skip
_CROSSES_S = 9.0


def backdrop(width: int, height: int) -> Picture:
    """A wall, a door, a desk, two lights; out of focus, as behind a face."""
    picture = np.full((height, width, 3), _WALL, np.uint8)
    across = np.linspace(0.82, 1.06, width, dtype=np.float32)[None, :, None]
    picture = np.clip(picture * across, 0, 255).astype(np.uint8)
    floor = int(height * 0.72)
    picture[floor:] = _FLOOR
    _box(picture, (0.62, 0.18, 0.80, 0.72), _DOOR)
    _box(picture, (0.04, 0.52, 0.34, 0.74), _DESK)
    for left in (0.10, 0.48):
        _box(picture, (left, 0.04, left + 0.16, 0.08), _LIGHT)
    return blurred(picture, height / 160)


def empty_lobby(width: int, height: int) -> Scene:
    """Nobody near; somebody walks by far behind."""
    behind = backdrop(width, height)

    def scene(t_s: float) -> Picture:
        picture = behind.copy()
        at = (t_s / _CROSSES_S) % 1
        x, foot = int(width * (at * 1.2 - 0.1)), int(height * (0.74 + 0.004 * math.sin(t_s * 9)))
        tall = height // 5
        cv2.ellipse(picture, (x, foot - tall // 2), (tall // 7, tall // 2), 0, 0, 360, _SOMEBODY, -1, cv2.LINE_AA)
        cv2.circle(picture, (x, foot - tall), tall // 9, (130, 150, 176), -1, cv2.LINE_AA)
        return picture

    return scene


def _box(picture: Picture, box: tuple[float, float, float, float], colour: tuple[int, int, int]) -> None:
    height, width = picture.shape[:2]
    left, top, right, bottom = box
    first, last = (int(left * width), int(top * height)), (int(right * width), int(bottom * height))
    cv2.rectangle(picture, first, last, colour, -1)
