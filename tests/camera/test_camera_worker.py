"""The camera's thread on a library that raises what no driver expects."""

import threading
from contextlib import suppress

import numpy as np
from numpy.typing import NDArray

from drivers.api.errors import DeviceError, ErrorCode
from drivers.models.camera_health import HealthLimits
from drivers.models.camera_worker import CameraWorker, WorkerLimits
from drivers.transport.video_address import VideoAddress
from drivers.transport.video_capture import CaptureSettings, VideoCapture

WAIT_S_MAX = 5.0


class Raises(VideoCapture):
    """Once: then a picture after the other, each another one."""

    def __init__(self) -> None:
        super().__init__(VideoAddress(device="/dev/null"), CaptureSettings())
        self.raised = False
        self._level = 0

    def probe(self, s_max: float) -> None: ...

    def open(self, s_max: float) -> None: ...

    def read(self) -> tuple[NDArray[np.uint8], float]:
        if not self.raised:
            self.raised = True
            raise ValueError("a picture that the library does not like")
        self._level = (self._level + 1) % 100
        threading.Event().wait(0.01)
        return np.full((80, 80, 3), 100 + self._level, np.uint8), float(self._level)


def test_it_is_told_and_the_camera_opened_again() -> None:
    told: list[DeviceError | None] = []
    worker = CameraWorker("camera", Raises(), HealthLimits(), WorkerLimits(reopen_first_s=0.01), told.append)
    worker.start()
    worker.look()
    try:
        frame = None
        while frame is None:
            with suppress(DeviceError):
                frame = worker.frame(0, WAIT_S_MAX)
    finally:
        worker.stop()
    assert told[0] is not None
    assert told[0].code is ErrorCode.HARDWARE_ERROR
    assert told[1] is None
    assert "does not like" not in str(told[0])
