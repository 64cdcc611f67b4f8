"""What mutmut leaves out, since it is data: every rule of the machine's table, changed one at a time.

`python -m tests.settlement.table_mutation`: each change runs the settlement's tests in a forked child; a change that
no test notices is printed. Ends in `mutants=N found=M score=…`.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.dummy import Pool
from typing import cast

import pytest

from kiosk.settlement import machine
from kiosk.settlement.events import Timer
from kiosk.settlement.kinds import Kind
from kiosk.settlement.machine import REFUSED, TABLE, TIMERS, Rule
from kiosk.settlement.record import State

TESTS = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "tests/settlement"]
SCORE_MIN = 90.0
CHILDREN = os.cpu_count() or 1

Change = tuple[str, Callable[[], None]]


def changes() -> Iterator[Change]:
    for state, row in TABLE.items():
        for kind, rule in row.items():
            other = State.BY_HAND if rule.next is not State.BY_HAND else State.CLOSING
            yield f"{state} {kind} → {other}", _set(state, kind, replace(rule, next=other))
            for act in rule.acts:
                left = tuple(each for each in rule.acts if each is not act)
                yield f"{state} {kind} without {act}", _set(state, kind, replace(rule, acts=left))
    for state, timers in TIMERS.items():
        for timer in timers:
            yield f"{state} without its timer {timer}", _without(state, timer)
    for state, kinds in REFUSED.items():
        if kinds:
            yield f"{state} refuses nothing", _refuse_nothing(state)


def _set(state: State, kind: Kind, rule: Rule) -> Callable[[], None]:
    return lambda: cast(dict[Kind, Rule], TABLE[state]).__setitem__(kind, rule)


def _without(state: State, timer: Timer) -> Callable[[], None]:
    return lambda: cast(dict[State, frozenset[Timer]], TIMERS).__setitem__(state, TIMERS[state] - {timer})


def _refuse_nothing(state: State) -> Callable[[], None]:
    return lambda: cast(dict[State, frozenset[Kind]], REFUSED).__setitem__(state, frozenset())


def noticed(change: Change) -> bool:
    child = os.fork()
    if child == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        change[1]()
        os._exit(int(pytest.main(TESTS) != 0))
    _, status = os.waitpid(child, 0)
    return status != 0


def main() -> int:
    assert machine.TABLE is TABLE
    assert pytest.main([*TESTS, "--collect-only"]) == 0  # children find the modules loaded
    found = 0
    all_changes = list(changes())
    with Pool(CHILDREN) as pool:
        for change, was_noticed in zip(all_changes, pool.imap(noticed, all_changes), strict=True):
            found += was_noticed
            if not was_noticed:
                print(f"not noticed: {change[0]}")
    score = 100 * found / len(all_changes)
    print(f"mutants={len(all_changes)} found={found} score={score:.1f}%")
    return int(score < SCORE_MIN)


if __name__ == "__main__":
    sys.exit(main())
