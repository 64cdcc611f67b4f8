"""Every shipped scenario, on the shipped terminal over real wires. A scenario that cannot hold fails."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from hardware_sim.scenarios.command import run_scenario
from hardware_sim.scenarios.load import load_scenario, shipped

BENCH = Path(sys.executable).parent / "kiosk-bench"
LOOKED_THROUGH = ("visitor-pass-with-photo",)  # played in tests/privacy, and searched as well
NIGHTLY = frozenset(
    {
        *("enrol-print-held-up", "guardian-face-checked", "camera-stalls-then-qr", "visitor-pass-no-photo"),
        *("visiting-refused", "pay-by-face-2d-camera", "pay-by-face-insured", "pay-by-face-declines-then-qr"),
        *("pay-by-face-turn-killed", "scanner-dies-then-camera"),
    }
)
"""What they show is held on a virtual clock as well (tests/turn)."""
PLAYED = [path.stem for path in shipped() if path.stem not in LOOKED_THROUGH]
NAMES = [pytest.param(name, marks=pytest.mark.nightly) if name in NIGHTLY else name for name in PLAYED]


@pytest.mark.parametrize("name", NAMES)
def test_the_scenario_holds_and_the_books_agree(name: str, tmp_path: Path) -> None:
    path = next(path for path in shipped() if path.stem == name)
    outcome = run_scenario(load_scenario(path), tmp_path / "out")
    assert outcome.ok, "\n".join(f"{name}.yaml:{one.line}: {one.text}" for one in outcome.failures)
    lines = (tmp_path / "out" / "timeline.jsonl").read_text(encoding="utf-8").splitlines()
    events = [json.loads(line) for line in lines]
    assert all({"t_ms", "actor", "event"} <= set(event) for event in events)
    assert [event["t_ms"] for event in events] == sorted(event["t_ms"] for event in events)
    assert (tmp_path / "out" / "ledger.json").exists()
    assert (tmp_path / "out" / "terminal.json").exists()
    assert list((tmp_path / "out" / "screens").glob("*.png"))


def test_a_scenario_that_does_not_hold_exits_with_one_and_names_the_line(tmp_path: Path) -> None:
    file = tmp_path / "hopeless.yaml"
    file.write_text(
        "name: hopeless\ntitle: nobody pays\nsteps:\n  - screen: Attract\n    within_s_max: 60\n"
        "  - screen: Paid\n    within_s_max: 0.1\n",
        encoding="utf-8",
    )
    command = [str(BENCH), "scenario", str(file), "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 1
    assert "hopeless:6: screen: Paid did not come" in done.stderr


def test_an_unknown_scenario_exits_with_two() -> None:
    command = [str(BENCH), "scenario", "pay-by-cheque", "--out", "/tmp/nowhere"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "pay-by-qr" in done.stderr
