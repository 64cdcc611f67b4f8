"""The thread that opens a camera, reads it while somebody looks, and keeps trying while it gives no pictures."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from drivers.api.camera import Frame
from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.backoff import delays
from drivers.device_worker import broken_driver
from drivers.models.camera_health import HealthLimits, PictureHealth
from drivers.models.camera_mailbox import Mailbox, resting
from drivers.transport.jpeg_picture import BadPicture
from drivers.transport.video_capture import VideoCapture

_BAD_IN_A_ROW_MAX = 5


@dataclass(frozen=True, slots=True)
class WorkerLimits:
    open_s_max: float = 3.0
    reopen_first_s: float = 0.1
    reopen_s_max: float = 2.0
    presence_s: float = 5.0  # how often it is asked for while nobody looks
    stop_s_max: float = 2.0


class CameraWorker:
    """`tell` hears of a failure, once for each code, and of None when it has passed; in the worker's thread."""

    def __init__(
        self,
        name: str,
        source: VideoCapture,
        health: HealthLimits,
        limits: WorkerLimits,
        tell: Callable[[DeviceError | None], None],
    ) -> None:
        self._name, self._source, self._health, self._limits, self._tell = name, source, health, limits, tell
        self._lock = threading.Lock()
        self._wake = threading.Event()
        self._stopping = False
        self._box: Mailbox | None = None
        self._thread: threading.Thread | None = None
        self._failing: ErrorCode | None = None

    def start(self) -> None:
        """Again after `stop`. Raises DeviceError: DEVICE_OFFLINE; DEVICE_BUSY if the last thread is still held up."""
        with self._lock:
            if self._stopping and self._thread is not None and self._thread.is_alive():
                raise DeviceError(ErrorCode.DEVICE_BUSY, "its last thread has not ended", Action.SUSPEND)
            self._stopping = False
        self._source.probe(self._limits.open_s_max)
        with self._lock:
            if not self._stopping:  # `stop` may have come during the probe
                self._ensure_thread()

    def stop(self) -> None:
        with self._lock:
            self._stopping = True
            self._end_look()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(self._limits.stop_s_max)

    def look(self) -> None:
        with self._lock:
            if self._box is None and not self._stopping:
                self._box = Mailbox()
                self._wake.set()
                self._ensure_thread()

    def rest(self) -> None:
        """The thread lets go of the camera after the read it may be held up in: at most `read_s_max` later."""
        with self._lock:
            self._end_look()

    def frame(self, after: int, wait_s_max: float) -> Frame:
        with self._lock:
            box = self._box
        if box is None:
            raise resting()
        return box.take(after, wait_s_max)

    def _end_look(self) -> None:
        box, self._box = self._box, None
        if box is not None:
            box.end()
        self._wake.set()

    def _ensure_thread(self) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._run, name=f"camera-{self._name}", daemon=True)
            self._thread.start()

    # the thread's side

    def _run(self) -> None:
        while not self._stopping:
            box = self._box
            if box is None:
                self._idle()
            else:
                self._look_until_it_ends(box)

    def _idle(self) -> None:
        """Nobody looks. A failure passes as soon as something is there again: the next look will show."""
        waits = delays(self._limits.reopen_first_s, self._limits.reopen_s_max)
        while True:
            self._wake.clear()
            if self._box is not None or self._stopping:
                return
            if self._wake.wait(next(waits) if self._failing else self._limits.presence_s):
                continue
            try:
                self._source.probe(self._limits.open_s_max)
            except DeviceError as error:
                self._failed(error)
            else:
                self._passed()

    def _look_until_it_ends(self, box: Mailbox) -> None:
        health = PictureHealth(self._health)
        waits = delays(self._limits.reopen_first_s, self._limits.reopen_s_max)
        while not box.ended:
            try:
                self._source.open(self._limits.open_s_max)
                while not box.ended:
                    if self._read(box, health):
                        waits = delays(self._limits.reopen_first_s, self._limits.reopen_s_max)
            except Exception as cause:  # the library raises what it likes on a picture that it does not like
                self._source.close()
                self._failed_in(box, cause if isinstance(cause, DeviceError) else broken_driver(cause))
                box.wait_ended(next(waits))
        self._source.close()

    def _read(self, box: Mailbox, health: PictureHealth) -> bool:
        """Whether a picture went into the box. Raises DeviceError for what only a reopening may mend."""
        pixels, taken_s = self._read_past_bad_ones()
        try:
            good = health.feed(pixels, taken_s)
        except DeviceError as error:
            if error.code is not ErrorCode.CAMERA_DARK:
                raise
            self._failed_in(box, error)
            return False
        if good and not box.ended:
            box.put(pixels, taken_s)
            self._passed()
        return good

    def _read_past_bad_ones(self) -> tuple["NDArray[np.uint8]", float]:
        """One that came broken is no reason to begin anew."""
        for _ in range(_BAD_IN_A_ROW_MAX):
            with suppress(BadPicture):
                return self._source.read()
        return self._source.read()

    def _failed_in(self, box: Mailbox, error: DeviceError) -> None:
        """What a look that has ended ran into is of no interest."""
        if not box.ended:
            box.fail(error)
            self._failed(error)

    def _failed(self, error: DeviceError) -> None:
        if error.code is not self._failing:
            self._failing = error.code
            self._tell(error)

    def _passed(self) -> None:
        if self._failing is not None:
            self._failing = None
            self._tell(None)
