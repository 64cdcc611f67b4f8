"""Staff at the machine: badge, PIN, what waits, an act with its reason, the day's close."""

import asyncio
from collections.abc import Callable

import pytest

from drivers.api.code_scanner import CodeScanned
from kiosk.domain.staff import StaffAct
from kiosk.keeper.protocol import Refusal
from kiosk.screens.answers import Back, Cancel, Picked, Typed
from kiosk.screens.maintenance import CLOSE_YESTERDAY, CaseStory, DayClosed, EnterPin, Reason, StaffDesk, Why
from kiosk.screens.paying import Problem
from kiosk.screens.welcome import Attract
from tests.turn.fakes import FakeKeeper, Person

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]
BADGE = CodeScanned("YZ1:M:badge-0042")


async def at_the_desk(person: Person) -> None:
    await person.sees(Attract)
    person.visit.post(BADGE)
    await person.sees(EnterPin)
    person.touches(Typed("246810"))
    await person.sees(StaffDesk)


async def test_a_badge_and_its_pin_open_the_desk_and_leaving_closes_it(stand: Stand) -> None:
    person = stand()
    await at_the_desk(person)
    assert "sign_in badge-0042 246810" in person.keeper.calls
    person.touches(Cancel())
    await person.is_served()
    assert "end_visit" in person.keeper.calls


async def test_a_wrong_pin_is_typed_again_and_too_many_end_it(stand: Stand) -> None:
    refuse = {"sign_in badge-0042 000000": [Refusal.PIN_WRONG, Refusal.PIN_LOCKED]}
    person = stand(FakeKeeper(refuse=refuse))
    await person.sees(Attract)
    person.visit.post(BADGE)
    await person.sees(EnterPin)
    person.touches(Typed("000000"))
    await asyncio.sleep(1)
    assert person.ui.shown[-1] == EnterPin(problem_code="PIN_WRONG", can_cancel=True)
    person.touches(Typed("000000"))
    assert (await person.sees(Problem)).code == "PIN_LOCKED"


async def test_a_case_is_handed_back_with_who_and_why(stand: Stand) -> None:
    person = stand()
    await at_the_desk(person)
    person.touches(Picked("case0001"))
    await person.sees(CaseStory)
    person.touches(Picked("park"))  # not offered
    person.touches(Picked(StaffAct.HANDLED))
    await person.sees(Why)
    person.touches(Back())
    await person.sees(CaseStory)
    person.touches(Picked(StaffAct.RETRY))
    await person.sees(Why)
    person.touches(Picked(Reason.NETWORK_BACK))
    story = await person.sees(CaseStory)
    await asyncio.sleep(1)
    assert "staff_act staff1 case0001 retry network_back" in person.keeper.calls
    assert not any("park" in call for call in person.keeper.calls)
    assert story.can_back


async def test_the_day_is_closed_and_its_slip_printed(stand: Stand) -> None:
    person = stand()
    await at_the_desk(person)
    person.touches(Picked(CLOSE_YESTERDAY))
    closed = await person.sees(DayClosed)
    assert (closed.date, closed.matched, closed.differences) == ("2026-11-22", 3, 0)
    assert "close_day staff1 2026-11-22" in person.keeper.calls
    person.touches(Back())
    await person.sees(StaffDesk)


async def test_a_desk_that_is_left_alone_closes_by_itself(stand: Stand) -> None:
    person = stand()
    await at_the_desk(person)
    await person.is_served()
    assert "end_visit" in person.keeper.calls
