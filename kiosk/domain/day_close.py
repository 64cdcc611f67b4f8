"""The end of a day: what terminal, hospital and channel each say about the same money (日结, three-way match)."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.money import Money


class Match(StrEnum):
    """S14: each item is exactly one of these."""

    MATCHED = "matched"
    LONG = "long"  # 长款: money was taken that no settlement stands for
    SHORT = "short"  # 短款: a settlement stands and its money is not there
    AMOUNT_DIFFERS = "amount_differs"
    IN_FLIGHT = "in_flight"  # the machine is still at work on it, or staff are


@dataclass(frozen=True, slots=True)
class DayItem:
    """One order. A side that does not know it has no amount (None), which is not the same as nothing."""

    match: Match
    code: str  # stable, docs/money.md: who says what; "" where all agree
    order_number: str
    trace_number: str  # "" where the terminal does not know the order
    terminal: Money | None  # net of what was given back
    hospital: Money | None  # what it settled
    channel: Money | None  # net of what was given back


@dataclass(frozen=True, slots=True)
class DayClose:
    """Money is net. `items` holds every item but the matched ones, the worst first."""

    terminal_id: str
    date: str  # YYYY-MM-DD, of the hospital
    made_at_text: str
    final: bool  # the channel's bill of the day is closed: nothing of it can change any more
    counts: dict[Match, int]
    terminal: Money
    hospital: Money
    channel: Money
    items: tuple[DayItem, ...]

    @property
    def agrees(self) -> bool:
        """Zero difference: everything matches, and nothing is under way."""
        return all(match is Match.MATCHED or not count for match, count in self.counts.items())
