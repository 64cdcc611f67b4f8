"""Three touches and thanks; without a name, unless it is wished; without a line, too."""

import asyncio
from collections.abc import Callable

import pytest

from kiosk.domain.inquiry import Notice
from kiosk.domain.patient import Patient
from kiosk.domain.survey import BUILT_IN, CurrentSurvey, Questionnaire, SurveyAnswer, SurveyMark, SurveyQuestion
from kiosk.domain.wording import LocalText
from kiosk.journeys.survey import survey
from kiosk.keeper.protocol import Refusal
from kiosk.screens.aftercare import NAMED, SurveyAsk, SurveyThanks
from kiosk.screens.answers import Back, Picked
from kiosk.screens.welcome import Attract, MoreServices, Service
from tests.turn.aftercare import begins
from tests.turn.fakes import EMPLOYEE, FakeKeeper, Person

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]

ASKED = Questionnaire(
    "v7", tuple(SurveyQuestion(name, LocalText(name)) for name in ("overall", "doctor", "machine"))
)  # fmt: skip


class Listening(FakeKeeper):
    """Remembers of whom a notice was."""

    handle = "?"

    async def tell(self, notice: Notice, handle: str = "") -> str:
        self.handle = handle
        return await super().tell(notice, handle)


async def answers(person: Person, *levels: str) -> None:
    for number, level in enumerate(levels, start=1):
        while (await person.sees(SurveyAsk)).number != number:
            person.ui.changed.clear()
            await person.ui.changed.wait()
        person.touches(Picked(level))


async def test_three_touches_of_nobody(stand: Stand) -> None:
    person = stand(Listening(answers={CurrentSurvey: ASKED}))
    await begins(person, Service.SURVEY, card=False)
    await answers(person, "5", "3", "1")
    await person.sees(SurveyThanks)
    marks = (SurveyMark("overall", 5), SurveyMark("doctor", 3), SurveyMark("machine", 1))
    assert person.keeper.told == [SurveyAnswer("v7", marks)]
    assert isinstance(person.keeper, Listening)
    assert person.keeper.handle == ""


async def test_one_question_back_can_be_answered_anew(stand: Stand) -> None:
    person = stand(FakeKeeper(answers={CurrentSurvey: ASKED}))
    await begins(person, Service.SURVEY, card=False)
    await answers(person, "5", "9")  # there is no ninth face
    person.touches(Back())
    await answers(person, "2", "2", "2")
    await person.sees(SurveyThanks)
    (told,) = person.keeper.told
    assert isinstance(told, SurveyAnswer)
    assert [mark.level for mark in told.marks] == [2, 2, 2]


async def test_back_at_the_first_question_tells_nothing(stand: Stand) -> None:
    person = stand(FakeKeeper(answers={CurrentSurvey: ASKED}))
    await begins(person, Service.SURVEY, card=False)
    await person.sees(SurveyAsk)
    person.touches(Back())
    await person.sees(MoreServices)
    assert not person.keeper.told


async def test_without_hospital_or_keeper_the_built_in_questions_are_asked(stand: Stand) -> None:
    person = stand(FakeKeeper(refuse={"CurrentSurvey": [Refusal.HOSPITAL_UNREACHABLE]}))
    await begins(person, Service.SURVEY, card=False)
    await answers(person, "4", "4", "4")
    await person.sees(SurveyThanks)
    (told,) = person.keeper.told
    assert isinstance(told, SurveyAnswer)
    assert told.version == BUILT_IN.version


async def test_who_is_known_and_wishes_it_is_named(stand: Stand) -> None:
    person = stand(Listening(answers={CurrentSurvey: ASKED}))
    await person.sees(Attract)
    person.turn.cancel()
    await asyncio.wait({person.turn})
    person.visit.patient = Patient("h1", "张*丰", (EMPLOYEE,))
    person.turn = asyncio.ensure_future(survey(person.visit))
    assert (await person.sees(SurveyAsk)).can_name
    person.touches(Picked(NAMED))
    await asyncio.sleep(0.1)
    assert (await person.sees(SurveyAsk)).named
    await answers(person, "5", "5", "5")
    await person.sees(SurveyThanks)
    assert isinstance(person.keeper, Listening)
    assert person.keeper.handle == "h1"
