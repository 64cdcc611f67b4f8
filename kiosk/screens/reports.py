"""Reports of laboratory and imaging: of which days, which of them; and the one that a doctor tells."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain.report import Report, ReportState
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen, Step
from kiosk.screens.paying import SlipNotice

DAYS = (7, 30, 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseReportDays(Screen):
    """Of the last so many days. Answers: Picked(one of `days` as text)."""

    masked_name: str
    days: tuple[int, ...] = DAYS


@dataclass(frozen=True, slots=True)
class ReportRow:
    """`state`: a `ReportState`, or "critical": nothing is said of its result."""

    report_id: str
    title: LocalText
    department: LocalText
    ordered_on: date
    state: str
    imaging: bool

    @property
    def choosable(self) -> bool:
        return self.state in (ReportState.PRINTABLE, ReportState.PRINTED)

    @classmethod
    def of(cls, report: Report) -> "ReportRow":
        state = "critical" if report.critical else str(report.state)
        return cls(
            report.report_id, report.title, report.department, report.ordered_on, state, report.kind == "imaging"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseReports(Screen):
    """All that can be printed are chosen at first, those printed before are not. Answers: Chosen(report ids);
    Continue where nothing can be chosen.
    """

    masked_name: str
    reports: tuple[ReportRow, ...]
    printable: int
    not_audited: int
    printed: int

    @classmethod
    def of(cls, reports: tuple[Report, ...], masked_name: str, *, step: Step, card_in: bool) -> "ChooseReports":
        rows = tuple(ReportRow.of(report) for report in reports)
        states = [row.state for row in rows]
        return cls(
            step=step,
            can_back=True,
            card_in=card_in,
            masked_name=masked_name,
            reports=rows,
            printable=states.count(ReportState.PRINTABLE),
            not_audited=states.count(ReportState.NOT_AUDITED),
            printed=states.count(ReportState.PRINTED),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoReports(Screen):
    """None in these days. Answers: Continue (finish); Back (other days)."""

    masked_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeDoctor(Screen):
    """A critical value (危急值): no number, no name of the test, only where to go, now. Staff have been called, and a
    slip says the same. Answers: Continue.
    """

    masked_name: str
    place: LocalText
    staff_called: bool
    slip: SlipNotice
