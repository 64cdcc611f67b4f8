"""What one step writes, looked at without a runner."""

from dataclasses import replace

import pytest

from kiosk.domain.slip import SlipKind
from kiosk.hospital.port import NotFound, Refused, Unknown
from kiosk.keeper.books import ledger_of
from kiosk.settlement import locks, operations
from kiosk.settlement.events import (
    Act,
    Answered,
    Ask,
    Begin,
    Call,
    EnqueueConfirm,
    EnqueueReversal,
    EnqueueUnlock,
    Event,
    FinishOperation,
    GiveUpOperation,
    OweSlip,
    ReopenOperation,
    Wait,
)
from kiosk.settlement.kinds import Kind
from kiosk.settlement.machine import Step
from kiosk.settlement.record import Direction, Record, State
from offline_queue.errors import ErrorCode, QueueError
from offline_queue.operation import Lane, NewOperation, Operation
from offline_queue.operation import State as OpState
from offline_queue.seal import PLAIN
from tests.settlement.books import Desk, record


def write(desk: Desk, old: Record, new: Record, *acts: Act, event: Event | None = None) -> None:
    step = Step(Kind.PROCEED, new, acts)
    desk.run(lambda tx: desk.ledger.write(tx, 1, "LK1", old, event or Begin(), step))


def operation(desk: Desk, op_id: str) -> Operation | None:
    return desk.run(lambda tx: desk.ledger.outbox.find(tx, op_id))


def events(desk: Desk, op_id: str) -> list[tuple[str, str, str | None, bytes]]:
    found = operation(desk, op_id)
    assert found is not None
    told = desk.run(lambda tx: desk.ledger.outbox.story.of(tx, found.seq))
    return [(event.kind, event.code, event.actor, event.detail) for event in told]


@pytest.fixture
def confirming(desk: Desk) -> Record:
    old = desk.case().record
    new = replace(old, state=State.CONFIRMING, direction=Direction.CONFIRM)
    write(desk, old, new, EnqueueConfirm())
    return new


def test_a_number_to_be_read_aloud_is_the_terminal_and_six_digits(desk: Desk) -> None:
    assert desk.ledger.trace_number(42) == "T01-000042"


def test_a_step_stores_its_operation_with_the_case(desk: Desk, confirming: Record) -> None:
    found = operation(desk, "STcase1")
    assert found is not None
    assert (found.kind, found.lane, found.fkey, found.state) == ("confirm", Lane.MONEY, "case1", OpState.OPEN)
    row = desk.run(lambda tx: desk.ledger.journal.find(tx, "case1"))
    assert row is not None
    assert (row.record, row.version) == (confirming, 2)
    lines = desk.run(lambda tx: tx.all("SELECT kind FROM journal WHERE stream = 'case1' ORDER BY n"))
    assert lines == [("intent",), ("proceed",)]
    write(desk, confirming, confirming)  # nothing new: no line
    assert desk.run(lambda tx: tx.one("SELECT count(*) FROM journal")) == (2,)


def test_the_end_of_an_operation_is_its_receipt(desk: Desk, confirming: Record) -> None:
    desk.run(lambda tx: locks.hold(tx, "LK1", "key", "v1"))
    write(desk, confirming, replace(confirming, state=State.SETTLED), FinishOperation("SETTLED"))
    found = operation(desk, "STcase1")
    assert found is not None
    assert found.state is OpState.DONE
    assert desk.run(lambda tx: desk.ledger.outbox.receipt(tx, "STcase1")) == b"SETTLED"
    assert desk.run(lambda tx: tx.all("SELECT lock_id, state FROM locks")) == [("LK1", "gone")]


def test_a_definite_no_is_in_the_receipt_of_the_operation_that_ended_with_it(desk: Desk, confirming: Record) -> None:
    refused = replace(confirming, refusal="BILL_CHANGED")
    write(desk, refused, replace(refused, state=State.REVERSING), FinishOperation("NOT_SETTLED"))
    assert desk.run(lambda tx: desk.ledger.outbox.receipt(tx, "STcase1")) == b"NOT_SETTLED BILL_CHANGED"


def test_a_case_given_up_is_a_dead_letter_with_its_reason_and_a_task(desk: Desk, confirming: Record) -> None:
    given_up = replace(confirming, state=State.BY_HAND, reason="NOT_RESOLVED")
    write(desk, confirming, given_up, GiveUpOperation(), OweSlip(SlipKind.BY_HAND))
    dead, task = operation(desk, "STcase1"), operation(desk, "task-case10")
    assert dead is not None
    assert task is not None
    assert (dead.state, dead.reason) == (OpState.DEAD, "NOT_RESOLVED")
    parcel = desk.run(lambda tx: desk.ledger.outbox.parcel(tx, task))
    assert parcel.body == operations.staff_task(given_up, "T01-000001").body
    slips = desk.run(lambda tx: tx.all("SELECT slip_id, kind, owed_wall_ms FROM slips"))
    assert slips == [("case1-1", "by_hand", desk.clock.wall_ms())]
    write(desk, given_up, confirming, ReopenOperation())
    again = operation(desk, "STcase1")
    assert again is not None
    assert again.state is OpState.OPEN
    assert events(desk, "STcase1")[-1] == ("decision", "retry", "keeper", b"handed back")


def test_only_what_lies_with_staff_is_opened_again(desk: Desk, confirming: Record) -> None:
    write(desk, confirming, confirming, ReopenOperation())
    assert events(desk, "STcase1") == []  # it was open
    for direction in (Direction.NONE, Direction.REVERSE):
        other = replace(confirming, direction=direction)
        write(desk, other, other, ReopenOperation(), FinishOperation("NOTHING"))  # there is none
    found = operation(desk, "STcase1")
    assert found is not None
    assert found.state is OpState.OPEN


def test_each_reversal_is_an_operation_of_its_own(desk: Desk, confirming: Record) -> None:
    reversing = replace(confirming, state=State.REVERSING, direction=Direction.REVERSE, refund_round=1)
    write(desk, confirming, reversing, EnqueueReversal())
    found = operation(desk, "RFcase11")
    assert found is not None
    assert (found.kind, found.lane, found.fkey) == ("reverse", Lane.MONEY, "case1")


@pytest.mark.parametrize(("wish_s", "wait_ms", "quiet_ms"), [(None, None, 0), (6.2, 7_000, 6_200), (0.0, 1_000, 1_000)])
def test_no_answer_puts_the_operation_off_and_the_hosts_wish_holds_for_every_call(
    desk: Desk, confirming: Record, wish_s: float | None, wait_ms: int | None, quiet_ms: int
) -> None:
    now_ms = desk.store.time.now_ms()
    unknown = Answered(Call.CONFIRM, Unknown("HOSPITAL_BUSY", wish_s))
    write(desk, confirming, replace(confirming, state=State.CONFIRM_UNKNOWN), event=unknown)
    found = operation(desk, "STcase1")
    assert found is not None
    assert (found.tries, found.attempts, found.doubt) == (1, 0, True)
    if wait_ms is not None:
        assert found.due_ms == now_ms + wait_ms
    assert events(desk, "STcase1") == [("unknown", "HOSPITAL_BUSY", None, b"")]
    assert desk.run(desk.ledger.quiet_until_ms) == (now_ms + quiet_ms if quiet_ms else 0)


@pytest.mark.parametrize(
    ("changed", "event", "acts", "is_written"),
    [
        ({}, Begin(), (), False),
        ({}, Begin(), (Ask(Call.QUERY_TRADE, Wait.NOW),), False),
        ({}, Begin(), (EnqueueUnlock(),), True),
        ({"reason": "X"}, Begin(), (), True),
        ({}, Answered(Call.QUERY_TRADE, NotFound()), (), False),
        ({}, Answered(Call.CONFIRM, Refused("NO")), (), False),
        ({}, Answered(Call.QUERY_TRADE, Unknown("ERROR")), (), False),
        ({}, Answered(Call.QUERY_TRADE, Unknown("ERROR", 5.0)), (), True),
        ({"direction": Direction.CONFIRM}, Answered(Call.CONFIRM, Unknown("ERROR")), (), True),
    ],
)
def test_only_news_is_committed(
    desk: Desk, changed: dict[str, object], event: Event, acts: tuple[Act, ...], is_written: bool
) -> None:
    old = record(direction=changed.pop("direction", Direction.NONE))
    step = Step(Kind.PROCEED, replace(old, **changed), acts)  # type: ignore[arg-type]
    assert desk.ledger.writes(old, event, step) is is_written


def test_a_lock_is_given_back_once_nobody_needs_it(desk: Desk) -> None:
    case = desk.case().record
    desk.run(lambda tx: locks.hold(tx, "LK1", "key-1", ""))
    write(desk, case, replace(case, state=State.DECLINED), EnqueueUnlock())
    found = operation(desk, "unkey-1")
    assert found is not None
    assert (found.kind, found.lane) == ("unlock", Lane.RECORD)
    assert desk.run(lambda tx: tx.all("SELECT lock_id, state FROM locks")) == [("LK1", "unlock_owed")]


class NoRoom:
    """Only what follows money is taken."""

    def allows(self, lane: Lane) -> bool:
        return lane is Lane.MONEY


def test_without_room_a_case_still_goes_to_staff_and_a_lock_stays_the_terminals(desk: Desk, confirming: Record) -> None:
    full, _ = ledger_of(desk.store, PLAIN, NoRoom(), "T01")
    given_up = replace(confirming, state=State.BY_HAND, reason="NOT_RESOLVED")
    step = Step(Kind.HAND_DUE, given_up, (GiveUpOperation(), EnqueueUnlock()))
    desk.run(lambda tx: locks.hold(tx, "LK2", "key-2", ""))
    desk.run(lambda tx: full.write(tx, 1, "LK2", confirming, Begin(), step))
    assert (operation(desk, "task-case10"), operation(desk, "unkey-2")) == (None, None)
    assert desk.run(lambda tx: tx.all("SELECT lock_id, state FROM locks")) == [("LK2", "held")]
    dead = operation(desk, "STcase1")
    assert dead is not None
    assert dead.state is OpState.DEAD


def test_another_error_than_that_of_room_is_not_passed_over(desk: Desk, confirming: Record) -> None:
    desk.run(lambda tx: desk.ledger.outbox.enqueue(tx, NewOperation("unkey-1", "other", Lane.RECORD, "LK1", b"")))
    desk.run(lambda tx: locks.hold(tx, "LK9", "key-1", ""))
    with pytest.raises(QueueError) as refusal:
        desk.run(lambda tx: desk.ledger.release(tx, "LK9"))
    assert refusal.value.code is ErrorCode.OP_ID_REUSED
