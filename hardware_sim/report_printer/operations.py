"""What the printer answers to each operation (RFC 8011)."""

from collections.abc import Callable

from hardware_sim.report_printer.faults import ReportPrinterFault
from hardware_sim.report_printer.messages import (
    BOOLEAN,
    CHARSET,
    ENUM,
    INTEGER,
    JOB,
    KEYWORD,
    LANGUAGE,
    MIME,
    NAME,
    NO_VALUE,
    PRINTER,
    TEXT,
    URI,
    IppRequest,
    Item,
    write_answer,
)
from hardware_sim.report_printer.printer import CANCELLED, OVER, PROCESSING, Job, ReportPrinterMachine

PRINT_JOB, VALIDATE_JOB, CANCEL_JOB, GET_JOB, GET_JOBS, GET_PRINTER = 2, 4, 8, 9, 10, 11
OK, BAD_REQUEST, NOT_POSSIBLE, NOT_FOUND, FORMAT, NO_OPERATION, VERSION, BUSY = (
    0x0000, 0x0400, 0x0404, 0x0406, 0x040A, 0x0501, 0x0503, 0x0507,
)  # fmt: skip
Groups = list[tuple[int, list[Item]]]
Result = tuple[int, Groups] | None


def answer_to(machine: ReportPrinterMachine, uri: str, request: IppRequest) -> bytes | None:
    """None: the connection is cut without an answer."""
    if request.version[0] not in (1, 2):
        return write_answer(request, VERSION, [])
    handler = _HANDLERS.get(request.operation)
    result = handler(machine, uri, request) if handler else (NO_OPERATION, [])
    return write_answer(request, *result) if result else None


def _get_printer(machine: ReportPrinterMachine, uri: str, request: IppRequest) -> Result:
    machine.tick()
    busy = bool(machine.jobs(over=False))
    state = 5 if machine.stopped else 4 if busy else 3
    items: list[Item] = [
        (URI, "printer-uri-supported", [uri]),
        (KEYWORD, "uri-security-supported", ["none"]),
        (KEYWORD, "uri-authentication-supported", ["requesting-user-name"]),
        (NAME, "printer-name", ["A4"]),
        (TEXT, "printer-info", ["A4"]),
        (TEXT, "printer-location", ["the bench"]),
        (TEXT, "printer-make-and-model", ["Yizhan bench A4"]),
        (URI, "printer-more-info", [uri]),
        (ENUM, "printer-state", [state]),
        (KEYWORD, "printer-state-reasons", machine.reasons or ["none"]),
        (BOOLEAN, "printer-is-accepting-jobs", [True]),
        (KEYWORD, "ipp-versions-supported", ["1.1", "2.0"]),
        (ENUM, "operations-supported", sorted(_HANDLERS)),
        (CHARSET, "charset-configured", ["utf-8"]),
        (CHARSET, "charset-supported", ["utf-8"]),
        (LANGUAGE, "natural-language-configured", ["en"]),
        (LANGUAGE, "generated-natural-language-supported", ["en"]),
        (MIME, "document-format-default", ["application/pdf"]),
        (MIME, "document-format-supported", ["application/pdf"]),
        (KEYWORD, "compression-supported", ["none"]),
        (KEYWORD, "pdl-override-supported", ["attempted"]),
        (INTEGER, "queued-job-count", [len(machine.jobs(over=False))]),
        (INTEGER, "printer-up-time", [1]),
        (KEYWORD, "media-default", ["iso_a4_210x297mm"]),
        (NO_VALUE, "media-col-default", [""]),
        (KEYWORD, "media-supported", ["iso_a4_210x297mm"]),
    ]
    return OK, [(PRINTER, _wanted(request, items))]


def _print_job(machine: ReportPrinterMachine, uri: str, request: IppRequest) -> Result:
    if machine.suffers(ReportPrinterFault.BUSY):
        return BUSY, []
    if machine.suffers(ReportPrinterFault.DROP_BEFORE_JOB):
        return None
    name, user = request.text("job-name", "untitled"), request.text("requesting-user-name", "anonymous")
    job = machine.add(name, user, request.document)
    if job is None:
        return FORMAT, []
    if machine.suffers(ReportPrinterFault.DROP_AFTER_DOCUMENT):
        return None
    answer = OK, [(JOB, _job_items(machine, uri, job))]
    if machine.suffers(ReportPrinterFault.VANISH):
        machine.forget(job)
    return answer


def _validate_job(machine: ReportPrinterMachine, uri: str, request: IppRequest) -> Result:
    return OK if request.text("document-format", "application/pdf") == "application/pdf" else FORMAT, []


def _get_job(machine: ReportPrinterMachine, uri: str, request: IppRequest) -> Result:
    job = machine.job(_job_number(request))
    return (NOT_FOUND, []) if job is None else (OK, [(JOB, _wanted(request, _job_items(machine, uri, job)))])


def _get_jobs(machine: ReportPrinterMachine, uri: str, request: IppRequest) -> Result:
    jobs = machine.jobs(over=request.text("which-jobs", "not-completed") == "completed")
    if request.attributes.get("my-jobs") == [True]:
        jobs = [job for job in jobs if job.user == request.text("requesting-user-name")]
    newest = list(reversed(jobs))[: request.number("limit", 1000)]
    default = ["job-id", "job-uri"]
    return OK, [(JOB, _wanted(request, _job_items(machine, uri, job), default)) for job in newest]


def _cancel_job(machine: ReportPrinterMachine, uri: str, request: IppRequest) -> Result:
    job = machine.job(_job_number(request))
    if job is None:
        return NOT_FOUND, []
    return OK if machine.cancel(job) else NOT_POSSIBLE, []


def _job_number(request: IppRequest) -> int:
    """By its number, or by its address."""
    return request.number("job-id") or int(request.text("job-uri", "0").rsplit("/", 1)[-1])


def _job_items(machine: ReportPrinterMachine, uri: str, job: Job) -> list[Item]:
    stopped = job.state not in OVER and machine.stopped
    reason = "job-canceled-by-user" if job.state == CANCELLED else "printer-stopped" if stopped else "none"
    return [
        (INTEGER, "job-id", [job.number]),
        (URI, "job-uri", [f"{uri}/{job.number}"]),
        (URI, "job-printer-uri", [uri]),
        (NAME, "job-name", [job.name]),
        (NAME, "job-originating-user-name", [job.user]),
        (ENUM, "job-state", [job.state]),
        (KEYWORD, "job-state-reasons", ["job-printing" if job.state == PROCESSING else reason]),
        (INTEGER, "job-impressions-completed", [job.done]),
    ]


def _wanted(request: IppRequest, items: list[Item], default: list[str] | None = None) -> list[Item]:
    names = {str(name) for name in request.attributes.get("requested-attributes", default or ["all"])}
    return items if names & {"all", "job-description", "printer-description"} else [i for i in items if i[1] in names]


_HANDLERS: dict[int, Callable[[ReportPrinterMachine, str, IppRequest], Result]] = {
    PRINT_JOB: _print_job,
    VALIDATE_JOB: _validate_job,
    CANCEL_JOB: _cancel_job,
    GET_JOB: _get_job,
    GET_JOBS: _get_jobs,
    GET_PRINTER: _get_printer,
}
