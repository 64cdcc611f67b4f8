"""One terminal's keeper, life after life: the shipped runner, ledger, outbox, sender and client in virtual time."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import TypeVar

from kiosk.domain.slip import SlipState
from kiosk.keeper.books import ledger_of
from kiosk.keeper.sending import POLICY, Carrier
from kiosk.profile import Limits
from kiosk.settlement import calls, locks, slips
from kiosk.settlement.course import Course
from kiosk.settlement.record import Record
from kiosk.settlement.runner import Order, Runner
from kiosk.settlement.tables import TABLES
from kiosk.settlement.view import Private, phase_of
from offline_queue.disk import UNGUARDED
from offline_queue.errors import QueueError
from offline_queue.outbox import Parcel
from offline_queue.seal import PLAIN
from offline_queue.sender import Condemn, Query, Send, Sender, WaitUntil
from offline_queue.store import Store
from offline_queue.transaction import Transaction
from tests.chaos.evidence import Sent
from tests.chaos.simulate.client import ByteExchange, client
from tests.chaos.simulate.clock import Dice, VirtualClock
from tests.chaos.simulate.disk import Disk, Killed, MortalWriter
from tests.chaos.simulate.matrix import Point
from tests.chaos.simulate.wire import Wire
from tests.chaos.simulate.world import Answer, Request, World

T = TypeVar("T")
DEATHS = (Killed, QueueError, sqlite3.Error)  # whatever a keeper cannot go on with ends it
LIMITS = Limits()
VISIT = "visit"
MONEY_LANE, NOTE_LANE = 0, 1
CASES_MAX = 10_000


class Terminal:
    """`sent`, `told` and `printed` are what the world saw of it; they outlive the keeper."""

    def __init__(self, name: str, path: Path, clock: VirtualClock, random: Random, wire: Wire, world: World) -> None:
        self.name, self.clock, self.random, self.wire, self.world = name, clock, random, wire, world
        self.path = path
        self.disk = Disk()
        self.exchange = ByteExchange(clock.wall_ms)
        self.hospital = client(self.exchange)
        self.sent: list[Sent] = []
        self.told: list[tuple[str, str]] = []
        self.printed: list[tuple[str, str, str]] = []
        self.point = Point.P1  # where the settlement is that is being worked on
        self.life = 0
        self.commits = self._begun = 0
        self._looked: tuple[int, int] | None = None
        self._sender_ms: int | None = None
        self._born()

    # its lives

    def _born(self) -> None:
        self.life += 1
        self.store = Store.open(self.path, self.clock, TABLES, make=self.disk.connect)
        dice = Dice(self.random)
        self.ledger, self.desk = ledger_of(self.store, PLAIN, UNGUARDED, self.name, dice)
        self.writer = MortalWriter(self.store, self.disk)
        self.runner = Runner(self.writer, self.ledger, LIMITS, self.store.time.now_ms, dice, self._note)
        self.sender = Sender(self.ledger.outbox, self.store.time, dice, policy=POLICY)
        self.carrier = Carrier(self.hospital.deliver, self.clock.wall_ms)

    def kill(self) -> None:
        """kill −9: the memory is gone, what is on the wire is not. The next life recovers."""
        self.commits += self.writer.commits
        self.store.close()
        self._born()
        self.do(self.point, self._recover)

    def _recover(self) -> None:
        self.writer.run(self._free_locks)
        self.runner.recover()

    def _free_locks(self, tx: Transaction) -> None:
        for lock_id in locks.let_go_of_visits(tx, VISIT):
            self.ledger.release(tx, lock_id)

    def do(self, point: Point, work: Callable[[], T]) -> T | None:
        """Work at a point of a settlement; if it kills the keeper there is another."""
        self.point, self._begun = point, self.writer.commits
        try:
            return work()
        except DEATHS:
            self.kill()
            return None

    @property
    def commit_point(self) -> Point:
        """Where the commit that is under way stands: one piece of work may hold several."""
        done = self.writer.commits - self._begun
        if self.point is Point.P1 and done > 1:
            return Point.P2 if done == 2 else Point.P5
        return Point.P5 if self.point is Point.P4 and done else self.point

    def where(self) -> Point:
        """Where the oldest open case stands, between two events."""
        records = self.runner.open_records()
        if not records:
            return Point.P8 if self.told else Point.P1
        record = records[0]
        if record.direction == "reverse":
            return Point.P9
        if record.direction == "confirm":
            settled = self.world.settlements.get(record.settlement_number)
            return Point.P7 if settled is not None and not settled.rejected else Point.P6
        known = self.world.orders.get(record.order_number)
        return Point.P4 if known is not None and known.paid_fen else Point.P3

    @property
    def all_commits(self) -> int:
        return self.commits + self.writer.commits

    # what the patient does

    def begin(self, record: Record, private: Private, lock_id: str, payer_code: str) -> None:
        self.do(Point.P1, lambda: self._begin(record, private, lock_id, payer_code))

    def _begin(self, record: Record, private: Private, lock_id: str, payer_code: str) -> None:
        self.writer.run(lambda tx: locks.hold(tx, lock_id, f"key-{lock_id}", VISIT))
        begun = self.writer.read(lambda tx: self.ledger.journal.latest_of(tx, record.quote_id))
        if begun is None:  # else two taps, or a call sent again: the first one counts
            self.runner.begin(record, private, lock_id, VISIT, payer_code)

    def cancel(self, case_id: str) -> None:
        self.do(Point.P3, lambda: self.runner.cancel(case_id))

    def leave(self, lock_id: str) -> None:
        def work(tx: Transaction) -> None:
            locks.let_go(tx, lock_id)
            self.ledger.release(tx, lock_id)

        self.do(Point.P8, lambda: self.writer.run(work))

    def print_slips(self) -> None:
        self.do(Point.P8, self._print)

    def _print(self) -> None:
        visit = f"{VISIT}{self.life}"
        while (slip := self.writer.run(lambda tx: slips.lease(tx, visit, ""))) is not None:
            works = self.random.random() < 0.9  # else the printer is dead, or dies in the middle
            state = SlipState.PRINTED if works else self.random.choice((SlipState.OWED, SlipState.UNKNOWN))
            if state is not SlipState.OWED:
                self.printed.append((slip.case_id, slip.kind + ("+copy" if slip.copy else ""), slip.slip_id))
            slip_id = slip.slip_id
            self.writer.run(lambda tx, slip_id=slip_id, state=state: slips.report(tx, visit, slip_id, state))  # type: ignore[misc]
            if not works:
                return

    def close_the_day(self) -> None:
        """What `kiosk reconcile` does with orders that ended unpaid: those the channel has money of are asked about."""
        self.do(Point.P8, self._close_the_day)

    def _close_the_day(self) -> None:
        for row in self.writer.read(lambda tx: self.ledger.journal.latest(tx, CASES_MAX)):
            trade = self.world.orders.get(row.record.order_number)
            if trade is not None and trade.paid_fen > trade.refunded_fen:
                self.runner.look_again(row)

    # what it sends

    def work(self) -> None:
        """Everything that is due now leaves."""
        orders = self.do(self.point, self.runner.due) or []
        for order in orders:
            self._send(order)
        due_ms = self._sender_due_ms()
        if due_ms is not None and due_ms <= self.store.time.now_ms():
            self._looked = None
            match self.writer.read(self.sender.next):
                case Send(parcel) | Query(parcel):
                    self._carry(parcel)
                case Condemn():
                    raise AssertionError("a stored body is broken")

    def next_due_ms(self) -> int | None:
        times = [due for due in (self.runner.next_due_ms(), self._sender_due_ms()) if due is not None]
        return min(times, default=None)

    def _sender_due_ms(self) -> int | None:
        """Looked up once for each commit: nothing else changes it but time."""
        now = (self.life, self.all_commits)
        if self._looked != now:
            self._looked = now
            match self.writer.read(self.sender.next):
                case WaitUntil(queue_ms):
                    self._sender_ms = queue_ms
                case Send(parcel) | Query(parcel):
                    self.sender.forget(parcel.operation.op_id)
                    self._sender_ms = self.store.time.now_ms()
        return self._sender_ms

    def _send(self, order: Order) -> None:
        def perform() -> object:
            return calls.perform(self.hospital, order, int(LIMITS.code_life_s))

        request = self.exchange.request_of(perform)
        stored = self.record(order.record.case_id)
        direction = stored.direction if stored else ""
        state = stored.state if stored else ""
        where = self._note_sent(
            request, str(order.call), order.record.case_id, MONEY_LANE, direction, state, stored == order.record
        )
        life = self.life

        def heard(answer: Answer | None) -> None:
            if life == self.life:  # a keeper that was killed hears nothing
                self.do(self._point_of(order), lambda: self._answered(order, perform, answer))
            self._heard(where, answer, life)

        sending, waiting = points_of(order.call, order.record)
        self.wire.carry(request, sending, waiting, heard)

    def _answered(self, order: Order, perform: Callable[[], object], answer: Answer | None) -> None:
        said = self.exchange.result_of(perform, answer)
        self.runner.answered(order.record.case_id, order.call, said)  # type: ignore[arg-type]

    def _carry(self, parcel: Parcel) -> None:
        op_id, life = parcel.operation.op_id, self.life
        request = self.exchange.request_of(lambda: self.carrier.send(parcel))
        where = self._note_sent(request, parcel.operation.kind, "", NOTE_LANE, "", "", True)

        def heard(answer: Answer | None) -> None:
            if life == self.life:
                said = self.exchange.result_of(lambda: self.carrier.send(parcel), answer)
                self.do(Point.P8, lambda: self.writer.run(lambda tx: self.sender.answered(tx, op_id, said)))
                self.sender.forget(op_id)
            self._heard(where, answer, life)

        self.wire.carry(request, Point.P6, Point.P6, heard)

    # what is known of it

    def record(self, case_id: str) -> Record | None:
        row = self.writer.read(lambda tx: self.ledger.journal.find(tx, case_id))
        return row.record if row else None

    def _note(self, course: Course) -> None:
        record = course.record
        if record.code_url:
            self.world.seen_codes.add(record.order_number)
        self.told.append((record.case_id, phase_of(record)))

    def _note_sent(
        self, request: Request, call: str, case_id: str, lane: int, direction: str, state: str, in_journal: bool
    ) -> int:
        self.sent.append(
            Sent(
                at_ms=self.store.time.now_ms(),
                wall_ms=self.clock.wall_ms(),
                call=call,
                key=request.key or request.path,
                case_id=case_id,
                lane=lane,
                body_hash=request.body,
                in_journal=in_journal,
                direction=direction,
                state=state,
            )
        )
        return len(self.sent) - 1

    def _heard(self, where: int, answer: Answer | None, life: int) -> None:
        """A wish for quiet counts if the keeper that heard it lived to write it down."""
        old = self.sent[where]
        wished = answer is not None and answer.retry_after.isdigit() and life == self.life
        wish = float(answer.retry_after) if answer and wished else None
        name = "nothing" if answer is None else f"{'refused ' if 400 <= answer.status < 500 else ''}{answer.status}"
        self.sent[where] = Sent(
            **{field: getattr(old, field) for field in old.__slots__}
            | {"answer": name, "answered_at_ms": self.store.time.now_ms(), "retry_after_s": wish}
        )

    def _point_of(self, order: Order) -> Point:
        """Where the commit of this answer stands."""
        if order.record.direction == "reverse":
            return Point.P9
        if str(order.call) in ("confirm", "query_settlement"):
            settled = self.world.settlements.get(order.record.settlement_number)
            return Point.P7 if settled is not None and not settled.rejected else Point.P6
        known = self.world.orders.get(order.record.order_number)
        return Point.P4 if known is not None and known.paid_fen else Point.P3


def points_of(call: str, record: Record) -> tuple[Point, Point]:
    """Where a settlement is while such a request leaves, and while its answer is waited for."""
    if record.direction == "reverse":
        return Point.P9, Point.P9
    if call in ("confirm", "query_settlement"):
        return Point.P6, Point.P6
    return (Point.P2, Point.P3) if call == "charge" else (Point.P3, Point.P3)
