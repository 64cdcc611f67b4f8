"""Bill locks of this terminal: none is forgotten, none is given back while somebody needs it."""

from dataclasses import replace

from kiosk.settlement import locks
from kiosk.settlement.locks import LockState
from kiosk.settlement.record import State
from offline_queue.operation import Lane
from tests.settlement.books import Desk


def hold(desk: Desk, lock_id: str = "LK1", visit: str = "v1") -> None:
    desk.run(lambda tx: locks.hold(tx, lock_id, f"key-{lock_id}", visit))


def free(desk: Desk, lock_id: str = "LK1") -> bool:
    return desk.run(lambda tx: locks.is_free(tx, lock_id))


def test_a_lock_is_free_once_its_visit_lets_go(desk: Desk) -> None:
    hold(desk)
    assert not free(desk)
    desk.run(lambda tx: locks.let_go(tx, "LK1"))
    assert free(desk)
    assert not free(desk, "LK2")


def test_letting_go_of_one_lock_leaves_the_other(desk: Desk) -> None:
    hold(desk, "LK1")
    hold(desk, "LK2")
    desk.run(lambda tx: locks.let_go(tx, "LK2"))
    assert (free(desk, "LK1"), free(desk, "LK2")) == (False, True)


def test_all_visits_but_the_active_one_let_go(desk: Desk) -> None:
    hold(desk, "LK1", "v1")
    hold(desk, "LK2", "v2")
    hold(desk, "LK3", "v1")
    desk.run(lambda tx: locks.mark(tx, "LK3", LockState.GONE))
    assert desk.run(lambda tx: locks.let_go_of_visits(tx, "v2")) == ["LK1"]
    assert (free(desk, "LK1"), free(desk, "LK2"), free(desk, "LK3")) == (True, False, False)
    assert desk.run(locks.let_go_of_visits) == ["LK1", "LK2"]


def test_a_lock_that_a_case_hangs_on_is_not_free(desk: Desk) -> None:
    hold(desk)
    desk.run(lambda tx: locks.let_go(tx, "LK1"))
    case = desk.case(lock_id="LK1")
    assert not free(desk)
    for state, given_back in ((State.PROVEN_CLOSED, True), (State.BY_HAND, False), (State.REVERSED, True)):
        changed = replace(case.record, state=state)
        desk.run(lambda tx, changed=changed: desk.ledger.journal.update(tx, changed, "test"))  # type: ignore[misc]
        assert free(desk) is given_back, state


def test_a_settled_case_has_used_its_lock_up(desk: Desk) -> None:
    hold(desk)
    desk.run(lambda tx: locks.let_go(tx, "LK1"))
    case = desk.case(lock_id="LK1")
    desk.run(lambda tx: desk.ledger.journal.update(tx, replace(case.record, state=State.SETTLED), "test"))
    assert not free(desk)


def test_a_case_on_another_lock_does_not_hold_this_one(desk: Desk) -> None:
    hold(desk)
    desk.run(lambda tx: locks.let_go(tx, "LK1"))
    desk.case(lock_id="LK2")
    assert free(desk)


def test_giving_back_is_one_operation_with_the_locks_own_key(desk: Desk) -> None:
    hold(desk)
    desk.run(lambda tx: desk.ledger.release(tx, "LK1"))
    assert desk.run(lambda tx: desk.ledger.outbox.next_ready(tx)) == ()  # the visit holds it
    desk.run(lambda tx: locks.let_go(tx, "LK1"))
    for _ in range(2):
        desk.run(lambda tx: desk.ledger.release(tx, "LK1"))
    (operation,) = desk.run(lambda tx: desk.ledger.outbox.next_ready(tx, limit=9))
    assert (operation.op_id, operation.kind, operation.lane) == ("unkey-LK1", "unlock", Lane.RECORD)
    assert not free(desk)


def test_the_key_of_a_lock_is_kept_and_of_an_unknown_one_is_empty(desk: Desk) -> None:
    hold(desk)
    assert desk.run(lambda tx: locks.key_of(tx, "LK1")) == "key-LK1"
    assert desk.run(lambda tx: locks.key_of(tx, "LK9")) == ""
