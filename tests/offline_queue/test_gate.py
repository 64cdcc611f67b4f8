"""What holds for the host as a whole, and what only for what waited."""

import pytest

from offline_queue import (
    Answer,
    Delivered,
    InFlight,
    Lane,
    NotReceived,
    Operation,
    Rejected,
    Unauthorised,
    Unknown,
    gate,
)
from offline_queue.gate import GATE_POLICY, Gate, GatePolicy
from offline_queue.sender import Send, Sender, SenderPolicy, WaitUntil
from tests.offline_queue.support import Chance, Desk


def loaded(desk: Desk) -> Gate:
    return desk.writer.read(lambda tx: gate.load(tx, GATE_POLICY))


def found(desk: Desk, op_id: str) -> Operation:
    operation = desk.writer.read(lambda tx: desk.outbox.find(tx, op_id))
    assert operation is not None
    return operation


def quiet(desk: Desk, wish_s: float) -> None:
    desk.writer.run(lambda tx: gate.keep_quiet(tx, desk.store.time.now_ms(), wish_s))


@pytest.mark.parametrize(
    ("wish_s", "held_ms"), [(0.0, 1_000), (-5.0, 1_000), (1.0004, 1_001), (7.0, 7_000), (1e9, 900_000)]
)
def test_q12_a_wish_is_held_within_a_second_and_a_quarter_of_an_hour(desk: Desk, wish_s: float, held_ms: int) -> None:
    quiet(desk, wish_s)
    assert loaded(desk).quiet_until_ms == desk.store.time.now_ms() + held_ms


def test_q12_a_shorter_wish_does_not_cut_a_longer_one_short(desk: Desk) -> None:
    quiet(desk, 60.0)
    quiet(desk, 2.0)
    assert loaded(desk).quiet_until_ms == desk.store.time.now_ms() + 60_000


def test_q12_what_another_caller_was_told_holds_the_outbox_too_and_a_restart_does_not_forget_it(desk: Desk) -> None:
    desk.put("a")
    quiet(desk, 30.0)
    desk.reopen()
    sender = Sender(desk.outbox, desk.store.time, Chance())
    until = desk.store.time.now_ms() + 30_000
    assert desk.writer.read(sender.next) == WaitUntil(until)
    desk.clock.advance(30_000)
    assert isinstance(desk.writer.read(sender.next), Send)


def test_q12_our_own_back_off_is_no_wish_of_the_host() -> None:
    """A patient at the machine waits for the host's word only, not for our politeness."""
    after = gate.after(Gate(0, 0, 50, ""), Unknown("TIMEOUT"), 1_000, GatePolicy(), Chance())
    assert after.quiet_until_ms == 0
    assert after.closed_until_ms > 1_000
    told = gate.after(Gate(0, 0, 50, ""), Unknown("HTTP_429", 7), 1_000, GatePolicy(), Chance())
    assert told.quiet_until_ms == 8_000
    assert told.opens_ms >= told.quiet_until_ms


def test_a_sender_carries_its_own_lanes_and_leaves_the_others(desk: Desk) -> None:
    desk.put("money", Lane.MONEY)
    policy = SenderPolicy(lanes=(Lane.RECORD, Lane.AUDIT))
    sender = Sender(desk.outbox, desk.store.time, Chance(), policy=policy)
    assert desk.writer.read(sender.next) == WaitUntil(None)
    desk.put("record", Lane.RECORD)
    action = desk.writer.read(sender.next)
    assert isinstance(action, Send)
    assert action.parcel.operation.op_id == "record"


def test_one_operation_that_the_host_chokes_on_keeps_its_own_wait(desk: Desk) -> None:
    """The others going through is no sign that it would."""
    desk.put("poison", Lane.RECORD)
    sender = Sender(desk.outbox, desk.store.time, Chance())
    desk.writer.read(sender.next)
    desk.writer.run(lambda tx: sender.answered(tx, "poison", Unknown("HTTP_500")))
    due_ms = found(desk, "poison").due_ms
    desk.put("other", Lane.RECORD)
    thanks = Delivered(desk.receipt("other"))
    desk.writer.run(lambda tx: sender.answered(tx, "other", thanks))
    assert found(desk, "poison").due_ms == due_ms > desk.store.time.now_ms()


def test_once_the_host_is_back_what_waited_for_it_is_due_and_a_rejected_one_is_not(desk: Desk) -> None:
    for name in ("a", "b", "c", "rejected", "first"):
        desk.put(name, Lane.RECORD)
    sender = Sender(desk.outbox, desk.store.time, Chance())
    desk.writer.run(lambda tx: sender.answered(tx, "rejected", Rejected("BUSY")))
    for name in ("a", "b", "c"):
        desk.writer.run(lambda tx, name=name: sender.answered(tx, name, Unknown("TIMEOUT")))  # type: ignore[misc]
    thanks = Delivered(desk.receipt("first"))
    desk.writer.run(lambda tx: sender.answered(tx, "first", thanks))
    now_ms = desk.store.time.now_ms()
    assert [found(desk, name).due_ms for name in ("a", "b", "c")] == [now_ms] * 3
    assert found(desk, "rejected").due_ms > now_ms


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        (Unknown("TIMEOUT"), Gate(13_000, 2, 1, "TIMEOUT", 6_000)),
        (Unknown("HTTP_503", 30), Gate(13_000, 2, 1, "HTTP_503", 41_000)),
        (Unknown("HTTP_503", 10**9), Gate(13_000, 2, 1, "HTTP_503", 911_000)),
        (Unauthorised("HTTP_401"), Gate(13_000, 2, 1, "UNAUTHORISED", 6_000)),
        (NotReceived("DNS", by_server=False), Gate(13_000, 2, 1, "DNS", 6_000)),
        (NotReceived("HTTP_404", by_server=True), Gate(5_000, 0, 8, "", 6_000)),
        (InFlight(9), Gate(5_000, 0, 8, "", 6_000)),
        (Rejected("NO"), Gate(5_000, 0, 8, "", 6_000)),
    ],
)
def test_an_answer_makes_the_gate_what_it_is_next(answer: Answer, after: Gate) -> None:
    assert gate.after(Gate(5_000, 1, 4, "TIMEOUT", 6_000), answer, 11_000, GatePolicy(), Chance()) == after


def test_a_gate_shut_for_longer_is_not_opened_sooner_and_its_speed_has_a_limit() -> None:
    shut = gate.after(Gate(90_000, 0, 50, "", 80_000), Unknown("HTTP_503", 5), 1_000, GatePolicy(), Chance())
    assert (shut.closed_until_ms, shut.quiet_until_ms, shut.opens_ms) == (90_000, 80_000, 90_000)
    fast = gate.after(Gate(0, 0, 40, ""), Rejected("NO"), 1_000, GatePolicy(), Chance())
    assert (fast.rate_per_s, fast.interval_ms) == (50, 20)


def test_a_gate_is_read_as_it_was_stored(desk: Desk) -> None:
    assert loaded(desk) == Gate(0, 0, GATE_POLICY.rate_per_s_max, "", 0)
    kept = Gate(1, 2, 3, "why", 4)
    desk.writer.run(lambda tx: gate.save(tx, kept))
    assert loaded(desk) == kept
    desk.writer.run(lambda tx: gate.shut_until(tx, 9, GATE_POLICY))
    assert loaded(desk) == Gate(9, 2, 3, "why", 4)
    desk.writer.run(lambda tx: gate.keep_quiet(tx, 100, 2.0))
    assert loaded(desk) == Gate(9, 2, 3, "why", 2_100)
