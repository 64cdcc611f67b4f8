"""Looks for so long, and says how old each picture was when it was in hand, how many were lost, and what it cost."""

import json
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles

from hardware_sim.camera import bit_strip
from hardware_sim.camera.picture import Picture

WARM_UP_S = 1.0


def look(next_picture: Callable[[], Picture]) -> None:
    seconds = float(sys.argv[2])
    _until(next_picture, time.monotonic() + WARM_UP_S)
    began_s, began_cpu_s = time.monotonic(), time.process_time()
    numbers, ages_s = _until(next_picture, began_s + seconds)
    cpu = (time.process_time() - began_cpu_s) / (time.monotonic() - began_s)
    sent = numbers[-1] - numbers[0] + 1
    figures = {
        "median_ms": median(ages_s) * 1000,
        "p95_ms": quantiles(ages_s, n=20)[18] * 1000,
        "lost_percent": 100 * (sent - len(set(numbers))) / sent,
        "per_s": len(numbers) / seconds,
        "cpu_percent": 100 * cpu,
    }
    print(json.dumps(figures))


def _until(next_picture: Callable[[], Picture], end_s: float) -> tuple[list[int], list[float]]:
    numbers, ages_s = list[int](), list[float]()
    while time.monotonic() < end_s:
        picture = next_picture()
        here_s = time.monotonic()
        stamp = bit_strip.read(picture)
        if stamp is not None:
            numbers.append(stamp.number)
            ages_s.append(here_s - stamp.sent_s)
    return numbers, ages_s
