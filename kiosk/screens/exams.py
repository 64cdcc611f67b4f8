"""Booking an examination. Days are YYYY-MM-DD, times HH:MM."""

from dataclasses import dataclass
from datetime import date, time

from kiosk.domain.exam import ExamOrder, ExamSlot, ExamState, arrival
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen
from kiosk.screens.paying import SlipNotice

MOVE, GIVE_BACK, PRINT = "move", "give_back", "print"  # what can be done with a booked one


@dataclass(frozen=True, slots=True)
class ExamRow:
    order_id: str
    name: LocalText
    department: LocalText
    state: ExamState
    day: str = ""
    starts: str = ""

    @classmethod
    def of(cls, order: ExamOrder) -> "ExamRow":
        day, starts = _iso(order.date), _clock(order.starts)
        return cls(order.order_id, order.name, order.department, order.state, day, starts)


@dataclass(frozen=True, slots=True)
class ExamPlan:
    """What to know about an examination at its time. `be_there`: half an hour early."""

    name: LocalText
    place: LocalText
    day: str
    starts: str
    be_there: str
    preparation: tuple[LocalText, ...]
    needs_fasting: bool

    @classmethod
    def of(cls, order: ExamOrder, day: date, starts: time) -> "ExamPlan":
        there = arrival(day, starts)
        return cls(
            order.name, order.place, _iso(day), _clock(starts), _clock(there), order.preparation, order.needs_fasting
        )


@dataclass(frozen=True, slots=True)
class TimeChoice:
    choice: str  # what Picked names
    starts: str
    remaining: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseExam(Screen):
    """Answers: Picked(order_id)."""

    masked_name: str
    exams: tuple[ExamRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseExamTime(Screen):
    """The days with a free time, and the free times of one. Answers: Picked(day) shows that day; Picked(slot_id).
    `problem_code`: why the last one was none, SLOT_TAKEN.
    """

    name: LocalText
    today: str
    days: tuple[str, ...]
    day: str
    times: tuple[TimeChoice, ...]
    problem_code: str = ""

    @classmethod
    def of(
        cls,
        order: ExamOrder,
        slots: tuple[ExamSlot, ...],
        today: date,
        day: date,
        *,
        problem_code: str = "",
        card_in: bool,
    ) -> "ChooseExamTime":
        free = [slot for slot in slots if slot.remaining > 0]
        times = [slot for slot in free if slot.date == day]
        return cls(
            name=order.name,
            today=_iso(today),
            days=tuple(_iso(each) for each in sorted({day, *(slot.date for slot in free)})),
            day=_iso(day),
            times=tuple(TimeChoice(slot.slot_id, _clock(slot.starts), slot.remaining) for slot in times),
            problem_code=problem_code,
            can_back=True,
            card_in=card_in,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmExam(Screen):
    """When, where, what to do before. Answers: Continue."""

    plan: ExamPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class BookedExam(Screen):
    """One that has its time. Answers: Picked(MOVE | GIVE_BACK | PRINT)."""

    plan: ExamPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamBooked(Screen):
    """It is booked; the sheet says how to prepare. Answers: Continue."""

    plan: ExamPlan
    slip: SlipNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamClash(Screen):
    """It cannot be then. `reason`, in the hospital's words, names the other examination. Answers: Continue (another
    time).
    """

    name: LocalText
    reason: LocalText | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamUnpaid(Screen):
    """To be paid first. Answers: Continue (pay now)."""

    name: LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class ExamGivenBack(Screen):
    """The time is free again. Answers: Continue."""

    name: LocalText


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _clock(moment: time | None) -> str:
    return f"{moment:%H:%M}" if moment else ""
