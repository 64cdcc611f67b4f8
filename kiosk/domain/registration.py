"""Registering for a visit (挂号): departments, who sits when, half-hour slots, and the number that is held while it is
paid for. What comes out of it is an `Appointment`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from kiosk.domain.appointment import Appointment, NumberKind
from kiosk.domain.inquiry import Command, Query
from kiosk.domain.money import Money
from kiosk.domain.payment import Channel
from kiosk.domain.wording import LocalText


class HalfDay(StrEnum):
    AM = "am"
    PM = "pm"


@dataclass(frozen=True, slots=True)
class Department:
    department_id: str
    name: LocalText
    group_id: str  # the part of the body, as a patient thinks of it
    group: LocalText
    initials: str  # of the name in pinyin, capitals: 心血管内科 XXGNK


@dataclass(frozen=True, slots=True)
class Group:
    group_id: str
    name: LocalText
    departments: tuple[Department, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """A doctor's day at one clinic (出诊)."""

    session_id: str
    kind: NumberKind
    doctor: LocalText | None  # None: whoever is on duty
    title: LocalText | None  # 职称
    note: LocalText | None  # the disease, or who sits together
    date: date
    halves: tuple[HalfDay, ...]
    fee: Money
    remaining: int  # over all its slots; 0: full


@dataclass(frozen=True, slots=True)
class Slot:
    """Half an hour."""

    slot_id: str
    half: HalfDay
    starts: time
    ends: time
    remaining: int


@dataclass(frozen=True, slots=True)
class Hold:
    """A number kept for one person until `expires_at`; its fee is the bill `bill_id`. Paid, it is `appointment`."""

    hold_id: str
    bill_id: str
    expires_at: datetime
    ahead: int  # how many numbers of the session are given out before this one
    appointment: Appointment


@dataclass(frozen=True, slots=True)
class Cancellation:
    """Given up, and what the person gets back, the way it came."""

    appointment: Appointment
    refunded: Money
    channel: Channel  # NONE: nothing was paid here


@dataclass(frozen=True, slots=True)
class Departments(Query[tuple[Department, ...]]):
    """All that can be registered for."""


@dataclass(frozen=True, slots=True)
class Sessions(Query[tuple[Session, ...]]):
    """Who sits in a department. Without days: all that is open now, today's with the numbers that are left of it."""

    department_id: str
    from_day: date | None = None
    until_day: date | None = None


@dataclass(frozen=True, slots=True)
class Slots(Query[tuple[Slot, ...]]):
    """The half hours of one session, the full ones too."""

    session_id: str


@dataclass(frozen=True, slots=True)
class HoldSlot(Command[Hold]):
    """Take a number before it is paid for. Refused SLOT_TAKEN when the last one is gone."""

    slot_id: str


@dataclass(frozen=True, slots=True)
class ReleaseHold(Command[None]):
    """Give it back: somebody else may have it. One that has ended already is no error."""

    hold_id: str


@dataclass(frozen=True, slots=True)
class CancelAppointment(Command[Cancellation]):
    """退号: undo the settlement, give the money back the way it came, give the number back. Refused CANCEL_TOO_LATE."""

    appointment_id: str


def groups(departments: Sequence[Department]) -> tuple[Group, ...]:
    """In the hospital's order."""
    found: dict[str, list[Department]] = {}
    for each in departments:
        found.setdefault(each.group_id, []).append(each)
    return tuple(Group(group_id, some[0].group, tuple(some)) for group_id, some in found.items())
