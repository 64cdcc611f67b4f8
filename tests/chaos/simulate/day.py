"""One run: patients, their bills, one or two terminals, and bad luck from a seed. The checks run after each commit."""

import hashlib
import heapq
import itertools
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from kiosk.domain.money import NOTHING, Money
from kiosk.domain.payment import Channel
from kiosk.domain.slip import SlipLine
from kiosk.settlement.record import BY_CODE, Method, Record, State
from kiosk.settlement.view import Private
from tests.chaos.evidence import Books, Evidence, Promised, SettlementFact, TradeFact, Truth
from tests.chaos.invariants import CHECKS, violations
from tests.chaos.reading import books_of
from tests.chaos.simulate.clock import VirtualClock
from tests.chaos.simulate.closing import close
from tests.chaos.simulate.disk import Mishap
from tests.chaos.simulate.matrix import Fault, Hits
from tests.chaos.simulate.terminal import Terminal
from tests.chaos.simulate.wire import Wire
from tests.chaos.simulate.world import World

HEALS_MS = 600_000  # after the last patient
CLOSES_MS = 3_000_000  # then the day is reconciled
ENDS_MS = 5_000_000  # after that nothing may be open
KEY_LIFE_MS = 24 * 3_600_000
YEAR_MS = 365 * 24 * 3_600_000
MISHAPS = {
    Mishap.KILLED_BEFORE: Fault.KILLED,
    Mishap.KILLED_AFTER: Fault.KILLED,
    Mishap.EIO_BEFORE: Fault.EIO,
    Mishap.EIO_AFTER: Fault.EIO,
    Mishap.FULL: Fault.DISK_FULL,
}
SENT_LOOKED_AT_MAX = 2_000  # beyond that only at the end


class Violation(Exception):
    """An invariant does not hold. The text names it, and the last things that were sent."""


class Day:
    def __init__(self, folder: Path, template: Path, seed: int, patients: int = 0, apart_ms: int = 60_000) -> None:
        self.random = Random(seed)
        self.clock = VirtualClock()
        self.hits: Hits = Hits()
        self.world = World(lambda: self.clock.now_ms)
        rate = self.random.choice((0.0, 0.1, 0.2, 0.4))
        self.mishap_rate = self.random.choice((0.0, 0.02, 0.08))
        self.wire = Wire(self.world, self.random, rate, self.later, self.hits, self.clock.wall_ms)
        self.terminals = [
            self._terminal(folder, template, f"T{n}", seed) for n in range(self.random.choice((1, 1, 1, 2)))
        ]
        self.patients = patients or self.random.choice((1, 1, 1, 2, 3, 4))
        self._events: list[tuple[int, int, Callable[[], object]]] = []
        self._order = itertools.count()
        self._before: dict[str, Books] = {}
        self._promised: dict[str, dict[str, bytes]] = {terminal.name: {} for terminal in self.terminals}
        self._checked: dict[str, int] = {}
        self._apart_ms = apart_ms
        self._every = 1 + self.patients // 8  # commits between two looks: a day's books are long
        self.judged: Iterable[str] = CHECKS
        self.key_life_ms = KEY_LIFE_MS
        self.steps = 0
        self.digest = hashlib.sha256()

    def _terminal(self, folder: Path, template: Path, name: str, seed: int) -> Terminal:
        path = folder / f"{seed}-{name}.db"
        shutil.copyfile(template, path)
        return Terminal(name, path, self.clock, self.random, self.wire, self.world)

    def later(self, ms: int, work: Callable[[], object]) -> None:
        heapq.heappush(self._events, (self.clock.now_ms + ms, next(self._order), work))

    # the plan

    def run(self) -> None:
        try:
            for number in range(self.patients):
                self.later(self.random.randrange(self._apart_ms) + number * self._apart_ms, self._patient(number))
            span_ms = self.patients * self._apart_ms + HEALS_MS
            for _ in range(2 + self.patients // 2):
                self.later(self.random.randrange(span_ms), self._accident)
            self.later(span_ms, self._heal)
            for terminal in self.terminals:
                self.later(span_ms + CLOSES_MS, terminal.close_the_day)
            self._live(span_ms + ENDS_MS)
            self._judge(at_rest=True)
        finally:
            for terminal in self.terminals:
                terminal.store.close()

    def _live(self, ends_ms: int) -> None:
        while self.clock.now_ms < ends_ms:
            self._maybe_a_mishap()
            for terminal in self.terminals:
                terminal.work()
            if not self._go_on():
                return
            self.steps += 1
            self._judge(at_rest=False)

    def _go_on(self) -> bool:
        """To the next moment at which something happens; False: nothing will."""
        waits = []
        for terminal in self.terminals:
            due = terminal.next_due_ms()
            if due is not None:
                waits.append(max(0, due - terminal.store.time.now_ms()))
        if self._events and (not waits or self._events[0][0] <= self.clock.now_ms + min(waits)):
            at_ms, _, work = heapq.heappop(self._events)
            self.clock.now_ms = max(self.clock.now_ms, at_ms)
            work()
            return True
        if not waits:
            return False
        self.clock.now_ms += max(1, min(waits))
        return True

    def _maybe_a_mishap(self) -> None:
        if not self.wire.healed and self.random.random() < self.mishap_rate:
            terminal = self.random.choice(self.terminals)
            terminal.disk.next = self.random.choice(list(MISHAPS))
            terminal.disk.spared = self.random.choice((0, 0, 1, 2))
            terminal.disk.met = self._met(terminal, MISHAPS[terminal.disk.next])

    def _met(self, terminal: Terminal, fault: Fault) -> Callable[[], None]:
        def met() -> None:
            self.hits[fault, terminal.commit_point] += 1

        return met

    def _accident(self) -> None:
        match self.random.choice(("kill", "clock", "outage")):
            case "kill":
                terminal = self.random.choice(self.terminals)
                self.hits[Fault.KILLED, terminal.where()] += 1
                terminal.kill()
            case "clock":
                for terminal in self.terminals:
                    self.hits[Fault.CLOCK, terminal.where()] += 1
                self.clock.wall_offset_ms += self.random.choice((-YEAR_MS, YEAR_MS, -300_000, 300_000))
            case "outage":
                self.wire.down = True
                self.later(self.random.choice((5_000, 60_000, 1_200_000)), self._up)

    def _up(self) -> None:
        self.wire.down = False

    def _heal(self) -> None:
        self.wire.healed, self.wire.down = True, False
        for terminal in self.terminals:
            terminal.disk.next = Mishap.NONE

    # the patients

    def _patient(self, number: int) -> Callable[[], None]:
        def comes() -> None:
            method = self.random.choice(list(Method))
            fen = 0 if method is Method.NOTHING_TO_PAY else self.random.randrange(1, 100_000)
            bill = f"B{number}"
            self.world.bills[bill] = fen
            if self.random.random() < 0.25:
                self.later(self.random.randrange(1, 60_000), lambda: self.world.changed.add(bill))
            for terminal in self._where():
                self._at(terminal, bill, f"{terminal.name}c{number}", method, fen)

        return comes

    def _where(self) -> list[Terminal]:
        """Mostly at one; sometimes somebody pays the same bill at the other at the same time."""
        twice = len(self.terminals) > 1 and self.random.random() < 0.3
        return self.terminals if twice else [self.random.choice(self.terminals)]

    def _at(self, terminal: Terminal, bill: str, case_id: str, method: Method, fen: int) -> None:
        quote, lock = f"PV-{case_id}", f"LK-{case_id}"
        self.world.bill_of[quote] = bill
        channel = Channel.WECHAT if method in BY_CODE else Channel.NONE
        amount = NOTHING if not fen else Money(fen)
        record = Record(case_id, State.INTENT, method, amount, quote, channel=channel)
        private = Private("张*", amount, NOTHING, NOTHING, (SlipLine("检验费", fen),))
        code = "1" * 18 if method in BY_CODE else ""
        for _ in range(self.random.choice((1, 1, 2))):  # a second tap
            terminal.begin(record, private, lock, code)
        order, later = record.order_number, self.random.random() < 0.1
        if self.random.random() < 0.8:
            self.later(self.random.randrange(2_000, 60_000), lambda: self.world.pay(order))
        if later:
            self.later(self.random.randrange(100_000, 200_000), lambda: self.world.pay(order, late=True))
        if self.random.random() < 0.2:
            self.later(self.random.randrange(500, 60_000), lambda: terminal.cancel(case_id))
        for _ in range(3):
            self.later(self.random.randrange(5_000, 400_000), terminal.print_slips)
        self.later(self.random.randrange(60_000, 200_000), lambda: terminal.leave(lock))
        self.later(HEALS_MS + self.patients * self._apart_ms + CLOSES_MS + 1_000_000, terminal.print_slips)

    # the judge

    def _judge(self, at_rest: bool) -> None:
        for terminal in self.terminals:
            if not at_rest and terminal.all_commits < self._checked.get(terminal.name, 0) + self._every:
                continue
            self._checked[terminal.name] = terminal.all_commits
            found = violations(self._evidence(terminal, at_rest), self.judged)
            if found:
                last = "\n".join(
                    f"  {each.at_ms} {each.call} {each.key} → {each.answer}" for each in terminal.sent[-12:]
                )
                raise Violation(f"{terminal.name}: {'; '.join(found[:4])}\n{last}")

    def _evidence(self, terminal: Terminal, at_rest: bool) -> Evidence:
        audit = terminal.ledger.journal.audit if at_rest else None
        books = terminal.writer.read(lambda tx: books_of(tx, audit=audit))
        promised = self._promised[terminal.name]
        promised.update({op_id: op.body_hash for op_id, op in books.operations.items()})
        self.digest.update(repr([(case.case_id, case.state, case.version) for case in books.cases.values()]).encode())
        before, self._before[terminal.name] = self._before.get(terminal.name), books
        day, orders = close(books.cases.values(), self.world) if at_rest else (None, None)
        return Evidence(
            books=books,
            day=day,
            day_again=close(books.cases.values(), self.world)[0] if at_rest else None,
            day_orders=orders,
            before=before,
            promised=Promised(operations=promised, told=terminal.told[-20:], printed=terminal.printed),
            sent=terminal.sent if at_rest or len(terminal.sent) < SENT_LOOKED_AT_MAX else (),
            truth=self._truth(books),
            now_ms=terminal.store.time.now_ms(),
            at_rest=at_rest,
            key_life_ms=self.key_life_ms,
        )

    def _truth(self, books: Books) -> Truth:
        ours = {case.order_number for case in books.cases.values()}
        return Truth(
            trades={
                number: TradeFact(
                    number, each.bill, each.state, each.paid_fen, each.refunded_fen, each.paid_late, number not in ours
                )
                for number, each in self.world.orders.items()
            },
            settlements={
                number: SettlementFact(number, each.order, each.bill, each.amount_fen, not each.rejected)
                for number, each in self.world.settlements.items()
            },
            bills=self.world.bills,
            effects=self.world.effects,
        )
