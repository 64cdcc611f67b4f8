"""The few operations of IPP (RFC 8011) that print one document and follow it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from drivers.wire.ipp import Attribute, Tag, encode

JOBS_MAX = 100  # asked for at once
PDF = "application/pdf"
PRINTER_ATTRIBUTES = (
    "printer-state",
    "printer-state-reasons",
    "printer-is-accepting-jobs",
    "document-format-supported",
    "operations-supported",
)
JOB_ATTRIBUTES = (
    "job-id",
    "job-name",
    "job-originating-user-name",
    "job-state",
    "job-state-reasons",
    "job-impressions-completed",
    "job-media-sheets-completed",
)


class Operation(IntEnum):
    PRINT_JOB = 0x0002
    CANCEL_JOB = 0x0008
    GET_JOB_ATTRIBUTES = 0x0009
    GET_JOBS = 0x000A
    GET_PRINTER_ATTRIBUTES = 0x000B


class Status(IntEnum):
    NOT_POSSIBLE = 0x0404
    NOT_FOUND = 0x0406
    GONE = 0x0407
    SERVICE_UNAVAILABLE = 0x0502
    VERSION_NOT_SUPPORTED = 0x0503
    TEMPORARY_ERROR = 0x0505
    BUSY = 0x0507


SUCCESS_MAX = 0x00FF
NOT_NOW = frozenset({Status.SERVICE_UNAVAILABLE, Status.TEMPORARY_ERROR, Status.BUSY})
"""Nothing was accepted; the same again may be."""


class JobState(IntEnum):
    PENDING = 3
    HELD = 4
    PROCESSING = 5
    STOPPED = 6
    CANCELLED = 7
    ABORTED = 8
    COMPLETED = 9


class PrinterState(IntEnum):
    IDLE = 3
    PROCESSING = 4
    STOPPED = 5


@dataclass(frozen=True, slots=True)
class Requests:
    """Makes the bytes of each. `user` is whose jobs they are, for the printer."""

    printer_uri: str
    user: str
    version: tuple[int, int] = (2, 0)

    def printer_attributes(self, request_id: int) -> bytes:
        wanted = _keywords("requested-attributes", PRINTER_ATTRIBUTES)
        return self._encoded(Operation.GET_PRINTER_ATTRIBUTES, request_id, [wanted])

    def print_job(self, request_id: int, job_name: str) -> bytes:
        """The document comes after it. One copy, as the document is; A4, on one side."""
        about = [Attribute(Tag.NAME, "job-name", (job_name,)), Attribute(Tag.MIME_TYPE, "document-format", (PDF,))]
        how = [Attribute(Tag.KEYWORD, "media", ("iso_a4_210x297mm",)), Attribute(Tag.INTEGER, "copies", (1,))]
        return self._encoded(Operation.PRINT_JOB, request_id, about, how)

    def job_attributes(self, request_id: int, job_id: int) -> bytes:
        job = Attribute(Tag.INTEGER, "job-id", (job_id,))
        wanted = _keywords("requested-attributes", JOB_ATTRIBUTES)
        return self._encoded(Operation.GET_JOB_ATTRIBUTES, request_id, [job], more=[wanted])

    def jobs(self, request_id: int, *, completed: bool) -> bytes:
        which = _keywords("which-jobs", ("completed" if completed else "not-completed",))
        limit = Attribute(Tag.INTEGER, "limit", (JOBS_MAX,))
        wanted = _keywords("requested-attributes", JOB_ATTRIBUTES)
        return self._encoded(Operation.GET_JOBS, request_id, [limit, wanted, which])

    def cancel_job(self, request_id: int, job_id: int) -> bytes:
        return self._encoded(Operation.CANCEL_JOB, request_id, [Attribute(Tag.INTEGER, "job-id", (job_id,))])

    def _encoded(
        self,
        operation: Operation,
        request_id: int,
        about: Sequence[Attribute],
        job: Sequence[Attribute] = (),
        more: Sequence[Attribute] = (),
    ) -> bytes:
        """In the order of RFC 8011 §4.1.5: charset, language, target (printer and job), user, the rest."""
        target = [each for each in about if each.name == "job-id"]
        rest = [each for each in about if each.name != "job-id"]
        attributes = [
            Attribute(Tag.CHARSET, "attributes-charset", ("utf-8",)),
            Attribute(Tag.LANGUAGE, "attributes-natural-language", ("en",)),
            Attribute(Tag.URI, "printer-uri", (self.printer_uri,)),
            *target,
            Attribute(Tag.NAME, "requesting-user-name", (self.user,)),
            *rest,
            *more,
        ]
        groups: list[tuple[Tag, Sequence[Attribute]]] = [(Tag.OPERATION, attributes)]
        return encode(self.version, operation, request_id, [*groups, (Tag.JOB, job)] if job else groups)


def _keywords(name: str, words: tuple[str, ...]) -> Attribute:
    return Attribute(Tag.KEYWORD, name, words)
