from collections.abc import Callable

import pytest

from offline_queue import ErrorCode, Lane, QueueError, Rejected, State, Transaction
from offline_queue.export import Item, show
from offline_queue.staff import StaffDesk
from tests.offline_queue.support import Desk


@pytest.fixture
def staff(desk: Desk) -> StaffDesk:
    return StaffDesk(desk.store.time, desk.outbox.story, desk.audit)


def shown(desk: Desk, op_id: str) -> Item:
    return desk.writer.read(lambda tx: show(tx, desk.outbox, desk.store.time, op_id))


def state(desk: Desk, op_id: str) -> State:
    return State[shown(desk, op_id)["state"]]


def park(desk: Desk, staff: StaffDesk, op_id: str) -> None:
    desk.writer.run(lambda tx: staff.park(tx, op_id, "nurse-7", "wrong bill"))


def retry(desk: Desk, staff: StaffDesk, op_id: str) -> None:
    desk.writer.run(lambda tx: staff.retry(tx, op_id, "nurse-7", "server is back"))


def release(desk: Desk, staff: StaffDesk, op_id: str) -> None:
    desk.writer.run(lambda tx: staff.release(tx, op_id, "nurse-7", "settled at the counter"))


def kill(desk: Desk, op_id: str) -> None:
    desk.writer.run(lambda tx: desk.outbox.reject(tx, op_id, Rejected("NO", final=True)))


def test_a_parked_operation_waits_with_its_key_until_it_is_tried_again(desk: Desk, staff: StaffDesk) -> None:
    desk.put("a", key="k")
    desk.put("b", key="k")
    park(desk, staff, "a")
    assert state(desk, "a") is State.PARKED
    assert desk.ready(10) == []
    retry(desk, staff, "a")
    assert desk.ready(10) == ["a"]


def test_q8_releasing_lets_the_next_one_of_the_key_go(desk: Desk, staff: StaffDesk) -> None:
    for op_id in ("a", "b", "c"):
        desk.put(op_id, Lane.MONEY, key="k")
    kill(desk, "a")
    assert desk.ready(10) == []
    release(desk, staff, "a")
    assert shown(desk, "a")["handled"]
    assert desk.ready(10) == ["b"]
    desk.done("b")
    assert desk.ready(10) == ["c"]


def test_q8_only_the_one_the_key_waits_for_can_be_released(desk: Desk, staff: StaffDesk) -> None:
    desk.put("a", key="k")
    desk.put("b", key="k")
    with pytest.raises(QueueError) as refusal:
        release(desk, staff, "b")
    assert refusal.value.code is ErrorCode.OP_STATE


def test_q8_a_released_one_that_is_tried_again_may_go_beside_its_successors(desk: Desk, staff: StaffDesk) -> None:
    desk.put("a", key="k")
    desk.put("b", key="k")
    park(desk, staff, "a")
    release(desk, staff, "a")
    assert desk.ready(10) == ["b"]
    retry(desk, staff, "a")
    assert sorted(desk.ready(10)) == ["a", "b"]


def test_q8_a_dead_letter_further_back_is_not_tried_before_its_turn(desk: Desk, staff: StaffDesk) -> None:
    desk.put("a", key="k")
    desk.put("b", key="k")
    kill(desk, "b")
    with pytest.raises(QueueError) as refusal:
        retry(desk, staff, "b")
    assert refusal.value.code is ErrorCode.OP_STATE
    desk.done("a")
    retry(desk, staff, "b")
    assert desk.ready(10) == ["b"]


def test_a_dead_letter_that_is_tried_again_has_one_more_chance(desk: Desk, staff: StaffDesk) -> None:
    desk.put("a", Lane.MONEY)
    for _ in range(3):
        desk.writer.run(lambda tx: desk.outbox.reject(tx, "a", Rejected("NO")))
    retry(desk, staff, "a")
    assert desk.ready() == ["a"]
    desk.writer.run(lambda tx: desk.outbox.reject(tx, "a", Rejected("NO")))
    assert state(desk, "a") is State.DEAD
    retry(desk, staff, "a")
    desk.done("a")
    assert state(desk, "a") is State.DONE


def test_what_is_done_is_beyond_staffs_reach(desk: Desk, staff: StaffDesk) -> None:
    desk.put("a")
    desk.done("a")
    for act in (park, retry, release):
        with pytest.raises(QueueError) as refusal:
            act(desk, staff, "a")
        assert refusal.value.code is ErrorCode.OP_STATE


def test_every_act_is_told_with_who_and_why_and_is_in_the_chain(desk: Desk, staff: StaffDesk) -> None:
    desk.put("a")
    park(desk, staff, "a")
    retry(desk, staff, "a")
    retry(desk, staff, "a")
    story = [(event["code"], event["actor"], event["detail"]) for event in shown(desk, "a")["story"]]
    assert story == [
        ("park", "nurse-7", "wrong bill"),
        ("retry", "nurse-7", "server is back"),
        ("retry", "nurse-7", "server is back"),
    ]
    rows = desk.writer.read(lambda tx: tx.all("SELECT kind, subject, content FROM audit"))
    assert rows == [("queue.park", "a", b"nurse-7"), ("queue.retry", "a", b"nurse-7"), ("queue.retry", "a", b"nurse-7")]


@pytest.mark.parametrize(("actor", "why"), [("", "why"), ("who", ""), ("x" * 65, "why"), ("who", "x" * 201)])
def test_nobody_acts_without_a_name_and_a_reason(desk: Desk, staff: StaffDesk, actor: str, why: str) -> None:
    desk.put("a")
    with pytest.raises(QueueError) as refusal:
        desk.writer.run(lambda tx: staff.park(tx, "a", actor, why))
    assert refusal.value.code is ErrorCode.OP_INVALID
    assert state(desk, "a") is State.OPEN


@pytest.mark.parametrize(("actor", "why"), [("x", "y"), ("x" * 64, "y" * 200)])
def test_a_name_and_a_reason_may_be_short_and_as_long_as_the_limit(
    desk: Desk, staff: StaffDesk, actor: str, why: str
) -> None:
    desk.put("a")
    desk.writer.run(lambda tx: staff.park(tx, "a", actor, why))
    assert (shown(desk, "a")["state"], shown(desk, "a")["reason"]) == ("PARKED", "PARKED")
    (event,) = shown(desk, "a")["story"]
    assert (event["kind"], event["code"], event["actor"], event["detail"]) == ("decision", "park", actor, why)


def test_every_refusal_says_why(desk: Desk, staff: StaffDesk) -> None:
    def told(act: Callable[[Transaction], None]) -> tuple[ErrorCode, str]:
        with pytest.raises(QueueError) as refusal:
            desk.writer.run(act)
        return refusal.value.code, refusal.value.detail

    desk.put("a", key="k")
    desk.put("b", key="k")
    must = (ErrorCode.OP_INVALID, "who and why must be said, briefly")
    assert told(lambda tx: staff.park(tx, "a", "", "why")) == must
    behind = (ErrorCode.OP_STATE, "b waits for another of its key")
    assert told(lambda tx: staff.release(tx, "b", "nurse-7", "why")) == behind
    kill(desk, "b")
    assert told(lambda tx: staff.retry(tx, "b", "nurse-7", "why")) == behind
    assert told(lambda tx: staff.park(tx, "b", "nurse-7", "why")) == (ErrorCode.OP_STATE, "b is DEAD")
    assert told(lambda tx: staff.park(tx, "nobody", "nurse-7", "why")) == (ErrorCode.OP_UNKNOWN, "nobody")


def test_an_act_changes_what_it_is_about_and_nothing_else(desk: Desk, staff: StaffDesk) -> None:
    """The whole rows, before and after."""
    columns = "op_id, state, head, blocks, handled, attempts, due_ms, closed_wall_ms, reason"

    def rows() -> list[tuple[object, ...]]:
        return desk.writer.read(lambda tx: tx.all(f"SELECT {columns} FROM outbox ORDER BY seq"))

    desk.put("a", Lane.MONEY, key="k")
    desk.put("b", Lane.MONEY, key="k")
    desk.clock.advance(9)
    kill(desk, "a")
    other = ("b", 0, 0, 1, 0, 0, 0, None, None)
    assert rows() == [("a", 3, 1, 1, 0, 1, 1_009, desk.clock.wall, "NO"), other]
    release(desk, staff, "a")
    assert rows() == [("a", 3, 1, 0, 1, 1, 1_009, desk.clock.wall, "NO"), ("b", 0, 1, 1, 0, 0, 0, None, None)]
    assert shown(desk, "a")["story"][-1]["code"] == "release"
    audit = desk.writer.read(lambda tx: tx.all("SELECT kind, subject, content FROM audit"))
    assert audit == [("queue.release", "a", b"nurse-7")]
    retry(desk, staff, "a")
    assert rows() == [("a", 0, 1, 0, 0, 1, 9, None, None), ("b", 0, 1, 1, 0, 0, 0, None, None)]
    release(desk, staff, "b")  # an open one that is released is not dealt with
    assert rows()[1] == ("b", 0, 1, 0, 0, 0, 0, None, None)
