"""What holds for the host as a whole, and what only for what waited."""

import pytest

from offline_queue import Delivered, Lane, Operation, Rejected, Unknown, gate
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
