"""Questions of a visit, over the real socket and the real contract."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import msgspec
import pytest

from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.appointment import Appointments, AppointmentState
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
