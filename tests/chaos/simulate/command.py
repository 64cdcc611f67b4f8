"""`python -m tests.chaos simulate`: many runs from one seed, side by side, and the matrix of what they met."""

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from multiprocessing import get_context
from pathlib import Path

from kiosk.settlement.tables import TABLES
from offline_queue.store import Store
from tests.chaos.simulate.clock import VirtualClock
from tests.chaos.simulate.day import Day
from tests.chaos.simulate.matrix import Hits, faults_of_the_matrix, table

MEMORY = Path("/dev/shm")
SEEDS_PER_RUN = 1_000_003  # run n of seed S is S * this + n: no two seeds share a run
RUNS_FOR_A_FULL_MATRIX = 1_000
WORKING_DAY_MS = 8 * 3_600_000
RUNS_AT_ONCE = 8


@dataclass
class Outcome:
    seed: int
    steps: int = 0
    hits: Hits = field(default_factory=Counter)
    fault: str = ""
    digest: str = ""


def run_one(folder: Path, seed: int, patients: int = 0) -> Outcome:
    """One run. Whatever it raises is what it found."""
    apart_ms = WORKING_DAY_MS // patients if patients else 60_000
    day = Day(folder, folder / "empty.db", seed, patients, apart_ms)
    outcome = Outcome(seed)
    try:
        day.run()
    except Exception as error:
        outcome.fault = f"{type(error).__name__}: {error}"
    for path in folder.glob(f"{seed}-*"):
        path.unlink()
    outcome.steps, outcome.hits, outcome.digest = day.steps, day.hits, day.digest.hexdigest()
    return outcome


def new_folder() -> Path:
    """With an empty database to copy: making the tables takes longer than a run."""
    folder = Path(tempfile.mkdtemp(prefix="yizhan-simulate-", dir=MEMORY if MEMORY.is_dir() else None))
    store = Store.open(folder / "empty.db", VirtualClock(), TABLES)
    store.checkpoint()
    store.close()
    return folder


def outcomes(seeds: Iterator[int], patients: int, jobs: int) -> Iterator[Outcome]:
    folder = new_folder()
    try:
        if jobs == 1:
            yield from (run_one(folder, seed, patients) for seed in seeds)
            return
        with get_context("fork").Pool(jobs, _begin, (folder, patients)) as pool:
            while group := list(islice(seeds, jobs * RUNS_AT_ONCE * 8)):
                yield from pool.imap(_run, group, RUNS_AT_ONCE if not patients else 1)
    finally:
        shutil.rmtree(folder)


_place: tuple[Path, int]


def _begin(folder: Path, patients: int) -> None:
    global _place
    _place = (folder, patients)


def _run(seed: int) -> Outcome:
    folder, patients = _place
    return run_one(folder, seed, patients)


def simulate(
    seeds: Iterator[int], patients: int, jobs: int, steps_wanted: int
) -> tuple[int, int, Hits, Outcome | None]:
    """Runs, steps, hits, and the first run that found something."""
    runs = steps = 0
    hits: Hits = Counter()
    for outcome in outcomes(seeds, patients, jobs):
        runs, steps = runs + 1, steps + outcome.steps
        hits += outcome.hits
        if outcome.fault:
            return runs, steps, hits, outcome
        if steps_wanted and steps >= steps_wanted:
            break
    return runs, steps, hits, None


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    first = options.seed * SEEDS_PER_RUN
    seeds = iter([options.only]) if options.only is not None else count(first)
    if options.only is None and not options.steps:
        seeds = islice(seeds, options.runs)
    jobs = 1 if options.only is not None else options.jobs
    runs, steps, hits, found = simulate(seeds, options.patients, jobs, options.steps)
    if found is not None:
        again = f"python -m tests.chaos simulate --only {found.seed}" + _patients(options.patients)
        print(f"{found.fault}\nruns={runs} steps={steps} violations=1 seed={found.seed}  again: {again}")
        return 1
    if options.only is not None:
        outcome = run_one(folder := new_folder(), options.only, options.patients)
        shutil.rmtree(folder)
        print(f"digest={outcome.digest}")
    print(table(hits))
    cells = faults_of_the_matrix(hits)
    counts = runs >= RUNS_FOR_A_FULL_MATRIX
    for cell in cells:
        print(("error: " if counts else "note: ") + cell, file=sys.stderr)
    print(f"runs={runs} steps={steps} violations=0 empty_cells={len(cells)} seed={options.seed}")
    return int(counts and bool(cells))


def _patients(patients: int) -> str:
    return f" --patients {patients}" if patients else ""


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos simulate", description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0, help="go on with new runs until so many steps were made")
    parser.add_argument("--patients", type=int, default=0, help="a working day with so many, instead of 1 to 4")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--only", type=int, metavar="SEED", help="one run again, by the seed that was printed")
    return parser.parse_args(arguments)
