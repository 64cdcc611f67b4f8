"""A number is held, paid for by the machine that pays every bill, and given up, over the real socket and contract."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import timedelta

import pytest

from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.appointment import Appointments, AppointmentState
from kiosk.domain.case import Phase
from kiosk.domain.patient import Patient
from kiosk.domain.payment import PayByQr
from kiosk.domain.registration import (
    CancelAppointment,
    Departments,
    Hold,
    HoldSlot,
    ReleaseHold,
    Sessions,
    Slot,
    Slots,
    groups,
)
from kiosk.domain.ticket import Ticket
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run

OpenTurn = Callable[[], AbstractAsyncContextManager[Turn]]


@pytest.fixture
def open_turn(standing_keeper: KeeperProcess, hospital: HospitalStandIn) -> OpenTurn:
    return turns(standing_keeper, hospital)


async def a_slot(turn: Turn, days_ahead: int) -> Slot:
    first = groups(await turn.keeper.ask(Departments()))[0].departments[0]
    everything = await turn.keeper.ask(Sessions(first.department_id))
    day = everything[-1].date - timedelta(days=days_ahead)
    sessions = await turn.keeper.ask(Sessions(first.department_id, day, day))
    slots = await turn.keeper.ask(Slots(next(each for each in sessions if each.remaining).session_id))
    return next(each for each in slots if each.remaining)


async def pay_for(turn: Turn, patient: Patient, bill_id: str) -> str:
    """The case's number."""
    await turn.keeper.unpaid_bills(patient.handle)
    quote = await turn.keeper.preview(patient.handle, (bill_id,), "")
    case = await turn.pay_by_scanning(await turn.keeper.start_settlement(quote.quote_id, PayByQr()))
    assert case.phase is Phase.SETTLED
    return case.case_id


def test_a_held_number_is_paid_for_and_its_slip_is_the_ticket(open_turn: OpenTurn) -> None:
    async def visit() -> Hold:
        async with open_turn() as turn:
            patient = await turn.identify("gao")
            held = await turn.keeper.do(HoldSlot((await a_slot(turn, 1)).slot_id), patient.handle)
            slip = await turn.keeper.lease_slip(await pay_for(turn, patient, held.bill_id))
            assert slip is not None
            assert slip.case.ticket == Ticket.of(held.appointment, held.ahead)
            mine = {each.appointment_id: each for each in await turn.keeper.ask(Appointments(), patient.handle)}
            assert mine[held.appointment.appointment_id].state is AppointmentState.PAID
            return held

    run(visit())


def test_a_keeper_that_was_killed_after_the_money_still_prints_the_ticket(
    keeper: KeeperProcess, hospital: HospitalStandIn
) -> None:
    """Whom it had identified, and what they had held, it has forgotten: the ticket is in the sealed row."""
    one_turn = turns(keeper, hospital)

    async def visits() -> None:
        async with one_turn() as first:
            patient = await first.identify("ren")
            held = await first.keeper.do(HoldSlot((await a_slot(first, 4)).slot_id), patient.handle)
            await first.keeper.unpaid_bills(patient.handle)
            quote = await first.keeper.preview(patient.handle, (held.bill_id,), "")
            shown = await first.until_code(await first.keeper.start_settlement(quote.quote_id, PayByQr()))
            keeper.kill()
            hospital.phones.scan_and_pay(shown.code_url)
        keeper.start()
        async with one_turn() as second:
            (found,) = await second.keeper.untold_cases()
            settled = await second.until_ended(found)
            assert settled.phase is Phase.SETTLED
            slip = await second.keeper.lease_slip(settled.case_id)
            assert slip is not None
            assert settled.ticket == slip.case.ticket == Ticket.of(held.appointment, held.ahead)

    run(visits())


def test_what_is_picked_up_and_paid_is_printed_as_a_ticket_too(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    inside = hospital.hospital
    with inside.lock:
        booked_on_the_web = replace(inside.appointments.get("AP000002"), appointment_id="AP900001", person_key="ren")
        booked_on_the_web.state = "booked"
        inside.appointments.by_id["AP900001"] = booked_on_the_web
        inside.registrations.bill_to_pick_up(booked_on_the_web)

    async def visit() -> None:
        async with open_turn() as turn:
            patient = await turn.identify("ren")
            booked = next(each for each in await turn.keeper.ask(Appointments(), patient.handle) if each.bill_id)
            slip = await turn.keeper.lease_slip(await pay_for(turn, patient, booked.bill_id))
            assert slip is not None
            assert slip.case.ticket == Ticket.of(booked)

    run(visit())


def test_a_number_given_back_can_be_held_by_another(open_turn: OpenTurn) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            one, other = await turn.identify("zhang"), await turn.identify("guo")
            slot = await a_slot(turn, 2)
            for _ in range(slot.remaining - 1):
                await turn.keeper.do(HoldSlot(slot.slot_id), (await turn.identify("sun")).handle)
            held = await turn.keeper.do(HoldSlot(slot.slot_id), one.handle)
            await turn.keeper.do(ReleaseHold(held.hold_id), one.handle)
            assert (await turn.keeper.do(HoldSlot(slot.slot_id), other.handle)).appointment.number

    run(visit())


def test_a_cancelling_whose_answer_is_lost_is_asked_again_and_done_once(
    open_turn: OpenTurn, hospital: HospitalStandIn
) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            patient = await turn.identify("deng")
            held = await turn.keeper.do(HoldSlot((await a_slot(turn, 3)).slot_id), patient.handle)
            await pay_for(turn, patient, held.bill_id)
            cancel = CancelAppointment(held.appointment.appointment_id)
            hospital.faults.inject(Fault.DROP_AFTER_COMMIT, "cancelAppointment", times=1)
            with pytest.raises(Refused) as caught:
                await turn.keeper.do(cancel, patient.handle)
            assert caught.value.refusal is Refusal.HOSPITAL_UNREACHABLE
            done = await turn.keeper.do(cancel, patient.handle)
            assert done.appointment.state is AppointmentState.CANCELLED
            assert done.refunded == held.appointment.fee

    run(visit())
    assert hospital.ledger.violations() == []
