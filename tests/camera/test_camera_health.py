"""Frozen and black pictures, without a camera."""

import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.api.errors import DeviceError, ErrorCode
from drivers.models.camera_health import HealthLimits, PictureHealth

LIMITS = HealthLimits(frozen_s_max=2.0, dark_s_max=1.0, dark_level_max=12)


def picture(level: int = 100) -> NDArray[np.uint8]:
    return np.full((48, 64, 3), level, np.uint8)


def test_one_bit_of_noise_makes_another_picture() -> None:
    health = PictureHealth(LIMITS)
    assert health.feed(picture(), 0.0)
    other = picture()
    other[5, 7, 1] ^= 1  # in a row that is not sampled
    assert health.feed(other, 9.0)


def test_copies_are_pictures_until_they_last_for_too_long() -> None:
    health = PictureHealth(LIMITS)
    assert health.feed(picture(), 0.0)
    assert health.feed(picture(), 1.9)
    with pytest.raises(DeviceError) as frozen:
        health.feed(picture(), 2.0)
    assert frozen.value.code is ErrorCode.CAMERA_FROZEN
    assert health.feed(picture(101), 2.1)
    assert health.feed(picture(101), 4.0)


def test_copies_of_a_black_picture_are_black_before_they_are_frozen() -> None:
    health = PictureHealth(LIMITS)
    assert not health.feed(picture(0), 0.0)
    with pytest.raises(DeviceError) as dark:
        health.feed(picture(0), 1.0)
    assert dark.value.code is ErrorCode.CAMERA_DARK


def test_the_old_picture_after_a_reopening_is_frozen_at_once() -> None:
    health = PictureHealth(LIMITS)
    health.feed(picture(), 0.0)
    with pytest.raises(DeviceError):
        health.feed(picture(), 60.0)


def test_the_first_dark_pictures_are_the_exposure_then_it_is_a_fault() -> None:
    health = PictureHealth(LIMITS)
    assert not health.feed(picture(3), 0.0)
    assert not health.feed(picture(4), 0.9)
    with pytest.raises(DeviceError) as dark:
        health.feed(picture(5), 1.0)
    assert dark.value.code is ErrorCode.CAMERA_DARK
    assert health.feed(picture(), 1.1)
    assert not health.feed(picture(3), 2.0)


def test_a_phone_held_up_in_a_dark_lobby_is_seen() -> None:
    held = picture(3)
    held[10:30, 10:30] = 220  # 13 of 100
    assert PictureHealth(LIMITS).feed(held, 0.0)
