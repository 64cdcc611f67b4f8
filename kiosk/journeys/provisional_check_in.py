"""Checking in while the hospital cannot be asked: for a visit that is known from this turn or from a ticket. The keeper
keeps it, and tells the hospital as soon as it can, which may still say no. And why there is no check-in at all.
"""

from dataclasses import dataclass
from datetime import date

from drivers.api.code_scanner import CodeScanned
from kiosk.domain.check_in import CheckInNotice
from kiosk.domain.scanned_code import classify
from kiosk.domain.screening import ScreeningMoment, ScreeningQuestionnaire
from kiosk.domain.ticket_code import PrintedTicket, TicketCode
from kiosk.journeys.paper import tell_and_print
from kiosk.journeys.screening import screen_with
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.check_in import InQueue, NoCheckIn, PresentTicket, VisitRow
from kiosk.screens.welcome import Reading
from kiosk.visit import Visit

AWAY = frozenset({Refusal.HOSPITAL_UNREACHABLE, Refusal.HOSPITAL_BUSY, Refusal.HOSPITAL_ERROR})
CODE_NOT_TICKET = "CODE_NOT_TICKET"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who checks in for what. `handle` "": only a ticket says who it is."""

    visit: VisitRow
    masked_name: str = ""
    handle: str = ""


async def check_in_provisionally(visit: Visit, arrival: Arrival) -> None:
    """Only for today: more is not ours to say."""
    row = arrival.visit
    if row.date != today(visit):
        await tell_no(visit, Refusal.APPOINTMENT_NOT_TODAY, row, arrival.masked_name)
        return
    if not arrival.handle:  # who is known has been through it
        await _screen_without_hospital(visit, row.appointment_id)
    notice = CheckInNotice(row.appointment_id, visit.clock.now(), by_ticket=not arrival.handle)
    await visit.keeper.tell(notice, arrival.handle)
    visit.timeline.note("provisional_check_in")
    visit.need_card("")
    await tell_and_print(
        visit,
        lambda slip: InQueue.to_be_confirmed(row, arrival.masked_name, slip),
        "check_in",
        appointment=row,
        masked_name=arrival.masked_name,
        provisional=True,
    )


async def ticket_in_hand(visit: Visit) -> PrintedTicket:
    """Ask for the code of a ticket that says enough by itself. Raises WentBack."""
    problem_code = ""
    while True:
        page = PresentTicket(problem_code=problem_code, can_back=True, card_in=visit.card_in)
        event = await visit.ask(page, device_waits=True, wants=(CodeScanned,))
        if isinstance(event, CodeScanned):
            if isinstance(code := classify(event.text), TicketCode) and code.printed is not None:
                return code.printed
            problem_code = CODE_NOT_TICKET


async def tell_no(visit: Visit, code: str, row: VisitRow | None, masked_name: str) -> None:
    visit.need_card("")
    visit.timeline.note("no_check_in", code=code)
    await visit.tell(NoCheckIn(reason_code=code, visit=row, masked_name=masked_name))


def today(visit: Visit) -> date:
    return date.fromordinal(visit.clock.today_ordinal())


async def _screen_without_hospital(visit: Visit, appointment_id: str) -> None:
    """By the questions that the keeper still has; without any, the hospital screens whom it confirms."""
    moment = ScreeningMoment.CHECK_IN
    try:
        asked = await visit.during(Reading(), visit.keeper.ask(ScreeningQuestionnaire(moment)))
    except Refused as refused:
        if refused.refusal not in AWAY:
            raise
        return
    await screen_with(visit, asked, moment, appointment_id=appointment_id)
