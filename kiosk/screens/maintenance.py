"""What staff see at the machine."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiosk.domain.day_close import DayClose, DayItem, Match
from kiosk.domain.money import Money
from kiosk.domain.staff import StaffAct, StaffItem, StaffStory
from kiosk.screens.base import Screen
from kiosk.screens.paying import SlipNotice

CLOSE_TODAY, CLOSE_YESTERDAY = "close_today", "close_yesterday"
PIN_DIGITS_MIN, PIN_DIGITS_MAX = 6, 12


class Reason(StrEnum):
    """Why staff do it; journaled with who."""

    PATIENT_WAITS = "patient_waits"
    NETWORK_BACK = "network_back"
    CHECKED_WITH_FINANCE = "checked_with_finance"
    REFUNDED_AT_WINDOW = "refunded_at_window"
    SETTLED_AT_WINDOW = "settled_at_window"

    @staticmethod
    def of(act: StaffAct) -> "tuple[Reason, ...]":
        if act is StaffAct.RETRY:
            return Reason.PATIENT_WAITS, Reason.NETWORK_BACK, Reason.CHECKED_WITH_FINANCE
        return Reason.REFUNDED_AT_WINDOW, Reason.SETTLED_AT_WINDOW, Reason.CHECKED_WITH_FINANCE


class Health(Protocol):
    """What the keeper says of itself (`kiosk.keeper.protocol.HealthReport`)."""

    @property
    def reachable(self) -> bool: ...

    @property
    def closed_by(self) -> str: ...

    @property
    def open_operations(self) -> int: ...

    @property
    def unsettled_fen(self) -> int: ...

    @property
    def free_mb(self) -> int: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterPin(Screen):
    """The badge was scanned; the PIN is typed and never shown. Answers: Typed."""

    problem_code: str = ""
    digits_min: int = PIN_DIGITS_MIN
    digits_max: int = PIN_DIGITS_MAX


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffDesk(Screen):
    """What waits for a person. `closed_by`: what keeps new payments back. Answers: Picked(an item's id, CLOSE_TODAY or
    CLOSE_YESTERDAY)."""

    staff_name: str
    items: tuple[StaffItem, ...]
    reachable: bool
    closed_by: str
    open_operations: int
    unsettled: Money
    free_mb: int

    @classmethod
    def of(cls, items: tuple[StaffItem, ...], health: Health, staff_name: str) -> "StaffDesk":
        return cls(
            staff_name=staff_name,
            items=items,
            reachable=health.reachable,
            closed_by=health.closed_by,
            open_operations=health.open_operations,
            unsettled=Money(health.unsettled_fen),
            free_mb=health.free_mb,
            can_cancel=True,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStory(Screen):
    """Every step, every answer, every act. Answers: Picked(one of `story.may`)."""

    story: StaffStory


@dataclass(frozen=True, slots=True, kw_only=True)
class Why(Screen):
    """Answers: Picked(reason)."""

    act: StaffAct
    trace_number: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClosed(Screen):
    """Three books side by side. Answers: none; Back."""

    date: str
    final: bool
    matched: int
    in_flight: int
    differences: int
    terminal: Money
    hospital: Money
    channel: Money
    items: tuple[DayItem, ...]
    slip: SlipNotice

    @classmethod
    def of(cls, day: DayClose, slip: SlipNotice) -> "DayClosed":
        counts = day.counts
        return cls(
            date=day.date,
            final=day.final,
            matched=counts.get(Match.MATCHED, 0),
            in_flight=counts.get(Match.IN_FLIGHT, 0),
            differences=sum(count for match, count in counts.items() if match not in (Match.MATCHED, Match.IN_FLIGHT)),
            terminal=day.terminal,
            hospital=day.hospital,
            channel=day.channel,
            items=day.items,
            slip=slip,
            can_back=True,
        )
