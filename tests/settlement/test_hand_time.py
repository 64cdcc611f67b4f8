"""S12: the time until staff take over is counted over all lives of the keeper, and only while the server answers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.hospital.port import Unknown
from kiosk.settlement.events import Call
from kiosk.settlement.record import Method, State
from tests.settlement.simulation import Simulation, simulation, with_limits
from tests.settlement.test_runner import Bench

ERROR, UNREACHABLE = Unknown("HOSPITAL_ERROR"), Unknown("HOSPITAL_UNREACHABLE")
HAND_S = 900.0
LIVES_MAX = 60
ANSWERS_A_LIFE = 12


@pytest.fixture
def sim(tmp_path: Path, template: Path) -> Iterator[Simulation]:
    limits = with_limits(unknown_by_hand_s=HAND_S, retry_s_max=10.0)
    with simulation(tmp_path, template, 1, loss=0.0, method=Method.QR, limits=limits) as made:
        yield made


def paid_and_then_unsure(sim: Simulation, answer: Unknown) -> Bench:
    bench = Bench(sim)
    bench.charged()
    bench.answer(Call.CONFIRM, answer)
    return bench


def live_and_die(bench: Bench, answer: Unknown) -> None:
    """Some answers that settle nothing, then a kill."""
    for _ in range(ANSWERS_A_LIFE):
        if bench.record.state is State.BY_HAND:
            return
        bench.answer(Call.QUERY_SETTLEMENT, answer)
    bench.sim.kill()


def test_a_keeper_that_is_killed_again_and_again_still_gets_there(sim: Simulation) -> None:
    bench = paid_and_then_unsure(sim, ERROR)
    began_ms = sim.store.time.now_ms()
    lives = 0
    while bench.record.state is not State.BY_HAND and lives < LIVES_MAX:
        live_and_die(bench, ERROR)
        lives += 1
    assert bench.record.state is State.BY_HAND
    assert lives > 5
    online_ms = sim.store.time.now_ms() - began_ms
    assert online_ms >= HAND_S * 1000
    assert online_ms <= 2 * HAND_S * 1000


def test_time_without_a_server_counts_for_nothing_in_any_life(sim: Simulation) -> None:
    bench = paid_and_then_unsure(sim, UNREACHABLE)
    for _ in range(LIVES_MAX):
        live_and_die(bench, UNREACHABLE)
    assert bench.record.state is State.CONFIRM_UNKNOWN


def test_handed_back_it_has_its_whole_time_again(sim: Simulation) -> None:
    bench = paid_and_then_unsure(sim, ERROR)
    while bench.record.state is not State.BY_HAND:
        live_and_die(bench, ERROR)
    row = sim.writer.read(lambda tx: sim.ledger.journal.find(tx, "case1"))
    assert row is not None
    assert row.online_ms >= (HAND_S - 10) * 1000
    sim.runner.hand_back(row)
    live_and_die(bench, ERROR)
    assert bench.record.state is not State.BY_HAND
