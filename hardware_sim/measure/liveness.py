"""`kiosk-bench measure liveness`: the shipped check before people who act and before attacks; always n of n.

No rates: the faces are a handful of photos made to act, and each attack is one way of holding one thing up.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryFile
from typing import Any

from hardware_sim.camera.performances import PERFORMANCES
from hardware_sim.faces import PHOTOS
from hardware_sim.measure.face_folders import pictures_in
from hardware_sim.measure.faces import models_folder
from hardware_sim.measure.unmeasured import MeasureFailed, NothingToMeasure

ROOT = Path(__file__).parents[2]
WORKER = "hardware_sim.measure.liveness_workers.ours"
TOLD_ROWS = 10  # a line on how far it is: a folder of photos takes hours

Row = dict[str, Any]


def measure_liveness(
    people: Sequence[str],
    species: Sequence[str],
    runs: int,
    folders: Sequence[Path] = (),
    told: Callable[[str], None] = lambda line: None,
) -> dict[str, object]:
    """`told` hears how far it is."""
    people, species = _people(people, folders), species or list(PERFORMANCES)
    if unknown := set(species) - set(PERFORMANCES):
        raise NothingToMeasure(f"no such species: {', '.join(sorted(unknown))}; of {', '.join(PERFORMANCES)}")
    rows, wanted = list[Row](), len(people) * len(species) * runs
    for row in _rows(people, species, runs):
        rows.append(row)
        if len(rows) % TOLD_ROWS == 0:
            told(f"{len(rows)} of {wanted}")
    ms = [one for row in rows for one in row["ms"]]
    return {
        "people": len(people),
        "runs": runs,
        "species": {name: _counted([row for row in rows if row["species"] == name]) for name in species},
        "ms": {"median": median(ms), "p95": quantiles(ms, n=20)[-1], "pictures": len(ms)} if len(ms) > 1 else {},
    }


def _people(named: Sequence[str], folders: Sequence[Path]) -> list[str]:
    """Names of our photos, and paths of others."""
    ours = sorted(path.stem for path in (PHOTOS / "people").glob("*.jpg"))
    if unknown := set(named) - set(ours):
        raise NothingToMeasure(f"no photo of {', '.join(sorted(unknown))} in {PHOTOS}: packaging/fetch.py photos")
    if empty := [str(folder) for folder in folders if not pictures_in([folder])]:
        raise NothingToMeasure(f"no pictures in {', '.join(empty)}")
    others = [str(path.absolute()) for path in pictures_in(folders)]
    if not (people := [*named, *others] or ours):
        raise NothingToMeasure(f"no photos in {PHOTOS}: packaging/fetch.py photos")
    return people


def _rows(people: Sequence[str], species: Sequence[str], runs: int) -> Iterator[Row]:
    wanted = [(name, person) for name in species for person in people]
    job = json.dumps({"models": str(models_folder()), "runs": runs, "wanted": wanted})
    with TemporaryFile("w+") as said, TemporaryFile("w+") as asked:
        asked.write(job)
        asked.seek(0)
        command = [sys.executable, "-m", WORKER]
        with subprocess.Popen(command, stdin=asked, stdout=subprocess.PIPE, stderr=said, text=True, cwd=ROOT) as worker:
            assert worker.stdout is not None
            yield from map(json.loads, worker.stdout)
        said.seek(0)
        if worker.returncode:
            raise MeasureFailed(f"the worker failed: {said.read().strip()[-400:]}")


def _counted(rows: list[Row]) -> dict[str, object]:
    """Of those that began: a photo that does not look at the camera is asked nothing, and proves nothing."""
    begun = [row for row in rows if row["begun"]]
    codes = Counter(row["code"] for row in begun)
    return {
        "begun": len(begun),
        "of": len(rows),
        "unfit": dict(Counter(row["code"] for row in rows if not row["begun"]).most_common()),
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
    unfit = {code: count for row in figures["species"].values() for code, count in row["unfit"].items()}
    if unfit:
        lines.append("\nAsked nothing, by the last species: " + ", ".join(f"{code} {n}" for code, n in unfit.items()))
    ms = figures["ms"]
    if ms:
        lines.append(
            f"\n{ms['pictures']} pictures, ms of one core for each: median {ms['median']:.1f}, p95 {ms['p95']:.1f}"
        )
    return "\n".join(lines)
