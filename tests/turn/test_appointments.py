"""My appointments on a virtual clock: look, pay for the ticket, give up; a lost answer is asked again."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kiosk.domain.appointment import Appointments, AppointmentState
from kiosk.domain.evidence import BY_NUMBER
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.payment import Channel
from kiosk.domain.registration import CancelAppointment, Cancellation
from kiosk.domain.ticket import Ticket
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Back, Cancel, Continue, Picked
from kiosk.screens.appointments import (
    CANCEL,
    PAY,
    AppointmentCancelled,
    ConfirmCancel,
    MyAppointments,
    NoAppointments,
    OneAppointment,
)
from kiosk.screens.leaving import TakeCardAndSlip
from kiosk.screens.paying import MoneyFate, PayWay, Problem
from kiosk.screens.registration import ConfirmRegistration, Registered
from kiosk.screens.welcome import MORE, Attract, ChooseService, MoreServices, PresentCard, Service
from tests.turn.fakes import FakeKeeper, Person
from tests.turn.test_register import APPOINTMENT, SPLIT

Stand = Callable[..., Person]
PAID = replace(APPOINTMENT, appointment_id="AP2", state=AppointmentState.PAID, bill_id="")
GONE = replace(PAID, state=AppointmentState.CANCELLED)

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]


def keeper(*mine: Any, **more: Any) -> FakeKeeper:
    made = FakeKeeper(**more)
    made.quote = SPLIT
    made.ticket = Ticket.of(APPOINTMENT)
    made.answers = {Appointments: mine, CancelAppointment: Cancellation(GONE, Money(3250), Channel.WECHAT)}
    return made


async def to_list(person: Person) -> None:
    await person.sees(Attract)
    person.touches(Continue())
    home = await person.sees(ChooseService)
    if Service.APPOINTMENTS not in home.services:
        person.touches(Picked(MORE))
        await person.sees(MoreServices)
    person.touches(Picked(Service.APPOINTMENTS))
    await person.sees(PresentCard)
    person.inserts_card()


async def to_one(person: Person, appointment_id: str) -> OneAppointment:
    await to_list(person)
    await person.sees(MyAppointments)
    person.touches(Picked(appointment_id))
    return await person.sees(OneAppointment)


async def to_cancelling(person: Person) -> None:
    assert (await to_one(person, "AP2")).acts == (CANCEL,)
    person.touches(Picked(CANCEL))
    await person.sees(ConfirmCancel)
    person.touches(Continue())


async def is_done(person: Person) -> None:
    person.touches(Continue())
    await person.sees(TakeCardAndSlip)
    person.removes_card()
    await person.is_served()


async def test_who_has_none_is_told_so(stand: Stand) -> None:
    person = stand(keeper())
    await to_list(person)
    await person.sees(NoAppointments)
    await is_done(person)


async def test_a_booked_one_is_paid_and_its_ticket_comes_out(stand: Stand) -> None:
    person = stand(keeper(APPOINTMENT, PAID))
    assert (await to_one(person, APPOINTMENT.appointment_id)).acts == (PAY, CANCEL)
    person.touches(Picked(PAY))
    assert (await person.sees(ConfirmRegistration)).held_until is None
    person.touches(Picked(PayWay.SHOW_QR))
    assert (await person.sees(Registered)).ticket == Ticket.of(APPOINTMENT)
    await is_done(person)


async def test_one_that_is_over_can_only_be_looked_at(stand: Stand) -> None:
    person = stand(keeper(replace(PAID, state=AppointmentState.SEEN)))
    assert (await to_one(person, "AP2")).acts == ()
    person.touches(Back())
    await person.sees(MyAppointments)


async def test_giving_up_is_asked_for_twice_and_says_what_comes_back(stand: Stand) -> None:
    person = stand(keeper(PAID))
    await to_one(person, "AP2")
    person.touches(Picked(CANCEL))
    await person.sees(ConfirmCancel)
    person.touches(Back())
    await person.sees(OneAppointment)
    assert "CancelAppointment" not in person.keeper.calls
    person.touches(Picked(CANCEL))
    await person.sees(ConfirmCancel)
    person.touches(Continue())
    assert (await person.sees(AppointmentCancelled)).refunded == Money(3250)
    await is_done(person)
    assert person.keeper.calls.count("CancelAppointment") == 1


async def test_a_lost_answer_is_being_checked_and_asked_again(stand: Stand) -> None:
    lost = keeper(PAID)
    said = [Refusal.HOSPITAL_UNREACHABLE, Refusal.KEEPER_UNREACHABLE]

    def answer(asked: CancelAppointment) -> Cancellation:
        if said:
            raise Refused(said.pop(0))
        return Cancellation(GONE, NOTHING, Channel.NONE)

    lost.answers[CancelAppointment] = answer
    person = stand(lost)
    await to_cancelling(person)
    for left in (1, 0):
        problem = await person.sees(Problem)
        assert (problem.code, problem.fate) == ("CANCEL_UNKNOWN", MoneyFate.BEING_CHECKED)
        assert len(said) == left
        person.touches(Continue())
        await asyncio.sleep(0.1)
    await person.sees(AppointmentCancelled)
    assert lost.calls.count("CancelAppointment") == 3


async def test_who_does_not_wait_for_the_answer_may_go(stand: Stand) -> None:
    lost = keeper(PAID)

    def no_answer(asked: CancelAppointment) -> Cancellation:
        raise Refused(Refusal.HOSPITAL_UNREACHABLE)

    lost.answers[CancelAppointment] = no_answer
    person = stand(lost)
    await to_cancelling(person)
    await person.sees(Problem)
    person.touches(Cancel())
    await person.sees(TakeCardAndSlip)


async def test_a_number_that_others_can_know_gives_up_nothing(stand: Stand) -> None:
    person = stand(keeper(PAID))
    await to_one(person, "AP2")
    person.visit.known_for = BY_NUMBER
    person.touches(Picked(CANCEL))
    while (await person.sees(OneAppointment)).problem_code != "CODE_PROVES_LITTLE":
        await asyncio.sleep(0.01)
    assert "CancelAppointment" not in person.keeper.calls


@pytest.mark.parametrize("refusal", [Refusal.CANCEL_TOO_LATE, Refusal.CANCEL_AT_WINDOW])
async def test_what_cannot_be_given_up_here_says_why(stand: Stand, refusal: Refusal) -> None:
    late = keeper(PAID)

    def no(asked: CancelAppointment) -> Cancellation:
        raise Refused(refusal)

    late.answers[CancelAppointment] = no
    person = stand(late)
    await to_cancelling(person)
    while (await person.sees(OneAppointment)).problem_code != refusal:
        await asyncio.sleep(0.01)
