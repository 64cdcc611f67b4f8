"""A still photo that acts: it shuts its eyes and turns its head.

The points of the face have a depth, so they can be turned about the neck and seen again from the camera. Between them,
and out to where the hair ends and nothing moves any more, the picture follows them smoothly (thin-plate spline).
"""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_sim.camera.eyelids import Eyelids
from hardware_sim.camera.face_points import Points, face_points
from hardware_sim.camera.picture import Picture

YAW_DEG_MAX = 32.0
PHOTO_PX_MAX = 560  # higher ones are shrunk: a camera shows no more of it
GRID_PX = 5  # the movement is worked out on every fifth pixel
STILL_AT = 1.75  # of the face's outline from its middle: hair and background from there on do not move
CAMERA_AT = 5.0  # face widths before the face
SOFT = 4.0  # how far the picture may stay behind the points
TURNS_BACK, STEP = 24, 0.4  # from "where does this go" to "where does this come from"; at 1 the temples never settle
SIDES = [127, 234, 356, 454]  # at the ears: as deep as the neck


class ActingFace:
    """One photo of one person. Each picture takes some milliseconds."""

    def __init__(self, photo: Picture) -> None:
        photo = _at_most(photo, PHOTO_PX_MAX)
        self._points = face_points(photo)
        self._size = (photo.shape[1], photo.shape[0])
        self._lids = Eyelids(photo, self._points)
        self._neck = np.array([*self._points[:, :2].mean(axis=0), self._points[SIDES, 2].mean()])
        self._spread = _Spread(self._points[:, :2], self._size)

    def act(self, blink: float = 0.0, yaw_deg: float = 0.0) -> Picture:
        """`blink`: 0 open, 1 shut. `yaw_deg`: to the person's own left, which is the right side of the picture."""
        picture = self._lids.closed(blink)
        yaw_deg = float(np.clip(yaw_deg, -YAW_DEG_MAX, YAW_DEG_MAX))
        return picture if yaw_deg == 0 else self._spread.moved(picture, self._turned(yaw_deg) - self._points[:, :2])

    def _turned(self, yaw_deg: float) -> Points:
        """Where the camera sees the points then."""
        cos, sin = np.cos(np.radians(yaw_deg)), np.sin(np.radians(yaw_deg))
        x, y, z = (self._points - self._neck).T
        turned_x, turned_z = x * cos - z * sin, x * sin + z * cos
        camera = CAMERA_AT * float(np.ptp(x))
        nearer = (camera + z) / (camera + turned_z)
        return np.asarray(np.column_stack([turned_x * nearer, y * nearer]) + self._neck[:2])


class _Spread:
    """Carries the movement of the points over the whole picture."""

    def __init__(self, points: Points, size: tuple[int, int]) -> None:
        outline = cv2.convexHull(points.astype(np.float32))[:, 0]
        still = points.mean(axis=0) + (outline - points.mean(axis=0)) * STILL_AT
        self._known = np.vstack([points, still, _edges(size)])
        self._size, self._moving = size, len(points)
        self._grid_size = (size[0] // GRID_PX + 1, size[1] // GRID_PX + 1)
        grid = np.stack(np.meshgrid(*(np.arange(count) * GRID_PX for count in self._grid_size)), axis=-1)
        self._grid = grid.astype(np.float32)
        self._carry = self._weights(grid.reshape(-1, 2).astype(np.float64))

    def _weights(self, grid: Points) -> NDArray[np.float32]:
        """Grid × moving points: the spline's answer is linear in how the points move."""
        affine = np.column_stack([np.ones(len(self._known)), self._known])
        kernel = _kernel(self._known, self._known) + SOFT * np.eye(len(self._known))
        system = np.block([[kernel, affine], [affine.T, np.zeros((3, 3))]])
        solved = np.linalg.solve(system, np.eye(len(system))[:, : self._moving])
        at_grid = np.column_stack([_kernel(grid, self._known), np.ones(len(grid)), grid])
        return (at_grid @ solved).astype(np.float32)

    def moved(self, picture: Picture, movement: Points) -> Picture:
        field = (self._carry @ movement.astype(np.float32)).reshape(*self._grid.shape)
        source = self._grid.copy()
        for _ in range(TURNS_BACK):
            goes = source + _taken(field, source / GRID_PX)
            source += STEP * (self._grid - goes)
        everywhere = np.moveaxis(np.indices(picture.shape[:2], np.float32)[::-1], 0, -1) / GRID_PX
        return np.asarray(_taken(picture, _taken(source, everywhere)), np.uint8)


def _at_most(photo: Picture, height_px: int) -> Picture:
    scale = min(1.0, height_px / photo.shape[0])
    return np.asarray(cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def _taken(values: Any, at: Any) -> Any:
    """`values` between their grid's points."""
    x, y = (np.ascontiguousarray(at[..., axis], np.float32) for axis in (0, 1))
    return cv2.remap(values, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def _kernel(at: Points, known: Points) -> Points:
    squared = ((at[:, np.newaxis] - known[np.newaxis]) ** 2).sum(axis=-1) / 1e4
    return np.asarray(squared * np.log(squared + 1e-12) * 50)


def _edges(size: tuple[int, int]) -> Points:
    x, y = np.linspace(0, size[0], 6), np.linspace(0, size[1], 6)
    sides = [(a, b) for a in x for b in (0, size[1])] + [(a, b) for a in (0, size[0]) for b in y[1:-1]]
    return np.array(sides, dtype=np.float64)
