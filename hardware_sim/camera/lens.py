"""From what is there to what a sensor makes of it: noise, exposure, focus."""

import cv2
import numpy as np

from hardware_sim.camera.picture import Picture

_NOISE_LEVELS = 2.2  # standard deviation
_SPARE_PX = 64  # the noise is drawn once, larger than a picture; each picture gets another part of it
CAP_LEVEL_MAX = 3


class Sensor:
    """No two pictures of it are the same, however still the scene."""

    def __init__(self, width: int, height: int, seed: int = 1) -> None:
        self._random = np.random.default_rng(seed)
        shape = (height + _SPARE_PX, width + _SPARE_PX, 3)
        self._noise = np.rint(self._random.normal(0, _NOISE_LEVELS, shape)).astype(np.int16)
        self._size = width, height

    def see(self, scene: Picture) -> Picture:
        width, height = self._size
        x, y = (int(at) for at in self._random.integers(0, _SPARE_PX, 2))
        seen = cv2.add(scene, self._noise[y : y + height, x : x + width], dtype=cv2.CV_8U)
        return np.asarray(seen, np.uint8)

    def covered(self) -> Picture:
        """With the cap on: nothing but the sensor's own noise."""
        width, height = self._size
        return self._random.integers(0, CAP_LEVEL_MAX, (height, width, 3), np.uint8, endpoint=True)


def exposed(picture: Picture, gain: float) -> Picture:
    """Below 1: too little light. Above: what is too bright is lost."""
    return np.asarray(cv2.convertScaleAbs(picture, alpha=gain), np.uint8)


def blurred(picture: Picture, sigma_px: float) -> Picture:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma_px), np.uint8)


def fits(picture: Picture, width: int, height: int) -> Picture:
    """To the sensor's size, whatever the scene was drawn in."""
    if picture.shape[:2] == (height, width):
        return picture
    return np.asarray(cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
