"""A flat or bent picture in front of the camera: a print, or a screen. Seen by tracing each pixel's ray."""

from dataclasses import dataclass
from math import cos, radians, sin

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_sim.camera.picture import Picture

FLAT = 1e-4  # curvature below this is a plane to the eye
CAMERA_AT = 3.2  # picture heights away


@dataclass(frozen=True, slots=True)
class SheetPose:
    """How it is held. Degrees; `yaw`: to the right side of the camera's picture.

    `bend`: of a circle from the left to the right edge, positive: its middle towards the camera. `x`, `y`: shares of
    the picture's height. `size`: 1 fills its height.
    """

    yaw: float = 0.0
    pitch: float = 0.0
    roll: float = 0.0
    bend: float = 0.0
    x: float = 0.0
    y: float = 0.0
    size: float = 1.0


def seen(sheet: Picture, held: SheetPose, behind: Picture) -> Picture:
    """`sheet` before `behind`, which gives the size."""
    height, width = behind.shape[:2]
    across, down, hit = _traced(_rays(width, height, held), held, sheet.shape[1] / sheet.shape[0])
    map_x = ((across + 0.5) * sheet.shape[1] - 0.5).astype(np.float32)
    map_y = ((down + 0.5) * sheet.shape[0] - 0.5).astype(np.float32)
    shown = cv2.remap(sheet, map_x, map_y, cv2.INTER_AREA, borderMode=cv2.BORDER_REPLICATE)
    cover = cv2.GaussianBlur(hit.astype(np.float32), (3, 3), 0)[..., np.newaxis]
    return np.asarray(shown * cover + behind * (1 - cover), np.uint8)


Rays = tuple[NDArray[np.float64], NDArray[np.float64]]


def _rays(width: int, height: int, held: SheetPose) -> Rays:
    """Where the camera is and where each pixel looks, as the sheet sees it; one unit: the picture's height."""
    x, y = np.meshgrid((np.arange(width) - width / 2) / height, (np.arange(height) - height / 2) / height)
    look = np.stack([x, y, np.full_like(x, CAMERA_AT)], axis=-1)
    turn = _turned(held)
    return np.array([-held.x, -held.y, -CAMERA_AT]) @ turn, look @ turn


def _turned(held: SheetPose) -> NDArray[np.float64]:
    """Sheet to camera. x right, y down, z away."""
    yaw, pitch, roll = radians(held.yaw), radians(held.pitch), radians(held.roll)
    about_y = np.array([[cos(yaw), 0, -sin(yaw)], [0, 1, 0], [sin(yaw), 0, cos(yaw)]])
    about_x = np.array([[1, 0, 0], [0, cos(pitch), sin(pitch)], [0, -sin(pitch), cos(pitch)]])
    about_z = np.array([[cos(roll), -sin(roll), 0], [sin(roll), cos(roll), 0], [0, 0, 1]])
    return np.asarray(about_y @ about_x @ about_z)


def _traced(
    rays: Rays, held: SheetPose, aspect: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Where on the sheet each ray arrives, from -0.5 to 0.5 both ways, and whether it does."""
    start, look = rays
    curve = radians(held.bend) / (held.size * aspect)
    if abs(curve) < FLAT:
        far = -start[2] / look[..., 2]
        along = start[0] + far * look[..., 0]
        hit = np.ones(far.shape, bool)
    else:
        far, along, hit = _on_cylinder(start, look, 1 / curve)
    across, down = along / (held.size * aspect), (start[1] + far * look[..., 1]) / held.size
    return across, down, hit & (np.abs(across) < 0.5) & (np.abs(down) < 0.5)


def _on_cylinder(
    start: NDArray[np.float64], look: NDArray[np.float64], radius: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.bool_]]:
    """Its axis is upright and `radius` behind the sheet's middle."""
    a = look[..., 0] ** 2 + look[..., 2] ** 2
    b = start[0] * look[..., 0] + (start[2] - radius) * look[..., 2]
    c = start[0] ** 2 + (start[2] - radius) ** 2 - radius**2
    root = b**2 - a * c
    far = (-b - np.sign(radius) * np.sqrt(np.maximum(root, 0))) / a
    x, z = start[0] + far * look[..., 0], start[2] + far * look[..., 2]
    return far, radius * np.arctan2(x / radius, (radius - z) / radius), root > 0
