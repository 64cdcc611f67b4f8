"""How the visit was (满意度): three questions at most, five faces each, with or without a name."""

from dataclasses import dataclass

from kiosk.domain.inquiry import Notice, Query
from kiosk.domain.wording import LocalText

QUESTIONS_MAX = 3
LEVELS = (1, 2, 3, 4, 5)  # very bad … very good


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    question_id: str
    text: LocalText


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """`version` goes back with the answers: they mean what these words asked."""

    version: str
    questions: tuple[SurveyQuestion, ...]


@dataclass(frozen=True, slots=True)
class CurrentSurvey(Query[Questionnaire]):
    """What the hospital asks now. Of nobody; good to be kept for when the line is cut."""


@dataclass(frozen=True, slots=True)
class SurveyMark:
    question_id: str
    level: int


@dataclass(frozen=True, slots=True)
class SurveyAnswer(Notice):
    """Told without a handle it is of nobody."""

    version: str
    marks: tuple[SurveyMark, ...]


BUILT_IN = Questionnaire(
    "built-in-1",
    (
        SurveyQuestion("overall", LocalText("今天看病，您满意吗？", "How was your visit today?")),
        SurveyQuestion("waiting", LocalText("等的时间，您满意吗？", "How was the waiting?")),
        SurveyQuestion("kindness", LocalText("大家对您好吗？", "Were people kind to you?")),
    ),
)
