"""The camera's figures: both lookers run, and a ratio that is too high is said to be."""

from typing import Any

import pytest

from hardware_sim.measure import camera


@pytest.mark.parametrize("name", camera.SUBJECTS)
def test_a_looker_times_each_picture(name: str) -> None:
    with camera._camera("640x480", 30) as address:
        seen = camera._look(name, address, 1.0)
    assert 0 < seen["median_ms"] <= seen["p95_ms"] and seen["per_s"] > 1
    assert 0 <= seen["lost_percent"] < 100 and seen["cpu_percent"] > 0


def test_the_table_names_what_was_missed() -> None:
    seen = {"median_ms": 2.0, "p95_ms": 4.0, "lost_percent": 0.0, "per_s": 30.0, "cpu_percent": 5.0}
    row: dict[str, Any] = {"size": "640x480", "fps": 30, "ours": seen | {"median_ms": 6.0}, "plain": seen}
    row["ratio"] = {"median_ms": 1.0, "p95_ms": 9.0, "cpu_percent": 1.0}
    table = camera.as_markdown({"rows": [row]})
    assert "| 640x480, 30 a second | our driver | 6.00 | 4.00 | 0.00 | 30.00 | 5.00 |" in table
    assert table.count("MISSED") == 1 and "at most 4.0 ms, aim ≤ 3: MISSED" in table
