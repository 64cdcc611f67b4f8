"""The end of a day: ask both sides, match, act on what was found. For staff: at the machine, or `kiosk reconcile`.

A trade that was paid although its case had ended is shown to the machine again, which asks before it acts; only what
its second look left standing goes to staff. Everything else that differs goes to staff at once, and only once.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol, TypeVar

import msgspec

from kiosk.domain.day_close import DayClose, DayItem, Match
from kiosk.domain.slip import SlipKind
from kiosk.hospital.port import ChannelBill, DaySettlement, HospitalError
from kiosk.keeper import protocol
from kiosk.keeper.anchoring import Anchors
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.settlement import slips
from kiosk.settlement.journal import CaseRow
from kiosk.settlement.ledger import Ledger
from kiosk.settlement.reconcile import Books, reconcile
from kiosk.settlement.reconcile_codes import Difference
from kiosk.settlement.reconcile_journal import ORDER_PREFIX, journal_of, neighbours
from kiosk.settlement.reconcile_task import difference_task
from offline_queue.transaction import Transaction
from offline_queue.writer import Writer

T = TypeVar("T")

ITEMS_MAX = 1_000  # shown and stored; the counts are of all
MACHINES = frozenset({Difference.PAID_AFTER_CLOSE, Difference.REFUND_MISSING})
KIND = "day_close"
SLIP_PREFIX = "day-"
DAY_ACTIONS = ("reconcile", "reconcile_slip")
_CLOSE = msgspec.json.Decoder(DayClose)


class DayBooks(Protocol):
    """What a hospital's client says of a day."""

    @property
    def clock_skew_s(self) -> float: ...

    def channel_bill(self, date: str) -> ChannelBill: ...

    def day_settlements(self, date: str) -> tuple[DaySettlement, ...]: ...


class SideMissing(Exception):
    """`side` ("channel" | "hospital") could not be read; `code` is a Refusal's name."""

    def __init__(self, side: str, error: HospitalError) -> None:
        super().__init__(f"{side}: {error.code}")
        self.side = side
        self.code = error.code
        self.error = error


class NotADay(Exception):
    """Not YYYY-MM-DD, or in the future."""


@dataclass(frozen=True, slots=True)
class DayDesk:
    """`look_again` shows an ended case to the machine (S10). `wall_ms` is the terminal's clock."""

    terminal_id: str
    hospital: DayBooks
    writer: Writer
    ledger: Ledger
    wall_ms: Callable[[], int]
    look_again: Callable[[CaseRow], None]

    def close(self, date: str, owe_slip: bool = False) -> DayClose:
        """Raises SideMissing, NotADay. Nothing is written then."""
        now = datetime.fromtimestamp((self.wall_ms() + self._skew_ms()) / 1000, slips.CHINA)
        day = self._match(date, now)
        before = self.writer.read(lambda tx: self.last(tx, date))
        seen = set(before.items) if before else set()
        mine = [item for item in day.items if item.code in MACHINES]
        tasks = [item for item in day.items if item.match is not Match.IN_FLIGHT and (item not in mine or item in seen)]
        self.writer.run(lambda tx: self._write(tx, day, before, tasks, owe_slip))
        for row in self.writer.read(lambda tx: self._cases(tx, mine)):
            self.look_again(row)
        return day

    def last(self, tx: Transaction, date: str) -> DayClose | None:
        """As it was last found."""
        content = self.ledger.journal.last_note(tx, slip_case(date))
        return _CLOSE.decode(content) if content is not None else None

    def of_slip(self, tx: Transaction, case_id: str) -> DayClose:
        """What the slip of that day is to say: what was found last."""
        day = self.last(tx, case_id.removeprefix(SLIP_PREFIX))
        assert day is not None, "a day's slip is owed together with what it says"
        return day

    def _match(self, date: str, now: datetime) -> DayClose:
        try:
            days = neighbours(date)
        except ValueError as error:
            raise NotADay(date) from error
        if date > now.date().isoformat():
            raise NotADay(date)
        bills = {day: self._asked("channel", self.hospital.channel_bill, day) for day in days}
        settlements = {day: self._asked("hospital", self.hospital.day_settlements, day) for day in days}
        named = {order.order_number for bill in bills.values() for order in bill.orders}
        named |= {row.order_number for rows in settlements.values() for row in rows}
        journal = self.writer.read(lambda tx: journal_of(tx, self.ledger, date, self._skew_ms(), named))
        books = Books(self.terminal_id, date, journal, settlements, bills)
        day = reconcile(books, now.strftime("%Y-%m-%d %H:%M:%S"))
        return replace(day, items=day.items[:ITEMS_MAX])

    def _asked(self, side: str, ask: Callable[[str], T], date: str) -> T:
        try:
            return ask(date)
        except HospitalError as error:
            raise SideMissing(side, error) from error

    def _write(
        self, tx: Transaction, day: DayClose, before: DayClose | None, tasks: list[DayItem], owe_slip: bool
    ) -> None:
        if before is None or replace(before, made_at_text=day.made_at_text) != day:
            self.ledger.journal.note(tx, slip_case(day.date), KIND, msgspec.json.encode(day))
            Anchors(self.ledger, self.wall_ms).tell(tx, at_once=True)
        for item in tasks:
            self.ledger.outbox.enqueue(tx, difference_task(day.date, item))
        if owe_slip:
            slips.owe(tx, slip_case(day.date), SlipKind.DAY_CLOSE, self.wall_ms())

    def _cases(self, tx: Transaction, items: list[DayItem]) -> list[CaseRow]:
        ids = [item.order_number.removeprefix(ORDER_PREFIX) for item in items]
        return [row for case_id in ids if (row := self.ledger.journal.find(tx, case_id)) is not None]

    def _skew_ms(self) -> int:
        return int(self.hospital.clock_skew_s * 1000)


def slip_case(date: str) -> str:
    """What stands for the case on the slip of a day."""
    return f"{SLIP_PREFIX}{date}"


class DayCounter:
    """`CloseDay` and `kiosk reconcile`, as the keeper serves them. `require_staff(visit, handle)` raises Refused."""

    def __init__(self, desk: DayDesk, require_staff: Callable[[str, str], object]) -> None:
        self._desk = desk
        self._require_staff = require_staff

    def close_day(self, request: protocol.CloseDay, deadline_s: float) -> DayClose:
        self._require_staff(request.visit, request.handle)
        try:
            return self._desk.close(request.date, request.owe_slip)
        except SideMissing as missing:
            raise missing.error from missing
        except NotADay as error:
            raise Refused(Refusal.BAD_REQUEST) from error


def command(desk: DayDesk, action: str, date: str) -> dict[str, object]:
    """`action`: reconcile | reconcile_slip. The close, or an `error` with the `side` that is missing."""
    try:
        day = desk.close(date, owe_slip=action == "reconcile_slip")
    except SideMissing as missing:
        return {"error": missing.code, "side": missing.side}
    except NotADay:
        return {"error": str(Refusal.BAD_REQUEST), "side": "date"}
    found: dict[str, object] = msgspec.to_builtins(day)
    return found
