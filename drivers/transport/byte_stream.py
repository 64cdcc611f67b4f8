"""A pipe of bytes to one device. The codec above it does not know whether it is a cable or a socket."""

from typing import Protocol

READ_BYTES_MAX = 4096


class ByteStream(Protocol):
    """Open once at a time, by one thread; `close` may come from any thread and ends a blocked call."""

    def open(self, timeout_s: float) -> None:
        """Raises DeviceError: DEVICE_OFFLINE (nothing there), DEVICE_BUSY (somebody else holds it)."""
        ...

    def close(self) -> None:
        """Never raises. Closing what is closed does nothing."""
        ...

    def read(self, max_bytes: int, timeout_s: float) -> bytes:
        """What has come, at most `max_bytes`; empty when nothing came in `timeout_s`.

        Raises DeviceError DEVICE_OFFLINE once the other end is gone or the stream was closed.
        """
        ...

    def write(self, data: bytes, timeout_s: float) -> None:
        """Hand all of `data` to the operating system.

        Raises DeviceError: DEVICE_OFFLINE, TIMEOUT. Part of the data may have left by then.
        """
        ...
