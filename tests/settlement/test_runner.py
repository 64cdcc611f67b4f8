"""What the runner does with one case, step by step on a virtual clock."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.money import Money
from kiosk.domain.slip import SlipKind, SlipState
from kiosk.hospital.port import NotFound, Refused, TradeState, Unknown
from kiosk.settlement import slips
from kiosk.settlement.course import Planned
from kiosk.settlement.events import Call
from kiosk.settlement.record import Method, Record, State
from kiosk.settlement.runner import Order
from offline_queue.operation import State as OpState
from tests.offline_queue.support import Chance
from tests.settlement.simulation import Simulation, simulation, with_limits

UNREACHABLE = Unknown("HOSPITAL_UNREACHABLE")
ERROR = Unknown("HOSPITAL_ERROR")


class Bench:
    """Takes orders by hand and answers them by hand."""

    def __init__(self, sim: Simulation) -> None:
        self.sim = sim
        sim.start_first()

    @property
    def record(self) -> Record:
        found = self.sim.record("case1")
        assert found is not None
        return found

    def order(self) -> Order:
        """The next call; time goes on until it leaves."""
        for _ in range(1_000):
            if orders := self.sim.runner.due():
                (order,) = orders
                return order
            self.wait()
        raise AssertionError("no call leaves")

    def wait(self) -> None:
        due = self.sim.runner.next_due_ms()
        assert due is not None
        self.sim.clock.now_ms += max(1, due - self.sim.store.time.now_ms())

    def answer(self, call: Call, answer: object) -> None:
        order = self.order()
        assert order.call is call
        self.sim.runner.answered("case1", call, answer)  # type: ignore[arg-type]

    def truth(self, *calls: Call) -> None:
        """The true hospital answers these."""
        for call in calls:
            order = self.order()
            assert order.call is call
            self.sim.runner.answered("case1", call, self.sim.truth.serve(order))

    def charged(self) -> None:
        self.truth(Call.CHARGE)
        self.sim.pay_first()
        self.truth(Call.QUERY_TRADE)

    def slip_kinds(self) -> list[str]:
        query = "SELECT kind FROM slips ORDER BY seq"
        return [row[0] for row in self.sim.writer.read(lambda tx: tx.all(query))]

    def operation(self, op_id: str) -> OpState | None:
        found = self.sim.writer.read(lambda tx: self.sim.ledger.outbox.find(tx, op_id))
        return found.state if found else None


@pytest.fixture
def bench(tmp_path: Path, template: Path) -> Iterator[Bench]:
    with simulation(tmp_path, template, 1, loss=0.0, method=Method.QR, limits=with_limits()) as sim:
        yield Bench(sim)


def test_retry_after_keeps_every_call_back(bench: Bench) -> None:
    bench.truth(Call.CHARGE)
    now = bench.sim.clock.now_ms
    bench.answer(Call.QUERY_TRADE, Unknown("HOSPITAL_BUSY", 7.0))
    bench.order()
    assert bench.sim.clock.now_ms - now >= 7_000


def test_a_confirm_in_doubt_is_asked_about_and_sent_again_under_the_same_number(bench: Bench) -> None:
    bench.charged()
    first = bench.order()
    bench.sim.runner.answered("case1", Call.CONFIRM, UNREACHABLE)
    bench.answer(Call.QUERY_SETTLEMENT, ERROR)
    bench.answer(Call.QUERY_SETTLEMENT, NotFound())
    again = bench.order()
    assert (first.call, again.call) == (Call.CONFIRM, Call.CONFIRM)
    assert first.record.settlement_number == again.record.settlement_number
    assert bench.operation("STcase1") is OpState.OPEN
    bench.sim.runner.answered("case1", Call.CONFIRM, bench.sim.truth.serve(again))
    assert bench.record.state is State.SETTLED
    assert bench.operation("STcase1") is OpState.DONE


def test_what_stays_unknown_while_the_hospital_answers_goes_to_staff_and_comes_back(bench: Bench) -> None:
    bench.charged()
    bench.answer(Call.CONFIRM, ERROR)
    began = bench.sim.clock.now_ms
    while bench.record.state is State.CONFIRM_UNKNOWN and bench.sim.clock.now_ms - began < 2_000_000:
        bench.answer(Call.QUERY_SETTLEMENT, ERROR)
    assert bench.record.state is State.BY_HAND
    assert 900_000 <= bench.sim.clock.now_ms - began < 1_000_000
    assert bench.operation("STcase1") is OpState.DEAD
    assert bench.operation("task-case10") is OpState.OPEN
    assert bench.slip_kinds()[-1] == SlipKind.BY_HAND
    row = bench.sim.writer.read(lambda tx: bench.sim.ledger.journal.find(tx, "case1"))
    assert row is not None
    dead = bench.sim.writer.read(lambda tx: bench.sim.ledger.outbox.find(tx, "STcase1"))
    task = bench.sim.writer.read(lambda tx: tx.one("SELECT body FROM outbox WHERE op_id = 'task-case10'"))
    assert dead is not None
    assert task is not None
    assert dead.reason == "NOT_RESOLVED"
    assert msgspec.json.decode(task[0])["case"]["trace_number"] == "T01-000001"
    bench.sim.runner.hand_back(row)
    handed = bench.sim.runner.course("case1")
    assert handed is not None
    assert (handed.recovered, handed.online_ms, handed.noted_ms) == (True, 0, 0)
    told = bench.sim.writer.read(lambda tx: bench.sim.ledger.outbox.story.of(tx, dead.seq))
    assert (told[-1].actor, told[-1].code, told[-1].detail) == ("keeper", "retry", b"handed back")
    assert bench.operation("STcase1") is OpState.OPEN
    bench.truth(Call.QUERY_SETTLEMENT, Call.CONFIRM)
    assert bench.operation("STcase1") is OpState.DONE


def test_time_without_the_hospital_does_not_count_towards_staff(bench: Bench) -> None:
    bench.charged()
    bench.answer(Call.CONFIRM, UNREACHABLE)
    for _ in range(400):
        bench.answer(Call.QUERY_SETTLEMENT, UNREACHABLE)
    assert bench.sim.clock.now_ms > 2 * 900_000
    assert bench.record.state is State.CONFIRM_UNKNOWN


def test_a_refund_that_a_settlement_bars_is_for_staff(bench: Bench) -> None:
    bench.charged()
    bench.answer(Call.CONFIRM, Refused("BILL_CHANGED"))
    bench.answer(Call.QUERY_SETTLEMENT, Refused("BILL_CHANGED"))
    assert bench.record.refund_number == "RFcase11"
    bench.answer(Call.REFUND, Refused("ALREADY_SETTLED"))
    assert bench.record.state is State.BY_HAND
    dead = bench.sim.writer.read(lambda tx: bench.sim.ledger.outbox.find(tx, "RFcase11"))
    assert dead is not None
    assert (dead.state, dead.reason) == (OpState.DEAD, "ALREADY_SETTLED")


def test_an_amount_that_is_not_ours_is_for_staff(bench: Bench) -> None:
    bench.truth(Call.CHARGE)
    trade = bench.sim.truth.orders["YZcase1"].trade
    paid = Money(bench.sim.amount.fen + 1)
    bench.answer(Call.QUERY_TRADE, replace(trade, state=TradeState.SUCCESS, paid=paid))
    assert (bench.record.state, bench.record.reason) == (State.BY_HAND, "AMOUNT_MISMATCH")


def test_who_waits_too_long_is_told_once_and_the_case_goes_on(bench: Bench) -> None:
    bench.charged()
    bench.answer(Call.CONFIRM, UNREACHABLE)
    began = bench.sim.clock.now_ms
    while bench.sim.clock.now_ms - began < 200_000:
        bench.answer(Call.QUERY_SETTLEMENT, UNREACHABLE)
    assert bench.record.overdue
    assert bench.slip_kinds() == [SlipKind.BEING_CHECKED]


def test_a_slip_that_waits_says_what_is_true_now(bench: Bench) -> None:
    bench.charged()
    bench.answer(Call.CONFIRM, UNREACHABLE)
    while not bench.record.overdue:
        bench.answer(Call.QUERY_SETTLEMENT, UNREACHABLE)
    bench.truth(Call.QUERY_SETTLEMENT, Call.CONFIRM)
    assert bench.slip_kinds() == [SlipKind.SETTLED]


def test_a_slip_is_leased_once_and_reported_by_who_leased_it(bench: Bench) -> None:
    bench.charged()
    bench.truth(Call.CONFIRM)
    run = bench.sim.writer.run
    leased = run(lambda tx: slips.lease(tx, "one", ""))
    assert leased is not None
    assert not leased.copy
    assert run(lambda tx: slips.lease(tx, "one", "case1")) is None
    assert not run(lambda tx: slips.report(tx, "two", leased.slip_id, SlipState.PRINTED))
    assert run(lambda tx: slips.report(tx, "one", leased.slip_id, SlipState.UNKNOWN))
    again = run(lambda tx: slips.lease(tx, "two", "case1"))
    assert again is not None
    assert again.copy
    run(lambda tx: slips.report(tx, "two", again.slip_id, SlipState.PRINTED))
    for _ in range(2 * slips.COPIES_MAX):
        run(lambda tx: slips.owe_copy(tx, "case1", 0))
        copy = run(lambda tx: slips.lease(tx, "two", "case1"))
        if copy is None:
            break
        run(lambda tx, slip_id=copy.slip_id: slips.report(tx, "two", slip_id, SlipState.PRINTED))  # type: ignore[misc]
    assert len(bench.slip_kinds()) == slips.COPIES_MAX


def test_the_database_itself_refuses_to_confirm_what_was_reversed(bench: Bench) -> None:
    run = bench.sim.writer.run
    run(lambda tx: tx.execute("UPDATE cases SET direction = 'reverse'"))
    for forbidden in ("UPDATE cases SET direction = 'confirm'", "DELETE FROM cases"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            run(lambda tx, sql=forbidden: tx.execute(sql))  # type: ignore[misc]


def test_a_phones_code_that_never_arrived_is_closed_only_when_it_no_longer_can(tmp_path: Path, template: Path) -> None:
    """S6: the request may still be on its way; a new payment before that could be a second one."""
    with simulation(tmp_path, template, 1, loss=0.0, method=Method.PAYER_CODE) as sim:
        bench = Bench(sim)
        bench.answer(Call.CHARGE, UNREACHABLE)
        began = sim.clock.now_ms
        while bench.record.state is not State.PROVEN_CLOSED:
            order = bench.order()
            assert order.call in (Call.QUERY_TRADE, Call.CLOSE_TRADE)
            sim.runner.answered("case1", order.call, NotFound())
        assert sim.clock.now_ms - began >= 59_000


def test_a_code_that_was_never_shown_nobody_can_pay(bench: Bench) -> None:
    bench.answer(Call.CHARGE, UNREACHABLE)
    bench.answer(Call.QUERY_TRADE, NotFound())
    assert bench.record.state is State.PROVEN_CLOSED


def test_bills_are_given_back_once_nobody_needs_them(bench: Bench) -> None:
    bench.truth(Call.CHARGE)
    bench.sim.writer.run(lambda tx: bench.sim.ledger.release(tx, "LK1"))
    assert bench.operation("unlock-1") is None  # the case still needs it
    bench.sim.runner.cancel("case1")
    bench.truth(Call.CLOSE_TRADE, Call.QUERY_TRADE)
    assert bench.record.state is State.PROVEN_CLOSED
    assert bench.operation("unlock-1") is OpState.OPEN


def test_money_that_comes_late_goes_back_though_the_bill_is_being_paid_again(bench: Bench) -> None:
    sim = bench.sim
    bench.truth(Call.CHARGE)
    sim.runner.cancel("case1")
    bench.truth(Call.CLOSE_TRADE, Call.QUERY_TRADE)
    sim.start("case2")
    sim.truth.pay("YZcase1", late=True)
    while bench.record.state is not State.REVERSED:
        for order in sim.runner.due():
            answer = sim.truth.serve(order)
            sim.runner.answered(order.record.case_id, order.call, answer)
        bench.wait()
    second = sim.record("case2")
    assert second is not None
    assert second.state is State.AWAITING
    assert sim.truth.paid_net() == 0


def test_a_start_takes_a_case_up_as_one_that_was_interrupted_and_asks_about_it_in_its_turn(bench: Bench) -> None:
    sim = bench.sim
    bench.truth(Call.CHARGE)
    begun = sim.runner.course("case1")
    assert begun is not None
    assert not begun.recovered
    sim.kill()
    course = sim.runner.course("case1")
    assert course is not None
    assert course.recovered
    now_ms = sim.store.time.now_ms()
    assert course.planned == Planned(Call.QUERY_TRADE, now_ms)  # at once, unless told otherwise
    assert (course.asked_ms, course.paying_ms) == (now_ms, now_ms)
    sim.runner.recover(now_ms + 9_000)
    later = sim.runner.course("case1")
    assert later is not None
    assert later.planned == Planned(Call.QUERY_TRADE, now_ms + 9_000)
    sim.runner.recover(now_ms - 1)
    sooner = sim.runner.course("case1")
    assert sooner is not None
    assert sooner.planned == Planned(Call.QUERY_TRADE, now_ms)


def test_a_code_lives_as_long_as_the_channel_says(bench: Bench) -> None:
    bench.truth(Call.CHARGE)
    trade = bench.sim.truth.orders["YZcase1"].trade
    bench.answer(Call.QUERY_TRADE, replace(trade, code_expires_in_s=90))
    course = bench.sim.runner.course("case1")
    assert course is not None
    assert bench.sim.runner.code_left_s(course) == 90.0
    bench.answer(Call.QUERY_TRADE, replace(trade, code_expires_in_s=0))  # it says nothing of it
    assert 80.0 < bench.sim.runner.code_left_s(course) < 90.0


def test_each_unanswered_call_waits_twice_as_long_as_the_one_before(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench.sim.runner, "_randomness", Chance())
    bench.charged()
    bench.answer(Call.CONFIRM, ERROR)
    waits = []
    for _ in range(5):
        before = bench.sim.clock.now_ms
        bench.answer(Call.QUERY_SETTLEMENT, ERROR)
        waits.append(bench.sim.clock.now_ms - before)
    base_ms = int(bench.sim.limits.retry_base_s * 1000)
    top_ms = int(bench.sim.limits.retry_s_max * 1000)
    assert waits == [min(base_ms << number, top_ms) for number in range(5)]
