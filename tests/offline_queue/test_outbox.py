import sqlite3

import pytest

from offline_queue import (
    ErrorCode,
    InFlight,
    Lane,
    NewOperation,
    NotReceived,
    Outbox,
    QueueError,
    Receipt,
    Rejected,
    State,
    Unauthorised,
    Unknown,
)
from offline_queue.operation import BODY_BYTES_MAX, Operation
from offline_queue.outbox import Postponed
from offline_queue.upkeep import purge, shed
from tests.offline_queue.support import Desk


def op(desk: Desk, op_id: str) -> Operation:
    found = desk.writer.read(lambda tx: desk.outbox.find(tx, op_id))
    assert found is not None
    return found


def reject(desk: Desk, op_id: str, final: bool = False) -> State:
    return desk.writer.run(lambda tx: desk.outbox.reject(tx, op_id, Rejected("NO", b"because", final)))


def postpone(desk: Desk, op_id: str, answer: Postponed) -> int:
    return desk.writer.run(lambda tx: desk.outbox.postpone(tx, op_id, answer)) - desk.store.time.now_ms()


def code(desk: Desk, op_id: str, receipt: Receipt) -> ErrorCode:
    with pytest.raises(QueueError) as refusal:
        desk.writer.run(lambda tx: desk.outbox.acknowledge(tx, op_id, receipt))
    return refusal.value.code


# Q4, Q5


def test_q4_the_same_operation_again_is_the_stored_one_even_as_a_tombstone(desk: Desk) -> None:
    new = NewOperation("op", "test", Lane.RECORD, "k", b"{}")
    first = desk.writer.run(lambda tx: desk.outbox.enqueue(tx, new))
    assert desk.writer.run(lambda tx: desk.outbox.enqueue(tx, new)) == first
    desk.done("op")
    desk.writer.run(lambda tx: purge(tx, desk.clock.wall + 1))
    again = desk.writer.run(lambda tx: desk.outbox.enqueue(tx, new))
    assert (again.seq, again.state) == (first.seq, State.DONE)


@pytest.mark.parametrize(
    "other",
    [
        NewOperation("op", "test", Lane.RECORD, "k", b"[]"),
        NewOperation("op", "test", Lane.RECORD, "k2", b"{}"),
        NewOperation("op", "test", Lane.MONEY, "k", b"{}"),
        NewOperation("op", "test2", Lane.RECORD, "k", b"{}"),
        NewOperation("op", "test", Lane.RECORD, "k", b"{}", names_op="op-0"),
    ],
)
def test_q4_the_same_id_with_other_contents_is_refused_for_ever(desk: Desk, other: NewOperation) -> None:
    desk.put("op", key="k")
    for _ in range(2):
        with pytest.raises(QueueError) as refusal:
            desk.writer.run(lambda tx: desk.outbox.enqueue(tx, other))
        assert refusal.value.code is ErrorCode.OP_ID_REUSED
        desk.done("op")
        desk.writer.run(lambda tx: purge(tx, desk.clock.wall + 1))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ("UPDATE outbox SET body = x'00'", "a body never changes"),
        ("UPDATE outbox SET body = NULL", "a body never changes"),
        ("UPDATE outbox SET body_hash = x'00'", "never changes"),
        ("UPDATE outbox SET fkey = 'other'", "never changes"),
        ("UPDATE outbox SET op_id = 'other'", "never changes"),
        ("UPDATE outbox SET lane = 3", "never changes"),
        ("UPDATE outbox SET seq = 7", "never changes"),
        ("UPDATE outbox SET created_wall_ms = 7", "never changes"),
        ("DELETE FROM outbox", "never deleted"),
    ],
)
def test_q5_no_statement_changes_an_operation(desk: Desk, change: str, why: str) -> None:
    desk.put("op")
    with pytest.raises(sqlite3.IntegrityError, match=why):
        desk.writer.run(lambda tx: tx.execute(change))


@pytest.mark.parametrize(
    "fields",
    [{"op_id": ""}, {"kind": "x" * 129}, {"fkey": ""}, {"body": b"x" * (BODY_BYTES_MAX + 1)}, {"names_op": ""}],
)
def test_an_operation_beyond_its_limits_is_refused(fields: dict[str, str]) -> None:
    good = {"op_id": "op", "kind": "test", "lane": Lane.RECORD, "fkey": "k", "body": b"{}"}
    with pytest.raises(QueueError) as refusal:
        NewOperation(**{**good, **fields})  # type: ignore[arg-type]
    assert refusal.value.code is ErrorCode.OP_INVALID


# Q8, Q9


def test_q8_one_key_goes_in_order_and_holds_no_other_key_up(desk: Desk) -> None:
    for op_id, key in (("a1", "a"), ("a2", "a"), ("b1", "b"), ("a3", "a")):
        desk.put(op_id, key=key)
    assert desk.ready(10) == ["a1", "b1"]
    postpone(desk, "a1", Unknown("TIMEOUT", 60))
    assert desk.ready(10) == ["b1"]
    desk.done("a1")
    assert desk.ready(10) == ["a2", "b1"]
    desk.done("a2")
    assert desk.ready(10) == ["b1", "a3"]


def test_q8_a_dead_letter_blocks_its_key_in_lane_0_and_not_in_the_others(desk: Desk) -> None:
    for lane in (Lane.MONEY, Lane.RECORD):
        desk.put(f"{lane}-1", lane, key=f"k{lane}")
        desk.put(f"{lane}-2", lane, key=f"k{lane}")
        assert reject(desk, f"{lane}-1", final=True) is State.DEAD
    assert desk.ready(10) == ["1-2"]


def test_q9_lane_0_goes_first_then_the_lanes_in_order(desk: Desk) -> None:
    for lane in (Lane.TELEMETRY, Lane.RECORD, Lane.MONEY, Lane.AUDIT):
        desk.put(f"lane-{lane}", lane)
    order = []
    while ready := desk.ready():
        order += ready
        desk.done(ready[0])
    assert order == ["lane-0", "lane-1", "lane-2", "lane-3"]


def test_what_is_on_its_way_is_skipped(desk: Desk) -> None:
    desk.put("a")
    desk.put("b")
    assert [each.op_id for each in desk.writer.read(lambda tx: desk.outbox.next_ready(tx, skip={"a"}))] == ["b"]


def test_the_next_due_time_is_that_of_the_first_head(desk: Desk) -> None:
    assert desk.writer.read(desk.outbox.next_due_ms) is None
    desk.put("a", key="k")
    desk.put("b", key="k")
    postpone(desk, "a", Unknown("TIMEOUT", 60))
    assert desk.writer.read(desk.outbox.next_due_ms) == desk.store.time.now_ms() + 60_000


# Q10


def test_q10_done_only_on_a_receipt_that_echoes_id_and_hash(desk: Desk) -> None:
    desk.put("a")
    desk.put("b", body=b"[]")
    right, of_another = desk.receipt("a"), desk.receipt("b")
    assert code(desk, "a", of_another) is ErrorCode.RECEIPT_MISMATCH
    assert code(desk, "a", Receipt("a", of_another.body_hash)) is ErrorCode.RECEIPT_MISMATCH
    assert code(desk, "a", Receipt("b", right.body_hash)) is ErrorCode.RECEIPT_MISMATCH
    assert op(desk, "a").state is State.OPEN
    desk.done("a")
    assert op(desk, "a").state is State.DONE
    assert desk.writer.read(lambda tx: desk.outbox.receipt(tx, "a")) == b"thanks"


def test_q10_a_second_receipt_changes_nothing_and_a_wrong_one_is_still_wrong(desk: Desk) -> None:
    desk.put("a")
    right = desk.receipt("a")
    desk.done("a")
    desk.writer.run(lambda tx: desk.outbox.acknowledge(tx, "a", Receipt("a", right.body_hash, b"second")))
    assert desk.writer.read(lambda tx: desk.outbox.receipt(tx, "a")) == b"thanks"
    assert code(desk, "a", Receipt("a", bytes(32))) is ErrorCode.RECEIPT_MISMATCH
    assert code(desk, "nobody", right) is ErrorCode.OP_UNKNOWN


def test_a_late_receipt_ends_a_dead_letter(desk: Desk) -> None:
    desk.put("a", Lane.MONEY, key="k")
    desk.put("b", Lane.MONEY, key="k")
    reject(desk, "a", final=True)
    desk.done("a")
    assert op(desk, "a").state is State.DONE
    assert desk.ready() == ["b"]


def test_done_has_no_way_back(desk: Desk) -> None:
    desk.put("a")
    desk.done("a")
    assert reject(desk, "a", final=True) is State.DONE
    postpone(desk, "a", Unknown("TIMEOUT"))
    assert op(desk, "a").state is State.DONE
    with pytest.raises(sqlite3.IntegrityError, match="done is done"):
        desk.writer.run(lambda tx: tx.execute("UPDATE outbox SET state = 0"))


def test_a_batch_of_receipts_is_all_or_nothing(desk: Desk) -> None:
    desk.put("a")
    desk.put("b")
    receipts = [desk.receipt("a"), Receipt("b", bytes(32))]
    with pytest.raises(QueueError):
        desk.writer.run(lambda tx: desk.outbox.acknowledge_many(tx, receipts))
    assert op(desk, "a").state is State.OPEN
    receipts[1] = desk.receipt("b")
    desk.writer.run(lambda tx: desk.outbox.acknowledge_many(tx, receipts))
    assert desk.ready(10) == []


# Q11


def test_q11_only_definite_rejections_count_to_the_dead_letter(desk: Desk) -> None:
    desk.put("a")
    for answer in (Unknown("TIMEOUT"), InFlight(), Unauthorised("HTTP_401"), NotReceived("DNS", by_server=False)) * 5:
        postpone(desk, "a", answer)
    assert (op(desk, "a").attempts, op(desk, "a").tries) == (0, 20)
    assert [reject(desk, "a") for _ in range(3)] == [State.OPEN, State.OPEN, State.DEAD]
    assert (op(desk, "a").attempts, op(desk, "a").tries) == (3, 23)


def test_a_dead_letter_keeps_its_body_every_answer_and_the_reason(desk: Desk) -> None:
    desk.put("a", body=b'{"keep": 1}')
    postpone(desk, "a", Unknown("HTTP_500", body=b"oops"))
    reject(desk, "a")
    reject(desk, "a", final=True)
    dead = op(desk, "a")
    assert (dead.state, dead.reason) == (State.DEAD, "NO")
    assert desk.writer.read(lambda tx: desk.outbox.parcel(tx, dead)).body == b'{"keep": 1}'
    story = desk.writer.read(lambda tx: desk.outbox.story.of(tx, dead.seq))
    assert [(event.kind, event.code, event.repeats, event.detail) for event in story] == [
        ("unknown", "HTTP_500", 1, b"oops"),
        ("rejected", "NO", 2, b"because"),
    ]


# Waiting


def test_an_unknown_leaves_doubt_and_the_servers_word_takes_it_away(desk: Desk) -> None:
    desk.put("a")
    assert not op(desk, "a").doubt
    postpone(desk, "a", Unknown("TIMEOUT"))
    assert op(desk, "a").doubt
    postpone(desk, "a", NotReceived("DNS", by_server=False))
    assert op(desk, "a").doubt
    assert postpone(desk, "a", NotReceived("HTTP_404", by_server=True)) == 0
    assert not op(desk, "a").doubt
    assert op(desk, "a").proof_ms == desk.store.time.now_ms()


@pytest.mark.parametrize(("lane", "cap_s"), [(Lane.MONEY, 60), (Lane.RECORD, 900)])
def test_waits_grow_up_to_the_cap_of_the_lane(desk: Desk, lane: Lane, cap_s: int) -> None:
    desk.put("a", lane)
    waits = [postpone(desk, "a", Unknown("TIMEOUT")) for _ in range(14)]
    assert waits[:4] == [1_000, 2_000, 4_000, 8_000]
    assert waits[-1] == cap_s * 1000


def test_a_retry_after_beyond_all_bounds_is_clamped(desk: Desk) -> None:
    desk.put("a")
    assert postpone(desk, "a", Unknown("HTTP_503", 10**9)) == 900_000
    assert postpone(desk, "a", Unknown("HTTP_503", -5)) == 1_000


# Upkeep, Q7


def test_purging_leaves_a_tombstone_and_nothing_that_is_not_finished(desk: Desk) -> None:
    for op_id in ("done", "open", "dead"):
        desk.put(op_id)
    desk.done("done")
    reject(desk, "dead", final=True)
    assert desk.writer.run(lambda tx: purge(tx, desk.clock.wall)) == 3
    assert desk.writer.read(lambda tx: desk.outbox.receipt(tx, "done")) == b"thanks"
    assert desk.writer.run(lambda tx: purge(tx, desk.clock.wall + 1)) == 3
    assert desk.writer.run(lambda tx: purge(tx, desk.clock.wall + 1, after_seq=3)) is None
    bodies = desk.writer.read(lambda tx: tx.all("SELECT op_id, body IS NULL, receipt IS NULL FROM outbox"))
    assert bodies == [("done", 1, 1), ("open", 0, 1), ("dead", 0, 1)]
    tombstone = op(desk, "done")
    with pytest.raises(QueueError, match="no body"):
        desk.writer.read(lambda tx: desk.outbox.parcel(tx, tombstone))


def test_q7_only_telemetry_is_shed_oldest_first(desk: Desk) -> None:
    for number in range(5):
        desk.put(f"t{number}", Lane.TELEMETRY, key="t")
        desk.put(f"a{number}", Lane.AUDIT, key="a")
    assert desk.writer.run(lambda tx: shed(tx, desk.store.time, keep=2)) == 3
    assert desk.writer.run(lambda tx: shed(tx, desk.store.time, keep=2)) == 0
    states = desk.writer.read(lambda tx: tx.all("SELECT op_id FROM outbox WHERE state = 4"))
    assert states == [("t0",), ("t1",), ("t2",)]
    assert desk.ready() == ["a0"]
    telemetry = desk.writer.read(lambda tx: desk.outbox.next_ready(tx, [Lane.TELEMETRY]))
    assert [each.op_id for each in telemetry] == ["t3"]


def test_the_head_is_found_by_index_alone(desk: Desk) -> None:
    plan = desk.writer.read(
        lambda tx: tx.all(
            "EXPLAIN QUERY PLAN SELECT seq FROM outbox WHERE state = 0 AND head = 1 AND lane = 0 AND due_ms <= 5"
            " ORDER BY due_ms, seq LIMIT 1"
        )
    )
    assert [row[3] for row in plan] == ["SEARCH outbox USING INDEX outbox_ready (lane=? AND due_ms<?)"]


def test_a_broken_stored_body_is_never_sent(desk: Desk) -> None:
    desk.put("a")
    stored = op(desk, "a")
    desk.writer.run(lambda tx: tx.execute("DROP TRIGGER outbox_body"))
    desk.writer.run(lambda tx: tx.execute("UPDATE outbox SET body = x'00'"))
    with pytest.raises(QueueError) as refusal:
        desk.writer.read(lambda tx: Outbox(desk.store.time).parcel(tx, stored))
    assert refusal.value.code is ErrorCode.SEAL_BROKEN
