import pytest

from offline_queue import ErrorCode, Lane, QueueError, Rejected, State
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
