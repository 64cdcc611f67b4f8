"""Registering for a visit: where, with whom, when; and what it costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from kiosk.domain.appointment import NumberKind
from kiosk.domain.money import Money
from kiosk.domain.quote import Quote
from kiosk.domain.registration import Department, Group, HalfDay, Session, Slot
from kiosk.domain.ticket import Ticket
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen, Step
from kiosk.screens.paying import PayWay, SlipNotice

BY_LETTERS = "by_letters"  # the choice beside the parts of the body


@dataclass(frozen=True, slots=True)
class DepartmentRow:
    department_id: str
    name: LocalText
    initials: str


@dataclass(frozen=True, slots=True)
class GroupRow:
    group_id: str
    name: LocalText
    departments: tuple[DepartmentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseDepartment(Screen):
    """A tree: where it hurts, then the departments for it. `opened`: the branch that is open at first. Answers:
    Picked(department or BY_LETTERS).
    """

    groups: tuple[GroupRow, ...]
    opened: str = ""

    @classmethod
    def of(cls, groups: Sequence[Group], opened: str, *, step: Step, card_in: bool) -> "ChooseDepartment":
        rows = tuple(GroupRow(each.group_id, each.name, department_rows(each.departments)) for each in groups)
        return cls(groups=rows, opened=opened, step=step, can_back=True, card_in=card_in)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindDepartment(Screen):
    """By the first letters of its pinyin, on our own letters. `typed`: those to begin with. Answers:
    Picked(department).
    """

    departments: tuple[DepartmentRow, ...]
    typed: str = ""


def department_rows(departments: Sequence[Department]) -> tuple[DepartmentRow, ...]:
    return tuple(DepartmentRow(each.department_id, each.name, each.initials) for each in departments)


@dataclass(frozen=True, slots=True)
class SessionRow:
    session_id: str
    date: date
    kind: NumberKind
    doctor: LocalText | None
    title: LocalText | None
    note: LocalText | None
    halves: tuple[HalfDay, ...]
    fee: Money
    remaining: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseDoctor(Screen):
    """The day is chosen on screen; `day` is the one shown first. Answers: Picked(session)."""

    department: LocalText
    today: date
    day: date
    days: tuple[date, ...]
    sessions: tuple[SessionRow, ...]

    @classmethod
    def of(
        cls, department: LocalText, sessions: Sequence[Session], today: date, shown: date, *, step: Step, card_in: bool
    ) -> "ChooseDoctor":
        """Those with numbers left come first."""
        ordered = sorted(sessions, key=lambda each: (each.date, each.remaining == 0))
        return cls(
            department=department,
            today=today,
            day=shown,
            days=tuple(sorted({each.date for each in sessions})),
            sessions=tuple(session_row(each) for each in ordered),
            step=step,
            can_back=True,
            card_in=card_in,
        )


def session_row(session: Session) -> SessionRow:
    return SessionRow(
        session_id=session.session_id,
        date=session.date,
        kind=session.kind,
        doctor=session.doctor,
        title=session.title,
        note=session.note,
        halves=session.halves,
        fee=session.fee,
        remaining=session.remaining,
    )


@dataclass(frozen=True, slots=True)
class SlotRow:
    slot_id: str
    half: HalfDay
    starts: time
    ends: time
    remaining: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseSlot(Screen):
    """`problem_code`: why it is asked again (SLOT_TAKEN, HOLD_EXPIRED …). Answers: Picked(slot)."""

    department: LocalText
    today: date
    session: SessionRow
    slots: tuple[SlotRow, ...]
    problem_code: str = ""

    @classmethod
    def of(
        cls,
        department: LocalText,
        today: date,
        session: Session,
        slots: Sequence[Slot],
        *,
        step: Step,
        card_in: bool,
        problem_code: str,
    ) -> "ChooseSlot":
        rows = tuple(SlotRow(each.slot_id, each.half, each.starts, each.ends, each.remaining) for each in slots)
        return cls(
            department=department,
            today=today,
            session=session_row(session),
            slots=rows,
            problem_code=problem_code,
            step=step,
            can_back=True,
            card_in=card_in,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmRegistration(Screen):
    """The number that is held, who pays what, and how. `held_until` None: it is booked for good. `ways` empty: nothing
    is to be paid, the main act registers. Answers: Picked(way); Continue.
    """

    masked_name: str
    ticket: Ticket
    total: Money
    fund: Money
    account: Money
    patient_part: Money
    ways: tuple[PayWay, ...]
    held_until: datetime | None = None

    @classmethod
    def of(
        cls,
        ticket: Ticket,
        quote: Quote,
        masked_name: str,
        ways: tuple[PayWay, ...],
        held_until: datetime | None,
        *,
        step: Step,
        card_in: bool,
    ) -> "ConfirmRegistration":
        return cls(
            masked_name=masked_name,
            ticket=ticket,
            total=quote.total,
            fund=quote.fund,
            account=quote.account,
            patient_part=quote.patient_part,
            ways=ways if quote.patient_part else (),
            held_until=held_until,
            step=step,
            can_back=True,
            card_in=card_in,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered(Screen):
    """Settled, and registered: the ticket. Answers: Continue."""

    masked_name: str
    ticket: Ticket
    patient_part: Money
    trace_number: str
    slip: SlipNotice
    slip_code: str = ""
    recovered: bool = False
