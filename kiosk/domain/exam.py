"""Examinations (检查) that a doctor ordered, and the times at which they can be made (FHIR ServiceRequest, Slot)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from kiosk.domain.inquiry import Command, Query
from kiosk.domain.wording import LocalText

EARLY_MIN = 30  # to be there before the time: to change, to drink, to be called
BOOKABLE_DAYS = 14


class ExamState(StrEnum):
    UNPAID = "unpaid"  # to be paid before a time can be taken
    ORDERED = "ordered"
    BOOKED = "booked"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class ExamOrder:
    """`preparation`: what to do before it, a sentence each. `date`, `starts`: once it is booked."""

    order_id: str
    state: ExamState
    name: LocalText
    department: LocalText
    place: LocalText
    preparation: tuple[LocalText, ...]
    needs_fasting: bool
    minutes: int  # how long it takes
    date: date | None
    starts: time | None
    bill_id: str = ""  # while it is to be paid

    @property
    def be_there_at(self) -> time | None:
        return arrival(self.date, self.starts) if self.date and self.starts else None


@dataclass(frozen=True, slots=True)
class ExamSlot:
    slot_id: str
    date: date
    starts: time
    remaining: int  # 0: taken


@dataclass(frozen=True, slots=True)
class ExamOrders(Query[tuple[ExamOrder, ...]]):
    """The person's, those still to be made first."""


@dataclass(frozen=True, slots=True)
class ExamSlots(Query[tuple[ExamSlot, ...]]):
    """The times for an order from `first` to `last`, both days included, the earliest first."""

    order_id: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class BookExam(Command[ExamOrder]):
    """A booked order moves to the new time. Refused: SLOT_TAKEN; EXAM_UNPAID; EXAM_CONFLICT, whose reason names the
    other exam and what stands against it.
    """

    order_id: str
    slot_id: str


@dataclass(frozen=True, slots=True)
class CancelExam(Command[ExamOrder]):
    """Gives the time back; the order stays."""

    order_id: str


def arrival(day: date, starts: time) -> time:
    """Half an hour early."""
    return (datetime.combine(day, starts) - timedelta(minutes=EARLY_MIN)).time()
