"""One core, one thread, for ours and for every rival alike; and what a process holds in memory."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles

import cv2

ROUNDS_WARM = 5


def pin() -> None:
    """To the last core there is: the first serves most interrupts."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    cv2.setNumThreads(1)


Taken = tuple[float, float]  # milliseconds by the clock, and of the processor: less, where others are at work, too


def milliseconds(work: Callable[[], object]) -> Taken:
    began, worked = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def spread(taken: list[Taken]) -> dict[str, float]:
    """Without the first few: models and caches are cold."""
    warm = taken[ROUNDS_WARM:] or taken
    by_clock, of_processor = zip(*warm, strict=True)
    return {
        "median": round(median(by_clock), 2),
        "p95": round(_p95(by_clock), 2),
        "processor": round(median(of_processor), 2),
        "processor_p95": round(_p95(of_processor), 2),
        "pictures": len(warm),
    }


def _p95(values: Sequence[float]) -> float:
    return quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def memory_mib() -> dict[str, float]:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    sizes = {line.split(":")[0]: int(line.split()[1]) for line in lines if line.endswith("kB")}
    return {"rss": round(sizes["Rss"] / 1024, 1), "pss": round(sizes["Pss"] / 1024, 1)}
