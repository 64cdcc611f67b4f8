"""Reports (检验检查报告): what the laboratory and the imaging department found (FHIR DiagnosticReport)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.inquiry import Query
from kiosk.domain.wording import LocalText


class ReportKind(StrEnum):
    LAB = "lab"
    IMAGING = "imaging"


class ReportState(StrEnum):
    PRINTABLE = "printable"
    NOT_AUDITED = "not_audited"  # a doctor has still to sign it
    PRINTED = "printed"  # before, here or at another machine: what comes now is a copy


@dataclass(frozen=True, slots=True)
class Report:
    """`critical` (危急值): the doctor tells the result, no machine does; the hospital does not give out its pages."""

    report_id: str
    kind: ReportKind
    title: LocalText
    department: LocalText
    ordered_on: date
    state: ReportState
    pages: int
    critical: bool = False
    see: LocalText | None = None  # of a critical one: where the doctor is


@dataclass(frozen=True, slots=True)
class Reports(Query[tuple[Report, ...]]):
    """The person's own of these days, both included, the newest first."""

    first_day: date
    last_day: date
