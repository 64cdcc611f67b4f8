"""Calls that block in a vendor's library and cannot be interrupted, run so that the caller can leave in time."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from typing import Any, TypeVar

from drivers.api.errors import Action, DeviceError, ErrorCode

T = TypeVar("T")


class BoundedCalls:
    """One call at a time for each key. A call left behind keeps its key, and its thread, until it returns by itself."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running: dict[str, Future[Any]] = {}
        self._overdue: set[str] = set()

    def run(self, key: str, call: Callable[[], T], limit_s: float) -> T:
        """The call's result, or what it raised. Raises DeviceError: TIMEOUT after `limit_s`; DEVICE_BUSY while
        an earlier call of this key still runs; what `abandon` was given."""
        future: Future[T] = Future()
        with self._lock:
            if key in self._running:
                raise DeviceError(ErrorCode.DEVICE_BUSY, f"{key}: an earlier call has not returned", Action.SUSPEND)
            self._running[key] = future
        threading.Thread(target=self._work, args=(key, call, future), name=f"call {key}", daemon=True).start()
        try:
            return future.result(limit_s)
        except TimeoutError:
            if self._leave_behind(key, future):
                raise DeviceError(ErrorCode.TIMEOUT, f"{key}: no answer within {limit_s} s") from None
            return future.result()  # it ended at the last moment

    def abandon(self, error: DeviceError) -> None:
        """Every waiting caller gets `error` now."""
        with self._lock:
            futures = list(self._running.values())
        for future in futures:
            _settle(future, lambda each: each.set_exception(error))

    def overdue(self) -> frozenset[str]:
        """Keys of calls that were left behind and still run."""
        with self._lock:
            return frozenset(self._overdue)

    def _leave_behind(self, key: str, future: Future[T]) -> bool:
        with self._lock:
            if self._running.get(key) is not future:
                return False
            self._overdue.add(key)
            return True

    def _work(self, key: str, call: Callable[[], T], future: Future[T]) -> None:
        result: T | None = None
        error: BaseException | None = None
        try:
            result = call()
        except BaseException as caught:  # handed to the waiting caller, whatever it is
            error = caught
        with self._lock:
            del self._running[key]
            self._overdue.discard(key)
        if error is not None:
            _settle(future, lambda each: each.set_exception(error))
        else:
            _settle(future, lambda each: each.set_result(result))


def _settle(future: Future[Any], act: Callable[[Future[Any]], None]) -> None:
    with suppress(InvalidStateError):  # the other side was first
        act(future)
