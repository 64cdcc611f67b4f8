"""Visitors of the wards over the real socket and contract: who may be asked about, and how often."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

import pytest

from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.evidence import IdKind
from kiosk.domain.visiting import IssueVisitorPass, VisitingTerms, VisitTerms
from kiosk.domain.wording import LocalText
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run

OpenTurn = Callable[[], AbstractAsyncContextManager[Turn]]
OPEN, INFECTIOUS, INTENSIVE, FULL = (f"202611000{number}" for number in (1, 2, 3, 4))


@pytest.fixture
def open_turn(standing_keeper: KeeperProcess, hospital: HospitalStandIn) -> OpenTurn:
    standing_keeper.ensure()
    return turns(standing_keeper, hospital)


async def refused(turn: Turn, asked: VisitingTerms | IssueVisitorPass) -> Refused:
    with pytest.raises(Refused) as caught:
        await (turn.keeper.do(asked) if isinstance(asked, IssueVisitorPass) else turn.keeper.ask(asked))
    return caught.value


def order(number: str) -> IssueVisitorPass:
    return IssueVisitorPass(number, IdKind.CITIZEN, "110101199003070011", "张小三", with_photo=False)


def test_who_may_be_visited_is_told_masked_and_the_pass_is_one(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            terms: VisitTerms = await turn.keeper.ask(VisitingTerms(OPEN))
            assert (terms.masked_name, terms.bed, terms.left > 0) == ("何*", "07", True)
            first, second = await turn.keeper.do(order(OPEN)), await turn.keeper.do(order(OPEN))
            assert first == second
            assert (first.visitor_masked_name, first.code.startswith("YZ1:V:")) == ("张*三", True)

    run(ask())


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("2026119999", Refusal.ADMISSION_NOT_FOUND),
        (INFECTIOUS, Refusal.WARD_NOT_VISITED),
        (INTENSIVE, Refusal.VISITING_CLOSED),
        (FULL, Refusal.VISITORS_FULL),
    ],
)
def test_each_no_comes_with_the_hospitals_reason(open_turn: OpenTurn, number: str, refusal: Refusal) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            no = await refused(turn, VisitingTerms(number))
            assert no.refusal is refusal
            assert isinstance(no.reason, LocalText) is (refusal is not Refusal.ADMISSION_NOT_FOUND)

    run(ask())


def test_a_turn_cannot_go_through_the_wards(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            tries = [(await refused(turn, VisitingTerms(f"202699000{number}"))).refusal for number in range(4)]
            assert tries == [Refusal.ADMISSION_NOT_FOUND] * 3 + [Refusal.TOO_MANY_TRIES]

    run(ask())


def test_no_pass_is_given_for_whom_nobody_was_told_to_be_visited(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            assert (await refused(turn, order(OPEN))).refusal is Refusal.NOT_ALLOWED

    run(ask())
