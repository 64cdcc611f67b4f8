"""The end of a day, three ways: terminal's journal × hospital's settlements × channel's bill. Pure.

Which day an order belongs to: the one in whose channel bill it stands (the day its money arrived; never paid, the day
it was made), whenever it was settled or given back. So what crosses midnight is one item, of one day, in all three
books. One that the channel does not know belongs to the day of its settlement, and else to that of its case. All times
but the last are the hospital's; the neighbours' lists are read so that a case made before midnight and paid after it is
not missed in one day and not counted in two.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.day_close import DayClose, DayItem, Match
from kiosk.domain.money import NOTHING, Money, total
from kiosk.hospital.port import ChannelBill, ChannelOrder, DaySettlement
from kiosk.settlement.reconcile_codes import classify
from kiosk.settlement.reconcile_sides import JournalOrder, Sides

WORST_FIRST = (Match.LONG, Match.SHORT, Match.AMOUNT_DIFFERS, Match.IN_FLIGHT)


@dataclass(frozen=True, slots=True)
class Books:
    """What the three say. Lists by date (YYYY-MM-DD): of the day itself, and of its neighbours."""

    terminal_id: str
    date: str
    journal: tuple[JournalOrder, ...]
    settlements: Mapping[str, tuple[DaySettlement, ...]]
    bills: Mapping[str, ChannelBill]


def reconcile(books: Books, made_at_text: str) -> DayClose:
    """Every order that belongs to the day, exactly once."""
    bill = books.bills[books.date]
    items = [_item(sides) for sides in _of_the_day(books, bill.final)]
    counts = Counter(item.match for item in items)
    return DayClose(
        terminal_id=books.terminal_id,
        date=books.date,
        made_at_text=made_at_text,
        final=bill.final,
        counts={match: counts[match] for match in Match},
        terminal=_sum([item.terminal for item in items]),
        hospital=_sum([item.hospital for item in items]),
        channel=_sum([item.channel for item in items]),
        items=tuple(sorted((item for item in items if item.match is not Match.MATCHED), key=_rank)),
    )


def _of_the_day(books: Books, final: bool) -> list[Sides]:
    journal = {each.order_number: each for each in books.journal}
    by_settlement = {each.settlement_number: each.order_number for each in books.journal}
    channel: dict[str, ChannelOrder] = {}
    settled: dict[str, dict[str, DaySettlement]] = {}
    day_of: dict[str, str] = {}
    for date, bill in sorted(books.bills.items()):
        for order in bill.orders:
            if day_of.setdefault(order.order_number, date) == date:
                channel[order.order_number] = order
    for date, rows in sorted(books.settlements.items()):
        for row in rows:
            number = row.order_number or by_settlement.get(row.settlement_number, row.settlement_number)
            day_of.setdefault(number, date)
            settled.setdefault(number, {}).setdefault(row.settlement_number, row)
    for each in books.journal:
        day_of.setdefault(each.order_number, each.date)
    mine = sorted(number for number, date in day_of.items() if date == books.date)
    return [
        Sides(number, journal.get(number), tuple(settled.get(number, {}).values()), channel.get(number), final)
        for number in mine
    ]


def _item(sides: Sides) -> DayItem:
    match, code = classify(sides)
    return DayItem(
        match=match,
        code=code,
        order_number=sides.order_number,
        trace_number=sides.case.trace_number if sides.case else "",
        terminal=sides.believed,
        hospital=sides.settled if sides.settlements else None,
        channel=sides.kept if sides.channel else None,
    )


def _sum(amounts: list[Money | None]) -> Money:
    return total([amount for amount in amounts if amount is not None])


def _rank(item: DayItem) -> tuple[int, int, str]:
    at_stake = abs((item.channel or NOTHING).fen - (item.hospital or NOTHING).fen)
    return WORST_FIRST.index(item.match), -at_stake, item.order_number
