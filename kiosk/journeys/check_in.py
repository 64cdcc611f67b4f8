"""Pick up a ticket (取号) and say that one is here (签到): card or code, pay, place in the queue, ticket."""

from kiosk.domain.appointment import Appointment, Appointments, AppointmentState
from kiosk.domain.check_in import CheckIn, TicketOf, TicketVisit
from kiosk.domain.patient import Patient, Purpose
from kiosk.domain.screening import ScreeningMoment, ScreeningQuestionnaire
from kiosk.domain.ticket import Ticket
from kiosk.domain.ticket_code import TicketCode
from kiosk.journeys.identify import identify
from kiosk.journeys.paper import tell_and_print
from kiosk.journeys.pay_fee import pay_fee
from kiosk.journeys.provisional_check_in import AWAY, Arrival, check_in_provisionally, tell_no, ticket_in_hand, today
from kiosk.journeys.screening import screen, screen_with
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Picked
from kiosk.screens.check_in import ChooseVisit, InQueue, VisitRow
from kiosk.screens.welcome import Reading
from kiosk.visit import Visit

NOT_NOW = frozenset(
    {
        Refusal.CHECK_IN_EARLY,
        Refusal.APPOINTMENT_NOT_TODAY,
        Refusal.APPOINTMENT_MISSED,
        Refusal.WRONG_PLACE,
        Refusal.ALREADY_CHECKED_IN,
        Refusal.APPOINTMENT_UNPAID,
        Refusal.APPOINTMENT_CANCELLED,
    }
)
NO_APPOINTMENT = "NO_APPOINTMENT"
OPEN = frozenset({AppointmentState.BOOKED, AppointmentState.PAID})
MOMENT = ScreeningMoment.CHECK_IN


async def check_in(visit: Visit) -> None:
    """When the hospital cannot be asked who it is, a ticket is as good for a provisional place."""
    try:
        patient = await identify(visit, Purpose.REGISTRATION)
        work = visit.keeper.ask(Appointments(), patient.handle)
        appointments = await visit.during(Reading(card_in=visit.card_in), work, needs_card=True)
    except Refused as refused:
        if refused.refusal not in AWAY:
            raise
        visit.need_card("")
        await check_in_provisionally(visit, Arrival(VisitRow.printed(await ticket_in_hand(visit))))
    else:
        await _check_in_one(visit, patient, appointments)


async def check_in_by_ticket(visit: Visit, code: TicketCode) -> None:
    """A ticket's code that was held to the scanner."""
    try:
        ticket = await visit.during(Reading(), visit.keeper.ask(TicketOf(code.appointment_id)))
    except Refused as refused:
        if refused.refusal not in AWAY or code.printed is None:
            raise
        await check_in_provisionally(visit, Arrival(VisitRow.printed(code.printed)))
    else:
        await _check_in_ticket(visit, ticket)


async def _check_in_one(visit: Visit, patient: Patient, appointments: tuple[Appointment, ...]) -> None:
    chosen = await _choose(visit, patient, appointments)
    if chosen is None:
        await _tell_why_none(visit, patient, appointments)
        return
    await screen(visit, patient, MOMENT)
    if chosen.state is AppointmentState.BOOKED:
        await pay_fee(visit, patient, chosen.bill_id, Ticket.of(chosen))
    await _take_place(visit, Arrival(VisitRow.of(chosen), patient.masked_name, patient.handle))


async def _check_in_ticket(visit: Visit, ticket: TicketVisit) -> None:
    row = VisitRow.of(ticket.appointment)
    if row.unpaid:  # whoever pays says who they are
        await check_in(visit)
        return
    asked = await visit.during(Reading(), visit.keeper.ask(ScreeningQuestionnaire(MOMENT)))
    await screen_with(visit, asked, MOMENT, routed=ticket.to_be_routed, appointment_id=row.appointment_id)
    await _take_place(visit, Arrival(row, ticket.masked_name))


async def _choose(visit: Visit, patient: Patient, appointments: tuple[Appointment, ...]) -> Appointment | None:
    """Of today's that are still open; asked only where there are several."""
    day = today(visit)
    todays = {each.appointment_id: each for each in appointments if each.date == day and each.state in OPEN}
    if len(todays) < 2:
        return next(iter(todays.values()), None)
    rows = tuple(VisitRow.of(each) for each in todays.values())
    page = ChooseVisit(masked_name=patient.masked_name, visits=rows, can_cancel=True, card_in=visit.card_in)
    while True:
        answer = await visit.ask(page)
        if isinstance(answer, Picked) and answer.choice in todays:
            return todays[answer.choice]


async def _tell_why_none(visit: Visit, patient: Patient, appointments: tuple[Appointment, ...]) -> None:
    """Today's that is no longer open says most, then the next one to come."""
    day = today(visit)
    todays = [each for each in appointments if each.date == day]
    coming = [each for each in appointments if each.date > day and each.state in OPEN]
    nearest = (*reversed(todays), *coming)
    found = nearest[0] if nearest else None
    code = _WHY.get(found.state, NO_APPOINTMENT) if found else NO_APPOINTMENT
    await tell_no(visit, code, VisitRow.of(found) if found else None, patient.masked_name)


_WHY = {
    AppointmentState.BOOKED: Refusal.APPOINTMENT_NOT_TODAY,
    AppointmentState.PAID: Refusal.APPOINTMENT_NOT_TODAY,
    AppointmentState.CHECKED_IN: Refusal.ALREADY_CHECKED_IN,
    AppointmentState.SEEN: Refusal.ALREADY_CHECKED_IN,
    AppointmentState.MISSED: Refusal.APPOINTMENT_MISSED,
    AppointmentState.CANCELLED: Refusal.APPOINTMENT_CANCELLED,
}


async def _take_place(visit: Visit, arrival: Arrival) -> None:
    work = visit.keeper.do(CheckIn(arrival.visit.appointment_id), arrival.handle)
    try:
        place = await visit.during(Reading(card_in=visit.card_in), work)
    except Refused as refused:
        if refused.refusal in NOT_NOW:
            await tell_no(visit, refused.refusal, arrival.visit, arrival.masked_name)
        elif refused.refusal in AWAY:
            await check_in_provisionally(visit, arrival)
        else:
            raise
        return
    visit.need_card("")
    await tell_and_print(
        visit,
        lambda slip: InQueue.of(place, arrival.masked_name, slip),
        "check_in",
        appointment=VisitRow.of(place.appointment),
        masked_name=arrival.masked_name,
        ahead=place.ahead,
        wait_min=place.wait_min,
        late=place.late,
        reminder=place.reminder,
        provisional=False,
    )
