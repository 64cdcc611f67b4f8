"""What comes next in the visit (就诊指引), in order, from the hospital's own records."""

from dataclasses import dataclass
from datetime import time
from enum import StrEnum

from kiosk.domain.inquiry import Query
from kiosk.domain.wording import LocalText


class StepKind(StrEnum):
    PAY = "pay"
    BLOOD = "blood"
    BOOK_EXAM = "book_exam"
    EXAM = "exam"
    PHARMACY = "pharmacy"
    DOCTOR = "doctor"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class GuideStep:
    """`way`: how to get there. `ahead`: people before you, None where nobody queues."""

    kind: StepKind
    title: LocalText
    place: LocalText
    way: LocalText
    at: time | None = None
    ahead: int | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """`link`: the same for the phone; good for today, and it holds no personal data."""

    steps: tuple[GuideStep, ...]
    link: str


@dataclass(frozen=True, slots=True)
class VisitGuide(Query[Guide]):
    """The person's next steps today."""
