"""A ward of terminals, each with its own real store, outbox, sender and gate, and one server, on one virtual clock."""

import heapq
import itertools
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from offline_queue import (
    Answer,
    Delivered,
    InlineWriter,
    Lane,
    NewOperation,
    Operation,
    Outbox,
    Receipt,
    Store,
    Unknown,
)
from offline_queue.sender import Query, Send, Sender, SenderPolicy, WaitUntil
from tests.offline_queue.support import HandClock

ROUND_TRIP_MS = 50
REFUSED_MS = 5  # a host that is down is heard of at once
LANES = (Lane.RECORD, Lane.AUDIT, Lane.TELEMETRY, Lane.MONEY)  # money last: it must go first all the same


@dataclass(frozen=True, slots=True)
class Arrival:
    at_ms: int
    terminal: int
    op_id: str
    lane: Lane


@dataclass(slots=True)
class Server:
    """Down until `heals_ms`. Beyond `capacity_per_s` it says 429."""

    heals_ms: int
    capacity_per_s: int = 1 << 30
    refused: list[Arrival] = field(default_factory=list)
    served: list[Arrival] = field(default_factory=list)
    busy: list[Arrival] = field(default_factory=list)
    _second: tuple[int, int] = (0, 0)

    def answer(self, arrival: Arrival, operation: Operation) -> tuple[int, Answer]:
        """How long it takes, and what comes back."""
        if arrival.at_ms < self.heals_ms:
            self.refused.append(arrival)
            return REFUSED_MS, Unknown("CONNECTION_REFUSED")
        if not self._takes(arrival.at_ms // 1000):
            self.busy.append(arrival)
            return ROUND_TRIP_MS, Unknown("HTTP_429", 5)
        self.served.append(arrival)
        return ROUND_TRIP_MS, Delivered(Receipt(operation.op_id, operation.body_hash))

    def _takes(self, second: int) -> bool:
        count = self._second[1] + 1 if self._second[0] == second else 1
        self._second = (second, count)
        return count <= self.capacity_per_s

    def per_second(self) -> Counter[int]:
        """Every request that came, by the second."""
        return Counter(each.at_ms // 1000 for each in (*self.refused, *self.served, *self.busy))


class Dice:
    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def below(self, bound: int) -> int:
        return self._random.randrange(bound)


class Terminal:
    """`at(ms, work)` is the ward's clock."""

    def __init__(
        self, number: int, path: Path, clock: HandClock, server: Server, at: Callable[[int, Callable[[], None]], None]
    ) -> None:
        self.number = number
        self._clock, self._server, self._at = clock, server, at
        self._path, self._dice = path, Dice(number)
        self._wakes: set[int] = set()
        self._policy = SenderPolicy(in_flight_max=4)
        self.flying = self.flying_max = 0
        self._open()

    def _open(self) -> None:
        self.store = Store.open(self._path, self._clock)
        self.writer = InlineWriter(self.store)
        self.outbox = Outbox(self.store.time, randomness=self._dice)
        self.sender = Sender(self.outbox, self.store.time, self._dice, policy=self._policy)
        self.writer.run(self.sender.begin)

    def fill(self, count: int) -> None:
        def put(tx: object) -> None:
            for n in range(count):
                op_id = f"t{self.number}-{n}"
                new = NewOperation(op_id, "test", LANES[n * len(LANES) // count], op_id, b"{}")
                self.outbox.enqueue(tx, new)  # type: ignore[arg-type]

        self.writer.run(put)

    def reboot(self) -> None:
        self.store.close()
        self._open()

    def wake(self) -> None:
        self._wakes.discard(self._clock.monotonic)
        while True:
            match self.writer.read(self.sender.next):
                case Send(parcel) | Query(parcel):
                    self._send(parcel.operation)
                case WaitUntil(int(queue_ms)):
                    self._wake_at(self._clock.monotonic + queue_ms - self.store.time.now_ms())
                    return
                case _:
                    return

    def _wake_at(self, ms: int) -> None:
        if ms not in self._wakes:
            self._wakes.add(ms)
            self._at(ms, self.wake)

    def _send(self, operation: Operation) -> None:
        self.flying += 1
        self.flying_max = max(self.flying_max, self.flying)
        now_ms = self._clock.monotonic
        took_ms, answer = self._server.answer(Arrival(now_ms, self.number, operation.op_id, operation.lane), operation)
        self._at(now_ms + took_ms, lambda: self._hear(operation.op_id, answer))

    def _hear(self, op_id: str, answer: Answer) -> None:
        self.flying -= 1
        self.writer.run(lambda tx: self.sender.answered(tx, op_id, answer))
        self.wake()


class Ward:
    def __init__(self, folder: Path, terminals: int, operations: int, server: Server) -> None:
        self.server = server
        self.clock = HandClock()
        self._events: list[tuple[int, int, Callable[[], None]]] = []
        self._order = itertools.count()
        template = folder / "template.db"
        Store.open(template, self.clock).close()
        self.terminals = []
        for number in range(terminals):
            path = folder / f"{number}.db"
            shutil.copyfile(template, path)
            self.terminals.append(Terminal(number, path, self.clock, server, self._at))
        for terminal in self.terminals:
            terminal.fill(operations)

    def _at(self, ms: int, work: Callable[[], None]) -> None:
        heapq.heappush(self._events, (ms, next(self._order), work))

    def reboot(self) -> None:
        """The whole ward's power comes back at once."""
        self.clock.reboot(off_ms=0)
        for terminal in self.terminals:
            terminal.reboot()

    def run(self, until_ms: int) -> None:
        for terminal in self.terminals:
            terminal.wake()
        while self._events and self._events[0][0] <= until_ms:
            at_ms, _, work = heapq.heappop(self._events)
            self.clock.advance(max(0, at_ms - self.clock.monotonic))
            work()

    def close(self) -> None:
        for terminal in self.terminals:
            terminal.store.close()
