"""`python -m tests.chaos kill`: the keeper is shot at each call of a full settlement, and the books must agree."""

import argparse
import os
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.chaos.kill.journeys import JOURNEYS
from tests.chaos.kill.one import Result, play
from tests.chaos.kill.points import EACH_UP_TO, NoTracing, Point, points, require_strace

NOT_POSSIBLE = 3


def all_points(journeys: Iterable[str], each_up_to: int) -> list[Point]:
    """From one undisturbed run of each journey."""
    found: list[Point] = []
    for journey in journeys:
        result = play(journey)
        if result.found:
            raise AssertionError(f"{journey}, undisturbed: {'; '.join(result.found)}")
        found += points(journey, result.counts, each_up_to)
    return found


def shoot(wanted: list[Point], jobs: int) -> Iterator[Result]:
    if jobs == 1:
        yield from (play(point.journey, point) for point in wanted)
        return
    with ProcessPoolExecutor(jobs, get_context("forkserver")) as pool:
        yield from pool.map(play, [point.journey for point in wanted], wanted)


def main(arguments: list[str]) -> int:
    options = _options(arguments)
    try:
        require_strace()
        wanted = _wanted(options)
    except NoTracing as error:
        print(error, file=sys.stderr)
        return NOT_POSSIBLE
    ends: Counter[str] = Counter()
    runs = fired = 0
    for result in shoot(wanted, 1 if options.only else options.jobs):
        runs, fired = runs + 1, fired + result.fired
        ends.update(result.ends or ("no case",))
        if result.found:
            print("\n".join(result.found))
            print(f"runs={runs} violations={len(result.found)} again: python -m tests.chaos kill --only {result.point}")
            return 1
    print("ended: " + ", ".join(f"{state} {times}" for state, times in sorted(ends.items())))
    print(f"runs={runs} killed={fired} violations=0 reads_up_to={options.each_up_to or 'all'}")
    return 0


def _wanted(options: argparse.Namespace) -> list[Point]:
    if options.only:
        return [Point.parse(options.only)]
    found = all_points(options.journey or JOURNEYS, options.each_up_to)
    if options.points == "all":
        return found
    return sorted(random.Random(options.seed).sample(found, min(int(options.points), len(found))))


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos kill", description=__doc__)
    parser.add_argument("--points", default="all", help="all, or how many of them, drawn from the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--journey", action="append", choices=sorted(JOURNEYS))
    parser.add_argument("--only", metavar="POINT", help="one point again, by the name that was printed")
    parser.add_argument(
        "--each-up-to",
        type=int,
        default=EACH_UP_TO,
        help="of reads that one thread makes more often, so many stand for the rest; 0: every one",
    )
    return parser.parse_args(arguments)
