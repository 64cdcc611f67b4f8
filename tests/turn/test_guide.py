"""What comes next: on screen, on paper, on the phone."""

from collections.abc import Callable
from datetime import time

import pytest

from drivers.api.receipt_printer import QrCode
from kiosk.domain.guide import Guide, GuideStep, StepKind, VisitGuide
from kiosk.domain.wording import LocalText
from kiosk.screens.aftercare import PHONE, PRINT, GuideOnPhone, Missing, NothingThere, ShowGuide
from kiosk.screens.answers import Back, Continue, Picked
from kiosk.screens.paying import SlipNotice
from kiosk.screens.welcome import Service
from tests.turn.aftercare import begins, on_paper
from tests.turn.fakes import FakeKeeper, Person

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]

BLOOD = GuideStep(StepKind.BLOOD, LocalText("去抽血"), LocalText("二楼采血处"), LocalText("坐电梯"), ahead=6)
DOCTOR = GuideStep(StepKind.DOCTOR, LocalText("看医生"), LocalText("三楼"), LocalText("走楼梯"), at=time(10, 30))
LINK = "https://hospital.example/guide/x7"


async def test_the_steps_are_shown_printed_and_taken_along(stand: Stand) -> None:
    person = stand(FakeKeeper(answers={VisitGuide: Guide((BLOOD, DOCTOR), LINK)}))
    await begins(person, Service.VISIT_GUIDE)
    shown = await person.sees(ShowGuide)
    assert [(step.kind, step.at, step.ahead) for step in shown.steps] == [("blood", "", 6), ("doctor", "10:30", None)]
    person.touches(Picked(PHONE))
    assert (await person.sees(GuideOnPhone)).code == LINK
    person.touches(Back())
    await person.sees(ShowGuide)
    person.touches(Picked(PRINT))
    while (await person.sees(ShowGuide)).slip is not SlipNotice.PRINTED:
        person.ui.changed.clear()
        await person.ui.changed.wait()
    assert {"1. 去抽血", "二楼采血处", "坐电梯", "6 人", "2. 看医生 10:30"} <= set(on_paper(person))
    assert [each.content for each in person.devices.printed[-1].elements if isinstance(each, QrCode)] == [LINK]
    person.touches(Continue())
    person.removes_card()
    await person.is_served()


async def test_with_nothing_left_one_may_go_home(stand: Stand) -> None:
    person = stand(FakeKeeper(answers={VisitGuide: Guide((), LINK)}))
    await begins(person, Service.VISIT_GUIDE)
    assert (await person.sees(NothingThere)).missing is Missing.STEPS
