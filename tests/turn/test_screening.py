"""The screening: one touch a question, once a turn; whoever is to go to the fever clinic goes, and nobody hears why."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from drivers.api.receipt_printer import TextLine
from kiosk.domain.patient import Patient
from kiosk.domain.screening import (
    FeverClinic,
    Questionnaire,
    ScreeningAlert,
    ScreeningCause,
    ScreeningChoice,
    ScreeningMoment,
    ScreeningQuestion,
    ScreeningQuestionnaire,
    ToBeRouted,
)
from kiosk.domain.wording import LocalText
from kiosk.journeys.screening import Routed, screen
from kiosk.screens.answers import Back, Continue, Picked
from kiosk.screens.paying import SlipNotice
from kiosk.screens.screening import AskScreening, GoToClinic
from kiosk.screens.welcome import Attract
from kiosk.visit import WentBack
from tests.turn.fakes import FakeKeeper, Person

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]
CLINIC = FeverClinic(LocalText("发热门诊"), None)
PATIENT = Patient("h1", "张*丰", ())
CHECK_IN = ScreeningMoment.CHECK_IN


def question(question_id: str) -> ScreeningQuestion:
    no, yes = ScreeningChoice("no", LocalText("没有"), False), ScreeningChoice("yes", LocalText("有"), True)
    return ScreeningQuestion(question_id, LocalText(f"{question_id}？"), None, (no, yes))


TWO = Questionnaire("v1", CLINIC, (question("fever"), question("contact")))


def keeper(asked: Questionnaire = TWO, *, routed: bool = False) -> FakeKeeper:
    return FakeKeeper(answers={ScreeningQuestionnaire: asked, ToBeRouted: routed})


async def begin(person: Person) -> "asyncio.Task[None]":
    """The turn itself is out of the way: only the screening is at the screen."""
    await person.sees(Attract)
    person.turn.cancel()
    await asyncio.wait({person.turn})
    return asyncio.ensure_future(screen(person.visit, PATIENT, CHECK_IN))


async def picks(person: Person, step: int, choice: str) -> None:
    page = await person.sees(AskScreening)
    assert page.step is not None and page.step.number == step
    person.touches(Picked(choice))
    await asyncio.sleep(0.01)


async def test_whoever_answers_no_to_all_goes_on(stand: Stand) -> None:
    person = stand(keeper())
    screening = await begin(person)
    await picks(person, 1, "no")
    await picks(person, 2, "no")
    await screening
    assert person.keeper.told == []
    await screen(person.visit, PATIENT, CHECK_IN)  # once a turn
    assert person.keeper.calls.count("ScreeningQuestionnaire") == 1


async def test_another_person_of_the_same_turn_is_asked_too(stand: Stand) -> None:
    person = stand(keeper(replace(TWO, questions=())))
    await (await begin(person))
    await screen(person.visit, replace(PATIENT, handle="h2"), CHECK_IN)
    assert person.keeper.calls.count("ToBeRouted") == 2


async def test_one_yes_ends_the_journey_alerts_the_hospital_first_and_prints_where_to_go(stand: Stand) -> None:
    person = stand(keeper())
    screening = await begin(person)
    await picks(person, 1, "no")
    await picks(person, 2, "yes")
    await person.sees(GoToClinic)
    assert person.keeper.told == [ScreeningAlert(CHECK_IN, ScreeningCause.ANSWERS, "v1", ("contact",))]
    await asyncio.sleep(0.1)
    assert (await person.sees(GoToClinic)).slip is SlipNotice.PRINTED
    person.touches(Continue())
    with pytest.raises(Routed):
        await screening
    (job,) = person.devices.printed
    assert "发热门诊" in [line.text for line in job.elements if isinstance(line, TextLine)]


async def test_whom_the_hospital_names_sees_the_same_screen_without_a_question(stand: Stand) -> None:
    person = stand(keeper(routed=True))
    screening = await begin(person)
    shown = await person.sees(GoToClinic)
    assert shown == GoToClinic(clinic=CLINIC, slip=shown.slip)
    assert [type(page) for page in person.ui.shown].count(AskScreening) == 0
    assert person.keeper.told == [ScreeningAlert(CHECK_IN, ScreeningCause.KEY_PERSON, "v1", ())]
    person.touches(Continue())
    with pytest.raises(Routed):
        await screening


async def test_back_goes_one_question_back_and_from_the_first_out(stand: Stand) -> None:
    person = stand(keeper())
    screening = await begin(person)
    await picks(person, 1, "yes")
    await person.sees(AskScreening)
    person.touches(Back())
    await asyncio.sleep(0.01)
    await picks(person, 1, "no")
    await picks(person, 2, "no")
    await screening
    assert person.keeper.told == []
    person.visit.screened.clear()
    screening = asyncio.ensure_future(screen(person.visit, PATIENT, CHECK_IN))
    await asyncio.sleep(0.01)
    person.touches(Back())
    with pytest.raises(WentBack):
        await screening


async def test_without_questions_nobody_is_asked(stand: Stand) -> None:
    person = stand(keeper(replace(TWO, questions=())))
    await (await begin(person))
    assert [type(page) for page in person.ui.shown].count(AskScreening) == 0


async def test_an_answer_that_is_not_offered_counts_for_nothing(stand: Stand) -> None:
    person = stand(keeper())
    screening = await begin(person)
    await picks(person, 1, "maybe")
    await picks(person, 1, "no")
    await picks(person, 2, "no")
    await screening
