"""One document through an IPP printer: sent once, then followed until the last sheet is out.

Once bytes of it have left it is never sent again before the printer was asked for a job of its name; and a job that
the printer then does not know is of unknown end.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.report_printer import PagesPrinted, PdfJob
from drivers.models.ipp_session import IppSession
from drivers.transport.ipp_http import LostOnTheWay
from drivers.wire.ipp_requests import JobState
from drivers.wire.ipp_status import SeenJob

_OVER = frozenset({JobState.COMPLETED, JobState.CANCELLED, JobState.ABORTED})
_CLOSING_S_MAX = 1.0
_AWAY = frozenset({ErrorCode.DEVICE_OFFLINE, ErrorCode.TIMEOUT, ErrorCode.DEVICE_BUSY})


@dataclass(frozen=True, slots=True)
class JobLimits:
    look_s: float = 0.5  # between two looks at the job
    busy_s_max: float = 60.0  # asked again for so long while the printer has no room
    mend_s_max: float = 180.0  # paper, cover, toner: waited for so long, then the job is taken back
    still_s_max: float = 120.0  # a job that prints and gets no page further
    lost_s_max: float = 20.0  # the printer does not answer: looked for so long
    cancel_s_max: float = 10.0


class IppJob:
    """`run` in the device's worker thread; `cancel` and `give_up` from any."""

    def __init__(
        self, session: IppSession, job: PdfJob, limits: JobLimits, tell: Callable[[PagesPrinted], None]
    ) -> None:
        self._session, self._job, self._limits, self._tell = session, job, limits, tell
        self.ended = threading.Event()  # set by who runs it
        self._woken = threading.Event()
        self._cancelled = self._given_up = False
        self._told: PagesPrinted | None = None
        self._done = 0

    def cancel(self) -> None:
        self._cancelled = True
        self._woken.set()

    def give_up(self) -> None:
        """The device is being closed: take the job back if that is quick, and end."""
        self._given_up = True
        self.cancel()

    def run(self) -> None:
        """Returns when the printer says that it is complete. Raises DeviceError as `ReportPrinter.print_pdf`."""
        self._progress(0)
        self._until_ready()
        self._follow(self._sent())

    # before anything has left

    def _until_ready(self) -> None:
        ends_s = time.monotonic() + self._limits.mend_s_max
        while (error := self._session.printer_status().error) is not None:
            if time.monotonic() >= ends_s:
                raise error
            self._progress(0, error.code)
            self._pause()
        self._progress(0)

    def _sent(self) -> SeenJob:
        ends_s = time.monotonic() + self._limits.busy_s_max
        while True:
            try:
                job = self._session.print_job(self._job.job_id, self._job.pdf)
            except LostOnTheWay as lost:
                return self._found(lost)
            if job is not None:
                return job
            if time.monotonic() >= ends_s:
                raise DeviceError(ErrorCode.DEVICE_BUSY, "it had no room for the job")
            self._progress(0, ErrorCode.DEVICE_BUSY)
            self._pause()

    def _pause(self) -> None:
        """Raises JOB_CANCELLED: nothing is at the printer yet."""
        if self._woken.wait(self._limits.look_s):
            raise DeviceError(ErrorCode.JOB_CANCELLED, "taken back before it was sent")

    # after

    def _found(self, lost: DeviceError) -> SeenJob:
        """Looks twice: it may still be coming out of the printer's own buffer. Raises PRINT_UNKNOWN."""
        looks = 0
        ends_s = time.monotonic() + self._limits.lost_s_max
        while looks < 2 and time.monotonic() < ends_s:
            self._rest()
            try:
                if (job := self._session.find(self._job.job_id)) is not None:
                    return job
                looks += 1
            except DeviceError as error:
                if error.code not in _AWAY:
                    raise _unknown(error) from error
        raise _unknown(lost) from lost

    def _follow(self, job: SeenJob) -> None:
        patience = _Patience(self._limits)
        while True:
            error = self._printers_error()  # asked before the job: a page that came out meanwhile is counted
            job = self._looked(job)
            if job.state is JobState.COMPLETED:
                return self._progress(self._job.pages)
            self._progress(job.pages_done, code := _waits_for(job, error))
            if job.state in _OVER:
                raise self._not_done(ErrorCode.JOB_CANCELLED if self._cancelled else ErrorCode.PRINT_UNKNOWN)
            why = DeviceError(ErrorCode.JOB_CANCELLED, "taken back") if self._cancelled else patience.over(job, code)
            if why is None:
                self._rest()
            elif self._taken_back(job, why):
                return self._progress(self._job.pages)

    def _printers_error(self) -> ErrorCode | None:
        try:
            error = self._session.printer_status().error
        except DeviceError:
            return None  # `_looked` judges a printer that is gone
        return error.code if error else None

    def _looked(self, job: SeenJob) -> SeenJob:
        """Raises PRINT_UNKNOWN for a job that vanished, or a printer that stays away."""
        ends_s = time.monotonic() + self._limits.lost_s_max
        while True:
            try:
                seen = self._session.job(job)
                break
            except DeviceError as error:
                if error.code not in _AWAY or time.monotonic() >= ends_s or self._given_up:
                    raise _unknown(error) from error
            self._rest()
        if seen is None:
            raise DeviceError(ErrorCode.PRINT_UNKNOWN, "the printer does not know the job any more")
        return seen

    def _taken_back(self, job: SeenJob, why: DeviceError) -> bool:
        """Ask for the cancel, and see how it ended. True: it came out after all. Raises `why` or PRINT_UNKNOWN."""
        ends_s = time.monotonic() + (_CLOSING_S_MAX if self._given_up else self._limits.cancel_s_max)
        try:
            self._session.cancel(job)
            while (seen := self._session.job(job)) is not None and time.monotonic() < ends_s:
                self._done = max(self._done, seen.pages_done)
                if seen.state in _OVER:
                    break
                time.sleep(min(self._limits.look_s, 0.1))
        except DeviceError as error:
            raise _unknown(error) from error
        if seen is None or seen.state not in _OVER:
            raise _unknown(why) from why
        if seen.state is not JobState.COMPLETED:
            raise self._not_done(why.code)
        return True

    def _rest(self) -> None:
        """Between two looks; a cancel cuts the first one short."""
        if self._woken.wait(self._limits.look_s):
            time.sleep(min(self._limits.look_s, 0.1))

    def _not_done(self, code: ErrorCode) -> DeviceError:
        """The job is over and not complete: with pages out, nobody can vouch for the sheets."""
        if self._done:
            return DeviceError(ErrorCode.PRINT_UNKNOWN, f"{self._done} of {self._job.pages} pages are out")
        return DeviceError(code, "the printer ended the job")

    def _progress(self, done: int, waits_for: ErrorCode | None = None) -> None:
        self._done = max(self._done, min(done, self._job.pages))
        told = PagesPrinted(self._job.job_id, self._done, self._job.pages, waits_for)
        if told != self._told:
            self._told = told
            self._tell(told)


class _Patience:
    """How long a job may stand still: short of a reason, or with one that somebody should mend."""

    def __init__(self, limits: JobLimits) -> None:
        self._limits = limits
        self._seen: tuple[int, ErrorCode | None] | None = None
        self._since_s = 0.0

    def over(self, job: SeenJob, code: ErrorCode | None) -> DeviceError | None:
        now_s = time.monotonic()
        if (job.pages_done, code) != self._seen:
            self._seen, self._since_s = (job.pages_done, code), now_s
        limit_s = self._limits.mend_s_max if code else self._limits.still_s_max
        if now_s - self._since_s < limit_s:
            return None
        return DeviceError(code or ErrorCode.TIMEOUT, f"no page further for {limit_s} s")


def _waits_for(job: SeenJob, error: ErrorCode | None) -> ErrorCode | None:
    """A printer that takes no further jobs may well print this one."""
    if job.state is not JobState.STOPPED:
        return None if error is ErrorCode.DEVICE_BUSY else error
    return error or ErrorCode.DEVICE_BUSY


def _unknown(cause: DeviceError) -> DeviceError:
    return DeviceError(ErrorCode.PRINT_UNKNOWN, f"{cause.code}: {cause.detail}")
