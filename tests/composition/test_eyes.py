"""The eyes' thread: on only while something looks, news of the look that is on, and nothing kept."""

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from drivers.api.camera import CameraEvent, CameraFailed, CameraRecovered, Frame
from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.status import DeviceState, DeviceStatus
from kiosk.composition import eyes as eyes_module
from kiosk.composition.eyes import MachineEyes, live_picture
from kiosk.domain.looking import Look, LookForAnybody, LookForCodes, Somebody
from kiosk.ports import Event
from kiosk.screens.live import LivePicture

WAIT_S_MAX = 30.0


class Camera:
    """Gives a picture for each that the test lets out."""

    def __init__(self) -> None:
        self.on, self.looks = False, 0
        self._out = threading.Semaphore(0)
        self._number = 0
        self.errors: list[DeviceError] = []
        self.taken_s: Callable[[int], float] = float

    def look(self) -> None:
        self.on, self.looks = True, self.looks + 1

    def rest(self) -> None:
        self.on = False

    def takes(self, count: int = 1) -> None:
        self._out.release(count)

    def frame(self, after: int, wait_s_max: float) -> Frame:
        if self.errors:
            raise self.errors.pop()
        if not self._out.acquire(timeout=0.01):
            raise DeviceError(ErrorCode.TIMEOUT)
        self._number += 1
        return Frame(self._number, self.taken_s(self._number), np.full((48, 64, 3), self._number, np.uint8))

    def watch(self, listener: Callable[[CameraEvent], None]) -> None: ...

    def open(self) -> None: ...

    def close(self) -> None: ...

    def status(self) -> DeviceStatus:
        return DeviceStatus("camera", "opencv", "", DeviceState.ONLINE)


@dataclass
class Watcher:
    """Tells what the look is for, and may be broken."""

    look: Look
    interval_s: float = 0.0
    seen: list[float] = field(default_factory=list)
    forgotten: bool = False
    breaks: bool = False
    meanwhile: Callable[[], None] = lambda: None
    unheard_news: int = 0

    def see(self, pixels: NDArray[Any], taken_s: float) -> Iterable[Somebody]:
        self.seen.append(taken_s)
        self.meanwhile()
        if self.breaks:
            raise ValueError("a picture that the library does not like")
        return [Somebody(isinstance(self.look, LookForAnybody))]

    def unheard(self) -> None:
        self.unheard_news += 1

    def forget(self) -> None:
        self.forgotten = True


@dataclass
class Bench:
    camera: Camera = field(default_factory=Camera)
    watchers: list[Watcher] = field(default_factory=list)
    news: list[Event] = field(default_factory=list)
    shown: list[LivePicture | None] = field(default_factory=list)
    changed: threading.Condition = field(default_factory=threading.Condition)
    interval_s: float = 0.0
    breaks: bool = False
    cannot_load: bool = False

    def watcher_for(self, look: Look) -> Watcher:
        if self.cannot_load:
            raise OSError("no such model")
        with self.changed:
            self.watchers.append(Watcher(look, self.interval_s, breaks=self.breaks, meanwhile=self.notice))
            self.changed.notify_all()
        return self.watchers[-1]

    def notice(self) -> None:
        with self.changed:
            self.changed.notify_all()

    def post(self, event: Event) -> None:
        with self.changed:
            self.news.append(event)
            self.changed.notify_all()

    def show(self, picture: LivePicture | None) -> None:
        with self.changed:
            self.shown.append(picture)
            self.changed.notify_all()

    def until(self, true: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(true, WAIT_S_MAX)


@pytest.fixture
def bench() -> Bench:
    return Bench()


@pytest.fixture
def eyes(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[MachineEyes]:
    monkeypatch.setattr(eyes_module, "LINGER_S", 0.05)
    made = MachineEyes(bench.camera, lambda look: True, bench.watcher_for, bench.post, bench.show)
    yield made
    made.close()
    assert not bench.camera.on


def test_the_camera_is_on_only_while_something_looks(bench: Bench, eyes: MachineEyes) -> None:
    assert not bench.camera.on
    eyes.look(LookForCodes())
    bench.camera.takes()
    bench.until(lambda: len(bench.news) == 1)
    assert bench.camera.on
    eyes.rest()
    bench.until(lambda: bench.shown[-1] is None)
    assert not bench.camera.on
    assert bench.watchers[0].forgotten


def test_what_is_seen_after_the_end_is_told_to_nobody(bench: Bench, eyes: MachineEyes) -> None:
    eyes.look(LookForCodes())
    bench.camera.takes()
    bench.until(lambda: len(bench.news) == 1)
    eyes.rest()
    bench.camera.takes(3)
    bench.until(lambda: bench.shown[-1] is None)
    assert len(bench.news) == 1


def test_a_watcher_hears_that_nobody_heard_it(bench: Bench, eyes: MachineEyes) -> None:
    """The question was over while the picture was looked at."""
    eyes.look(LookForCodes())
    bench.until(lambda: len(bench.watchers) == 1)
    bench.watchers[0].meanwhile = eyes.rest
    bench.camera.takes()
    bench.until(lambda: bench.shown[-1:] == [None])
    assert (bench.news, bench.watchers[0].unheard_news) == ([], 1)


def test_a_look_right_after_another_keeps_the_camera_on(bench: Bench, eyes: MachineEyes) -> None:
    eyes.look(LookForCodes())
    bench.camera.takes()
    bench.until(lambda: len(bench.news) == 1)
    eyes.rest()
    eyes.look(LookForAnybody())
    bench.until(lambda: len(bench.watchers) == 2)
    bench.camera.takes()
    bench.until(lambda: Somebody(True) in bench.news)
    assert None not in bench.shown
    assert [type(each.look) for each in bench.watchers] == [LookForCodes, LookForAnybody]


def test_a_library_that_raises_is_a_camera_that_failed_and_is_tried_on(bench: Bench, eyes: MachineEyes) -> None:
    bench.breaks = True
    eyes.look(LookForCodes())
    bench.camera.takes(3)
    bench.until(lambda: bool(bench.watchers) and len(bench.watchers[0].seen) == 3)
    bench.watchers[0].breaks = False
    bench.camera.takes(2)
    bench.until(lambda: len(bench.news) == 4)
    assert [type(each) for each in bench.news] == [CameraFailed, Somebody, CameraRecovered, Somebody], "each told once"
    failed = bench.news[0]
    assert isinstance(failed, CameraFailed)
    assert failed.error.code is ErrorCode.HARDWARE_ERROR
    assert "does not like" not in str(failed.error), "what a library says of a picture is not for the log"


def test_models_that_do_not_load_are_told_once(bench: Bench, eyes: MachineEyes) -> None:
    bench.cannot_load = True
    eyes.look(LookForAnybody())
    bench.camera.takes(3)
    bench.until(lambda: len(bench.news) == 1)
    assert not bench.camera.on
    bench.cannot_load = False
    eyes.look(LookForCodes())
    bench.until(lambda: len(bench.news) == 4)


def test_a_camera_without_pictures_is_waited_for(bench: Bench, eyes: MachineEyes) -> None:
    bench.camera.errors = [DeviceError(ErrorCode.CAMERA_STALLED)] * 3
    eyes.look(LookForCodes())
    bench.camera.takes()
    bench.until(lambda: len(bench.news) == 1)


def test_a_look_that_needs_few_pictures_sees_few(bench: Bench, eyes: MachineEyes) -> None:
    bench.interval_s = 3.0
    eyes.look(LookForAnybody())
    bench.camera.takes(7)
    bench.until(lambda: len(bench.news) == 3)
    assert bench.watchers[0].seen == [1.0, 4.0, 7.0]


@pytest.mark.parametrize(("per_s", "shown"), [(15, 30), (30, 15), (60, 10)])
def test_the_live_picture_is_no_slower_than_a_camera_of_15_a_second(
    bench: Bench, eyes: MachineEyes, per_s: int, shown: int
) -> None:
    """Pictures come up to 5 ms too early or too late."""
    bench.camera.taken_s = lambda number: 1 + number / per_s + (0.005 if number % 4 < 2 and per_s < 60 else 0.0)
    eyes.look(LookForCodes())
    bench.camera.takes(30)
    bench.until(lambda: len(bench.news) == 30)
    assert len(bench.shown) == shown


def test_the_live_picture_is_as_in_a_mirror() -> None:
    pixels = np.zeros((10, 20, 3), np.uint8)
    pixels[:, :10] = (0, 0, 255)
    live = live_picture(pixels)
    back = np.frombuffer(live.bgrx, np.uint8).reshape(live.height, live.width, 4)
    assert (live.width, live.height) == (480, 240)
    assert back[0, -1, 2] == 255
    assert back[0, 0, 2] == 0
