"""The one-picture mailbox between the camera's thread and whoever looks."""

import threading

import numpy as np
import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.models.camera_mailbox import Mailbox


def test_a_picture_that_nobody_took_is_wiped_at_the_end() -> None:
    box, pixels = Mailbox(), np.full((4, 4, 3), 7, np.uint8)
    box.put(pixels, 0.0)
    box.end()
    assert not pixels.any()


def test_nothing_goes_in_after_the_end() -> None:
    box = Mailbox()
    box.end()
    box.put(np.ones((4, 4, 3), np.uint8), 0.0)
    with pytest.raises(DeviceError) as refused:
        box.take(0, 0.0)
    assert refused.value.code is ErrorCode.DEVICE_OFFLINE


def test_what_came_before_a_failure_is_not_given_after_it() -> None:
    box = Mailbox()
    box.put(np.ones((4, 4, 3), np.uint8), 0.0)
    box.fail(DeviceError(ErrorCode.CAMERA_STALLED))
    with pytest.raises(DeviceError) as refused:
        box.take(0, 0.0)
    assert refused.value.code is ErrorCode.CAMERA_STALLED
    box.put(np.ones((4, 4, 3), np.uint8), 1.0)
    assert box.take(0, 0.0).number == 2


def test_who_waits_gets_the_next_picture() -> None:
    box = Mailbox()
    later = threading.Timer(0.05, lambda: box.put(np.ones((4, 4, 3), np.uint8), 0.0))
    later.start()
    assert box.take(0, 30).number == 1
    later.join()
