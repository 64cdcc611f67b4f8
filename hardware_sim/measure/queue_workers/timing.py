"""Paired timing: every operation beside an append and fdatasync of 1 KiB in the same process, at the same moment."""

import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Protocol

WARM_UP = 30
BODY_BYTES = 1_024
PRODUCERS = 16
Figures = dict[str, float]


class Queue(Protocol):
    """`put` is durable once it returns. `drain` takes up to so many out for good; how many it took."""

    def put(self, number: int) -> None: ...

    def drain(self, count: int) -> int: ...


class Raw:
    """The unit: append and fdatasync."""

    def __init__(self, folder: Path) -> None:
        self._file = os.open(folder / "raw", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._body = b"x" * BODY_BYTES

    def put(self, number: int) -> None:
        os.write(self._file, self._body)
        os.fdatasync(self._file)

    def drain(self, count: int) -> int:
        for number in range(count):
            self.put(number)
        return count


def body(number: int) -> bytes:
    return json.dumps({"op_id": f"op-{number}", "fill": "x" * (BODY_BYTES - 40)}).encode()


def paired(queue: Queue, raw: Raw, count: int) -> Figures:
    """They take turns in going first: who follows a sync finds the disk warm."""
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(WARM_UP + count):
        first, second = ((queue, ours), (raw, theirs)) if number % 2 else ((raw, theirs), (queue, ours))
        for each, times in (first, second):
            began = time.perf_counter()
            each.put(number)
            times.append(time.perf_counter() - began)
    ours, theirs = ours[WARM_UP:], theirs[WARM_UP:]
    p50, unit = statistics.median(ours), statistics.median(theirs)
    return {
        "put_p50_us": p50 * 1e6,
        "put_p99_us": statistics.quantiles(ours, n=100)[98] * 1e6,
        "raw_p50_us": unit * 1e6,
        "put_ratio": p50 / unit,
    }


def drained(queue: Queue, raw: Raw, count: int) -> Figures:
    """Rates over several turns of a part each, the raw one beside it."""
    part, ours, theirs = max(1, count // 5), 0.0, 0.0
    done = 0
    for _ in range(5):
        began = time.perf_counter()
        done += queue.drain(part)
        between = time.perf_counter()
        raw.drain(part // 4 + 1)
        ours += between - began
        theirs += (time.perf_counter() - between) * part / (part // 4 + 1)
    return {"drain_per_s": done / ours, "drain_ratio": (done / ours) / (5 * part / theirs)}


def crowded(queue: Queue, raw: Raw, count: int) -> Figures:
    """Sixteen threads at once; the rate against that of one thread with append and fdatasync."""
    each = max(1, count // PRODUCERS)
    began = time.perf_counter()
    threads = [threading.Thread(target=_produce, args=(queue, turn, each)) for turn in range(PRODUCERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = PRODUCERS * each / (time.perf_counter() - began)
    began = time.perf_counter()
    raw.drain(count // 2)
    return {"crowd_per_s": rate, "crowd_ratio": rate / (count // 2 / (time.perf_counter() - began))}


def _produce(queue: Queue, turn: int, each: int) -> None:
    for number in range(each):
        queue.put(1_000_000 + turn * 100_000 + number)


def main(make: Callable[[Path], Queue], crowds: bool = False) -> None:
    """Arguments: folder, count, and what to do: all | put | drain (the last two without the unit beside them)."""
    folder, count, what = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    queue = make(folder)
    if what == "all":
        raw = Raw(folder)
        figures = paired(queue, raw, count)
        with suppress(NotImplementedError):
            figures |= drained(queue, raw, count)
        print(json.dumps(figures | (crowded(queue, raw, count * 2) if crowds else {})))
        return
    for number in range(count):
        queue.put(number)
    if what == "drain":
        queue.drain(count)
    print("{}")
