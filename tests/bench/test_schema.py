"""What a scenario may say: refused at load, with its line, if nobody knows it."""

from pathlib import Path
from unittest.mock import MagicMock

import pytest

from hardware_sim.bench.accidents import Accidents
from hardware_sim.bench.hands import Hands
from hardware_sim.scenarios.load import ScenarioError, find_scenario, load_scenario, shipped
from hardware_sim.scenarios.schema import problem_with, schema
from kiosk.profile import Limits

HEAD = "name: try\ntitle: a try\nsteps:\n  - screen: Attract\n"
MUST_SHIP = {
    "pay-by-qr",
    "pay-by-payer-code",
    "fully-insured",
    "slip-qr",
    "declined-then-pays",
    "paper-out-after-payment",
    "network-cut-while-paying",
    "card-pulled",
    "turn-killed-while-paying",
    "keeper-killed-while-paying",
    "walks-away",
}


def load(tmp_path: Path, text: str) -> object:
    file = tmp_path / "try.yaml"
    file.write_text(text, encoding="utf-8")
    return load_scenario(file)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEAD + "  - dance: {}\n", 5),
        (HEAD + "  - insert_card: {card: zhang, colour: red}\n", 5),
        (HEAD + "  - insert_card: {card: zhang}\n    tear_slip: {}\n", 5),
        (HEAD + "  - within_s_max: 3\n", 5),
        (HEAD + "  - screen: attract\n", 5),
        (HEAD + "  - tap: {x: 3, y: 4}\n", 5),
        (HEAD + "  - screen: Paid\n    within_s_max: long\n", 6),
        (HEAD + "  - kill: {process: init}\n", 5),
        (HEAD + "accidents:\n  - at_s: 1\n    scan: {text: hello}\n", 6),
        (HEAD + "colour: red\n", 1),
    ],
)
def test_an_unknown_step_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(ScenarioError) as refused:
        load(tmp_path, text)
    assert f"try.yaml:{line}: " in str(refused.value)


@pytest.mark.parametrize("text", ["", "- 1", "a: [", "\x00", "name: try", "x" * 300_000])
def test_what_is_no_scenario_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ScenarioError):
        load(tmp_path, text)


def test_a_missing_scenario_names_those_there_are() -> None:
    with pytest.raises(ScenarioError, match="pay-by-qr"):
        find_scenario("pay-by-cheque")


def test_every_promised_scenario_is_shipped_and_loads() -> None:
    loaded = {path.stem: load_scenario(path) for path in shipped()}
    assert set(loaded) >= MUST_SHIP
    assert all(name == one.name for name, one in loaded.items())


def test_every_limit_of_a_shipped_scenario_is_one_of_the_profile() -> None:
    known = set(Limits.__dataclass_fields__)
    assert {limit for path in shipped() for limit in load_scenario(path).limits} <= known


def test_every_deed_of_the_bench_has_a_step_and_a_body_in_the_schema() -> None:
    bench = MagicMock()
    steps, bodies = schema()["$defs"]["step"]["properties"], schema()["$defs"]
    deeds = {**Hands(bench).deeds(), **Accidents(bench).deeds()}
    assert set(deeds) <= set(steps)
    assert set(deeds) | {"tap", "touch"} <= set(bodies)
    timed = set(schema()["$defs"]["timed_accident"]["properties"]) - {"at_s"}
    assert timed == set(Accidents(bench).deeds())


def test_a_body_of_the_api_is_held_against_the_same_schema() -> None:
    assert problem_with({"card": "zhang"}, "insert_card") is None
    assert problem_with({"card": "zhang", "slot": 3}, "insert_card") is not None
    assert problem_with([], "insert_card") is not None
