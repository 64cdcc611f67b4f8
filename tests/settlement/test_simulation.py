"""Hundreds of settlements with faults at every message and kills at every commit, compared with the truth."""

from pathlib import Path

import pytest

from kiosk.domain.case import Phase
from kiosk.settlement.record import Method, State
from tests.settlement.simulation import Simulation, simulation

SEEDS = range(240)
BATCHES = 8


def play(sim: Simulation) -> None:
    """A patient who pays, or not, or too late, or cancels; a bill that may change; a keeper that may be killed."""
    random = sim.random
    sim.truth.bill_changed = random.random() < 0.2
    sim.writer.dies_before = {random.randrange(1, 12)} if random.random() < 0.3 else set()
    sim.writer.dies_after = {random.randrange(1, 12)} if random.random() < 0.3 else set()
    sim.later(10, sim.start_first)
    pays_ms = random.choice((500, 3_000, 30_000, 100_000, 119_900))
    late = random.random() < 0.2
    if random.random() < 0.7:
        sim.later(pays_ms, lambda: sim.truth.pay("YZcase1", late))
    if late:
        sim.later(pays_ms + 30_000, lambda: sim.truth.pay("YZcase1", late))
    if random.random() < 0.3:
        sim.later(random.choice((600, 2_900, 29_000)), lambda: sim.runner.cancel("case1"))
    for _ in range(random.choice((0, 0, 1, 3))):
        sim.later(random.randrange(20, 200_000), sim.kill)
    sim.later(250_000, lambda: try_again(sim))
    sim.run()


def try_again(sim: Simulation) -> None:
    """Another way to pay is open once nothing was taken."""
    record = sim.record("case1")
    if record is None or record.state in (State.DECLINED, State.PROVEN_CLOSED):
        sim.start("case2")
        sim.later(3_000, lambda: sim.truth.pay("YZcase2"))


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_fault_loses_money_or_tells_the_patient_what_is_not_so(batch: int, tmp_path: Path, template: Path) -> None:
    for seed in SEEDS[batch::BATCHES]:
        with simulation(tmp_path, template, seed) as sim:
            try:
                play(sim)
                sim.check_end()
            except AssertionError as error:
                raise AssertionError(f"seed {seed}: {error}") from error


def test_the_same_seed_is_the_same_day(tmp_path: Path, template: Path) -> None:
    days = []
    for copy in ("a", "b"):
        (tmp_path / copy).mkdir()
        with simulation(tmp_path / copy, template, 7) as sim:
            play(sim)
            days.append((sim.told, sim.truth.arrivals, sim.clock.now_ms))
    assert days[0] == days[1]


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_at_any_commit_of_a_good_settlement_still_settles_it(
    method: Method, when: str, tmp_path: Path, template: Path
) -> None:
    """Every journal point, one after the other, until a whole settlement passes without reaching it."""
    for point in range(1, 40):
        (tmp_path / str(point)).mkdir()
        with simulation(tmp_path / str(point), template, 1, loss=0.0, method=method) as sim:
            getattr(sim.writer, f"dies_{when}").add(point)
            sim.later(10, sim.start_first)
            for ms in range(500, 100_000, 2_500):
                sim.later(ms, sim.pay_first)
            sim.run()
            sim.check_end()
            record = sim.record("case1")
            assert record is None or record.state in (State.PROVEN_CLOSED, State.SETTLED), f"commit {point}: {record}"
            if not sim.kills:
                return
    pytest.fail("a settlement takes more commits than were tried")


def test_an_hour_without_the_hospital_goes_to_staff_in_online_time_only(tmp_path: Path, template: Path) -> None:
    with simulation(tmp_path, template, 3, loss=0.0, method=Method.QR) as sim:
        sim.later(10, sim.start_first)
        sim.later(2_000, sim.pay_first)
        sim.later(2_100, lambda: setattr(sim.wire, "loss", 1.0))
        sim.later(300_000, lambda: setattr(sim.wire, "loss", 0.0))
        sim.run()
        record = sim.record("case1")
        assert record is not None
        assert record.state is State.SETTLED
        assert Phase.CHECKING in sim.told["case1"]
