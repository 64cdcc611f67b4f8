"""Asks an IPP printer one thing at a time and judges what it answers."""

import itertools
import threading
from dataclasses import replace

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.report_printer import ReportPrinterStatus
from drivers.transport.ipp_http import IppHttp
from drivers.wire.ipp import Answer, Attributes, Tag, decode
from drivers.wire.ipp_requests import NOT_NOW, PDF, SUCCESS_MAX, Operation, Requests, Status
from drivers.wire.ipp_status import SeenJob, printer_status, seen_job, texts

_OLD = (1, 1)


class IppSession:
    """Safe for threads. Every call raises DeviceError as `IppHttp.post` does, and PROTOCOL_ERROR."""

    def __init__(self, wire: IppHttp, user: str, answer_s_max: float, document_s_max: float) -> None:
        self.wire = wire
        self._requests = Requests(wire.printer_uri, user)
        self._answer_s_max, self._document_s_max = answer_s_max, document_s_max
        self._ids = itertools.count(1)
        self._lock = threading.Lock()

    def greet(self) -> ReportPrinterStatus:
        """Its state, once it is known to print PDF by itself. Speaks IPP 1.1 where 2.0 is not known."""
        attributes = self._printer_attributes()
        formats, operations = texts(attributes, "document-format-supported"), attributes.get("operations-supported", ())
        if (formats and PDF not in formats) or (operations and Operation.PRINT_JOB not in operations):
            raise DeviceError(ErrorCode.PROTOCOL_ERROR, "it does not print PDF", Action.CONFIGURATION)
        return printer_status(attributes)

    def printer_status(self) -> ReportPrinterStatus:
        return printer_status(self._printer_attributes())

    def print_job(self, job_name: str, pdf: bytes) -> SeenJob | None:
        """The job as accepted; None: not now, and nothing was accepted. LostOnTheWay: look for it by its name."""
        number = self._next()
        body = self.wire.post(self._requests.print_job(number, job_name), self._document_s_max, pdf)
        answer = _answered(body, number)
        if answer.status in NOT_NOW:
            return None
        job = seen_job(_succeeded(answer).first(Tag.JOB))
        if job is None:
            raise DeviceError(ErrorCode.PRINT_UNKNOWN, "it accepted a job and did not say which")
        return job

    def job(self, job: SeenJob) -> SeenJob | None:
        """As it is now; None: the printer does not know it any more."""
        number = self._next()
        answer = self._ask(self._requests.job_attributes(number, job.number), number)
        if answer.status in (Status.NOT_FOUND, Status.GONE):
            return None
        return seen_job(_succeeded(answer).first(Tag.JOB))

    def jobs(self, *, completed: bool) -> tuple[SeenJob, ...]:
        number = self._next()
        answer = _succeeded(self._ask(self._requests.jobs(number, completed=completed), number))
        return tuple(job for attributes in answer.all(Tag.JOB) if (job := seen_job(attributes)))

    def find(self, job_name: str) -> SeenJob | None:
        """The job of this name, under way or over; None: there is none."""
        every = (job for completed in (False, True) for job in self.jobs(completed=completed))
        return next((job for job in every if job.name == job_name), None)

    def cancel(self, job: SeenJob) -> None:
        """Asks only; the job itself tells what became of it. One that is over already is no error."""
        number = self._next()
        answer = self._ask(self._requests.cancel_job(number, job.number), number)
        if answer.status not in (Status.NOT_POSSIBLE, Status.NOT_FOUND, Status.GONE):
            _succeeded(answer)

    @property
    def user(self) -> str:
        return self._requests.user

    def _printer_attributes(self) -> Attributes:
        number = self._next()
        answer = self._ask(self._requests.printer_attributes(number), number)
        if answer.status == Status.VERSION_NOT_SUPPORTED and self._requests.version != _OLD:
            self._requests = replace(self._requests, version=_OLD)
            return self._printer_attributes()
        return _succeeded(answer).first(Tag.PRINTER)

    def _ask(self, message: bytes, number: int) -> Answer:
        return _answered(self.wire.post(message, self._answer_s_max), number)

    def _next(self) -> int:
        with self._lock:
            return next(self._ids)


def _answered(body: bytes, number: int) -> Answer:
    answer = decode(body)
    if answer.request_id != number:
        raise DeviceError(ErrorCode.PROTOCOL_ERROR, "an answer to another question")
    return answer


def _succeeded(answer: Answer) -> Answer:
    if answer.status > SUCCESS_MAX:
        raise DeviceError(ErrorCode.PROTOCOL_ERROR, f"IPP status 0x{answer.status:04x}")
    return answer
