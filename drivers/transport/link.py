"""Keeps one stream open from a thread of its own: reads, tells, and comes back after the cable was pulled."""

import threading
from dataclasses import dataclass
from typing import Protocol

from drivers.api.errors import DeviceError, ErrorCode
from drivers.backoff import delays
from drivers.transport.byte_stream import READ_BYTES_MAX, ByteStream
from drivers.transport.descriptor import offline


class LinkUser(Protocol):
    """Called from the link's thread only (the first `link_up` from the caller of `start`)."""

    def link_up(self) -> None:
        """The stream is open. May write; a DeviceError raised here brings the link down again."""
        ...

    def link_down(self, error: DeviceError) -> None: ...

    def received(self, data: bytes) -> None:
        """What came, or nothing after a quiet `tick_s`. A DeviceError raised here brings the link down."""
        ...


@dataclass(frozen=True, slots=True)
class LinkLimits:
    open_s_max: float = 3.0
    tick_s: float = 0.05
    reopen_first_s: float = 0.1
    reopen_s_max: float = 1.0
    stop_s_max: float = 2.0


class Link:
    def __init__(self, name: str, stream: ByteStream, user: LinkUser, limits: LinkLimits) -> None:
        self._name = name
        self._stream = stream
        self._user = user
        self._limits = limits
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._dropped_for: DeviceError | None = None

    def start(self) -> None:
        """Open in the caller's thread, so that it hears of a failure; then go on in our own.

        Raises DeviceError as `ByteStream.open` does, and DEVICE_BUSY if its thread is still held up in a listener.
        """
        self.stop()
        if self._thread and self._thread.is_alive():
            raise DeviceError(ErrorCode.DEVICE_BUSY, "its last thread has not ended")
        self._stopping.clear()
        try:
            self._bring_up()
        except DeviceError:
            self._stream.close()
            raise
        self._thread = threading.Thread(target=self._run, name=f"link-{self._name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Never raises; returns when the thread has ended, or after `stop_s_max`."""
        self._stopping.set()
        self._stream.close()
        thread = self._thread
        if thread and thread is not threading.current_thread():
            thread.join(self._limits.stop_s_max)

    def write(self, data: bytes, timeout_s: float) -> None:
        self._stream.write(data, timeout_s)

    def drop(self, why: DeviceError) -> None:
        """The other end is out of step: hang up. The thread tells `link_down(why)` and dials again."""
        self._dropped_for = why
        self._stream.close()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._read_until_it_fails()
            except DeviceError as error:
                self._stream.close()
                if not self._stopping.is_set():
                    self._user.link_down(self._dropped_for or error)
                    self._dropped_for = None
                    self._come_back()

    def _read_until_it_fails(self) -> None:
        while not self._stopping.is_set():
            self._user.received(self._stream.read(READ_BYTES_MAX, self._limits.tick_s))

    def _come_back(self) -> None:
        for delay_s in delays(self._limits.reopen_first_s, self._limits.reopen_s_max):
            if self._stopping.wait(delay_s):
                return
            try:
                self._bring_up()
            except DeviceError:
                self._stream.close()
                continue
            return

    def _bring_up(self) -> None:
        self._stream.open(self._limits.open_s_max)
        if self._stopping.is_set():  # `stop` closed the stream just before we opened it
            raise offline("closed")
        self._user.link_up()
