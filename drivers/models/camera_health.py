"""Whether pictures are alive: a camera that is frozen or black gives them all the same. The time is an argument.

A real sensor has noise, so two pictures of it are never the same to the last bit.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drivers.api.errors import Action, DeviceError, ErrorCode

_SAMPLED = 8  # every eighth row tells two pictures apart; only if it does not are all compared
_LIGHT_PART = 0.05  # a phone's screen held up in a dark lobby is more than that


@dataclass(frozen=True, slots=True)
class HealthLimits:
    frozen_s_max: float = 2.0  # above a stream's key-frame distance: a still scene may come as copies in between
    dark_s_max: float = 1.0  # a sensor needs a moment to find its exposure
    dark_level_max: int = 12  # of 255: 95 of 100 pixels are no lighter


class PictureHealth:
    """For one look; goes on over a reopening: a camera that gives the old picture again has not come back."""

    def __init__(self, limits: HealthLimits) -> None:
        self._limits = limits
        self._last: NDArray[np.uint8] | None = None
        self._same_since_s = self._light_s = -1.0

    def feed(self, pixels: NDArray[np.uint8], now_s: float) -> bool:
        """Whether it is a picture to look at: not black. A copy of the last is, until it has lasted for too long.

        Raises DeviceError: CAMERA_FROZEN, CAMERA_DARK, when that has lasted for too long.
        """
        if self._is_copy(pixels):
            self._last_too_long(self._same_since_s, now_s, self._limits.frozen_s_max, ErrorCode.CAMERA_FROZEN)
        else:
            self._last, self._same_since_s = pixels, now_s
        if self._is_dark(pixels):
            self._light_s = now_s if self._light_s < 0 else self._light_s
            self._last_too_long(self._light_s, now_s, self._limits.dark_s_max, ErrorCode.CAMERA_DARK)
            return False
        self._light_s = now_s
        return True

    def _is_copy(self, pixels: NDArray[np.uint8]) -> bool:
        last = self._last
        return (
            last is not None
            and last.shape == pixels.shape
            and np.array_equal(last[::_SAMPLED], pixels[::_SAMPLED])
            and np.array_equal(last, pixels)
        )

    def _is_dark(self, pixels: NDArray[np.uint8]) -> bool:
        sample = pixels[::_SAMPLED, ::_SAMPLED]
        return bool(np.count_nonzero(sample > self._limits.dark_level_max) <= sample.size * _LIGHT_PART)

    @staticmethod
    def _last_too_long(since_s: float, now_s: float, s_max: float, code: ErrorCode) -> None:
        if now_s - since_s >= s_max:
            action = Action.CLEAR if code is ErrorCode.CAMERA_DARK else Action.SUSPEND
            raise DeviceError(code, f"for {now_s - since_s:.1f} s", action)
