"""The camera and what understands its pictures, in one thread that works only while a screen looks.

Pictures go from the driver's mailbox through a watcher, which makes news of them, to the visit's inbox; and, as in a
mirror, to the screen. Nothing of them is kept: the newest takes the place of the one before.
"""

import threading
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

from drivers.api.camera import Camera, CameraFailed, CameraRecovered, Frame
from drivers.api.code_scanner import CodeScanned
from drivers.api.errors import Action, DeviceError, ErrorCode
from kiosk.domain.looking import EyeNews, Look
from kiosk.ports import Event
from kiosk.screens.live import LivePicture

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME_WAIT_S_MAX = 0.25  # how long the end of a look may go unnoticed while no picture comes
LINGER_S = 0.2  # the next question may look again at once
LIVE_S_MIN = 0.05  # 15 a second of 15 and of 30: less than 1/15, for pictures do not come evenly
LIVE_WIDTH_PX = 480
END_S_MAX = 1.0

News = EyeNews | CodeScanned | CameraFailed | CameraRecovered


class Watcher(Protocol):
    """Makes news out of one picture after another, in the eyes' thread."""

    interval_s: float  # between two pictures; 0: every one

    def see(self, pixels: "NDArray[np.uint8]", taken_s: float) -> Iterable[News]: ...

    def unheard(self) -> None:
        """Its last news reached nobody: the look had ended meanwhile."""
        ...

    def forget(self) -> None:
        """Overwrite what was kept of a person."""
        ...


class MachineEyes:
    """`kiosk.ports.Eyes`. `watcher_for` makes the watcher of a look; `can` says what this machine has.

    `show` is given the live picture, None when the camera is off.
    """

    def __init__(
        self,
        camera: Camera,
        can: Callable[[type[Look]], bool | None],
        watcher_for: Callable[[Look], Watcher],
        post: Callable[[Event], None],
        show: Callable[[LivePicture | None], None],
    ) -> None:
        self._camera, self._can, self._watcher_for, self._post, self._show = camera, can, watcher_for, post, show
        self._changed = threading.Condition()
        self._look: Look | None = None
        self._ended = False
        self._live_s = 0.0
        self._fails = False  # the last picture could not be looked at
        self._thread = threading.Thread(target=self._run, name="eyes", daemon=True)
        self._thread.start()

    def can(self, look: type[Look]) -> bool | None:
        return self._can(look)

    def look(self, look: Look) -> None:
        self._change(look)

    def rest(self) -> None:
        self._change(None)

    def close(self) -> None:
        with self._changed:
            self._ended = True
        self._change(None)
        self._thread.join(END_S_MAX)

    def _change(self, look: Look | None) -> None:
        with self._changed:
            self._look = look
            self._changed.notify()

    # the eyes' thread

    def _run(self) -> None:
        while (look := self._next_look()) is not None:
            self._camera.look()
            try:
                self._watch(look)
            finally:
                if not self._looks_again():
                    self._camera.rest()
                    self._show(None)

    def _next_look(self) -> Look | None:
        with self._changed:
            self._changed.wait_for(lambda: self._look is not None or self._ended)
            return None if self._ended else self._look

    def _looks_again(self) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: self._look is not None or self._ended, LINGER_S) and not self._ended

    def _watch(self, look: Look) -> None:
        try:
            watcher = self._watcher_for(look)
        except Exception as cause:
            self._camera.rest()  # nobody looks, so it is dark
            self._tell(look, _broken(cause))
            self._wait_while(look)
            return
        try:
            self._see_all(look, watcher)
        finally:
            watcher.forget()

    def _see_all(self, look: Look, watcher: Watcher) -> None:
        number, seen_s, self._fails = 0, -watcher.interval_s, False
        while self._look is look:
            try:
                frame = self._camera.frame(number, FRAME_WAIT_S_MAX)
            except DeviceError as error:  # the driver itself tells what is wrong
                if error.code is not ErrorCode.TIMEOUT:
                    self._show(None)  # the last picture would look like a live one
                    self._wait_while(look, FRAME_WAIT_S_MAX)
                continue
            number = frame.number
            self._show_live(frame)
            if frame.taken_s - seen_s >= watcher.interval_s:
                seen_s = frame.taken_s
                self._see(look, watcher, frame)

    def _see(self, look: Look, watcher: Watcher, frame: Frame) -> None:
        try:
            for news in watcher.see(frame.pixels, frame.taken_s):
                if not self._tell(look, news):
                    watcher.unheard()
        except Exception as cause:  # the libraries raise what they like on a picture they do not like
            if not self._fails:
                self._tell(look, _broken(cause))
            self._fails = True
        else:
            if self._fails:
                self._tell(look, CameraRecovered())
            self._fails = False

    def _tell(self, look: Look, news: News) -> bool:
        """Whether anybody hears it. Under the lock: after `rest` nothing more of the look is told."""
        with self._changed:
            if self._look is look:
                self._post(news)
                return True
        return False

    def _wait_while(self, look: Look, s_max: float | None = None) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._look is not look, s_max)

    def _show_live(self, frame: Frame) -> None:
        if frame.taken_s - self._live_s >= LIVE_S_MIN:
            self._live_s = frame.taken_s
            self._show(live_picture(frame.pixels))


def live_picture(pixels: "NDArray[np.uint8]") -> LivePicture:
    """Small, and as in a mirror: who moves to the left sees that on the left."""
    import cv2

    height, width = pixels.shape[:2]
    size = (LIVE_WIDTH_PX, max(1, height * LIVE_WIDTH_PX // width))
    small = cv2.flip(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), 1)
    return LivePicture(*size, cv2.cvtColor(small, cv2.COLOR_BGR2BGRA).tobytes())


def _broken(cause: Exception) -> CameraFailed:
    detail = f"recognition raised {type(cause).__name__}"
    return CameraFailed(DeviceError(ErrorCode.HARDWARE_ERROR, detail, Action.MAINTENANCE))
