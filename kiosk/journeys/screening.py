"""Screening (发热筛查) at registration and check-in: a few questions, and whoever should go to the fever clinic goes
there first. Nothing says why.
"""

import asyncio
from contextlib import suppress

from kiosk.domain.patient import Patient
from kiosk.domain.screening import (
    Questionnaire,
    ScreeningAlert,
    ScreeningCause,
    ScreeningMoment,
    ScreeningQuestion,
    ScreeningQuestionnaire,
    ToBeRouted,
)
from kiosk.journeys.paper import tell_and_print
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Picked
from kiosk.screens.screening import AskScreening, GoToClinic
from kiosk.screens.welcome import Reading
from kiosk.visit import Ending, Visit, WentBack


class Routed(Ending):
    """Goes to the fever clinic first; the person has been told."""


async def screen(visit: Visit, patient: Patient, moment: ScreeningMoment) -> None:
    """Once a turn for each person. Raises Routed for whom it ends here, WentBack before the first question."""
    if patient.handle in visit.screened:
        return
    asked, routed = await visit.during(Reading(card_in=visit.card_in), _of_hospital(visit, patient.handle, moment))
    await screen_with(visit, asked, moment, routed=routed, handle=patient.handle)
    visit.screened.add(patient.handle)


async def screen_with(
    visit: Visit,
    asked: Questionnaire,
    moment: ScreeningMoment,
    *,
    routed: bool = False,
    handle: str = "",
    appointment_id: str = "",
) -> None:
    """By a questionnaire that is at hand. `routed`: the hospital wants the person there whatever the answers."""
    routing = () if routed else await _routing_answers(visit, asked)
    if routed or routing:
        cause = ScreeningCause.KEY_PERSON if routed else ScreeningCause.ANSWERS
        alert = ScreeningAlert(moment, cause, asked.version, routing, appointment_id)
        await _route(visit, asked, alert, handle)


async def _of_hospital(visit: Visit, handle: str, moment: ScreeningMoment) -> tuple[Questionnaire, bool]:
    return await asyncio.gather(
        visit.keeper.ask(ScreeningQuestionnaire(moment)), visit.keeper.ask(ToBeRouted(), handle)
    )


async def _routing_answers(visit: Visit, asked: Questionnaire) -> tuple[str, ...]:
    """The ids of the questions that were answered so that it routes. Back goes to the question before."""
    given: list[str] = []
    while len(given) < len(asked.questions):
        question = asked.questions[len(given)]
        try:
            given.append(await _answer(visit, question, len(given) + 1, len(asked.questions)))
        except WentBack:
            if not given:
                raise
            given.pop()
    pairs = zip(asked.questions, given, strict=True)
    return tuple(each.question_id for each, choice_id in pairs if _routes(each, choice_id))


async def _answer(visit: Visit, question: ScreeningQuestion, number: int, count: int) -> str:
    page = AskScreening.of(question, number, count, card_in=visit.card_in)
    while True:
        answer = await visit.ask(page)
        if isinstance(answer, Picked) and answer.choice in {each.choice_id for each in question.choices}:
            return answer.choice


def _routes(question: ScreeningQuestion, choice_id: str) -> bool:
    return any(each.routes for each in question.choices if each.choice_id == choice_id)


async def _route(visit: Visit, asked: Questionnaire, alert: ScreeningAlert, handle: str) -> None:
    """The hospital hears of it before the person does."""
    with suppress(Refused):  # no keeper: the person goes all the same
        await visit.keeper.tell(alert, handle)
    visit.timeline.note("routed")
    visit.need_card("")
    await tell_and_print(
        visit, lambda notice: GoToClinic(clinic=asked.clinic, slip=notice), "screening", clinic=asked.clinic
    )
    raise Routed
