"""Any network printer that speaks IPP and prints PDF by itself (IPP Everywhere), or a queue of CUPS."""

import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.report_printer import PdfJob, ReportPrinterChanged, ReportPrinterEvent, ReportPrinterStatus
from drivers.api.status import DeviceState, DeviceStatus
from drivers.models.ipp_job import IppJob, JobLimits
from drivers.models.ipp_session import IppSession
from drivers.options import number, refuse_unknown, text
from drivers.transport.ipp_http import IppHttp
from drivers.transport.trace import Trace

MODEL = "ipp"
_LIMITS = frozenset({"look_s", "busy_s_max", "mend_s_max", "still_s_max", "lost_s_max", "cancel_s_max"})
_OPTIONS = _LIMITS | {"answer_s_max", "document_s_max", "poll_s", "user"}
_MENDED_BY_ANYBODY = (ErrorCode.PAPER_OUT, ErrorCode.PAPER_JAMMED, ErrorCode.COVER_OPEN, ErrorCode.TONER_OUT)
_END_S_MAX = 2.0


class IppReportPrinter:
    """Entry point `ipp`. Address `ipp://host/path` or `ipp+unix:/socket#/path`. Options: user (whose jobs these are,
    of this machine alone), answer_s_max, document_s_max, poll_s, look_s, busy_s_max, mend_s_max, still_s_max,
    lost_s_max, cancel_s_max.

    What an earlier process of this machine left at the printer is taken back when it is opened: nobody waits for it.
    """

    def __init__(self, name: str, address: str, options: Mapping[str, object], *, trace: Trace | None = None) -> None:
        """Raises DeviceError with action `configuration` for an option or an address that cannot be."""
        refuse_unknown(options, _OPTIONS)
        self._name, self._address = name, address
        self._session = IppSession(
            IppHttp(address, trace),
            text(options, "user", f"yizhan-{socket.gethostname()}")[:120],
            answer_s_max=number(options, "answer_s_max", 10.0, 0.05, 120),
            document_s_max=number(options, "document_s_max", 60.0, 0.05, 600),
        )
        self._limits = _limits(options)
        self._poll_s = number(options, "poll_s", 5.0, 0.05, 600)
        self._listener: Callable[[ReportPrinterEvent], None] = _nobody
        self._lock = threading.Lock()
        self._status = ReportPrinterStatus(False, (), DeviceError(ErrorCode.DEVICE_OFFLINE, "not opened"))
        self._job: IppJob | None = None
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None

    def watch(self, listener: Callable[[ReportPrinterEvent], None]) -> None:
        self._listener = listener

    def open(self) -> None:
        """A printer without paper opens. Raises DeviceError: DEVICE_OFFLINE, TIMEOUT, PROTOCOL_ERROR."""
        self._closing.clear()
        self._session.wire.reopen()
        self._take_over(self._session.greet())
        self._clear_what_was_left()
        self._thread = threading.Thread(target=self._poll, name=f"ipp-{self._name}", daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._closing.set()
        with self._lock:
            job = self._job
        if job is not None:  # its thread takes it back over the wire that is still open
            job.give_up()
            job.ended.wait(_END_S_MAX)
        self._session.wire.close()
        thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(_END_S_MAX)

    def status(self) -> DeviceStatus:
        known = self._known()
        return DeviceStatus(
            self._name, MODEL, self._address, _device_state(known), known.error, ", ".join(known.reasons)
        )

    def printer_status(self) -> ReportPrinterStatus:
        status = self._session.printer_status()
        self._take_over(status)
        return status

    def print_pdf(self, job: PdfJob) -> None:
        running = IppJob(self._session, job, self._limits, lambda progress: self._listener(progress))
        with self._lock:
            self._job = running
        try:
            running.run()
        finally:
            running.ended.set()
            with self._lock:
                self._job = None

    def cancel(self) -> None:
        with self._lock:
            job = self._job
        if job is not None:
            job.cancel()

    def _clear_what_was_left(self) -> None:
        """A printer that cannot list its jobs, or will not cancel, prints them: no reason not to open."""
        with suppress(DeviceError):
            for job in self._session.jobs(completed=False):
                if job.user == self._session.user:
                    self._session.cancel(job)

    def _poll(self) -> None:
        while not self._closing.wait(self._poll_s):
            try:
                status = self._session.printer_status()
            except DeviceError as error:
                status = ReportPrinterStatus(False, (), error)
            if not self._closing.is_set():
                self._take_over(status)

    def _take_over(self, status: ReportPrinterStatus) -> None:
        with self._lock:
            before, self._status = self._status, status
        if _looks(before) != _looks(status):
            self._listener(ReportPrinterChanged(status))

    def _known(self) -> ReportPrinterStatus:
        with self._lock:
            return self._status


def _looks(status: ReportPrinterStatus) -> tuple[object, ...]:
    return status.accepting, status.reasons, status.error and status.error.code


def _device_state(status: ReportPrinterStatus) -> DeviceState:
    if status.error is None:
        return DeviceState.ONLINE
    if status.error.code in _MENDED_BY_ANYBODY:
        return DeviceState.USER_ERROR
    return DeviceState.HARDWARE_ERROR if status.error.code is ErrorCode.HARDWARE_ERROR else DeviceState.OFFLINE


def _limits(options: Mapping[str, object]) -> JobLimits:
    default = JobLimits()
    return JobLimits(**{name: number(options, name, getattr(default, name), 0.01, 3600) for name in _LIMITS})


def _nobody(event: ReportPrinterEvent) -> None:
    """Nobody watches."""
