"""The outbox, value by value: whole rows, every wait, what each refusal says."""

from collections.abc import Callable

import pytest

from offline_queue import (
    ErrorCode,
    InFlight,
    Lane,
    NewOperation,
    NotReceived,
    Operation,
    Outbox,
    QueueError,
    Receipt,
    Rejected,
    State,
    Transaction,
    Unauthorised,
    Unknown,
    rows,
)
from offline_queue.operation import BODY_BYTES_MAX, NAME_CHARS_MAX, RECEIPT_BYTES_MAX
from offline_queue.outbox import Postponed
from offline_queue.upkeep import purge, shed
from tests.offline_queue.support import Chance, Desk
from tests.offline_queue.test_outbox import op, postpone


def test_every_refusal_names_the_operation(desk: Desk) -> None:
    def told(act: Callable[[Transaction], object]) -> tuple[ErrorCode, str]:
        with pytest.raises(QueueError) as refusal:
            desk.writer.run(act)
        return refusal.value.code, refusal.value.detail

    class Nothing:
        def allows(self, lane: Lane) -> bool:
            return False

    desk.put("a")
    other = NewOperation("a", "test", Lane.RECORD, "a", b"[]")
    assert told(lambda tx: desk.outbox.enqueue(tx, other)) == (ErrorCode.OP_ID_REUSED, "a")
    wrong = Receipt("a", bytes(32))
    assert told(lambda tx: desk.outbox.acknowledge(tx, "a", wrong)) == (
        ErrorCode.RECEIPT_MISMATCH,
        "not a receipt for a",
    )
    assert told(lambda tx: desk.outbox.reject(tx, "nobody", Rejected("NO"))) == (ErrorCode.OP_UNKNOWN, "nobody")
    full = Outbox(desk.store.time, disk=Nothing())
    new = NewOperation("b", "test", Lane.RECORD, "b", b"{}")
    assert told(lambda tx: full.enqueue(tx, new)) == (ErrorCode.DISK_RESERVE, "lane 1")
    stored = op(desk, "a")
    assert desk.writer.run(lambda tx: full.enqueue(tx, NewOperation("a", "test", Lane.RECORD, "a", b"{}"))) == stored
    desk.done("a")
    desk.writer.run(lambda tx: purge(tx, desk.clock.wall + 1))
    assert told(lambda tx: desk.outbox.parcel(tx, stored)) == (ErrorCode.OP_STATE, "a has no body any more")


def test_there_is_no_receipt_of_what_is_not_done_or_not_known(desk: Desk) -> None:
    desk.put("a")
    assert [desk.writer.read(lambda tx, name=name: desk.outbox.receipt(tx, name)) for name in ("a", "b")] == [None] * 2  # type: ignore[misc]


@pytest.mark.parametrize(("lane", "cap_ms"), [(Lane.MONEY, 60_000), (Lane.RECORD, 900_000)])
def test_after_each_rejection_it_waits_longer_up_to_the_cap_of_its_lane(desk: Desk, lane: Lane, cap_ms: int) -> None:
    outbox = Outbox(desk.store.time, randomness=Chance(), rejections_max=20)
    desk.put("a", lane)
    waits = []
    for _ in range(14):
        desk.clock.advance(1)
        desk.writer.run(lambda tx: outbox.reject(tx, "a", Rejected("BUSY")))
        waits.append(op(desk, "a").due_ms - desk.store.time.now_ms())
    assert waits[:4] == [1_000, 2_000, 4_000, 8_000]
    assert waits[-1] == cap_ms


def test_what_is_stored_is_told_back_at_once_as_it_will_be_read(desk: Desk) -> None:
    """The value is made without another query: it must be the row all the same."""
    desk.clock.advance(11)
    first = NewOperation("a", "test", Lane.AUDIT, "k", b"{}", names_op="z")
    second = NewOperation("b", "test", Lane.AUDIT, "k", b"{}")
    for new in (first, second):
        assert desk.writer.run(lambda tx, new=new: desk.outbox.enqueue(tx, new)) == op(desk, new.op_id)  # type: ignore[misc]
    assert op(desk, "a") == Operation(
        seq=1,
        op_id="a",
        kind="test",
        lane=Lane.AUDIT,
        fkey="k",
        state=State.OPEN,
        head=True,
        blocks=True,
        handled=False,
        doubt=False,
        attempts=0,
        tries=0,
        due_ms=11,
        queued_ms=11,
        created_wall_ms=desk.clock.wall,
        body_hash=first.body_hash,
        names_op="z",
        proof_ms=None,
        closed_wall_ms=None,
        reason=None,
    )
    assert not op(desk, "b").head


@pytest.mark.parametrize(
    ("answer", "event"),
    [
        (Unknown("TIMEOUT", 5, b"oops"), ("unknown", "TIMEOUT", b"oops")),
        (NotReceived("DNS", by_server=False), ("not_received", "DNS", b"")),
        (Unauthorised("HTTP_401"), ("unauthorised", "HTTP_401", b"")),
        (InFlight(5), ("in_flight", "", b"")),
    ],
)
def test_every_answer_is_in_the_story_with_its_own_words(
    desk: Desk, answer: Postponed, event: tuple[str, str, bytes]
) -> None:
    desk.put("a")
    postpone(desk, "a", answer)
    (told,) = desk.writer.read(lambda tx: desk.outbox.story.of(tx, 1))
    assert (told.kind, told.code, told.detail) == event
    assert (told.actor, told.repeats) == (None, 1)


@pytest.mark.parametrize(
    ("answer", "wait_ms"),
    [
        (Unknown("TIMEOUT"), 1_000),
        (Unknown("HTTP_503", 7), 7_000),
        (InFlight(), 1_000),
        (InFlight(3), 3_000),
        (Unauthorised("HTTP_401"), 1_000),
        (NotReceived("DNS", by_server=False), 1_000),
        (NotReceived("HTTP_404", by_server=True), 0),
        (NotReceived("HTTP_404", by_server=True, retry_after_s=9), 9_000),
    ],
)
def test_how_long_it_waits_is_the_servers_wish_or_the_back_off(desk: Desk, answer: Postponed, wait_ms: int) -> None:
    desk.put("a")
    desk.clock.advance(100)
    assert postpone(desk, "a", answer) == wait_ms
    assert op(desk, "a").due_ms == desk.store.time.now_ms() + wait_ms


def test_a_wish_for_more_than_there_is_and_what_is_skipped_shortens_no_batch(desk: Desk) -> None:
    for name in "abcde":
        desk.put(name)
    skipped = desk.writer.read(lambda tx: desk.outbox.next_ready(tx, limit=2, skip={"a", "c"}))
    assert [each.op_id for each in skipped] == ["b", "d"]
    rest = desk.writer.read(lambda tx: desk.outbox.next_ready(tx, limit=9, skip={"e"}))
    assert [each.op_id for each in rest] == ["a", "b", "c", "d"]
    assert desk.writer.read(lambda tx: desk.outbox.next_ready(tx, limit=9, leave={"test"})) == ()
    assert desk.writer.read(lambda tx: desk.outbox.next_due_ms(tx, leave={"test", "other"})) is None


def test_a_stored_operation_says_its_name_and_no_body(desk: Desk) -> None:
    desk.put("a", body=b"secret")
    stored = op(desk, "a")
    shown = desk.writer.read(lambda tx: desk.outbox.parcel(tx, stored))
    assert repr(shown) == "Parcel(Operation(1, 'a', 'test', RECORD, OPEN))"


def test_telemetry_that_was_shed_says_so_and_when(desk: Desk) -> None:
    for number in range(3):
        desk.put(f"t{number}", Lane.TELEMETRY, key="t")
    desk.clock.advance(5)
    assert desk.writer.run(lambda tx: shed(tx, desk.store.time, keep=1)) == 2
    gone = op(desk, "t1")
    assert (gone.state, gone.head, gone.blocks, gone.reason) == (State.SHED, False, False, "SHED")
    assert gone.closed_wall_ms == desk.clock.wall
    assert op(desk, "t2").head


def test_a_purge_goes_on_where_the_last_one_ended_and_takes_the_story_along(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("offline_queue.upkeep.ROWS_MAX", 2)
    for name in ("a", "b", "c"):
        desk.put(name)
        postpone(desk, name, Unknown("TIMEOUT"))
        if name != "b":
            desk.done(name)
    wall = desk.clock.wall + 1
    assert desk.writer.run(lambda tx: purge(tx, wall)) == 2
    assert desk.writer.read(lambda tx: tx.all("SELECT seq FROM answers")) == [(2,), (3,)]
    assert desk.writer.run(lambda tx: purge(tx, wall, 2)) == 3
    assert desk.writer.read(lambda tx: tx.all("SELECT seq FROM answers")) == [(2,)]
    assert desk.writer.run(lambda tx: purge(tx, wall, 3)) is None
    bodies = desk.writer.read(lambda tx: tx.all("SELECT op_id, body IS NULL, receipt IS NULL FROM outbox"))
    assert bodies == [("a", 1, 1), ("b", 0, 1), ("c", 1, 1)]


def test_no_more_is_shed_at_once_than_one_commit_may_hold(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("offline_queue.upkeep.ROWS_MAX", 2)
    for number in range(5):
        desk.put(f"t{number}", Lane.TELEMETRY)
    assert [desk.writer.run(lambda tx: shed(tx, desk.store.time, keep=1)) for _ in range(3)] == [2, 2, 0]


def test_an_operation_and_a_receipt_may_be_as_long_as_the_limits_and_no_longer() -> None:
    names = "x" * NAME_CHARS_MAX
    NewOperation(names, names, Lane.RECORD, names, b"x" * BODY_BYTES_MAX, names)
    NewOperation("x", "x", Lane.RECORD, "x", b"", "x")
    Receipt("x", b"", b"x" * RECEIPT_BYTES_MAX)

    def told(make: Callable[[], object]) -> tuple[ErrorCode, str]:
        with pytest.raises(QueueError) as refusal:
            make()
        return refusal.value.code, refusal.value.detail

    name = (ErrorCode.OP_INVALID, "a name is empty or longer than 128")
    for wrong in ("", names + "x"):
        assert told(lambda wrong=wrong: NewOperation(wrong, "x", Lane.RECORD, "x", b"")) == name  # type: ignore[misc]
        assert told(lambda wrong=wrong: NewOperation("x", wrong, Lane.RECORD, "x", b"")) == name  # type: ignore[misc]
        assert told(lambda wrong=wrong: NewOperation("x", "x", Lane.RECORD, wrong, b"")) == name  # type: ignore[misc]
        assert told(lambda wrong=wrong: NewOperation("x", "x", Lane.RECORD, "x", b"", wrong)) == name  # type: ignore[misc]
    body = b"x" * (BODY_BYTES_MAX + 1)
    assert told(lambda: NewOperation("x", "x", Lane.RECORD, "x", body)) == (
        ErrorCode.OP_INVALID,
        "the body is longer than 262144 bytes",
    )
    assert told(lambda: Receipt("x", b"", b"x" * (RECEIPT_BYTES_MAX + 1))) == (
        ErrorCode.RECEIPT_MISMATCH,
        "a receipt is longer than 65536 bytes",
    )


def test_a_state_that_does_not_allow_it_is_named(desk: Desk) -> None:
    desk.put("a")
    with pytest.raises(QueueError) as refusal:
        desk.writer.read(lambda tx: rows.require(tx, "a", State.DONE, State.DEAD))
    assert (refusal.value.code, refusal.value.detail) == (ErrorCode.OP_STATE, "a is OPEN")
    assert desk.writer.read(lambda tx: rows.require(tx, "a", State.OPEN)) == op(desk, "a")
