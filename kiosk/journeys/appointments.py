"""My appointments (我的预约): look at one, pay for its ticket (取号), give it up (退号)."""

from contextlib import suppress

from kiosk.domain.appointment import Appointment, Appointments, AppointmentState
from kiosk.domain.case import WaitingFor
from kiosk.domain.evidence import BY_NUMBER
from kiosk.domain.patient import Patient, Purpose
from kiosk.domain.registration import CancelAppointment, Cancellation
from kiosk.domain.ticket import Ticket
from kiosk.journeys.identify import CODE_PROVES_LITTLE, identify
from kiosk.journeys.pay_fee import pay_fee
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Continue, Picked
from kiosk.screens.appointments import (
    CANCEL,
    PAY,
    AppointmentCancelled,
    AppointmentRow,
    ConfirmCancel,
    MyAppointments,
    NoAppointments,
    OneAppointment,
)
from kiosk.screens.paying import MoneyFate, Problem, Progress, Stage
from kiosk.screens.welcome import Reading
from kiosk.visit import Visit, WentBack

NOT_HERE = frozenset({Refusal.CANCEL_TOO_LATE, Refusal.CANCEL_AT_WINDOW, Refusal.BILL_LOCKED})
NOBODY_KNOWS = frozenset(
    {Refusal.HOSPITAL_UNREACHABLE, Refusal.HOSPITAL_BUSY, Refusal.HOSPITAL_ERROR, Refusal.KEEPER_UNREACHABLE}
)
CANCEL_UNKNOWN = "CANCEL_UNKNOWN"
STILL_OPEN = frozenset({AppointmentState.BOOKED, AppointmentState.PAID})


async def my_appointments(visit: Visit) -> None:
    patient = await identify(visit, Purpose.REGISTRATION)
    while True:
        ask = visit.keeper.ask(Appointments(), patient.handle)
        mine = await visit.during(Reading(card_in=visit.card_in), ask, needs_card=True)
        if not mine:
            return await visit.tell(
                NoAppointments(masked_name=patient.masked_name, can_cancel=True, card_in=visit.card_in)
            )
        chosen = await _choose(visit, patient, mine)
        with suppress(WentBack):
            return await _with(visit, patient, chosen)


async def _choose(visit: Visit, patient: Patient, mine: tuple[Appointment, ...]) -> Appointment:
    screen = MyAppointments(
        masked_name=patient.masked_name,
        today=visit.clock.now().date(),
        appointments=tuple(AppointmentRow.of(each) for each in mine),
        can_cancel=True,
        card_in=visit.card_in,
    )
    while True:
        answer = await visit.ask(screen)
        for each in mine:
            if answer == Picked(each.appointment_id):
                return each


async def _with(visit: Visit, patient: Patient, appointment: Appointment) -> None:
    """Raises WentBack for the list."""
    problem_code = ""
    while True:
        screen = OneAppointment(
            appointment=AppointmentRow.of(appointment),
            acts=_acts(appointment),
            problem_code=problem_code,
            can_back=True,
            card_in=visit.card_in,
        )
        act, problem_code = await visit.ask(screen), ""
        with suppress(WentBack):
            if act == Picked(PAY):
                return await pay_fee(visit, patient, appointment.bill_id, Ticket.of(appointment))
            if act == Picked(CANCEL) and visit.known_for == BY_NUMBER:
                problem_code = CODE_PROVES_LITTLE  # nobody gives up what is another's
            elif act == Picked(CANCEL):
                problem_code = await _give_up(visit, patient, appointment)
                if not problem_code:
                    return None


def _acts(appointment: Appointment) -> tuple[str, ...]:
    if appointment.state not in STILL_OPEN:
        return ()
    return (PAY, CANCEL) if appointment.bill_id else (CANCEL,)


async def _give_up(visit: Visit, patient: Patient, appointment: Appointment) -> str:
    """Why it cannot be done here; "" when it is done, or nobody knows and the person has been told."""
    row = AppointmentRow.of(appointment)
    await visit.ask(ConfirmCancel(appointment=row, can_back=True, card_in=visit.card_in))
    try:
        done = await _cancelled(visit, patient, appointment)
    except Refused as refused:
        if refused.refusal not in NOT_HERE:
            raise
        return str(refused.refusal)
    if done is not None:
        ticket = Ticket.of(done.appointment)
        await visit.tell(AppointmentCancelled(ticket=ticket, refunded=done.refunded, card_in=visit.card_in))
    return ""


async def _cancelled(visit: Visit, patient: Patient, appointment: Appointment) -> Cancellation | None:
    """Asked again it is done once, under the same key. None: nobody knows, and the person leaves it at that."""
    screen = Progress(
        card_in=visit.card_in,
        stage=Stage.REVERSING if not appointment.bill_id else Stage.CHECKING,
        waiting_for=WaitingFor.HOSPITAL,
    )
    while True:
        try:
            work = visit.keeper.do(CancelAppointment(appointment.appointment_id), patient.handle)
            return await visit.during(screen, work)
        except Refused as refused:
            if refused.refusal not in NOBODY_KNOWS:
                raise
            visit.timeline.note("cancel_unknown", refusal=str(refused.refusal))
        problem = Problem(
            code=CANCEL_UNKNOWN,
            fate=MoneyFate.BEING_CHECKED,
            can_retry=True,
            can_cancel=True,
            card_in=visit.card_in,
            can_window=True,
        )
        if not isinstance(await visit.ask(problem), Continue):
            return None
