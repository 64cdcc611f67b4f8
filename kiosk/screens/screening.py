"""The screening: one question a screen, and where somebody goes first."""

from dataclasses import dataclass

from kiosk.domain.screening import FeverClinic, ScreeningQuestion
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen, Step
from kiosk.screens.paying import SlipNotice


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    choice_id: str  # what Picked names
    text: LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class AskScreening(Screen):
    """One question, one touch; the step says which. Answers: Picked(choice_id); Back."""

    question: LocalText
    hint: LocalText | None
    choices: tuple[ChoiceRow, ...]

    @classmethod
    def of(cls, asked: ScreeningQuestion, number: int, count: int, *, card_in: bool) -> "AskScreening":
        rows = tuple(ChoiceRow(each.choice_id, each.text) for each in asked.choices)
        return cls(
            step=Step(number, count),
            question=asked.text,
            hint=asked.note,
            choices=rows,
            can_back=True,
            card_in=card_in,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GoToClinic(Screen):
    """'Please see the fever clinic first', calmly; never why. Answers: Continue."""

    clinic: FeverClinic
    slip: SlipNotice
