"""Any ESC/POS receipt printer with a cutter, on the network (port 9100) or on a serial line."""

from collections.abc import Callable, Mapping

from drivers.api.errors import ErrorCode
from drivers.api.receipt_printer import Paper, PrinterChanged, PrinterStatus, PrintJob
from drivers.api.status import DeviceState, DeviceStatus
from drivers.models.escpos_line import EscposLine, LineLimits
from drivers.options import misconfigured, number, refuse_unknown, text
from drivers.transport.link import LinkLimits
from drivers.transport.open_stream import LINE_OPTIONS, open_stream
from drivers.transport.trace import Trace
from drivers.wire.escpos_job import CELLS, JobEncoder
from drivers.wire.escpos_raster import LineDrawer

MODEL = "escpos"
_LIMIT_OPTIONS = frozenset({"answer_s_max", "print_s_max", "poll_s", "open_s_max", "reopen_s_max"})
_OPTIONS = LINE_OPTIONS | _LIMIT_OPTIONS | {"paper_mm", "font_path"}
_MENDED_BY_ANYBODY = (ErrorCode.PAPER_OUT, ErrorCode.COVER_OPEN, ErrorCode.PAPER_JAMMED)
_MENDED_BY_A_TECHNICIAN = (ErrorCode.CUTTER_ERROR, ErrorCode.HARDWARE_ERROR)


class EscposReceiptPrinter:
    """Entry point `escpos`. Options besides the line's: paper_mm (80, 58), font_path (for rare characters),
    answer_s_max, print_s_max, poll_s, open_s_max, reopen_s_max.

    If paper runs out or the cover is opened in the middle of a slip, the printer keeps the rest and goes on after a
    new roll. `print` waits for that until `print_s_max`, then says PRINT_UNKNOWN: the rest may still come out.
    """

    def __init__(self, name: str, address: str, options: Mapping[str, object], *, trace: Trace | None = None) -> None:
        """Raises DeviceError with action `configuration` for an option or an address that cannot be."""
        refuse_unknown(options, _OPTIONS)
        self._name, self._address = name, address
        self._encoder = JobEncoder(_paper_mm(options), LineDrawer(text(options, "font_path", "")))
        stream = open_stream(address, options, trace)
        self._line = EscposLine(name, stream, _line_limits(options), _link_limits(options), self._tell)
        self._listener: Callable[[PrinterChanged], None] = _nobody

    def watch(self, listener: Callable[[PrinterChanged], None]) -> None:
        self._listener = listener

    def open(self) -> None:
        """A printer without paper opens. Raises DeviceError: DEVICE_OFFLINE, DEVICE_BUSY, TIMEOUT, PROTOCOL_ERROR."""
        self._line.start()
        opened = False
        try:
            self._line.ask()
            opened = True
        finally:
            if not opened:
                self._line.stop()

    def close(self) -> None:
        self._line.stop()

    def status(self) -> DeviceStatus:
        known = self._line.known_status()
        reasons = ["paper low"] if known.paper is Paper.LOW else []
        if self._encoder.font_missing:
            reasons.append("no font for rare characters")
        state = _device_state(known)
        return DeviceStatus(self._name, MODEL, self._address, state, known.error, ", ".join(reasons))

    def printer_status(self) -> PrinterStatus:
        return self._line.ask()

    def print(self, job: PrintJob) -> None:
        """Besides what the API says: PROTOCOL_ERROR with action `configuration` for a job over the encoder's limits."""
        self._line.print(self._encoder.encode(job))

    def _tell(self) -> None:
        self._listener(PrinterChanged(self._line.known_status()))


def _device_state(status: PrinterStatus) -> DeviceState:
    if status.error is None:
        return DeviceState.ONLINE
    if status.error.code in _MENDED_BY_ANYBODY:
        return DeviceState.USER_ERROR
    return DeviceState.HARDWARE_ERROR if status.error.code in _MENDED_BY_A_TECHNICIAN else DeviceState.OFFLINE


def _paper_mm(options: Mapping[str, object]) -> int:
    paper_mm = int(number(options, "paper_mm", 80, 58, 80))
    if paper_mm not in CELLS:
        raise misconfigured(f"paper_mm {paper_mm} is none of {sorted(CELLS)}")
    return paper_mm


def _line_limits(options: Mapping[str, object]) -> LineLimits:
    default = LineLimits()
    return LineLimits(
        answer_s_max=number(options, "answer_s_max", default.answer_s_max, 0.05, 60),
        print_s_max=number(options, "print_s_max", default.print_s_max, 0.1, 600),
        poll_s=number(options, "poll_s", default.poll_s, 0.1, 3600),
    )


def _link_limits(options: Mapping[str, object]) -> LinkLimits:
    default = LinkLimits()
    return LinkLimits(
        open_s_max=number(options, "open_s_max", default.open_s_max, 0.05, 60),
        reopen_s_max=number(options, "reopen_s_max", default.reopen_s_max, 0.05, 60),
    )


def _nobody(change: PrinterChanged) -> None:
    """Nobody watches."""
