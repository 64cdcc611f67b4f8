"""`kiosk-bench measure liveness`: the shipped check before people who act and before attacks; always n of n.

No rates: the faces are a handful of photos made to act, and each attack is one way of holding one thing up.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from hardware_sim.camera.performances import PERFORMANCES
from hardware_sim.faces import PHOTOS

ROOT = Path(__file__).parents[2]
WORKER = "hardware_sim.measure.liveness_workers.ours"
WORKER_S_MAX = 3 * 3600.0

Row = dict[str, Any]


def measure_liveness(people: Sequence[str], species: Sequence[str], runs: int) -> dict[str, object]:
    people = people or sorted(path.stem for path in (PHOTOS / "people").glob("*.jpg"))
    species = species or list(PERFORMANCES)
    rows = list(_rows(people, species, runs))
    ms = [one for row in rows for one in row["ms"]]
    return {
        "people": len(people),
        "runs": runs,
        "species": {name: _counted([row for row in rows if row["species"] == name]) for name in species},
        "ms": {"median": median(ms), "p95": quantiles(ms, n=20)[-1], "pictures": len(ms)} if len(ms) > 1 else {},
    }


def _rows(people: Sequence[str], species: Sequence[str], runs: int) -> Iterator[Row]:
    wanted = [f"{name}:{person}" for name in species for person in people]
    command = [sys.executable, "-m", WORKER, str(ROOT / ".models"), str(runs), *wanted]
    done = subprocess.run(command, capture_output=True, text=True, timeout=WORKER_S_MAX, check=True, cwd=ROOT)
    return (json.loads(line) for line in done.stdout.splitlines())


def _counted(rows: list[Row]) -> dict[str, object]:
    """Of those that began: a photo that does not look at the camera is asked nothing, and proves nothing."""
    begun = [row for row in rows if row["begun"]]
    codes = Counter(row["code"] for row in begun)
    return {
        "begun": len(begun),
        "of": len(rows),
        "live": codes.pop("LIVE", 0),
        "refused": dict(codes.most_common()),
        "median_s": round(median([row["took_s"] for row in begun]), 1) if begun else None,
        "not_live": sorted({row["person"] for row in begun if row["code"] != "LIVE"}),
    }


def as_markdown(figures: dict[str, Any]) -> str:
    lines = ["| | live | of those begun | refused or ended as | seconds |", "|---|---|---|---|---|"]
    for name, row in figures["species"].items():
        codes = ", ".join(f"{code} {count}" for code, count in row["refused"].items())
        lines.append(f"| {name} | {row['live']} | {row['begun']} of {row['of']} | {codes} | {row['median_s']} |")
    ms = figures["ms"]
    if ms:
        lines.append(
            f"\n{ms['pictures']} pictures, ms of one core for each: median {ms['median']:.1f}, p95 {ms['p95']:.1f}"
        )
    return "\n".join(lines)
