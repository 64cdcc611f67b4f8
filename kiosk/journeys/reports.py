"""Reports (打印报告): of which days, which of them, look at them, print them, take them along."""

from contextlib import suppress
from datetime import timedelta

from kiosk.domain.patient import Patient, Purpose
from kiosk.domain.report import Report, Reports, ReportState
from kiosk.domain.wording import LocalText
from kiosk.journeys.look_up import look_up, whole_person
from kiosk.journeys.paper import tell_and_print
from kiosk.journeys.print_pdfs import DOCUMENTS_MAX, Printable, preview_and_print
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Chosen, Continue, Picked
from kiosk.screens.base import Step
from kiosk.screens.reports import DAYS, ChooseReportDays, ChooseReports, NoReports, SeeDoctor
from kiosk.visit import Visit, WentBack

OF_DAYS, WHICH, LOOK = (Step(number, 3) for number in (1, 2, 3))
TO_THE_DOCTOR = LocalText("给您开单的医生那里", "The doctor who ordered the test")


async def reports(visit: Visit) -> None:
    patient = await whole_person(visit, Purpose.REPORTS)
    told: set[str] = set()
    while True:
        days = await _days(visit, patient)
        with suppress(WentBack):  # to other days
            return await _of_days(visit, patient, days, told)


async def _days(visit: Visit, patient: Patient) -> int:
    screen = ChooseReportDays(step=OF_DAYS, can_back=True, card_in=visit.card_in, masked_name=patient.masked_name)
    while True:
        answer = await visit.ask(screen)
        if isinstance(answer, Picked) and answer.choice in map(str, DAYS):
            return int(answer.choice)


async def _of_days(visit: Visit, patient: Patient, days: int, told: set[str]) -> None:
    today = visit.clock.now().date()
    found = await look_up(visit, Reports(today - timedelta(days=days), today), patient.handle)
    await _send_to_doctor(visit, patient, found, told)
    if not found:
        return await _none(visit, patient)
    while True:
        chosen = await _choose(visit, patient, found)
        if not chosen:
            return None
        with suppress(WentBack):  # to the list
            await preview_and_print(visit, patient, [_printable(each) for each in chosen], step=LOOK)
            return None


async def _none(visit: Visit, patient: Patient) -> None:
    await visit.ask(NoReports(step=WHICH, can_back=True, card_in=visit.card_in, masked_name=patient.masked_name))


async def _choose(visit: Visit, patient: Patient, found: tuple[Report, ...]) -> tuple[Report, ...]:
    """As many as are printed at once. None: there is nothing to choose, and that has been read."""
    screen = ChooseReports.of(found, patient.masked_name, step=WHICH, card_in=visit.card_in)
    choosable = {row.report_id for row in screen.reports if row.choosable}
    while True:
        match await visit.ask(screen):
            case Chosen(ids) if choosable.issuperset(ids):
                return tuple(report for report in found if report.report_id in ids)[:DOCUMENTS_MAX]
            case Continue() if not choosable:
                return ()


def _printable(report: Report) -> Printable:
    return Printable(report.report_id, report.title, copy=report.state is ReportState.PRINTED)


async def _send_to_doctor(visit: Visit, patient: Patient, found: tuple[Report, ...], told: set[str]) -> None:
    """Critical values come before everything else; each is told once a turn, and staff hear of it first."""
    critical = [report for report in found if report.critical and report.report_id not in told]
    if not critical:
        return
    called = False
    with suppress(Refused):
        visit.help_call_id = await visit.keeper.call_staff(SeeDoctor.__name__)
        called = True
    place = next((report.see for report in critical if report.see), TO_THE_DOCTOR)
    await tell_and_print(
        visit,
        lambda notice: SeeDoctor(
            card_in=visit.card_in, masked_name=patient.masked_name, place=place, staff_called=called, slip=notice
        ),
        "see_doctor",
        place=place,
    )
    told.update(report.report_id for report in critical)
