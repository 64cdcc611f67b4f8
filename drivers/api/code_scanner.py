"""Code scanner (XFS4IoT BarcodeReader): hands over what it read, and does not know what it means."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from drivers.api.device import Device
from drivers.api.errors import DeviceError


@dataclass(frozen=True, slots=True, repr=False)
class CodeScanned:
    """One code held to the scanner. A repeat within `repeat_s_max` is not told again. May be a payer code: never
    logged.
    """

    text: str


@dataclass(frozen=True, slots=True)
class ScannerFailed:
    """Unplugged, or what came could not be a code (CODE_GARBLED, CODE_TOO_LONG). The driver goes on by itself."""

    error: DeviceError


@dataclass(frozen=True, slots=True)
class ScannerRecovered:
    """Plugged in again."""


ScannerEvent = CodeScanned | ScannerFailed | ScannerRecovered


class CodeScanner(Device, Protocol):
    def watch(self, listener: Callable[[ScannerEvent], None]) -> None:
        """Have every event told to `listener`, from the driver's own thread. Call once, before `open`."""
        ...
