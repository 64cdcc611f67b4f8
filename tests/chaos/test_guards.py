"""Each invariant's check is silent while its guard stands, and speaks once the guard is taken out: 34 of 34."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chaos.guards.scenes import Scene
from tests.chaos.guards.table import GUARDS
from tests.chaos.invariants import CHECKS, violations
from tests.chaos.simulate.command import new_folder
from tests.chaos.simulate.day import Day, Violation

SEEDS = range(5_000, 5_500)  # a reversal whose answer lies is rare among them
SHOWN = {number: guard for number, guard in GUARDS.items() if guard.show is not None}
SIMULATED = {number: guard for number, guard in GUARDS.items() if guard.show is None}
KEY_LIFE_MS = 1  # the simulated day is shorter than a key's life at the server


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene(tmp_path)
    yield made
    made.close()


@pytest.fixture
def folder() -> Iterator[Path]:
    made = new_folder()
    yield made
    shutil.rmtree(made)


def test_all_34_have_a_guard() -> None:
    assert list(GUARDS) == list(CHECKS)
    assert len(GUARDS) == 34


@pytest.mark.parametrize("number", SHOWN)
def test_a_scene_shows_nothing_while_the_guard_stands(number: str, scene: Scene) -> None:
    show = GUARDS[number].show
    assert show is not None
    assert violations(show(scene)) == []


@pytest.mark.parametrize("number", SHOWN)
def test_without_its_guard_the_invariant_is_seen_broken(
    number: str, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    guard = GUARDS[number]
    assert guard.show is not None
    guard.remove(monkeypatch, scene)
    seen = guard.show(scene)
    assert violations(seen, only=[number]) != []


@pytest.mark.parametrize("number", SIMULATED)
def test_without_its_guard_the_simulation_breaks_the_invariant(
    number: str, folder: Path, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same seeds with every guard in place are part of `test_simulate`'s thousand runs' kind: none is broken."""
    GUARDS[number].remove(monkeypatch, scene)
    assert any(broken(folder, seed, number) for seed in SEEDS)


def broken(folder: Path, seed: int, number: str) -> bool:
    """Only this invariant is judged: another one may break earlier for the same reason."""
    day = Day(folder, folder / "empty.db", seed)
    day.judged = (number,)
    day.key_life_ms = KEY_LIFE_MS if number == "S11" else day.key_life_ms
    try:
        day.run()
    except Violation:
        return True
    except Exception:
        return False  # the keeper that the guard protected could not go on at all
    return False


def test_with_all_guards_in_place_none_of_these_seeds_breaks_anything(folder: Path) -> None:
    for seed in SEEDS[:40]:
        Day(folder, folder / "empty.db", seed).run()
