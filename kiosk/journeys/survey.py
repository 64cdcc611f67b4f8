"""How was it (满意度): a touch for each question, thanks. Without a name unless wished; without a line, too."""

from kiosk.domain.survey import BUILT_IN, LEVELS, CurrentSurvey, Questionnaire, SurveyAnswer, SurveyMark
from kiosk.keeper.refused import Refused
from kiosk.screens.aftercare import NAMED, SurveyAsk, SurveyThanks
from kiosk.screens.answers import Picked
from kiosk.screens.documents import LookingUp
from kiosk.visit import Visit, WentBack

CHOICES = {str(level): level for level in LEVELS}


async def survey(visit: Visit) -> None:
    questionnaire = await visit.during(LookingUp(card_in=visit.card_in), _questionnaire(visit))
    questions, named = questionnaire.questions, False
    marks: list[SurveyMark] = []
    while len(marks) < len(questions):
        question = questions[len(marks)]
        can_name = visit.patient is not None
        try:
            answer = await visit.ask(
                SurveyAsk.at(question, len(marks) + 1, len(questions), named=named, can_name=can_name)
            )
        except WentBack:
            if not marks:
                raise
            marks.pop()
            continue
        match answer:
            case Picked(choice) if choice in CHOICES:
                marks.append(SurveyMark(question.question_id, CHOICES[choice]))
            case Picked(choice) if choice == NAMED:
                named = not named
    handle = visit.patient.handle if visit.patient and named else ""
    await visit.keeper.tell(SurveyAnswer(questionnaire.version, tuple(marks)), handle)
    await visit.tell(SurveyThanks())


async def _questionnaire(visit: Visit) -> Questionnaire:
    """The hospital's; while nobody can ask it the keeper's last one, else ours."""
    try:
        found = await visit.keeper.ask(CurrentSurvey())
    except Refused:
        return BUILT_IN
    return found if found.questions else BUILT_IN
