"""When the runner's calls leave and its timers fire, to the millisecond, on a virtual clock."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.money import NOTHING
from kiosk.domain.payment import Channel
from kiosk.hospital.port import NotFound, Trade, TradeState, Unknown
from kiosk.settlement.events import Call, Timer
from kiosk.settlement.record import BY_CODE, Method, State
from tests.settlement.simulation import Simulation, simulation, with_limits
from tests.settlement.test_runner import Bench

ERROR = Unknown("HOSPITAL_ERROR")
PAYING = Trade("YZcase1", TradeState.USER_PAYING, NOTHING, NOTHING, Channel.WECHAT)


@pytest.fixture(params=[Method.QR, Method.PAYER_CODE, Method.FACE], ids=str)
def sim(request: pytest.FixtureRequest, tmp_path: Path, template: Path) -> Iterator[Simulation]:
    with simulation(tmp_path, template, 1, loss=0.0, method=request.param, limits=with_limits()) as made:
        made.clock.now_ms += 50_000  # the machine has been up for a while
        yield made


def timers(sim: Simulation, case_id: str = "case1") -> dict[Timer, int]:
    """What is left of each."""
    course = sim.runner.course(case_id)
    assert course is not None
    now_ms = sim.store.time.now_ms()
    return {timer: due - now_ms for timer, due in course.timers.items()}


def test_with_no_case_there_is_nothing_to_wait_for(sim: Simulation) -> None:
    assert sim.runner.next_due_ms() is None
    assert (sim.runner.due(), sim.runner.open_count()) == ([], 0)


def test_the_payers_code_leaves_with_the_charge_and_is_then_forgotten(sim: Simulation) -> None:
    code = "1" * 18 if sim.method in BY_CODE else ""
    bench = Bench(sim)
    charge = bench.order()
    assert (charge.call, charge.payer_code) == (Call.CHARGE, code)
    sim.runner.answered("case1", Call.CHARGE, ERROR)
    query = bench.order()
    assert (query.call, query.payer_code) == (Call.QUERY_TRADE, "")


def test_a_payment_has_the_life_of_its_kind(sim: Simulation) -> None:
    bench = Bench(sim)
    bench.truth(Call.CHARGE)
    life_ms = 120_000 if sim.method is Method.QR else 45_000
    assert bench.record.state is State.AWAITING
    assert timers(sim)[Timer.PAYING] == life_ms
    course = sim.runner.course("case1")
    assert course is not None
    assert course.planned is not None
    assert course.planned.due_ms - sim.store.time.now_ms() == 250


def test_a_phones_payment_is_closed_only_once_the_channel_takes_it(sim: Simulation) -> None:
    bench = Bench(sim)
    bench.truth(Call.CHARGE)
    paying_ms = sim.store.time.now_ms()
    bench.answer(Call.QUERY_TRADE, PAYING)  # asked for the password still, not anew
    asked_ms = sim.store.time.now_ms()
    sim.runner.cancel("case1")
    assert bench.order().call is Call.CLOSE_TRADE
    waited_ms = sim.store.time.now_ms() - asked_ms
    assert waited_ms == (paying_ms - asked_ms + 15_000 if sim.method in BY_CODE else 0)


def test_the_time_before_a_trade_has_closed_by_itself_is_that_of_its_kind(sim: Simulation) -> None:
    """A code that nobody saw is closed at once; a phone's after 45 s and 15 more."""
    bench = Bench(sim)
    bench.answer(Call.CHARGE, ERROR)
    course = sim.runner.course("case1")
    assert course is not None
    if sim.method is Method.QR:
        assert sim.runner._auto_closed(course)
        course.record = replace(course.record, code_url="https://q/1")
    life_ms = 135_000 if sim.method is Method.QR else 60_000
    sim.clock.now_ms += course.asked_ms + life_ms - 1 - sim.store.time.now_ms()
    assert not sim.runner._auto_closed(course)
    sim.clock.now_ms += 1
    assert sim.runner._auto_closed(course)


def test_an_ended_trade_is_looked_at_after_one_two_and_four_times_the_wait_and_then_left(sim: Simulation) -> None:
    bench = Bench(sim)
    bench.truth(Call.CHARGE)
    closed = replace(PAYING, state=TradeState.CLOSED)
    bench.answer(Call.QUERY_TRADE, closed)
    assert bench.record.state is State.PROVEN_CLOSED
    for wait_ms in (30_000, 60_000, 120_000):
        assert timers(sim) == {Timer.LATE_CHECK: wait_ms}
        before_ms = sim.store.time.now_ms()
        assert bench.order().call is Call.QUERY_TRADE
        assert sim.store.time.now_ms() - before_ms == wait_ms
        sim.runner.answered("case1", Call.QUERY_TRADE, closed)
    assert (sim.runner.course("case1"), sim.runner.next_due_ms()) == (None, None)
    assert bench.record.late_checks == 3


def test_the_time_towards_staff_is_kept_over_a_kill_and_counts_between_two_answers(sim: Simulation) -> None:
    bench = Bench(sim)
    bench.charged()
    bench.answer(Call.CONFIRM, ERROR)
    for _ in range(8):
        bench.answer(Call.QUERY_SETTLEMENT, ERROR)
    course = sim.runner.course("case1")
    assert course is not None
    assert course.online_ms >= course.noted_ms > 0
    noted_ms = course.noted_ms
    sim.kill()
    again = sim.runner.course("case1")
    assert again is not None
    assert (again.online_ms, again.noted_ms, again.heard_ms) == (noted_ms, noted_ms, None)
    bench.answer(Call.QUERY_SETTLEMENT, ERROR)
    assert again.online_ms == noted_ms  # the first answer of a life begins the count
    again.online_ms = 900_000 - 2_000
    sim.clock.now_ms = (again.heard_ms or 0) + sim.clock.now_ms - sim.store.time.now_ms() + 2_000
    again.planned, again.in_flight = None, Call.QUERY_SETTLEMENT
    sim.runner.answered("case1", Call.QUERY_SETTLEMENT, ERROR)
    assert bench.record.state is State.BY_HAND  # to the millisecond


def test_a_trade_not_found_is_asked_about_as_soon_as_the_patient_stands_there(sim: Simulation) -> None:
    bench = Bench(sim)
    bench.answer(Call.CHARGE, ERROR)
    left_ms = sim.store.time.now_ms()
    assert bench.order().call is Call.QUERY_TRADE
    assert sim.store.time.now_ms() - left_ms == 250
    sim.runner.answered("case1", Call.QUERY_TRADE, NotFound())
    assert bench.record.state in (State.PROVEN_CLOSED, State.CLOSING, State.CHARGE_UNKNOWN)


def test_what_is_in_memory_is_what_is_in_the_journal_step_by_step(sim: Simulation) -> None:
    bench = Bench(sim)

    def same() -> int:
        course = sim.runner.course("case1")
        row = sim.writer.read(lambda tx: sim.ledger.journal.find(tx, "case1"))
        assert course is not None
        assert row is not None
        assert (course.seq, course.version, course.lock_id, course.visit) == (
            row.seq,
            row.version,
            row.lock_id,
            row.visit,
        )
        assert (course.record, course.private) == (row.record, row.private)
        return course.version

    versions = [same()]
    for call in (Call.CHARGE, Call.QUERY_TRADE):
        bench.truth(call)
        versions.append(same())
    assert versions[0] < versions[1] <= versions[2]
    sim.kill()
    assert same() >= versions[2]


def test_a_trade_that_nobody_is_asked_to_pay_does_not_put_its_closing_off(sim: Simulation) -> None:
    bench = Bench(sim)
    bench.truth(Call.CHARGE)
    course = sim.runner.course("case1")
    assert course is not None
    paying_ms = course.paying_ms
    bench.answer(Call.QUERY_TRADE, replace(PAYING, state=TradeState.NOT_PAID))
    assert course.paying_ms == paying_ms
    bench.answer(Call.QUERY_TRADE, PAYING)
    assert course.paying_ms == sim.store.time.now_ms()
