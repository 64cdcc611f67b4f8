"""Q12 for settlements: what the host asked of anybody on this terminal is in the store, and holds here too."""

from pathlib import Path

import pytest

from kiosk.hospital.port import Unknown
from kiosk.settlement.events import Call
from kiosk.settlement.record import Method
from offline_queue import gate
from tests.settlement.simulation import simulation, with_limits
from tests.settlement.test_runner import Bench


@pytest.mark.parametrize("killed", [False, True])
def test_no_call_of_a_settlement_leaves_while_the_host_wants_quiet(
    tmp_path: Path, template: Path, killed: bool
) -> None:
    with simulation(tmp_path, template, 1, loss=0.0, method=Method.QR, limits=with_limits()) as sim:
        bench = Bench(sim)
        bench.answer(Call.CHARGE, Unknown("HTTP_429", retry_after_s=30.0))
        told_ms = sim.store.time.now_ms()
        if killed:
            sim.kill()
        bench.order()
        assert sim.store.time.now_ms() - told_ms >= 30_000


def test_what_the_outbox_was_told_holds_a_settlement_too(tmp_path: Path, template: Path) -> None:
    with simulation(tmp_path, template, 1, loss=0.0, method=Method.QR, limits=with_limits()) as sim:
        bench = Bench(sim)
        now_ms = sim.store.time.now_ms()
        sim.writer.run(lambda tx: gate.keep_quiet(tx, now_ms, 30.0))
        bench.order()
        assert sim.store.time.now_ms() - now_ms >= 30_000


def test_a_patient_who_pays_now_does_not_wait_for_our_own_back_off(tmp_path: Path, template: Path) -> None:
    with simulation(tmp_path, template, 1, loss=0.0, method=Method.QR, limits=with_limits()) as sim:
        now_ms = sim.store.time.now_ms()
        sim.writer.run(lambda tx: gate.shut_until(tx, now_ms + 30_000, gate.GATE_POLICY))
        bench = Bench(sim)
        assert bench.order().call is Call.CHARGE
        assert sim.store.time.now_ms() == now_ms


def test_after_a_power_cut_what_was_open_keeps_to_the_terminals_turn(tmp_path: Path, template: Path) -> None:
    with simulation(tmp_path, template, 1, loss=0.0, method=Method.QR, limits=with_limits()) as sim:
        bench = Bench(sim)
        bench.charged()
        sim.kill()
        turn_ms = sim.store.time.now_ms() + 25_000
        sim.runner.recover(turn_ms)
        bench.order()
        assert turn_ms <= sim.store.time.now_ms() < turn_ms + 1_000
