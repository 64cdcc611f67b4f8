"""A hand that holds something before the camera, and a head that is never quite still."""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_sim.camera.picture import Picture, Scene

Points = NDArray[np.floating]

_SWAYS = ((0.7, 1.0), (1.9, 0.5), (8.6, 0.12))  # Hz, share of the whole
CAMERA_AT = 2.6  # heights of the picture before what is held


@dataclass(frozen=True, slots=True)
class Held:
    """`share`: of the picture's height. `yaw`, `roll` in degrees. `x`, `y`: its middle, from 0 to 1."""

    share: float = 0.9
    yaw: float = 0.0
    roll: float = 0.0
    x: float = 0.5
    y: float = 0.52
    trembles: float = 1.0  # 0: a stand instead of a hand


def sway(t_s: float, phase: float = 0.0) -> float:
    """From about -1 to 1, never twice the same way."""
    return sum(share * math.sin(2 * math.pi * hz * t_s + phase * (1 + hz)) for hz, share in _SWAYS)


def holding(behind: Picture, sheet: Picture, held: Held) -> Scene:
    """`sheet` before `behind`, seen in perspective."""
    height, width = behind.shape[:2]
    tall = held.share * height
    wide = tall * sheet.shape[1] / sheet.shape[0]
    shake_px = held.trembles * height / 200

    def scene(t_s: float) -> Picture:
        yaw, roll = (turn + held.trembles * sway(t_s, seed) for turn, seed in ((held.yaw, 1.0), (held.roll, 2.0)))
        middle = held.x * width + shake_px * sway(t_s, 3.0), held.y * height + shake_px * sway(t_s, 4.0)
        corners = _corners(wide, tall, yaw, roll, CAMERA_AT * height) + np.array(middle)
        return _laid_over(behind, sheet, corners.astype(np.float32))

    return scene


def _corners(wide: float, tall: float, yaw_deg: float, roll_deg: float, far: float) -> Points:
    """Of the sheet, about its middle: turned in its plane, then about the upright axis, then seen from `far`."""
    flat = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * (wide / 2, tall / 2)
    roll, yaw = math.radians(roll_deg), math.radians(yaw_deg)
    x = flat[:, 0] * math.cos(roll) - flat[:, 1] * math.sin(roll)
    y = flat[:, 0] * math.sin(roll) + flat[:, 1] * math.cos(roll)
    nearer = far / (far + x * math.sin(yaw))
    return np.column_stack([x * math.cos(yaw) * nearer, y * nearer])


def _laid_over(behind: Picture, sheet: Picture, corners: Points) -> Picture:
    high, wide = sheet.shape[:2]
    whole = np.array([(0, 0), (wide, 0), (wide, high), (0, high)], np.float32)
    size = behind.shape[1], behind.shape[0]
    seen = cv2.warpPerspective(
        _at_size(sheet, corners),
        cv2.getPerspectiveTransform(whole * _scale(sheet, corners), corners),
        size,
        dst=behind.copy(),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_TRANSPARENT,
    )
    return np.asarray(seen, np.uint8)


def _scale(sheet: Picture, corners: Points) -> float:
    """Of the sheet before it is warped: a lens averages what is smaller than a pixel, linear warping does not."""
    tall = float(np.linalg.norm(corners[3] - corners[0]))
    return min(1.0, 2.0 ** math.ceil(math.log2(tall / sheet.shape[0])))


def _at_size(sheet: Picture, corners: Points) -> Picture:
    scale = _scale(sheet, corners)
    if scale == 1.0:
        return sheet
    return np.asarray(cv2.resize(sheet, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)
