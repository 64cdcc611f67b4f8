"""When the head of the chain is told: after a visit, not too often, never two at once; at a day's close in any case."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from kiosk.keeper.anchoring import ANCHOR_S_MIN, Anchors, chain_of
from kiosk.keeper.books import ledger_of
from kiosk.settlement.tables import TABLES
from offline_queue.disk import UNGUARDED
from offline_queue.operation import Operation, Receipt
from offline_queue.seal import PLAIN
from offline_queue.store import Store
from offline_queue.writer import InlineWriter
from tests.offline_queue.support import HandClock


class Desk:
    def __init__(self, folder: Path) -> None:
        self.clock = HandClock()
        self.store = Store.open(folder / "keeper.db", self.clock, TABLES)
        self.writer = InlineWriter(self.store)
        self.ledger, _ = ledger_of(self.store, PLAIN, UNGUARDED, "T01")
        self.anchors = Anchors(self.ledger, self.clock.wall_ms)

    def act(self) -> None:
        self.writer.run(lambda tx: self.ledger.journal.audit.append(tx, "staff.list", "-"))

    def tell(self, at_once: bool = False) -> None:
        self.writer.run(lambda tx: self.anchors.tell(tx, at_once))

    def waiting(self) -> list[Operation]:
        return list(self.writer.read(lambda tx: self.ledger.outbox.next_ready(tx, limit=9)))

    def deliver(self) -> None:
        """The server has it."""
        (operation,) = self.waiting()
        receipt = Receipt(operation.op_id, operation.body_hash, b"kept")
        self.writer.run(lambda tx: self.ledger.outbox.acknowledge(tx, operation.op_id, receipt))
        self.writer.run(lambda tx: self.anchors.told(tx, operation, receipt))

    def anchored(self) -> list[int]:
        return [row[0] for row in self.writer.read(lambda tx: tx.all("SELECT seq FROM audit_anchor"))]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(tmp_path)
    yield made
    made.store.close()


def test_an_empty_chain_has_nothing_to_tell(desk: Desk) -> None:
    desk.tell()
    assert desk.waiting() == []


def test_the_newest_row_is_told_and_its_receipt_kept(desk: Desk) -> None:
    desk.act()
    desk.act()
    desk.tell()
    (operation,) = desk.waiting()
    body = msgspec.json.decode(desk.writer.read(lambda tx: desk.ledger.outbox.parcel(tx, operation)).body)
    head = desk.writer.read(desk.ledger.journal.audit.head)
    assert body == {"chain": desk.writer.read(chain_of), "seq": 2, "sha256": head.hash.hex()}
    assert desk.anchored() == []
    desk.deliver()
    assert desk.anchored() == [2]


def test_while_one_waits_no_second_is_queued_however_long_the_outage(desk: Desk) -> None:
    for _ in range(5):
        desk.act()
        desk.tell(at_once=True)
        desk.clock.advance(3_600_000)
    assert desk.writer.read(lambda tx: tx.one("SELECT count(*) FROM outbox")) == (1,)


@pytest.mark.parametrize(
    ("passed_ms", "at_once", "told"),
    [
        (0, False, False),
        (0, True, True),
        (int(ANCHOR_S_MIN * 1000) - 1, False, False),
        (int(ANCHOR_S_MIN * 1000), False, True),
        (-int(ANCHOR_S_MIN * 1000), False, True),  # the clock was set back
    ],
)
def test_not_more_often_than_the_limit_but_for_the_days_close(
    desk: Desk, passed_ms: int, at_once: bool, told: bool
) -> None:
    desk.act()
    desk.tell()
    desk.deliver()
    desk.act()
    desk.clock.wall += passed_ms
    desk.tell(at_once)
    assert bool(desk.waiting()) is told


def test_nothing_new_is_not_told_again(desk: Desk) -> None:
    desk.act()
    desk.tell()
    desk.deliver()
    desk.clock.advance(3_600_000)
    desk.tell(at_once=True)
    assert desk.waiting() == []
