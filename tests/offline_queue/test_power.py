"""Kill -9 of a real process, and the number of syncs as the kernel sees them."""

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from offline_queue import Audit, InlineWriter, Outbox, Store, SystemClock

ENQUEUES = 60
STRACE = ("strace", "-f", "-e", "trace=fdatasync,fsync,sync_file_range", "-o")
PRODUCER = """
import sys
from pathlib import Path
from offline_queue import *

store = Store.open(Path(sys.argv[1]), SystemClock(), [("shop-1", "CREATE TABLE sale (id TEXT PRIMARY KEY);")])
writer = WriterThread(store, WriterLimits(idle_s=3600))
outbox, audit = Outbox(store.time), Audit(store.time)

def sell(number):
    def work(tx):
        tx.execute("INSERT INTO sale VALUES (?)", (str(number),))
        audit.append(tx, "sold", str(number))
        outbox.enqueue(tx, NewOperation(f"op-{number}", "sale", Lane.MONEY, f"k-{number}", b"x" * 500))
    return work

print("ready", flush=True)
for number in range(int(sys.argv[2])):
    writer.run(sell(number))
    print(number, flush=True)
"""
SHOP = [("shop-1", "CREATE TABLE sale (id TEXT PRIMARY KEY);")]


def stored(path: Path) -> tuple[set[str], set[str], int]:
    store = Store.open(path, SystemClock(), SHOP)
    writer = InlineWriter(store)
    sales = {row[0] for row in writer.read(lambda tx: tx.all("SELECT id FROM sale"))}
    found = writer.read(lambda tx: Outbox(store.time).next_ready(tx, limit=200))
    verdict = writer.read(Audit(store.time).verify)
    store.close()
    assert verdict.intact
    return sales, {op.op_id.removeprefix("op-") for op in found}, verdict.rows


@pytest.mark.parametrize("killed_after", [0, 1, 7, 25])
def test_q1_what_was_acknowledged_is_there_after_kill_9(tmp_path: Path, killed_after: int) -> None:
    path = tmp_path / "queue.db"
    acknowledged = []
    with subprocess.Popen(
        [sys.executable, "-c", PRODUCER, str(path), "100000"], stdout=subprocess.PIPE, text=True
    ) as producer:
        assert producer.stdout is not None
        assert producer.stdout.readline() == "ready\n"
        for line in producer.stdout:
            acknowledged.append(line.strip())
            if len(acknowledged) > killed_after:
                producer.send_signal(signal.SIGKILL)
                break
        acknowledged += [line.strip() for line in producer.stdout if line.endswith("\n")]
    sales, operations, audited = stored(path)
    assert set(acknowledged) <= operations
    assert sales == operations  # Q2: all or nothing
    assert audited == len(sales) <= len(acknowledged) + 1


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_q1_every_commit_is_one_sync_and_no_less(tmp_path: Path) -> None:
    syncs = [count_syncs(tmp_path / str(count), count) for count in (10, 10 + ENQUEUES)]
    assert syncs[1] - syncs[0] == ENQUEUES


def count_syncs(folder: Path, count: int) -> int:
    folder.mkdir()
    trace = folder / "trace"
    subprocess.run(
        [*STRACE, str(trace), sys.executable, "-c", PRODUCER, str(folder / "queue.db"), str(count)],
        check=True,
        capture_output=True,
        timeout=60,
    )
    return len(re.findall(r"(?:fdatasync|fsync)\(\d+(?:\)| <unfinished)", trace.read_text()))
