"""One settlement, or a few after one another on the same bill, on a virtual clock. A seed is a whole day's bad luck."""

import heapq
import itertools
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TypeVar

from kiosk.domain.case import Phase
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.payment import Channel
from kiosk.domain.slip import SlipLine
from kiosk.keeper.books import ledger_of
from kiosk.profile import Limits
from kiosk.settlement import locks
from kiosk.settlement.course import Course
from kiosk.settlement.events import Call, HospitalAnswer
from kiosk.settlement.record import BY_CODE, Direction, Method, Record, State
from kiosk.settlement.runner import Order, Runner
from kiosk.settlement.tables import TABLES
from kiosk.settlement.view import Private, phase_of
from offline_queue.disk import UNGUARDED
from offline_queue.group import Work
from offline_queue.seal import PLAIN
from offline_queue.store import Store
from offline_queue.writer import InlineWriter
from tests.settlement.truth import Dice, Truth, VirtualClock, Wire

T = TypeVar("T")
HEAL_MS = 400_000
END_MS = 4_000_000
ENDED_PHASES = {Phase.SETTLED, Phase.DECLINED, Phase.CLOSED, Phase.REVERSED, Phase.BY_HAND}


class Killed(Exception):
    """The power went, just here."""


class MortalWriter:
    """An inline writer that dies at a given commit: before it, or after it and before anybody hears of it."""

    def __init__(self, store: Store) -> None:
        self._inner = InlineWriter(store)
        self.commits = 0
        self.dies_before: set[int] = set()
        self.dies_after: set[int] = set()

    def submit(self, work: Work[T]) -> Future[T]:
        self.commits += 1
        if self.commits in self.dies_before:
            raise Killed
        future = self._inner.submit(work)
        if self.commits in self.dies_after:
            raise Killed
        return future

    def run(self, work: Work[T]) -> T:
        return self.submit(work).result()

    def read(self, query: Work[T]) -> T:
        return self._inner.read(query)


class Simulation:
    def __init__(
        self,
        folder: Path,
        template: Path,
        seed: int,
        *,
        loss: float = 0.15,
        method: Method | None = None,
        limits: Limits | None = None,
    ) -> None:
        self.random = Random(seed)
        self.clock = VirtualClock()
        self.method = method or self.random.choice(list(Method))
        self.amount = NOTHING if self.method is Method.NOTHING_TO_PAY else Money(self.random.randrange(1, 100_000))
        self.truth = Truth(self.clock, self.amount)
        self.wire = Wire(self.truth, self.random, loss, self.later)
        self.limits = limits or Limits()
        self._folder, self._path = folder, folder / f"{seed}.db"
        shutil.copyfile(template, self._path)
        self._events: list[tuple[int, int, Callable[[], object]]] = []
        self._order = itertools.count()
        self._life = 0
        self.cases: list[str] = []
        self.told: dict[str, list[Phase]] = {}
        self.kills = 0
        self._born()

    # the keeper's lives

    def _born(self) -> None:
        self._life += 1
        self.store = Store.open(self._path, self.clock, TABLES)
        self.ledger, _ = ledger_of(self.store, PLAIN, UNGUARDED, "T01")
        self.writer = MortalWriter(self.store)
        self.runner = Runner(
            self.writer, self.ledger, self.limits, self.store.time.now_ms, Dice(self.random), self._note
        )

    def kill(self) -> None:
        """kill −9: the memory is gone, what was on the wire is not. It is back after a moment, and recovers."""
        self.kills += 1
        self.store.close()
        self._born()
        self._alive(self.runner.recover)

    def _alive(self, work: Callable[[], object]) -> None:
        try:
            work()
        except Killed:
            self.kill()

    # time

    def later(self, ms: int, work: Callable[[], object]) -> None:
        heapq.heappush(self._events, (self.clock.now_ms + ms, next(self._order), work))

    def run(self) -> None:
        """Until nothing is open any more, or for ever seems to have come."""
        self.later(HEAL_MS, self._heal)
        while self.clock.now_ms < END_MS:
            self._alive(self._send)
            due = self.runner.next_due_ms()
            now = self.store.time.now_ms()
            wait = None if due is None else max(0, due - now)
            if self._events and (wait is None or self._events[0][0] <= self.clock.now_ms + wait):
                at, _, work = heapq.heappop(self._events)
                self.clock.now_ms = max(self.clock.now_ms, at)
                self._alive(work)
            elif wait is not None:
                self.clock.now_ms += max(wait, 1)
            else:
                break
            self._check()

    def _heal(self) -> None:
        self.wire.healed = True

    def _send(self) -> None:
        for order in self.runner.due():
            self._check_order(order)
            life = self._life
            self.wire.carry(order, lambda answer, order=order, life=life: self._hear(order, answer, life))  # type: ignore[misc]

    def _hear(self, order: Order, answer: HospitalAnswer, life: int) -> None:
        if life == self._life:  # a keeper that was killed hears nothing
            self.runner.answered(order.record.case_id, order.call, answer)

    # the patient

    def start(self, case_id: str) -> None:
        record = Record(
            case_id=case_id,
            state=State.INTENT,
            method=self.method,
            amount=self.amount,
            quote_id="PV1",
            channel=Channel.WECHAT if self.method in BY_CODE else Channel.NONE,
        )
        private = Private("张*", self.amount, NOTHING, NOTHING, (SlipLine("检验费", self.amount.fen),))
        self.cases.append(case_id)
        self._alive(lambda: self.writer.run(lambda tx: locks.hold(tx, "LK1", "lock-1", "")))
        code = "1" * 18 if self.method in BY_CODE else ""
        self._alive(lambda: self.runner.begin(record, private, "LK1", "visit", code))

    def start_first(self) -> None:
        self.start("case1")

    def pay_first(self) -> None:
        self.truth.pay("YZcase1")

    def record(self, case_id: str) -> Record | None:
        row = self.writer.read(lambda tx: self.ledger.journal.find(tx, case_id))
        return row.record if row else None

    def _note(self, course: Course) -> None:
        record = course.record
        if record.method in BY_CODE or record.code_url:
            self.truth.asked_for.add(record.order_number)
        self.told.setdefault(record.case_id, []).append(phase_of(record))

    # the judge

    def _check_order(self, order: Order) -> None:
        """S1, and confirm and reverse exclude each other: what is asked for is in the journal before it leaves."""
        stored = self.record(order.record.case_id)
        assert stored is not None
        assert stored.state is order.record.state, "S1: an act before its journal row"
        if order.call is Call.CONFIRM:
            assert stored.direction is Direction.CONFIRM
        if order.call is Call.REFUND:
            assert stored.direction is Direction.REVERSE

    def _check(self) -> None:
        assert not self.truth.violations, self.truth.violations
        for case_id in self.cases:
            record = self.record(case_id)
            if record is not None:
                self._check_told(record)

    def _check_told(self, record: Record) -> None:
        order = self.truth.orders.get(record.order_number)
        phase = phase_of(record)
        if phase is Phase.RECEIVED:
            assert order is not None
            assert order.trade.paid == self.amount, "S4: received before it was"
        if phase is Phase.SETTLED:
            assert self.truth.settled_number() == record.settlement_number, "S4: settled before it was"
        if phase is Phase.REVERSED and order is not None and not self.truth.paid_late:
            assert order.trade.paid == order.trade.refunded, "S8: reversed before it was"

    def check_end(self) -> None:
        """S3 at rest: every case is exactly one of the four."""
        for case_id in self.cases:
            record = self.record(case_id)
            assert record is None or phase_of(record) in ENDED_PHASES, f"{case_id} never ended: {record}"
            if record is not None and record.state is not State.BY_HAND:
                self._check_rest(record)

    def _check_rest(self, record: Record) -> None:
        order = self.truth.orders.get(record.order_number)
        net = order.trade.paid.fen - order.trade.refunded.fen if order else 0
        settled = not isinstance(self.truth.settlements.get(record.settlement_number, ""), str)
        if record.state is State.SETTLED:
            assert settled
            assert net == self.amount.fen
        else:
            assert not settled
            assert net == 0, f"money is lost: {record.state} {net}"
        charges = self.truth.arrivals[f"{Call.CHARGE}:{record.case_id}"]
        assert charges <= 1, "a charge was asked twice"


@contextmanager
def simulation(folder: Path, template: Path, seed: int, **options: object) -> Iterator[Simulation]:
    made = Simulation(folder, template, seed, **options)  # type: ignore[arg-type]
    try:
        yield made
    finally:
        made.store.close()


def with_limits(**changed: float) -> Limits:
    return replace(Limits(), **changed)  # type: ignore[arg-type]
