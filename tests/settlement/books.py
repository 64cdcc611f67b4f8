"""The settlement's books on a virtual clock, without a runner."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kiosk.domain.money import NOTHING, Money
from kiosk.domain.slip import SlipLine
from kiosk.keeper.books import ledger_of
from kiosk.settlement.journal import CaseRow
from kiosk.settlement.ledger import Ledger
from kiosk.settlement.record import Method, Record, State
from kiosk.settlement.tables import TABLES
from kiosk.settlement.view import Private
from offline_queue.disk import UNGUARDED
from offline_queue.seal import PLAIN, Sealer
from offline_queue.store import Store
from offline_queue.transaction import Transaction
from offline_queue.writer import InlineWriter
from tests.settlement.truth import VirtualClock

T = TypeVar("T")
PRIVATE = Private("张*丰", Money(1_000), Money(700), NOTHING, (SlipLine("检验费", 1_000),), "职工医保")


def record(case_id: str = "case1", quote_id: str = "PV1", **changed: object) -> Record:
    values = {"state": State.INTENT, "method": Method.QR, "amount": Money(300)} | changed
    return Record(case_id=case_id, quote_id=quote_id, **values)  # type: ignore[arg-type]


@dataclass
class Desk:
    clock: VirtualClock
    store: Store
    ledger: Ledger
    writer: InlineWriter
    sealer: Sealer = PLAIN

    @classmethod
    def open(cls, folder: Path) -> "Desk":
        clock = VirtualClock()
        store = Store.open(folder / "books.db", clock, TABLES)
        ledger, _ = ledger_of(store, PLAIN, UNGUARDED, "T01")
        return cls(clock, store, ledger, InlineWriter(store))

    def run(self, work: Callable[[Transaction], T]) -> T:
        return self.writer.run(work)

    def case(
        self, case_id: str = "case1", quote_id: str = "PV1", lock_id: str = "LK1", visit: str = "visit"
    ) -> CaseRow:
        made = record(case_id, quote_id)
        return self.run(lambda tx: self.ledger.journal.insert(tx, made, PRIVATE, lock_id, visit))

    def update(self, changed: Record, kind: str = "test") -> None:
        self.run(lambda tx: self.ledger.journal.update(tx, changed, kind))
