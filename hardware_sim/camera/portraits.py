"""Somebody who stands before the camera: a photo, alive, before the lobby."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from hardware_sim.camera.hand import sway
from hardware_sim.camera.picture import Picture, Scene
from hardware_sim.faces import PHOTOS, photo_of

Face = Callable[[float], Picture]  # one photo as it is at a time; always of the same size
_SOFT_PX = 13.0  # of 480: how softly the photo's own background goes over into the lobby


class NoFace(ValueError):
    """Nobody's photo stands for this person, or none was fetched."""


@dataclass(frozen=True, slots=True)
class Stands:
    """`share`: the photo's height of the picture's. `x`: its middle, from 0 to 1."""

    share: float = 1.15
    x: float = 0.5


BEFORE = Stands()


def portrait(person: str) -> Picture:
    """By the key of `hardware_sim/people.py`, or by the name of a photo. Raises NoFace."""
    jpeg = photo_of(person) or _named(person)
    picture = None if jpeg is None else cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR)
    if picture is None:
        raise NoFace(f"no photo stands for {person!r} in {PHOTOS}: packaging/fetch.py photos")
    return np.asarray(picture, np.uint8)


def _named(photo: str) -> bytes | None:
    known = {path.stem: path for path in (PHOTOS / "people").glob("*.jpg")}
    return known[photo].read_bytes() if photo in known else None


def still(photo: Picture) -> Face:
    return lambda _: photo


def standing(behind: Scene, face: Face, stands: Stands = BEFORE) -> Scene:
    """Before `behind`. The head moves a little, as a living one does."""
    photo = face(0.0)
    height, width = behind(0.0).shape[:2]
    scale = stands.share * height / photo.shape[0]
    left, top = stands.x * width - photo.shape[1] * scale / 2, max(0.0, height - photo.shape[0] * scale)
    cover = _cover((height, width), (left, top, left + photo.shape[1] * scale, top + photo.shape[0] * scale))

    def scene(t_s: float) -> Picture:
        near = scale * (1 + 0.002 * sway(t_s, 5.0))
        x, y = left + height / 400 * sway(t_s, 6.0), top + height / 500 * sway(t_s, 7.0)
        place = np.array([[near, 0, x], [0, near, y]], np.float32)
        flags = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        moved = cv2.warpAffine(face(t_s), place, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(cv2.blendLinear(moved, behind(t_s), cover, 1 - cover), np.uint8)

    return scene


def _cover(size: tuple[int, int], box: tuple[float, float, float, float]) -> NDArray[np.float32]:
    """1 where the photo is, soft at its sides and its top; its lower edge is out of the picture."""
    height, width = size
    soft = _SOFT_PX * height / 480
    left, top, right, bottom = (int(edge) for edge in box)
    cover = np.zeros((height, width), np.float32)
    inset = int(2 * soft)
    cover[max(0, top + (inset if top else 0)) : min(height, bottom), max(0, left + inset) : max(0, right - inset)] = 1
    return np.asarray(cv2.GaussianBlur(cover, (0, 0), soft, borderType=cv2.BORDER_REPLICATE), np.float32)
