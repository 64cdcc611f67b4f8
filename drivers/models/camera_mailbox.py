"""What passes from the camera's thread to whoever looks: the newest picture, or why there is none."""

import threading
import time
from typing import TYPE_CHECKING

from drivers.api.camera import Frame
from drivers.api.errors import DeviceError, ErrorCode

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Mailbox:
    """Of one look, from `look` to `rest`. Room for one picture: a newer one takes its place."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._ended = threading.Event()
        self._frame: Frame | None = None
        self._taken = False
        self._error: DeviceError | None = None
        self._number = 0

    @property
    def ended(self) -> bool:
        return self._ended.is_set()

    def wait_ended(self, s_max: float) -> bool:
        return self._ended.wait(s_max)

    def put(self, pixels: "NDArray[np.uint8]", taken_s: float) -> None:
        pixels.flags.writeable = False  # it is shared
        with self._changed:
            if self.ended:
                return
            self._number += 1
            self._frame, self._taken, self._error = Frame(self._number, taken_s, pixels), False, None
            self._changed.notify_all()

    def fail(self, error: DeviceError) -> None:
        """What is in the box is no longer how it is now."""
        with self._changed:
            self._frame, self._error = None, error

    def end(self) -> None:
        """For good. Who waits is told at once."""
        with self._changed:
            self._ended.set()
            self._wipe()
            self._changed.notify_all()

    def take(self, after: int, wait_s_max: float) -> Frame:
        deadline_s = time.monotonic() + wait_s_max
        with self._changed:
            while not self._has(after) and not self.ended:
                if not self._changed.wait(max(0.0, deadline_s - time.monotonic())) and not self._has(after):
                    break
            if self._frame is not None and self._has(after):
                self._taken = True
                return self._frame
            raise self._why_none(wait_s_max)

    def _has(self, after: int) -> bool:
        return self._frame is not None and self._frame.number > after

    def _why_none(self, waited_s: float) -> DeviceError:
        if self.ended:
            return resting()
        if self._error is not None:
            return DeviceError(self._error.code, self._error.detail, self._error.action)
        return DeviceError(ErrorCode.TIMEOUT, f"no picture within {waited_s} s")

    def _wipe(self) -> None:
        """A picture that nobody took is wiped; one that somebody took is theirs."""
        frame, self._frame = self._frame, None
        if frame is not None and not self._taken:
            frame.pixels.flags.writeable = True
            frame.pixels.fill(0)


def resting() -> DeviceError:
    return DeviceError(ErrorCode.DEVICE_OFFLINE, "it rests")
