"""Our own queue: business row, outbox row and audit row in one commit. Run with: plain|sealed FOLDER COUNT WHAT."""

import json
import statistics
import sys
import time
from pathlib import Path

from hardware_sim.measure.queue_workers import timing
from offline_queue import (
    AesGcmSealer,
    Audit,
    Lane,
    NewOperation,
    Outbox,
    Receipt,
    Store,
    SystemClock,
    Transaction,
    WriterThread,
)
from offline_queue.seal import PLAIN

SHOP = (("shop-1", "CREATE TABLE sale (id INTEGER PRIMARY KEY, fen INTEGER NOT NULL);"),)
ACKNOWLEDGED_AT_ONCE = 10
OPS_PER_KEY = 10
LOOKS = 300
ROW = (
    "INSERT INTO outbox (op_id, kind, lane, fkey, head, due_ms, queued_ms, created_wall_ms, body_hash, body)"
    " VALUES (?, 'sale', ?, ?, ?, 0, 0, 0, x'00', x'00')"
)


class Ours:
    def __init__(self, folder: Path, sealed: bool = False) -> None:
        sealer = AesGcmSealer([b"k" * 32]) if sealed else PLAIN
        self.store = Store.open(folder / "ours.db", SystemClock(), SHOP)
        self.writer = WriterThread(self.store)
        self.outbox, self._audit = Outbox(self.store.time, sealer), Audit(self.store.time)

    def put(self, number: int) -> None:
        op_id = f"op-{number:012d}"

        def sell(tx: Transaction) -> None:
            tx.execute("INSERT INTO sale VALUES (?, ?)", (number, number))
            self._audit.append(tx, "sold", op_id)
            self.outbox.enqueue(tx, NewOperation(op_id, "sale", Lane.MONEY, op_id, timing.body(number)))

        self.writer.run(sell)

    def drain(self, count: int) -> int:
        done = 0
        while done < count:
            done += self.writer.run(self._acknowledge)
        return done

    def _acknowledge(self, tx: Transaction) -> int:
        ready = self.outbox.next_ready(tx, limit=ACKNOWLEDGED_AT_ONCE)
        for op in ready:
            self.outbox.acknowledge(tx, op.op_id, Receipt(op.op_id, op.body_hash))
        return len(ready)


def fill(ours: Ours, rows: int, start: int) -> None:
    """Open operations as they would stand there, in bulk: ten of a key, over the lanes."""

    def work(tx: Transaction) -> None:
        for number in range(start, start + rows):
            key, turn = divmod(number, OPS_PER_KEY)
            tx.execute(ROW, (f"op-{number:012d}", number // OPS_PER_KEY % 4, f"key-{key}", int(turn == 0)))

    ours.writer.run(work)


def selection(folder: Path, sizes: list[int]) -> None:
    """Microseconds to pick the next operation, at each number of open ones; milliseconds to open the smallest."""
    figures: dict[str, float] = {}
    ours, there = Ours(folder), 0
    for size in sizes:
        fill(ours, size - there, there)
        there = size
        times = []
        for _ in range(LOOKS):
            began = time.perf_counter()
            ours.writer.read(ours.outbox.next_ready)
            times.append(time.perf_counter() - began)
        figures[f"head_us_{size}"] = statistics.median(times) * 1e6
        if size == sizes[0]:
            ours.writer.close()
            ours.store.close()
            began = time.perf_counter()
            ours = Ours(folder)
            ours.writer.read(ours.outbox.next_ready)
            figures[f"open_ms_{size}"] = (time.perf_counter() - began) * 1e3
    print(json.dumps(figures))


if __name__ == "__main__":
    what = sys.argv.pop(1)
    if what == "selection":
        selection(Path(sys.argv[1]), [int(size) for size in sys.argv[2].split(",")])
    else:
        timing.main(lambda folder: Ours(folder, what == "sealed"), crowds=True)
