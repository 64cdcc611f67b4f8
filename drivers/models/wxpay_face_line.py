"""The line to the face service: one request at a time, answers in order, and the initialising that comes first."""

import queue
import threading
import time
from collections import deque
from contextlib import suppress
from enum import Enum, auto

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.transport.byte_stream import ByteStream
from drivers.transport.link import Link, LinkLimits
from drivers.wire import wxpay_face as wire
from drivers.wire.wxpay_face import Answer, Broken, Command, Decoder

WRITE_S_MAX = 1.0
INIT_AGAIN_S = 0.5  # as its manual says
INIT_ANSWER_S_MAX = 10.0
LOOK_S = 0.02


class Standing(Enum):
    DOWN = auto()
    STARTING = auto()  # not initialised yet
    READY = auto()
    RELEASED = auto()  # by us: initialised again when it is wanted


class FaceServiceLine:
    """The link's thread initialises and reads; one other thread calls; any may stop."""

    def __init__(self, name: str, stream: ByteStream, reopen_s_max: float) -> None:
        self._link = Link(name, stream, self, LinkLimits(reopen_s_max=reopen_s_max))
        self._lock = threading.Lock()
        self._decoder = Decoder()
        self._standing, self._error = Standing.DOWN, None
        self._expected: deque[Command] = deque()
        self._answers: queue.Queue[Answer | DeviceError] = queue.Queue()
        self._init_due_s = self._init_asked_s = 0.0
        self.gave_up = False  # the last look was ended by its time
        self.stopped = False  # by the person: nobody is to be looked at until somebody else, or they again, begin anew

    _error: DeviceError | None

    def start(self) -> None:
        self._link.start()

    def stop(self) -> None:
        """The service forgets the person: told if it can be, and else by the line that ends."""
        with suppress(DeviceError):
            if self._standing is Standing.READY:
                if self._is_looking:
                    self._send(Command.STOP)
                self._send(Command.RELEASE)
        self._link.stop()
        with self._lock:
            self._standing, self._error = Standing.DOWN, None
        self._end_call(DeviceError(ErrorCode.DEVICE_OFFLINE, "closed"))

    def standing(self) -> tuple[Standing, DeviceError | None]:
        with self._lock:
            return self._standing, self._error

    def make_ready(self, wait_s_max: float) -> None:
        """Initialised, with a camera that may take payments. Raises DeviceError."""
        ends_s = time.monotonic() + wait_s_max
        while True:
            with self._lock:
                if self._error is not None:
                    raise DeviceError(self._error.code, self._error.detail, self._error.action)
                if self._standing is Standing.READY:
                    return
                if self._standing is Standing.RELEASED:
                    self._begin_init()
            if time.monotonic() >= ends_s:
                raise DeviceError(ErrorCode.FACE_PAY_NOT_READY, f"not ready after {wait_s_max:.1f} s", Action.SUSPEND)
            time.sleep(LOOK_S)

    def forgot(self) -> None:
        """The service says that it is not initialised, though it was."""
        with self._lock:
            if self._standing is Standing.READY:
                self._begin_init()
                self._init_due_s = time.monotonic() + INIT_AGAIN_S

    def call(
        self, command: Command, fields: dict[str, str], s_max: float, give_up: dict[str, str] | None, more_s: float
    ) -> Answer:
        """`give_up`: what STOP says when the time is over; then its answer is waited for `more_s` longer."""
        self.gave_up = False
        self._drain()
        self._send(command, fields)
        try:
            return self._next(s_max)
        except queue.Empty:
            self.gave_up = True
        if give_up is not None:
            self._send(Command.STOP, give_up)
            with suppress(queue.Empty):
                return self._next(more_s)
        error = DeviceError(ErrorCode.TIMEOUT, f"no answer to {command} within {s_max} s")
        with self._lock:
            self._standing, self._error = Standing.DOWN, error
        self._link.drop(error)  # an answer that comes later would be taken for another's
        raise error

    def begin_anew(self) -> None:
        with self._lock:
            self.stopped = False

    def stop_looking(self, fields: dict[str, str]) -> None:
        """Also a look that has not begun: its request may wait for the service to be initialised."""
        with suppress(DeviceError), self._lock:  # the line is gone: so is the look
            self.stopped = True
            if self._is_looking:
                self._write(Command.STOP, fields)

    def release(self, s_max: float) -> None:
        with self._lock:
            if self._standing is not Standing.READY:
                return
        wire.require_ok(self.call(Command.RELEASE, {}, s_max, None, 0), Command.RELEASE)
        with self._lock:
            if self._standing is Standing.READY:
                self._standing = Standing.RELEASED

    @property
    def _is_looking(self) -> bool:
        return Command.FACE_CODE in self._expected

    def _send(self, command: Command, fields: dict[str, str] | None = None) -> None:
        with self._lock:
            if command is Command.FACE_CODE and self.stopped:
                raise DeviceError(ErrorCode.FACE_PAY_CANCELLED, "before it looked", Action.CLEAR)
            self._write(command, fields)

    def _write(self, command: Command, fields: dict[str, str] | None) -> None:
        """Under the lock."""
        self._expected.append(command)
        self._link.write(wire.request(command, int(time.time()), fields), WRITE_S_MAX)

    def _next(self, wait_s_max: float) -> Answer:
        found = self._answers.get(timeout=wait_s_max)
        if isinstance(found, DeviceError):
            raise found
        return found

    def _drain(self) -> None:
        with suppress(queue.Empty):
            while True:
                self._answers.get_nowait()

    def _end_call(self, error: DeviceError) -> None:
        self._answers.put(error)

    # the link's side

    def link_up(self) -> None:
        with self._lock:
            self._decoder.reset()
            self._expected.clear()
            self._begin_init()

    def link_down(self, error: DeviceError) -> None:
        failure = DeviceError(error.code, error.detail, Action.SUSPEND)
        failure.__cause__ = error
        with self._lock:
            self._standing, self._error = Standing.DOWN, failure
        self._end_call(failure)

    def received(self, data: bytes) -> None:
        for found in self._decoder.feed(data):
            if isinstance(found, Broken):
                raise found.error
            self._heard(found)
        self._initialise(time.monotonic())

    def _heard(self, answer: Answer) -> None:
        with self._lock:
            if not self._expected:
                raise DeviceError(ErrorCode.PROTOCOL_ERROR, "an answer to nothing")
            command = self._expected.popleft()
            if command is Command.INIT:
                self._initialised(answer)
        if command not in (Command.INIT, Command.STOP):
            self._answers.put(answer)

    def _begin_init(self) -> None:
        self._standing, self._error, self._init_due_s = Standing.STARTING, None, 0.0

    def _initialise(self, now_s: float) -> None:
        with self._lock:
            asked = Command.INIT in self._expected
            if asked and now_s - self._init_asked_s > INIT_ANSWER_S_MAX:
                raise DeviceError(ErrorCode.TIMEOUT, f"no answer to init within {INIT_ANSWER_S_MAX} s")
            if asked or self._standing is not Standing.STARTING or now_s < self._init_due_s:
                return
            self._init_asked_s = now_s
        self._send(Command.INIT)

    def _initialised(self, answer: Answer) -> None:
        """Under the lock. A service that says no is asked again: somebody may be starting it."""
        try:
            wire.require_ok(answer, Command.INIT)
            self._error = wire.camera_error(answer)
            self._standing = Standing.READY
        except DeviceError as error:
            self._init_due_s = time.monotonic() + INIT_AGAIN_S
            self._error = None if error.code is ErrorCode.FACE_PAY_NOT_READY else error
