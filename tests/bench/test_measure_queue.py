"""The queue's figures: the workers run, and an aim that was missed is said to be."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hardware_sim.measure import queue

ROOT = Path(__file__).parents[2]
OURS = [sys.executable, "-m", "hardware_sim.measure.queue_workers.ours"]
RIVALS = [sys.executable, str(ROOT / "hardware_sim/measure/queue_workers/rivals.py")]


def said_by(*command: str) -> dict[str, float]:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60)
    figures: dict[str, float] = json.loads(done.stdout)
    return figures


@pytest.mark.parametrize("worker", [[*OURS, "plain"], [*OURS, "sealed"], [*RIVALS, "raw"], [*RIVALS, "sqlite"]])
def test_a_worker_times_its_queue_beside_the_raw_file(worker: list[str], tmp_path: Path) -> None:
    figures = said_by(*worker, str(tmp_path), "120", "all")
    assert {"put_p50_us", "put_p99_us", "put_ratio", "drain_per_s", "drain_ratio"} <= set(figures)
    assert all(value > 0 for value in figures.values())


def test_selection_is_timed_at_each_size(tmp_path: Path) -> None:
    assert set(said_by(*OURS, "selection", str(tmp_path), "100,300")) == {"head_us_100", "open_ms_100", "head_us_300"}


def test_an_aim_is_a_limit_from_above_or_from_below() -> None:
    at_most, at_least = ("a", "a", 1.35, True), ("b", "b", 3.5, False)
    judged = [queue._judged(aim, seen) for aim, seen in ((at_most, 1.3), (at_most, 1.4), (at_least, 4), (at_least, 3))]
    assert [each["met"] for each in judged] == [True, False, True, False]


def test_the_tables_say_what_was_missed() -> None:
    row = {"put_p50_us": 1234.5, "put_ratio": 1.2}
    aims = [queue._judged(("drain", "drain_ratio", 3.5, False), 3.0)]
    text = queue.as_markdown({"runs": 1, "rows": {"ours": row}, "aims": aims, "note": ""})
    assert "| ours | 1,234 |  | 1.20 |" in text
    assert "| drain | 3.00 | ≥ 3.5 | **missed** |" in text
