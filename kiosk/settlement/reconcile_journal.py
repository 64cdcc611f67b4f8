"""The terminal's side of a day out of its database, without the person: their part of a case stays sealed."""

from collections.abc import Collection, Iterator
from datetime import date as Date
from datetime import datetime, timedelta

import msgspec

from kiosk.settlement.ledger import Ledger
from kiosk.settlement.reconcile_sides import JournalOrder
from kiosk.settlement.record import Record
from kiosk.settlement.slips import CHINA
from offline_queue.transaction import Row, Transaction

ORDER_PREFIX = "YZ"
IDS_AT_ONCE = 500
DAY_MS = 86_400_000
_RECORD = msgspec.json.Decoder(Record)


def neighbours(date: str) -> tuple[str, str, str]:
    """The day before, the day, the day after. Raises ValueError for what is no day."""
    day = Date.fromisoformat(date)
    return tuple((day + timedelta(days=n)).isoformat() for n in (-1, 0, 1))  # type: ignore[return-value]


def journal_of(
    tx: Transaction, ledger: Ledger, date: str, skew_ms: int, order_numbers: Collection[str]
) -> tuple[JournalOrder, ...]:
    """Cases made around the day, and those that the others name, whenever the terminal's clock says they were made.

    `skew_ms`: the hospital's clock less the terminal's.
    """
    starts_ms = int(datetime.fromisoformat(date).replace(tzinfo=CHINA).timestamp() * 1000) - skew_ms
    found = {row[0]: row for row in _made(tx, starts_ms - DAY_MS, starts_ms + 2 * DAY_MS)}
    found |= {row[0]: row for row in _named(tx, order_numbers)}
    return tuple(_order(ledger, row, skew_ms) for row in found.values())


def _made(tx: Transaction, from_ms: int, until_ms: int) -> list[Row]:
    return tx.all(
        "SELECT seq, created_wall_ms, record FROM cases WHERE created_wall_ms >= ? AND created_wall_ms < ?",
        (from_ms, until_ms),
    )


def _named(tx: Transaction, order_numbers: Collection[str]) -> Iterator[Row]:
    ids = [number.removeprefix(ORDER_PREFIX) for number in order_numbers if number.startswith(ORDER_PREFIX)]
    for some in _chunks(ids):
        marks = ",".join("?" * len(some))
        yield from tx.all(f"SELECT seq, created_wall_ms, record FROM cases WHERE case_id IN ({marks})", tuple(some))


def _chunks(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + IDS_AT_ONCE] for start in range(0, len(ids), IDS_AT_ONCE))


def _order(ledger: Ledger, row: Row, skew_ms: int) -> JournalOrder:
    seq, created_wall_ms, content = row
    record = _RECORD.decode(content)
    made = datetime.fromtimestamp((created_wall_ms + skew_ms) / 1000, CHINA)
    return JournalOrder(
        order_number=record.order_number,
        settlement_number=record.settlement_number,
        trace_number=ledger.trace_number(seq),
        state=record.state,
        amount=record.amount,
        date=made.date().isoformat(),
    )
