"""`kiosk-bench measure camera`: how old a picture is when it is in hand, by our driver and by plain OpenCV.

The camera and each looker are processes of their own, the lookers one after the other, and again for each run.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

SUBJECTS = {"ours": "our driver", "plain": "plain OpenCV"}
SETTINGS = (("640x480", 15), ("640x480", 30), ("1280x720", 15), ("1280x720", 30))
SECONDS = 6.0
WORKER_S_MAX = 60.0
KEYS = {
    "median_ms": "median ms",
    "p95_ms": "p95 ms",
    "lost_percent": "lost %",
    "per_s": "a second",
    "cpu_percent": "CPU %",
}
COMPARED = ("median_ms", "p95_ms", "cpu_percent")
LATER_MS_MAX, LOST_PERCENT_MAX = (
    3.0,
    0.5,
)  # its own thread, its mailbox and its checks may cost a tenth of 30 pictures' time

Figures = dict[str, float]


def measure_camera(runs: int, seconds: float = SECONDS) -> dict[str, object]:
    """`rows`: medians over the runs; `ratio`: ours against plain, in the same run."""
    rows: list[dict[str, object]] = []
    for size, fps in SETTINGS:
        taken: dict[str, list[Figures]] = {name: [] for name in SUBJECTS}
        for _ in range(runs):
            with _camera(size, fps) as address:
                for name in SUBJECTS:
                    taken[name].append(_look(name, address, seconds))
        seen = {name: _medians(each) for name, each in taken.items()}
        ratio = {key: _ratio(taken, key) for key in COMPARED}
        rows.append({"size": size, "fps": fps, **seen, "ratio": ratio})
    return {"runs": runs, "seconds": seconds, "rows": rows}


def as_markdown(figures: dict[str, object]) -> str:
    rows = figures["rows"]
    assert isinstance(rows, list)
    lines = ["| camera | who looks | " + " | ".join(KEYS.values()) + " |", "|---|---|" + "---|" * len(KEYS)]
    for row in rows:
        where = f"{row['size']}, {row['fps']} a second"
        lines += [f"| {where} | {SUBJECTS[name]} | {_cells(row[name])} |" for name in SUBJECTS]
        lines.append(f"| | ours / plain | {_cells(row['ratio'])} |")
    later_ms = max(row["ours"]["median_ms"] - row["plain"]["median_ms"] for row in rows)
    lost = max(row["ours"]["lost_percent"] for row in rows)
    return "\n".join(
        [
            *(*lines, ""),
            f"median later than plain OpenCV: at most {later_ms:.1f} ms, {_verdict(later_ms, LATER_MS_MAX)}",
            f"pictures lost: at most {lost:.1f} %, {_verdict(lost, LOST_PERCENT_MAX)}",
        ]
    )


def _verdict(seen: float, limit: float) -> str:
    return f"aim ≤ {limit:g}: {'met' if seen <= limit else 'MISSED'}"


def _cells(row: Figures) -> str:
    return " | ".join(f"{row[key]:.2f}" if key in row else "" for key in KEYS)


def _ratio(taken: dict[str, list[Figures]], key: str) -> float:
    return median(ours[key] / plain[key] for ours, plain in zip(taken["ours"], taken["plain"], strict=True))


def _medians(taken: list[Figures]) -> Figures:
    return {key: median(each[key] for each in taken) for key in taken[0]}


def _look(name: str, address: str, seconds: float) -> Figures:
    command = [sys.executable, "-m", f"hardware_sim.measure.camera_workers.{name}", address, str(seconds)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=seconds + WORKER_S_MAX)
    figures: Figures = json.loads(done.stdout)
    return figures


@contextmanager
def _camera(size: str, fps: int) -> Iterator[str]:
    command = [sys.executable, "-m", "hardware_sim.camera", "--size", size, "--fps", str(fps)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as camera:
        try:
            assert camera.stdout is not None
            yield camera.stdout.readline().strip()
        finally:
            camera.terminate()
