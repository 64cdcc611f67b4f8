"""A clock that is moved by hand, chance that is told what to say, and a store in a folder of its own."""

import random
import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from offline_queue import Audit, InlineWriter, Journal, Lane, NewOperation, Outbox, Receipt, Store, Transaction
from offline_queue.connection import connect
from offline_queue.migrate import Migration

SHOP: tuple[Migration, ...] = (("shop-1", "CREATE TABLE sale (id TEXT PRIMARY KEY, fen INTEGER NOT NULL);"),)
YEAR_MS = 365 * 24 * 3600 * 1000


@dataclass
class HandClock:
    """Moved by hand."""

    wall: int = 1_700_000_000_000
    monotonic: int = 5_000
    boot: str = "boot-1"

    def wall_ms(self) -> int:
        return self.wall

    def monotonic_ms(self) -> int:
        return self.monotonic

    def boot_id(self) -> str:
        return self.boot

    def advance(self, ms: int) -> None:
        self.wall += ms
        self.monotonic += ms

    def reboot(self, off_ms: int) -> None:
        """The machine was off that long; the monotonic clock starts anew."""
        self.wall += off_ms
        self.monotonic = 300
        self.boot += "+"


@dataclass
class Chance:
    """Seeded, or always the largest number."""

    seed: int | None = None
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def below(self, bound: int) -> int:
        return bound - 1 if self.seed is None else self._random.randrange(bound)


class Desk:
    """A store with everything on it, without a thread."""

    def __init__(self, folder: Path, clock: HandClock | None = None, factory: type[sqlite3.Connection] | None = None):
        self.path = folder / "queue.db"
        self.clock = clock or HandClock()
        self._factory = factory
        self.open()

    def open(self) -> None:
        self.store = Store.open(self.path, self.clock, SHOP, make=self._make())
        self.writer = InlineWriter(self.store)
        self.outbox = Outbox(self.store.time, randomness=Chance())
        self.audit = Audit(self.store.time)
        self.journal = Journal(self.store.time)

    def reopen(self) -> None:
        self.store.close()
        self.open()

    def _make(self) -> Callable[[Path], sqlite3.Connection]:
        factory = self._factory
        if factory is None:
            return connect
        return lambda path: sqlite3.connect(path, isolation_level=None, check_same_thread=False, factory=factory)

    def put(self, op_id: str, lane: Lane = Lane.RECORD, key: str | None = None, body: bytes = b"{}") -> None:
        new = NewOperation(op_id, "test", lane, key or op_id, body)
        self.writer.run(lambda tx: self.outbox.enqueue(tx, new))

    def done(self, op_id: str) -> None:
        receipt = self.receipt(op_id)
        self.writer.run(lambda tx: self.outbox.acknowledge(tx, op_id, receipt))

    def receipt(self, op_id: str) -> Receipt:
        op = self.writer.read(lambda tx: self.outbox.find(tx, op_id))
        assert op is not None
        return Receipt(op_id, op.body_hash, b"thanks")

    def ready(self, limit: int = 1) -> list[str]:
        return [op.op_id for op in self.writer.read(lambda tx: self.outbox.next_ready(tx, limit=limit))]


def sell(desk: Desk, number: int, body: bytes = b"{}") -> None:
    """Business row, journal entry, audit row and operation in one commit."""
    name = f"sale-{number}"

    def work(tx: Transaction) -> None:
        tx.execute("INSERT INTO sale VALUES (?, ?)", (name, number))
        desk.journal.append(tx, name, "sold", b"{}")
        desk.audit.append(tx, "sold", name)
        desk.outbox.enqueue(tx, NewOperation(f"op-{number}", "sale", Lane.MONEY, name, body))

    desk.writer.run(work)
