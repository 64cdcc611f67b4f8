"""Fever and epidemic screening (发热筛查) before somebody joins a queue. The hospital words the questions and may
change them any day: they are a value with a version.
"""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.inquiry import Notice, Query
from kiosk.domain.wording import LocalText


class ScreeningMoment(StrEnum):
    REGISTRATION = "registration"
    CHECK_IN = "check_in"


class ScreeningCause(StrEnum):
    """Why somebody is routed. For the hospital only: neither screen nor slip says it."""

    ANSWERS = "answers"
    KEY_PERSON = "key_person"  # the hospital named the person


@dataclass(frozen=True, slots=True)
class ScreeningChoice:
    choice_id: str
    text: LocalText
    routes: bool  # whoever picks it goes to the clinic


@dataclass(frozen=True, slots=True)
class ScreeningQuestion:
    question_id: str
    text: LocalText
    note: LocalText | None
    choices: tuple[ScreeningChoice, ...]  # two to four


@dataclass(frozen=True, slots=True)
class FeverClinic:
    place: LocalText
    way: LocalText | None  # how to get there without meeting others


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """No questions: none are asked today; the clinic is there for those whom the hospital names."""

    version: str
    clinic: FeverClinic
    questions: tuple[ScreeningQuestion, ...]


@dataclass(frozen=True, slots=True)
class ScreeningQuestionnaire(Query[Questionnaire]):
    """What everybody is asked now. The keeper keeps the last one for a day: it is asked without the hospital, too."""

    moment: ScreeningMoment


@dataclass(frozen=True, slots=True)
class ToBeRouted(Query[bool]):
    """Whether the hospital wants this person at the clinic, whatever they answer. Why is not said."""


@dataclass(frozen=True, slots=True)
class ScreeningAlert(Notice):
    """Somebody is being sent to the clinic now. Goes before all else."""

    moment: ScreeningMoment
    cause: ScreeningCause
    version: str  # of the questionnaire
    question_ids: tuple[str, ...]  # answered so that it routes
    appointment_id: str = ""  # where only a ticket says who it is
