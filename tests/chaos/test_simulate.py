"""A thousand runs of the repository's own seed; the same seed is the same run; a guard that is taken out is found."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from kiosk.settlement import facts
from kiosk.settlement.events import Ask, Call, EnqueueReversal, Wait
from kiosk.settlement.kinds import Kind
from kiosk.settlement.machine import TABLE, Rule, to
from kiosk.settlement.record import State
from kiosk.settlement.runner import Runner
from tests.chaos.simulate.command import SEEDS_PER_RUN, main, new_folder, run_one
from tests.chaos.simulate.matrix import CANNOT_HAPPEN, Fault, Hits, Point, faults_of_the_matrix

RUNS = "1000"
GUARD_RUNS = 300


@pytest.fixture
def folder() -> Iterator[Path]:
    made = new_folder()
    yield made
    shutil.rmtree(made)


def first_fault(folder: Path) -> str:
    for seed in range(SEEDS_PER_RUN, SEEDS_PER_RUN + GUARD_RUNS):
        outcome = run_one(folder, seed)
        if outcome.fault:
            return outcome.fault
    return ""


def change(monkeypatch: pytest.MonkeyPatch, state: State, kind: Kind, rule: Rule) -> None:
    monkeypatch.setitem(cast(dict[Kind, Rule], TABLE[state]), kind, rule)


def test_a_thousand_runs_hold_every_invariant_and_hit_every_cell(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--runs", RUNS, "--seed", "1", "--jobs", "2"])
    said = capsys.readouterr()
    assert status == 0, said.out + said.err
    assert f"runs={RUNS}" in said.out
    assert "violations=0 empty_cells=0" in said.out


def test_the_same_seed_is_the_same_run_and_another_is_not(folder: Path) -> None:
    once, again, other = run_one(folder, 7), run_one(folder, 7), run_one(folder, 8)
    assert (once.digest, once.steps, once.hits) == (again.digest, again.steps, again.hits)
    assert once.digest != other.digest


def test_a_day_with_many_patients_holds_every_invariant(folder: Path) -> None:
    outcome = run_one(folder, 11, patients=60)
    assert outcome.fault == ""


def test_a_second_charge_after_an_unknown_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    again = to(State.CHARGE_ASKED, Ask(Call.CHARGE, Wait.NOW))
    change(monkeypatch, State.CHARGE_UNKNOWN, Kind.TRADE_UNKNOWN, again)
    assert "charged" in first_fault(folder)


def test_a_reversal_before_a_query_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refund = to(State.REVERSING, EnqueueReversal(), Ask(Call.REFUND, Wait.NOW))
    change(monkeypatch, State.CONFIRMING, Kind.CONFIRM_UNKNOWN, refund)
    assert first_fault(folder)


def test_money_called_received_too_early_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(monkeypatch, State.AWAITING, Kind.TRADE_OPEN, TABLE[State.AWAITING][Kind.TRADE_PAID])
    assert "S4" in first_fault(folder)


def test_settled_without_a_receipt_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = TABLE[State.CONFIRMING][Kind.CONFIRM_DONE]
    change(monkeypatch, State.CONFIRMING, Kind.CONFIRM_UNKNOWN, done)
    assert "S4" in first_fault(folder)


def test_late_truth_that_is_ignored_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for end in (State.PROVEN_CLOSED, State.DECLINED, State.REVERSED):
        change(monkeypatch, end, Kind.TRADE_PAID, to(end))
    assert "S10" in first_fault(folder)


def test_a_slip_that_is_not_owed_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled = TABLE[State.CONFIRMING][Kind.CONFIRM_DONE]
    bare = replace(settled, acts=settled.acts[:1])
    change(monkeypatch, State.CONFIRMING, Kind.CONFIRM_DONE, bare)
    assert "S13" in first_fault(folder)


def test_a_restart_that_forgets_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Runner, "recover", lambda self: None)
    assert "S3" in first_fault(folder)


def test_a_call_before_its_row_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "_directed", lambda record, acts: record)
    assert first_fault(folder)


def test_cells_that_are_empty_or_cannot_happen_and_did_are_told() -> None:
    impossible = next(iter(CANNOT_HAPPEN))
    full = Hits({(fault, point): 1 for fault in Fault for point in Point if (fault, point) not in CANNOT_HAPPEN})
    assert faults_of_the_matrix(full) == []
    assert len(faults_of_the_matrix(full + Hits({impossible: 1}))) == 1
    full.pop((Fault.KILLED, Point.P4))
    assert faults_of_the_matrix(full) == ["empty: killed at P4"]
