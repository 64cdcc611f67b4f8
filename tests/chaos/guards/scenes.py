"""Small real scenes: each does something that a guard stands in the way of, and says what can be seen afterwards."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from kiosk.domain.money import Money
from kiosk.domain.payment import Channel
from kiosk.hospital.port import ChannelBill, ChannelOrder, Trade, TradeState, Unknown
from kiosk.keeper.books import ledger_of
from kiosk.settlement import operations, reconcile
from kiosk.settlement.events import Answered, Call
from kiosk.settlement.machine import step
from kiosk.settlement.reconcile_sides import JournalOrder
from kiosk.settlement.record import State
from kiosk.settlement.tables import TABLES
from offline_queue.answers import Unknown as NoAnswer
from offline_queue.disk import UNGUARDED, DiskGuard, Reserve
from offline_queue.errors import QueueError
from offline_queue.operation import Lane, NewOperation, Receipt
from offline_queue.seal import AesGcmSealer
from offline_queue.sender import Send, Sender
from offline_queue.store import Store
from offline_queue.writer import InlineWriter
from tests.chaos.evidence import Evidence, Promised, Sent, TradeFact, Truth
from tests.chaos.reading import books_of
from tests.settlement.books import PRIVATE, Desk, record
from tests.settlement.simulation import simulation
from tests.settlement.truth import VirtualClock

OTHER = b"\x00" * 32
SECRET = "张*丰"


@dataclass
class Scene:
    """A desk of its own, and what was promised on it."""

    folder: Path

    def __post_init__(self) -> None:
        self.desk = Desk.open(self.folder)
        self.promised: dict[str, bytes] = {}

    def close(self) -> None:
        self.desk.store.close()

    def put(self, op_id: str, lane: Lane = Lane.RECORD, key: str = "", body: bytes = b"{}") -> None:
        new = NewOperation(op_id, "help", lane, key or op_id, body)
        self.desk.run(lambda tx: self.desk.ledger.outbox.enqueue(tx, new))
        self.promised[op_id] = new.body_hash

    def sql(self, *statements: str) -> None:
        """As a stray hand would; a guard that refuses is the point."""
        for statement in statements:
            with suppress(sqlite3.IntegrityError):
                self.desk.run(lambda tx, statement=statement: tx.execute(statement))  # type: ignore[misc]

    def seen(self, **more: object) -> Evidence:
        audit = self.desk.ledger.journal.audit
        books = InlineWriter(self.desk.store).read(lambda tx: books_of(tx, audit=audit))
        values: dict[str, object] = {"promised": Promised(operations=self.promised)} | more
        return Evidence(books=books, now_ms=self.desk.store.time.now_ms(), **values)  # type: ignore[arg-type]


def stored(scene: Scene) -> Evidence:
    scene.put("op-1")
    return scene.seen()


def one_step(scene: Scene) -> Evidence:
    case = scene.desk.case()
    changed = replace(case.record, state=State.CHARGE_ASKED)
    scene.desk.run(lambda tx: scene.desk.ledger.journal.update(tx, changed, "begin"))
    return scene.seen()


def confirmed_again(scene: Scene) -> Evidence:
    """The commit raised, so the caller does it again."""
    case = scene.desk.case()
    for _ in range(2):
        scene.desk.run(lambda tx: scene.desk.ledger.outbox.enqueue(tx, operations.confirm(case.record)))
    return scene.seen()


def a_row_deleted(scene: Scene) -> Evidence:
    scene.put("op-1")
    scene.put("op-2")
    before = scene.seen().books
    scene.sql("DELETE FROM outbox WHERE op_id = 'op-1'")
    return scene.seen(before=before, promised=Promised())


def a_row_deleted_unseen(scene: Scene) -> Evidence:
    return replace(a_row_deleted(scene), before=None)


def a_body_changed(scene: Scene) -> Evidence:
    scene.put("op-1")
    scene.sql("UPDATE outbox SET body = x'00' WHERE op_id = 'op-1'")
    return scene.seen()


def two_of_a_key(scene: Scene) -> Evidence:
    scene.put("op-1", key="k")
    scene.put("op-2", key="k")
    return scene.seen()


def money_waits(scene: Scene) -> Evidence:
    scene.put("op-1", Lane.TELEMETRY)
    scene.desk.case()
    scene.put("STcase1", Lane.MONEY, key="case1")
    sender = Sender(scene.desk.ledger.outbox, scene.desk.store.time)
    action = scene.desk.writer.read(sender.next)
    assert isinstance(action, Send)
    operation = action.parcel.operation
    return scene.seen(sent=[_sent(operation.op_id, operation.lane, "lane-0-waits")])


def somebody_elses_receipt(scene: Scene) -> Evidence:
    scene.put("op-1")
    with suppress(QueueError):
        scene.desk.run(lambda tx: scene.desk.ledger.outbox.acknowledge(tx, "op-1", Receipt("op-9", OTHER)))
    return scene.seen(truth=Truth({}, {}, {}, effects={"op-9": 1}))


def no_answer_twice(scene: Scene) -> Evidence:
    scene.put("op-1")
    for _ in range(2):
        scene.desk.run(lambda tx: scene.desk.ledger.outbox.postpone(tx, "op-1", NoAnswer("HTTP_500")))
    return scene.seen(truth=Truth({}, {}, {}), sent=[_sent("op-1", Lane.RECORD, "", answer="500")])


def the_wall_steps(scene: Scene) -> Evidence:
    scene.put("op-1")
    scene.desk.clock.wall_offset_ms -= 365 * 24 * 3_600_000
    scene.put("op-2")
    return scene.seen()


def a_second_opener(scene: Scene) -> Evidence:
    scene.put("op-1")
    told = "opened"
    try:
        Store.open(scene.desk.store.path, scene.desk.clock, TABLES).close()
    except QueueError as error:
        told = str(error.code)
    return scene.seen(second_opener=told)


def an_audit_row_edited(scene: Scene) -> Evidence:
    scene.desk.case()
    scene.sql("UPDATE audit SET kind = 'case.nothing' WHERE seq = 1")
    return scene.seen()


def below_the_reserve(scene: Scene) -> Evidence:
    guard = DiskGuard(scene.folder, Reserve(scene.folder / "reserve"), free=lambda folder: 0)
    scene.desk.ledger, _ = ledger_of(scene.desk.store, scene.desk.sealer, guard, "T01")
    before = scene.seen().books
    with suppress(QueueError):
        scene.put("op-1")
    return scene.seen(before=before, below_reserve=True, promised=Promised())


def a_name_at_rest(scene: Scene) -> Evidence:
    sealer = AesGcmSealer([b"k" * 32])
    scene.desk.ledger, _ = ledger_of(scene.desk.store, sealer, UNGUARDED, "T01")
    scene.desk.run(lambda tx: scene.desk.ledger.journal.insert(tx, record(), PRIVATE, "LK1", "visit"))
    files = {path.name: path.read_bytes() for path in scene.folder.iterdir()}
    return scene.seen(raw=files, secrets=[SECRET.encode()])


def two_taps(scene: Scene) -> Evidence:
    scene.desk.case("case1")
    with suppress(sqlite3.IntegrityError):
        scene.desk.case("case2")
    return scene.seen()


def another_amount(scene: Scene) -> Evidence:
    """The channel took more than was asked."""
    scene.desk.case()
    waiting = replace(record(), state=State.AWAITING)
    trade = Trade("YZcase1", TradeState.SUCCESS, Money(999), Money(0), Channel.WECHAT)
    judged = step(waiting, Answered(Call.QUERY_TRADE, trade), False).record
    scene.desk.run(lambda tx: scene.desk.ledger.journal.update(tx, judged, "test"))
    fact = TradeFact("YZcase1", "B1", "SUCCESS", 999, 0)
    return scene.seen(truth=Truth({"YZcase1": fact}, {}, {"B1": 999}))


def an_end_undone(scene: Scene) -> Evidence:
    case = scene.desk.case()
    scene.desk.run(lambda tx: scene.desk.ledger.journal.update(tx, replace(case.record, state=State.SETTLED), "test"))
    before = scene.seen().books
    back = replace(case.record, state=State.CHARGED)
    with suppress(sqlite3.IntegrityError):
        scene.desk.run(lambda tx: scene.desk.ledger.journal.update(tx, back, "test"))
    return scene.seen(before=before)


def a_day_closed_twice(scene: Scene) -> Evidence:
    order = JournalOrder("YZ1", "ST1", "T01-1", State.DECLINED, Money(100), "2026-11-24")
    bill = ChannelBill(True, (ChannelOrder("YZ1", Money(100), Money(0)), ChannelOrder("YZ2", Money(5), Money(0))))
    books = reconcile.Books("T01", "2026-11-24", (order,), {}, {"2026-11-24": bill})
    once, again = reconcile.reconcile(books, "now"), reconcile.reconcile(books, "now")
    return scene.seen(day=once, day_again=again, day_orders=2)


def nobody_knows(scene: Scene) -> Evidence:
    """The hospital is there, and answers nothing that proves anything, for half an hour."""
    with simulation(scene.folder, empty(scene.folder), 1) as sim:
        sim.start_first()
        began_ms = sim.clock.now_ms
        while sim.clock.now_ms - began_ms < 30 * 60_000:
            for order in sim.runner.due():
                sim.runner.answered("case1", order.call, Unknown("HOSPITAL_ERROR"))
            due = sim.runner.next_due_ms()
            if due is None:
                break
            sim.clock.now_ms += max(1, due - sim.store.time.now_ms())
        books = sim.writer.read(books_of)
    return Evidence(books=books, online_ms=30 * 60_000)


def empty(folder: Path) -> Path:
    path = folder / "empty.db"
    store = Store.open(path, VirtualClock(), TABLES)
    store.checkpoint()
    store.close()
    return path


def _sent(key: str, lane: int, state: str, answer: str = "") -> Sent:
    return Sent(0, 0, "help", key, "", lane, b"", True, "", state, answer)
