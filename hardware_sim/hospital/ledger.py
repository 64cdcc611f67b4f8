"""The truth ledger: what really happened to money, in order. Only grows. A terminal's belief is held against it."""

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from hardware_sim.hospital.clock import text
from hardware_sim.hospital.values import Json, shares


class Happened(StrEnum):
    CHARGED = "charged"
    REFUNDED = "refunded"
    SETTLED = "settled"
    CANCELLED = "cancelled"  # a settlement undone (2208)
    GIVEN_BACK = "given_back"  # a settlement undone at the patient's wish (退费); its money is on the way back
    PAID_ELSEWHERE = "paid_elsewhere"  # at a window, not through this interface


@dataclass(frozen=True, slots=True)
class Entry:
    """`shares`: the amount by bill, adding up to `amount_fen`. `number`: order, refund or settlement number."""

    sequence: int
    at: datetime
    what: Happened
    number: str
    amount_fen: int
    shares: Mapping[str, int]
    order_no: str = ""
    channel: str = ""
    channel_trade_no: str = ""

    def json(self) -> Json:
        return {
            "sequence": self.sequence,
            "at": text(self.at),
            "what": self.what.value,
            "number": self.number,
            "amount_fen": self.amount_fen,
            "bills": dict(self.shares),
            "order_no": self.order_no,
            "channel": self.channel,
            "channel_trade_no": self.channel_trade_no,
        }


@dataclass(slots=True)
class BillTruth:
    """`paid_fen` and `refunded_fen` are the patient's money; `settlements` those that stand now."""

    paid_fen: int = 0
    refunded_fen: int = 0
    paid_elsewhere: bool = False
    orders: list[str] = field(default_factory=list)
    settlements: list[str] = field(default_factory=list)

    @property
    def settled(self) -> bool:
        return bool(self.settlements)

    def json(self) -> Json:
        return {
            "paid_fen": self.paid_fen,
            "refunded_fen": self.refunded_fen,
            "settled": self.settled,
            "paid_elsewhere": self.paid_elsewhere,
            "orders": list(self.orders),
            "settlements": list(self.settlements),
        }


class Ledger:
    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._grown = threading.Condition()

    def add(
        self,
        what: Happened,
        at: datetime,
        number: str,
        amount_fen: int,
        weights: Mapping[str, int],
        *,
        order_no: str = "",
        channel: str = "",
        channel_trade_no: str = "",
    ) -> None:
        """`weights` divide the amount among the bills."""
        with self._grown:
            by_bill = shares(amount_fen, weights)
            sequence = len(self._entries) + 1
            entry = Entry(sequence, at, what, number, amount_fen, by_bill, order_no, channel, channel_trade_no)
            self._entries.append(entry)
            self._grown.notify_all()

    def entries(self, after: int = 0) -> tuple[Entry, ...]:
        """Those with a sequence above `after`."""
        with self._grown:
            return tuple(self._entries[after:])

    def wait_for(self, count: int, within_s_max: float) -> bool:
        """Whether there were `count` entries within the time."""
        with self._grown:
            return self._grown.wait_for(lambda: len(self._entries) >= count, within_s_max)

    def summary(self) -> dict[str, BillTruth]:
        """By bill; a bill that nothing happened to is not there."""
        truth: dict[str, BillTruth] = {}
        for entry in self.entries():
            for bill_id, share_fen in entry.shares.items():
                _apply(truth.setdefault(bill_id, BillTruth()), entry, share_fen)
        return truth

    def violations(self) -> list[str]:
        """What must not be once all is quiet (durability.md S2, S3), one sentence each. Empty is good."""
        return _by_order(self.entries()) + _by_bill(self.summary())

    def json(self) -> Json:
        return {
            "entries": [entry.json() for entry in self.entries()],
            "bills": {bill_id: truth.json() for bill_id, truth in sorted(self.summary().items())},
            "violations": self.violations(),
        }

    def export(self, file: Path) -> None:
        file.write_text(json.dumps(self.json(), ensure_ascii=False, indent=1), encoding="utf-8")


def _apply(bill: BillTruth, entry: Entry, share_fen: int) -> None:
    match entry.what:
        case Happened.CHARGED:
            bill.paid_fen += share_fen
            bill.orders.append(entry.order_no)
        case Happened.REFUNDED:
            bill.refunded_fen += share_fen
        case Happened.SETTLED:
            bill.settlements.append(entry.number)
        case Happened.CANCELLED | Happened.GIVEN_BACK:
            bill.settlements.remove(entry.number)
        case Happened.PAID_ELSEWHERE:
            bill.paid_elsewhere = True


def _by_order(entries: tuple[Entry, ...]) -> list[str]:
    kept: dict[str, int] = {}
    settled: dict[str, set[str]] = {}
    for entry in entries:
        match entry.what:
            case Happened.CHARGED:
                kept[entry.order_no] = kept.get(entry.order_no, 0) + entry.amount_fen
            case Happened.REFUNDED:
                kept[entry.order_no] -= entry.amount_fen
            case Happened.SETTLED if entry.order_no:
                settled.setdefault(entry.order_no, set()).add(entry.number)
            case Happened.CANCELLED | Happened.GIVEN_BACK if entry.order_no:
                settled[entry.order_no].discard(entry.number)
    stands = {order_no for order_no, numbers in settled.items() if numbers}
    loose = {order_no: fen for order_no, fen in kept.items() if fen > 0 and order_no not in stands}
    wrong = [f"{order_no}: {fen} fen kept, not settled" for order_no, fen in loose.items()]
    wrong += [f"{order_no}: more refunded than charged" for order_no, fen in kept.items() if fen < 0]
    return wrong + [f"{order_no}: settled, money not kept" for order_no in sorted(stands) if kept.get(order_no, 0) <= 0]


def _by_bill(summary: Mapping[str, BillTruth]) -> list[str]:
    wrong = []
    for bill_id, bill in sorted(summary.items()):
        if len(bill.settlements) + bill.paid_elsewhere > 1:
            wrong.append(f"{bill_id}: settled more than once")
    return wrong
