"""Report printer (XFS4IoT Printer): sheets of A4, out of a tray."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from drivers.api.device import Device
from drivers.api.errors import DeviceError, ErrorCode


@dataclass(frozen=True, slots=True)
class ReportPrinterStatus:
    """`reasons`: the printer's own keywords (PWG 5100.9: media-low-warning …), for the technician."""

    accepting: bool
    reasons: tuple[str, ...] = ()
    error: DeviceError | None = None  # why it cannot print now; None = it can


@dataclass(frozen=True, slots=True)
class PdfJob:
    """One document. `job_id` is unique, at most 64 letters, digits and dashes, and names nobody: it is what the printer
    calls the job. The pages are personal data: never logged.
    """

    job_id: str
    pdf: bytes = field(repr=False)
    pages: int


@dataclass(frozen=True, slots=True)
class ReportPrinterChanged:
    """The printer told something new of itself, or went away, or came back."""

    status: ReportPrinterStatus


@dataclass(frozen=True, slots=True)
class PagesPrinted:
    """How far the job is. `waits_for`: what somebody must mend before it goes on (PAPER_OUT, …), or DEVICE_BUSY."""

    job_id: str
    done: int
    of: int
    waits_for: ErrorCode | None = None


ReportPrinterEvent = ReportPrinterChanged | PagesPrinted


class ReportPrinter(Device, Protocol):
    def watch(self, listener: Callable[[ReportPrinterEvent], None]) -> None:
        """Have every event told to `listener`, from the driver's own threads. Call once, before `open`."""
        ...

    def printer_status(self) -> ReportPrinterStatus:
        """Ask now. Raises DeviceError: DEVICE_OFFLINE, TIMEOUT, PROTOCOL_ERROR."""
        ...

    def print_pdf(self, job: PdfJob) -> None:
        """Print, telling how far it is, and return when the last sheet is out.

        Paper that runs out is waited for. Raises DeviceError. Nothing is on paper: DEVICE_OFFLINE, DEVICE_BUSY,
        PAPER_OUT, PAPER_JAMMED, COVER_OPEN, TONER_OUT (nobody mended it in time), JOB_CANCELLED (by `cancel`),
        PROTOCOL_ERROR. PRINT_UNKNOWN, whose cause says why: it may be on paper whole, in part or not at all.
        """
        ...

    def cancel(self) -> None:
        """Have the job under way taken back; from any thread, returns at once. `print_pdf` tells how it ended."""
        ...
