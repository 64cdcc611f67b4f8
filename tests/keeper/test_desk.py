"""Questions of a visit, over the real socket and the real contract."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import msgspec
import pytest

from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.appointment import Appointments, AppointmentState
from kiosk.domain.help import HelpCall, HelpCallState, HelpState, WindowTicket
from kiosk.domain.wording import LocalText
from kiosk.keeper import protocol
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run

OpenTurn = Callable[[], AbstractAsyncContextManager[Turn]]


@pytest.fixture
def open_turn(standing_keeper: KeeperProcess, hospital: HospitalStandIn) -> OpenTurn:
    return turns(standing_keeper, hospital)


def test_a_question_is_answered_for_the_person_that_the_handle_means(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            zhang, li = await turn.identify("zhang"), await turn.identify("li")
            of_zhang = await turn.keeper.ask(Appointments(), zhang.handle)
            of_li = await turn.keeper.ask(Appointments(), li.handle)
            assert [each.state for each in of_zhang] == [AppointmentState.PAID]
            assert [each.state for each in of_li] == [AppointmentState.BOOKED]
            assert of_zhang[0].fee.fen == 5_000

    run(ask())


@pytest.mark.parametrize(
    ("request_", "refusal"),
    [
        (protocol.Ask("{visit}", "Appointments", msgspec.Raw(b"{}"), "of-nobody"), Refusal.NOT_ALLOWED),
        (protocol.Ask("another", "Appointments", msgspec.Raw(b"{}")), Refusal.NOT_ALLOWED),
        (protocol.Ask("{visit}", "NoSuchQuestion", msgspec.Raw(b"{}")), Refusal.BAD_REQUEST),
        (protocol.Ask("{visit}", "Appointments", msgspec.Raw(b"[1]")), Refusal.BAD_REQUEST),
        (protocol.Do("{visit}", "Appointments", msgspec.Raw(b"{}")), Refusal.BAD_REQUEST),
        (protocol.Tell("{visit}", "Appointments", msgspec.Raw(b"{}")), Refusal.BAD_REQUEST),
        (protocol.Ask("{visit}", "Appointments", msgspec.Raw(b'"' + b"x" * 40_000 + b'"')), Refusal.BAD_REQUEST),
    ],
)
def test_what_is_no_question_of_this_visit_is_refused(
    open_turn: OpenTurn, request_: protocol.Ask, refusal: Refusal
) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            visit = request_.visit.replace("{visit}", turn.keeper._visit)
            with pytest.raises(Refused) as caught:
                await turn.keeper._call(msgspec.structs.replace(request_, visit=visit), object)
            assert caught.value.refusal is refusal

    run(ask())


def test_an_answer_that_breaks_the_contract_is_none(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            zhang = await turn.identify("zhang")
            hospital.faults.inject(Fault.HTML_AS_200, operation="listAppointments", times=1)
            with pytest.raises(Refused) as caught:
                await turn.keeper.ask(Appointments(), zhang.handle)
            assert caught.value.refusal is Refusal.HOSPITAL_ERROR

    run(ask())


def test_who_comes_to_a_call_for_help_is_told_and_who_goes_to_the_window_is_announced(
    open_turn: OpenTurn, hospital: HospitalStandIn
) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            zhang = await turn.identify("zhang")
            call_id = await turn.keeper.call_staff("ChooseBills")
            while (await turn.keeper.ask(HelpCallState(call_id))).state is not HelpState.WAITING:
                await asyncio.sleep(0.05)
            while hospital.answer_help() != call_id:
                pass  # other tests called before
            answered = await turn.keeper.ask(HelpCallState(call_id))
            assert answered == HelpCall(HelpState.ANSWERED, LocalText("导诊台护士", "A nurse of the front desk"))
            number = await turn.keeper.tell(WindowTicket("pay_bills", "ChooseBills"), zhang.handle)
            while number not in hospital.window_tickets():
                await asyncio.sleep(0.05)
            ticket = hospital.window_tickets()[number]
            assert ticket == {
                "service": "pay_bills", "screen": "ChooseBills", "problem_code": "", "patient_id": ticket["patient_id"]
            }  # fmt: skip

    run(ask())
