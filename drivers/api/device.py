"""What every device has in common."""

from typing import Protocol

from drivers.api.status import DeviceStatus


class Device(Protocol):
    """One physical device. Calls block and run in the device's own worker thread.

    `open` and every command raise `DeviceError`; `close` never raises and may be called at any time,
    from any thread: a blocked call then ends with DEVICE_OFFLINE.
    """

    def open(self) -> None: ...

    def close(self) -> None: ...

    def status(self) -> DeviceStatus:
        """The state as last known; does no input or output."""
        ...
