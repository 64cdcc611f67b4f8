"""What a printer's and a job's attributes mean: PWG 5100.9 reasons, RFC 8011 states."""

from dataclasses import dataclass

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.report_printer import ReportPrinterStatus
from drivers.wire.ipp import Attributes, Value
from drivers.wire.ipp_requests import JobState, PrinterState

REASONS_SHOWN_MAX = 8
_REASONS = {
    "media-empty": ErrorCode.PAPER_OUT,
    "input-tray-missing": ErrorCode.PAPER_OUT,
    "media-jam": ErrorCode.PAPER_JAMMED,
    "cover-open": ErrorCode.COVER_OPEN,
    "door-open": ErrorCode.COVER_OPEN,
    "interlock-open": ErrorCode.COVER_OPEN,
    "marker-supply-empty": ErrorCode.TONER_OUT,
    "toner-empty": ErrorCode.TONER_OUT,
    "marker-waste-full": ErrorCode.TONER_OUT,
    "developer-empty": ErrorCode.TONER_OUT,
}
_MILD = ("-warning", "-report")
_WANTED_NOW = frozenset(
    {"media-needed", "media-needed-warning", "media-needed-error"}
)  # a job waits for it, however mildly it is said


@dataclass(frozen=True, slots=True)
class SeenJob:
    """One job as the printer tells it. `user`: whose it is."""

    number: int
    name: str
    user: str
    state: JobState
    pages_done: int


def printer_status(attributes: Attributes) -> ReportPrinterStatus:
    """A reason stops the printer unless it says itself that it is a warning or a report."""
    reasons = tuple(text for text in texts(attributes, "printer-state-reasons") if text != "none")[:REASONS_SHOWN_MAX]
    accepting = first(attributes, "printer-is-accepting-jobs") is not False
    codes = [code for reason in reasons if (code := _code(reason))]
    error = None
    if codes:
        error = DeviceError(codes[0], ", ".join(reasons), Action.CLEAR)
    elif first(attributes, "printer-state") == PrinterState.STOPPED:
        error = DeviceError(ErrorCode.HARDWARE_ERROR, ", ".join(reasons) or "stopped", Action.MAINTENANCE)
    elif not accepting:
        error = DeviceError(ErrorCode.DEVICE_BUSY, "takes no jobs", Action.SUSPEND)
    return ReportPrinterStatus(accepting, reasons, error)


def _code(reason: str) -> ErrorCode | None:
    if reason in _WANTED_NOW:
        return ErrorCode.PAPER_OUT
    if reason.endswith(_MILD):
        return None
    return _REASONS.get(reason.removesuffix("-error"))


def seen_job(attributes: Attributes) -> SeenJob | None:
    """None: it lacks what every job has."""
    number, state = first(attributes, "job-id"), first(attributes, "job-state")
    if not isinstance(number, int) or not isinstance(state, int) or state not in set(JobState):
        return None
    done = first(attributes, "job-impressions-completed")
    if not isinstance(done, int):
        done = first(attributes, "job-media-sheets-completed")
    return SeenJob(
        number,
        next(iter(texts(attributes, "job-name")), ""),
        next(iter(texts(attributes, "job-originating-user-name")), ""),
        JobState(state),
        max(0, done) if isinstance(done, int) else 0,
    )


def first(attributes: Attributes, name: str) -> Value:
    return next(iter(attributes.get(name, ())), None)


def texts(attributes: Attributes, name: str) -> tuple[str, ...]:
    return tuple(value for value in attributes.get(name, ()) if isinstance(value, str))
