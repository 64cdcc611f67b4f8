"""Receipt printer (XFS4IoT Printer): 58 or 80 mm thermal roll with cutter."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from drivers.api.device import Device
from drivers.api.errors import DeviceError

PICTURE_MM_MIN, PICTURE_MM_MAX = 8, 80  # of a picture on paper, wide as well as high


class Paper(StrEnum):
    """XFS4IoT Printer.Status `paper`."""

    FULL = "full"
    LOW = "low"
    OUT = "out"
    JAMMED = "jammed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """All four DLE EOT answers in one value."""

    online: bool
    paper: Paper
    cover_open: bool
    cutter_error: bool
    error: DeviceError | None = None  # why it cannot print now; None = it can


class Align(StrEnum):
    LEFT = "left"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line; wrapped at the paper's width. `right` is set against the right margin on the same line (an amount)."""

    text: str
    right: str = ""
    align: Align = Align.LEFT
    bold: bool = False
    large: bool = False  # double width and height


@dataclass(frozen=True, slots=True)
class Rule:
    """A dashed line across the paper."""


@dataclass(frozen=True, slots=True)
class QrCode:
    content: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    lines: int = 1


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """A photo, in the middle of the paper. Personal data: has no repr, is never logged, never stored."""

    grey: bytes = field(repr=False)  # a byte a pixel, 0 black, line after line from the top
    width: int
    height: int
    width_mm: int = 26  # on paper; the height follows


PrintElement = TextLine | Rule | QrCode | Feed | Picture


@dataclass(frozen=True, slots=True, repr=False)
class PrintJob:
    """One slip, top to bottom; the printer cuts after it. May hold masked personal data: has no repr."""

    job_id: str
    elements: tuple[PrintElement, ...]


@dataclass(frozen=True, slots=True)
class PrinterChanged:
    """The printer told something of itself (ASB), or went away, or came back."""

    status: PrinterStatus


class ReceiptPrinter(Device, Protocol):
    def watch(self, listener: Callable[[PrinterChanged], None]) -> None:
        """Have every change told to `listener`, from the driver's own thread. Call once, before `open`."""
        ...

    def printer_status(self) -> PrinterStatus:
        """Ask now (DLE EOT 1 to 4). Raises DeviceError: DEVICE_OFFLINE, TIMEOUT, PROTOCOL_ERROR."""
        ...

    def print(self, job: PrintJob) -> None:
        """Print and cut, and return when the printer says that the paper is out of it (GS r 1 after the cut).

        Raises DeviceError. Before any byte has left: PAPER_OUT, COVER_OPEN, CUTTER_ERROR, DEVICE_OFFLINE ...:
        nothing is on
        paper. After: PRINT_UNKNOWN, whose cause says why: the slip may be on paper whole, in part or not.
        """
        ...
