"""The lids of a photo, pulled over its eyes: the skin above the eye is stretched down, the eye stays where it is."""

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_sim.camera.face_points import Points
from hardware_sim.camera.picture import Picture

Plane = NDArray[np.float32]

# corner, lid from there to the other corner, corner
UPPER = ((33, 246, 161, 160, 159, 158, 157, 173, 133), (362, 398, 384, 385, 386, 387, 388, 466, 263))
LOWER = ((33, 7, 163, 144, 145, 153, 154, 155, 133), (362, 382, 381, 380, 374, 373, 390, 249, 263))
BROWS = ((46, 53, 52, 65, 55), (285, 295, 282, 283, 276))  # their lower edge
LID_SHARE = 0.7  # of the way from the eye to the brow: skin is taken from there
SHUT_SHARE = 0.05  # of the eye's width: a shut lid lies on the lower one
TINT, SHADE = 0.55, 0.92  # how much of the lid has the colour of the skin below the eye, and how dark
LASH_SHARE = 0.04  # thickness of the dark line where the lids meet


class Eyelids:
    """Of one photo."""

    def __init__(self, photo: Picture, points: Points) -> None:
        self._photo = photo
        flat = points[:, :2]
        self._eyes = [_Eye(*(flat[list(part)] for part in eye)) for eye in zip(UPPER, LOWER, BROWS, strict=True)]

    def closed(self, share: float) -> Picture:
        """0: as on the photo, 1: shut."""
        picture = self._photo.copy()
        if share > 0:
            for eye in self._eyes:
                eye.close(self._photo, picture, min(share, 1.0))
        return picture


class _Eye:
    """In its own frame: along from corner to corner, and down."""

    def __init__(self, upper: Points, lower: Points, brow: Points) -> None:
        self._corner = upper[0]
        self._width = float(np.linalg.norm(upper[-1] - upper[0]))
        self._along = (upper[-1] - upper[0]) / self._width
        self._down = np.array([-self._along[1], self._along[0]])
        self._upper, self._lower, self._brow = self._framed(upper), self._framed(lower), self._framed(brow)
        self._middle = (upper[0] + upper[-1]) / 2

    def _framed(self, points: Points) -> Points:
        return np.column_stack([(points - self._corner) @ self._along, (points - self._corner) @ self._down])

    def close(self, photo: Picture, into: Picture, share: float) -> None:
        reach = int(self._width * 0.9)
        left, top = np.maximum(self._middle.astype(int) - reach, 0)
        right, bottom = np.minimum(self._middle.astype(int) + reach, (photo.shape[1], photo.shape[0]))
        x, y = np.meshgrid(np.arange(left, right, dtype=np.float32), np.arange(top, bottom, dtype=np.float32))
        along = (x - self._corner[0]) * self._along[0] + (y - self._corner[1]) * self._along[1]
        down = (x - self._corner[0]) * self._down[0] + (y - self._corner[1]) * self._down[1]
        shift, lash, skin = self._slid(along, down, share)
        map_x, map_y = x + shift * self._down[0], y + shift * self._down[1]
        patch = cv2.remap(photo, map_x.astype(np.float32), map_y.astype(np.float32), cv2.INTER_LINEAR)
        cheek = np.median(photo[top:bottom, left:right][self._below(along, down)], axis=0)
        tinted = patch + (TINT * skin[..., np.newaxis]) * (cheek * SHADE - patch)
        into[top:bottom, left:right] = (tinted * (1 - 0.65 * lash[..., np.newaxis])).astype(np.uint8)

    def _below(self, along: Plane, down: Plane) -> NDArray[np.bool_]:
        """The skin under the eye: where the brow lies close, none above is bare."""
        low = np.interp(along, *self._lower.T)
        middle = (along > 0.2 * self._width) & (along < 0.8 * self._width)
        return np.asarray(middle & (down > low + 0.15 * self._width) & (down < low + 0.35 * self._width))

    def _slid(self, along: Plane, down: Plane, share: float) -> tuple[Plane, Plane, Plane]:
        """For each pixel: how much further down its colour is found, how much of it is lash, and lid."""
        lid = np.interp(along, *self._upper.T) - LASH_SHARE * self._width
        from_corner = np.clip(np.minimum(along, self._width - along) * 6 / self._width, 0, 1)
        low = np.interp(along, *self._lower.T) + SHUT_SHARE * self._width * from_corner
        edge = lid + share * np.maximum(low - lid, 0)
        inside = (along > 0) & (along < self._width)
        brow = np.minimum(np.interp(along, *self._brow.T), lid - 0.1 * self._width)
        top = lid - LID_SHARE * (lid - brow) * np.maximum(from_corner, 0.1)
        source = top + (down - top) * (lid - top) / np.maximum(edge - top, 1e-3)
        skin = inside & (down > top) & (down < edge)
        lash = np.exp(-(((down - edge) / (LASH_SHARE * self._width)) ** 2)) * inside * share
        soft = np.clip((down - top) / (0.12 * self._width), 0, 1) * skin
        return np.where(skin, source - down, 0), lash, soft
