"""The one choke point for the bytes of sockets and serial ports: every byte sent or received passes here."""

import os
import select
import threading
import time
from contextlib import suppress
from typing import Protocol

from drivers.api.errors import DeviceError, ErrorCode
from drivers.transport.trace import Trace

_GONE = select.POLLHUP | select.POLLERR | select.POLLNVAL


def offline(detail: str) -> DeviceError:
    return DeviceError(ErrorCode.DEVICE_OFFLINE, detail)


class Descriptor:
    """Waits on a non-blocking file descriptor, and can be woken by `close` from another thread.

    A pipe wakes the waiter: closing a descriptor that another thread polls would leave that thread
    asleep, or let it read from whatever is opened next under the same number.
    """

    def __init__(self, fd: int, trace: Trace | None) -> None:
        self._fd = fd
        self._trace = trace
        self._wake_read, self._wake_write = os.pipe()
        self._closing = threading.Event()
        self._reading = threading.Lock()
        self._writing = threading.Lock()

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        with self._reading:
            if not self._wait(select.POLLIN, timeout_s):
                return b""
            data = self._read_now(max_bytes)
        if data and self._trace:
            self._trace("received", data)
        return data

    def write(self, data: bytes, timeout_s: float) -> None:
        deadline = time.monotonic() + timeout_s
        rest = memoryview(data)
        with self._writing:
            while rest:
                if not self._wait(select.POLLOUT, deadline - time.monotonic()):
                    raise DeviceError(ErrorCode.TIMEOUT, f"{len(rest)} of {len(data)} bytes not taken")
                rest = rest[self._write_now(rest) :]

    def close(self) -> None:
        """End both calls, then let go of the pipe. The descriptor itself belongs to its opener."""
        self._closing.set()
        os.write(self._wake_write, b"x")
        with self._reading, self._writing:
            os.close(self._wake_read)
            os.close(self._wake_write)

    def _wait(self, event: int, timeout_s: float) -> bool:
        self._refuse_if_closing()
        poll = select.poll()
        poll.register(self._fd, event)
        poll.register(self._wake_read, select.POLLIN)
        ready = dict(poll.poll(max(0.0, timeout_s) * 1000))
        self._refuse_if_closing()
        if event == select.POLLOUT and ready.get(self._fd, 0) & _GONE:
            raise offline("the other end is gone")
        return self._fd in ready

    def _refuse_if_closing(self) -> None:
        if self._closing.is_set():
            raise offline("closed")

    def _read_now(self, max_bytes: int) -> bytes:
        try:
            data = os.read(self._fd, max_bytes)
        except BlockingIOError:
            return b""
        except OSError as error:  # EIO: a pty or a USB adapter that was pulled out
            raise offline("read failed") from error
        if not data:
            raise offline("the other end closed")
        return data

    def _write_now(self, data: memoryview) -> int:
        try:
            count = os.write(self._fd, data)
        except BlockingIOError:
            return 0
        except OSError as error:
            raise offline("write failed") from error
        if count and self._trace:
            self._trace("sent", bytes(data[:count]))
        return count


class Handle(Protocol):
    """What a socket and a serial port have in common."""

    def fileno(self) -> int: ...

    def close(self) -> None: ...


class DescriptorStream:
    """The whole of `ByteStream` except how the other end is reached."""

    def __init__(self, trace: Trace | None) -> None:
        self._trace = trace
        self._swap = threading.Lock()  # the reader that failed and a `close` from outside may meet
        self._handle: Handle | None = None
        self._descriptor: Descriptor | None = None

    def _connect(self, timeout_s: float) -> Handle:
        """Reach the other end; the handle must not block. Raises DeviceError."""
        raise NotImplementedError

    def open(self, timeout_s: float) -> None:
        self.close()
        handle = self._connect(timeout_s)
        with self._swap:
            self._handle = handle
            self._descriptor = Descriptor(handle.fileno(), self._trace)

    def close(self) -> None:
        with self._swap:
            if self._descriptor:
                self._descriptor.close()
            if self._handle:
                _close_quietly(self._handle)
            self._descriptor = self._handle = None

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        return self._opened().read(max_bytes, timeout_s)

    def write(self, data: bytes, timeout_s: float) -> None:
        self._opened().write(data, timeout_s)

    def _opened(self) -> Descriptor:
        descriptor = self._descriptor
        if descriptor is None:
            raise offline("not open")
        return descriptor


def _close_quietly(handle: Handle) -> None:
    with suppress(OSError):  # the line is gone already; nothing is left to give back
        handle.close()
