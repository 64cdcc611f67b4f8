"""A camera on loopback, and the shipped driver that looks through it."""

import time
from collections.abc import Callable, Iterator

import pytest

from drivers.api.camera import CameraEvent, CameraFailed
from drivers.models.opencv_camera import OpencvCamera
from hardware_sim.camera.camera import SimulatedCamera

WAIT_S_MAX = 30.0
SHORT = {"open_s_max": 20.0, "read_s_max": 20.0, "frozen_s_max": 0.3, "dark_s_max": 0.2, "presence_s": 0.1}
STALLS_SOON = {"open_s_max": 1.5, "read_s_max": 1.5}
"""Where a stall is waited for. Elsewhere a simulator that the machine lets wait is no stall."""


def until(holds: Callable[[], object]) -> None:
    deadline_s = time.monotonic() + WAIT_S_MAX
    while not holds():
        assert time.monotonic() < deadline_s, "it did not come to that"
        time.sleep(0.01)


class Watched:
    """The driver, and what it told."""

    def __init__(self, address: str, **options: object) -> None:
        self.events: list[CameraEvent] = []
        self.camera = OpencvCamera("camera", address, {**SHORT, **options})
        self.camera.watch(self.events.append)

    def told(self) -> list[str]:
        """On a busy machine a stall of its own may come before what is waited for: ask for the last ones."""
        return [str(each.error.code) if isinstance(each, CameraFailed) else "recovered" for each in self.events]


@pytest.fixture
def lobby() -> Iterator[SimulatedCamera]:
    camera = SimulatedCamera(fps=30)
    camera.start()
    yield camera
    camera.stop()


@pytest.fixture
def watched(lobby: SimulatedCamera) -> Iterator[Watched]:
    made = Watched(lobby.address)
    yield made
    made.camera.close()
