"""A check-in over the real socket and contract; a provisional one that waits for the line; what staff hear of it."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Any

import pytest

from hardware_sim.hospital.clock import CHINA
from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.appointment import Appointments, AppointmentState
from kiosk.domain.check_in import CheckIn, CheckInNotice, TicketOf
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run

OpenTurn = Callable[[], AbstractAsyncContextManager[Turn]]


@pytest.fixture
def open_turn(standing_keeper: KeeperProcess, hospital: HospitalStandIn) -> OpenTurn:
    standing_keeper.ensure()
    return turns(standing_keeper, hospital)


def appointment_of(hospital: HospitalStandIn, person: str) -> Any:
    return hospital.hospital.appointments.of(person)[0]


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.02)


def test_an_answer_that_was_lost_is_asked_for_again_and_the_place_is_one(
    open_turn: OpenTurn, hospital: HospitalStandIn
) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            baby = await turn.identify("shen_baobao")
            (appointment,) = await turn.keeper.ask(Appointments(), baby.handle)
            hospital.faults.inject(Fault.DROP_AFTER_COMMIT, operation="checkIn", times=1)
            with pytest.raises(Refused) as caught:
                await turn.keeper.do(CheckIn(appointment.appointment_id), baby.handle)
            assert caught.value.refusal is Refusal.HOSPITAL_UNREACHABLE
            place = await turn.keeper.do(CheckIn(appointment.appointment_id), baby.handle)
            assert place.appointment.state is AppointmentState.CHECKED_IN
            assert place.reminder.startswith("https://")

    run(visit())


def test_a_provisional_check_in_is_confirmed_when_the_line_is_back(
    keeper: KeeperProcess, hospital: HospitalStandIn
) -> None:
    async def visit() -> None:
        async with turns(keeper, hospital)() as turn:
            dong = await turn.identify("dong")
            mine = (await turn.keeper.ask(Appointments(), dong.handle))[0]
            hospital.cut_network()
            await turn.keeper.tell(CheckInNotice(mine.appointment_id, datetime.now(CHINA), False), dong.handle)
            keeper.kill()
            keeper.start()
            hospital.heal_network()
            await until(lambda: appointment_of(hospital, "dong").state == "checked_in")

    run(visit())


def test_what_cannot_be_confirmed_becomes_a_task_of_the_staff(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            appointment_id = appointment_of(hospital, "gao").appointment_id
            await turn.keeper.tell(CheckInNotice(appointment_id, datetime.now(CHINA), True))

            def task() -> bool:
                tasks: Any = hospital.staff_desk()["tasks"]
                case = {"appointment_id": appointment_id, "code": "APPOINTMENT_CANCELLED"}
                return {"kind": "CHECK_IN_REJECTED", "case": case} in tasks.values()

            await until(task)

    run(visit())


def test_a_ticket_opens_its_visit_and_an_unknown_one_nothing(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            found = await turn.keeper.ask(TicketOf(appointment_of(hospital, "he").appointment_id))
            assert (found.masked_name, found.to_be_routed) == ("何*", False)
            with pytest.raises(Refused) as caught:
                await turn.keeper.ask(TicketOf("AP999999"))
            assert caught.value.refusal is Refusal.APPOINTMENT_NOT_FOUND

    run(visit())
