"""The one thread that opens a device and runs its blocking calls."""

import queue
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from typing import Any, TypeVar

from drivers.api.device import Device
from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.status import DeviceState, DeviceStatus
from drivers.backoff import delays

CALLS_MAX = 16
REOPEN_FIRST_S = 0.2
REOPEN_S_MAX = 5.0
_LOOK_S = 0.5  # how often a device's own change of state is noticed; looking does no input or output
_STATE_OF = {
    ErrorCode.HARDWARE_ERROR: DeviceState.HARDWARE_ERROR,
    ErrorCode.CUTTER_ERROR: DeviceState.HARDWARE_ERROR,
    ErrorCode.PAPER_OUT: DeviceState.USER_ERROR,
    ErrorCode.COVER_OPEN: DeviceState.USER_ERROR,
    ErrorCode.PAPER_JAMMED: DeviceState.USER_ERROR,
    ErrorCode.TONER_OUT: DeviceState.USER_ERROR,
}
T = TypeVar("T")
_Call = tuple[Callable[[], Any], "Future[Any]"]


class DeviceWorker:
    def __init__(self, device: Device, row: DeviceStatus, on_status: Callable[[DeviceStatus], None]) -> None:
        self.device = device
        self._row = row
        self._on_status = on_status
        self._calls: queue.Queue[_Call] = queue.Queue(CALLS_MAX)
        self._accepting = threading.Lock()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"device-{row.name}", daemon=True)

    def start(self) -> None:
        self._on_status(self._row)
        self._thread.start()

    def row(self) -> DeviceStatus:
        return self._row

    def call(self, fn: Callable[[], T]) -> "Future[T]":
        future: Future[T] = Future()
        with self._accepting:  # so that none comes after the last were refused
            if self._stopping.is_set():
                future.set_exception(_closed())
                return future
            try:
                self._calls.put_nowait((fn, future))
            except queue.Full:
                future.set_exception(DeviceError(ErrorCode.DEVICE_BUSY, f"{CALLS_MAX} calls are waiting"))
        return future

    def close(self) -> None:
        """A blocked call ends with DEVICE_OFFLINE; calls not begun fail."""
        with self._accepting:
            self._stopping.set()
        with suppress(queue.Full):  # a full queue wakes the thread just as well
            self._calls.put_nowait((_nothing, Future()))
        self.device.close()

    def ended(self, wait_s_max: float) -> bool:
        if self._thread.ident is not None:
            self._thread.join(max(0.0, wait_s_max))
        return not self._thread.is_alive()

    def _run(self) -> None:
        for delay_s in delays(REOPEN_FIRST_S, REOPEN_S_MAX):
            if self._open():
                self._serve()
            if self._stopping.is_set():
                break
            self._refuse_calls_for(delay_s)
        self.device.close()  # `close` may have come while `open` was under way
        self._tell(replace(self._row, state=DeviceState.OFFLINE, error=_closed()))
        while self._refuse_one(0):
            pass

    def _open(self) -> bool:
        try:
            self.device.open()
        except DeviceError as error:
            self._tell_failure(error)
            return False
        except Exception as cause:  # a bug in a driver, maybe not one of ours: its row says so
            self._tell_failure(broken_driver(cause))
            return False
        self._tell(self.device.status())
        return True

    def _tell_failure(self, error: DeviceError) -> None:
        if not self._stopping.is_set():
            state = _STATE_OF.get(error.code, DeviceState.OFFLINE)
            self._tell(replace(self._row, state=state, error=error, health_reason=""))

    def _serve(self) -> None:
        """Until `close`: once open, a device comes back from a pulled cable by itself."""
        while not self._stopping.is_set():
            try:
                fn, future = self._calls.get(timeout=_LOOK_S)
            except queue.Empty:
                pass
            else:
                _carry_out(fn, future)
            self._tell(self.device.status())

    def _refuse_calls_for(self, delay_s: float) -> None:
        deadline = time.monotonic() + delay_s
        while not self._stopping.is_set() and self._refuse_one(deadline - time.monotonic()):
            pass

    def _refuse_one(self, wait_s_max: float) -> bool:
        """Whether a call came in that time."""
        try:
            _, future = self._calls.get(timeout=max(0.0, wait_s_max))
        except queue.Empty:
            return False
        if future.set_running_or_notify_cancel():
            future.set_exception(self._row.error or _closed())
        return True

    def _tell(self, row: DeviceStatus) -> None:
        before, self._row = self._row, row
        if _looks(before) != _looks(row):
            self._on_status(row)


def broken_driver(cause: Exception) -> DeviceError:
    """For what no driver should raise. The text of `cause` is not taken over: it may hold anything."""
    error = DeviceError(ErrorCode.HARDWARE_ERROR, f"the driver raised {type(cause).__name__}", Action.MAINTENANCE)
    error.__cause__ = cause
    return error


def _nothing() -> None:
    """Only to wake the thread."""


def _carry_out(fn: Callable[[], Any], future: "Future[Any]") -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = fn()
    except BaseException as error:  # the caller's, whatever it is: the future carries it to them
        future.set_exception(error)
    else:
        future.set_result(result)


def _looks(row: DeviceStatus) -> tuple[object, ...]:
    """Two errors of the same code and text look the same; as exceptions they are never equal."""
    return row.state, row.health_reason, row.error and (row.error.code, row.error.detail)


def _closed() -> DeviceError:
    return DeviceError(ErrorCode.DEVICE_OFFLINE, "closed")
