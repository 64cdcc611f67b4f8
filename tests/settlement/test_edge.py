"""The threads around the runner: what is due leaves, answers come back, failures are told."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import pytest

from kiosk.hospital.port import NotFound
from kiosk.settlement.edge import CALLS_AT_ONCE_MAX, IDLE_S_MAX, Edge
from kiosk.settlement.events import Call, HospitalAnswer
from kiosk.settlement.runner import Order
from tests.settlement.books import record

T = TypeVar("T")
SOON_S = 10.0
ORDER = Order(Call.QUERY_TRADE, record())


@dataclass
class Hand:
    """A runner whose calls are put in by hand."""

    orders: list[Order] = field(default_factory=list)
    heard: list[tuple[str, Call, HospitalAnswer]] = field(default_factory=list)
    due_ms: int | None = None
    came: threading.Event = field(default_factory=threading.Event)

    def due(self) -> list[Order]:
        orders, self.orders = self.orders, []
        return orders

    def next_due_ms(self) -> int | None:
        return self.due_ms

    def answered(self, case_id: str, call: Call, answer: HospitalAnswer) -> None:
        self.heard.append((case_id, call, answer))
        self.came.set()


def edge_of(hand: Hand, perform: Callable[[Order], HospitalAnswer], failed: Callable[[BaseException], None]) -> Edge:
    return Edge(hand, perform, lambda: 1_000, failed)  # type: ignore[arg-type]


def unwanted(error: BaseException) -> None:
    raise AssertionError("nothing was to fail") from error


def test_a_call_leaves_and_its_answer_is_heard() -> None:
    hand, carried = Hand(), []

    def perform(order: Order) -> HospitalAnswer:
        carried.append(order)
        return NotFound()

    edge = edge_of(hand, perform, unwanted)
    edge.start()
    edge.run(lambda runner: hand.orders.append(ORDER))
    assert hand.came.wait(SOON_S)
    edge.stop()
    assert (carried, hand.heard) == ([ORDER], [("case1", Call.QUERY_TRADE, NotFound())])


def test_what_is_due_at_the_start_leaves_by_itself() -> None:
    hand = Hand(orders=[ORDER])
    edge = edge_of(hand, lambda order: NotFound(), unwanted)
    edge.start()
    assert hand.came.wait(SOON_S)
    edge.stop()


def test_calls_are_made_side_by_side() -> None:
    hand, both = Hand(), threading.Barrier(2, timeout=SOON_S)

    def perform(order: Order) -> HospitalAnswer:
        both.wait()
        return NotFound()

    edge = edge_of(hand, perform, unwanted)
    edge.run(lambda runner: hand.orders.extend([ORDER, ORDER]))
    edge.wait_until(lambda runner: len(hand.heard) == 2, SOON_S)
    edge.stop()
    assert len(hand.heard) == 2


@pytest.mark.parametrize(("due_ms", "idle_s"), [(None, IDLE_S_MAX), (3_000, 2.0), (500, 0.0), (99_000, IDLE_S_MAX)])
def test_it_sleeps_until_the_next_thing_is_due(due_ms: int | None, idle_s: float) -> None:
    edge = edge_of(Hand(due_ms=due_ms), lambda order: NotFound(), unwanted)
    assert edge._idle_s() == idle_s
    edge.stop()


def test_whatever_a_call_raises_is_told() -> None:
    told: list[BaseException] = []
    came = threading.Event()

    def perform(order: Order) -> HospitalAnswer:
        raise KeyError("a bug")

    def failed(error: BaseException) -> None:
        told.append(error)
        came.set()

    edge = edge_of(Hand(orders=[ORDER]), perform, failed)
    edge.start()
    assert came.wait(SOON_S)
    edge.stop()
    assert [type(error) for error in told] == [KeyError]


def test_whatever_the_runner_raises_in_its_own_thread_is_told() -> None:
    came = threading.Event()
    hand = Hand()
    hand.next_due_ms = lambda: 1 // 0  # type: ignore[method-assign]
    edge = edge_of(hand, lambda order: NotFound(), lambda error: came.set())
    edge.start()
    assert came.wait(SOON_S)
    edge.stop()


def test_what_the_caller_gets_is_what_the_work_returned_or_raised() -> None:
    edge = edge_of(Hand(), lambda order: NotFound(), unwanted)
    assert edge.run(lambda runner: 42) == 42
    with pytest.raises(ZeroDivisionError):
        edge.run(lambda runner: 1 // 0)
    edge.stop()


def test_a_wait_ends_when_it_is_so_when_its_time_is_over_or_when_the_edge_stops() -> None:
    hand = Hand()
    edge = edge_of(hand, lambda order: NotFound(), unwanted)
    edge.wait_until(lambda runner: True, SOON_S)
    edge.wait_until(lambda runner: False, 0.01)
    edge.wait_until(lambda runner: False, -1.0)
    waiter = threading.Thread(target=edge.wait_until, args=(lambda runner: False, SOON_S * 6))
    waiter.start()
    edge.stop()
    waiter.join(SOON_S)
    assert not waiter.is_alive()


def test_a_change_wakes_who_waits_for_it() -> None:
    seen: list[int] = []
    edge = edge_of(Hand(), lambda order: NotFound(), unwanted)
    waiter = threading.Thread(target=edge.wait_until, args=(lambda runner: bool(seen), SOON_S * 6))
    waiter.start()
    edge.run(lambda runner: seen.append(1))
    waiter.join(SOON_S)
    assert not waiter.is_alive()
    edge.stop()


def test_nothing_leaves_after_the_stop() -> None:
    carried: list[Order] = []
    hand = Hand()

    def perform(order: Order) -> HospitalAnswer:
        carried.append(order)
        return NotFound()

    edge = edge_of(hand, perform, unwanted)
    edge.stop()
    edge.run(lambda runner: hand.orders.append(ORDER))
    assert (carried, hand.heard) == ([], [])


def test_no_more_calls_than_the_limit_at_once_and_at_the_stop_those_that_have_not_left_stay() -> None:
    """The stop waits for none of them: a hospital that does not answer must not hold the keeper up."""
    go, carried, four = threading.Event(), [], threading.Semaphore(0)

    def perform(order: Order) -> HospitalAnswer:
        carried.append(threading.current_thread().name)
        four.release()
        assert go.wait(SOON_S)
        return NotFound()

    hand = Hand()
    edge = edge_of(hand, perform, unwanted)
    edge.start()
    loop = next(thread for thread in threading.enumerate() if thread.name == "settlement")
    assert loop.daemon
    edge.run(lambda runner: hand.orders.extend([ORDER] * 6))
    assert all(four.acquire(timeout=SOON_S) for _ in range(CALLS_AT_ONCE_MAX))
    stopping = threading.Thread(target=edge.stop, daemon=True)
    stopping.start()
    stopping.join(SOON_S)
    assert not stopping.is_alive()
    callers = [thread for thread in threading.enumerate() if thread.name.startswith("settlement_")]
    go.set()
    for thread in [*callers, loop]:
        thread.join(SOON_S)
    assert sorted(carried) == [f"settlement_{number}" for number in range(CALLS_AT_ONCE_MAX)]
    assert len(hand.heard) == CALLS_AT_ONCE_MAX


def test_a_wait_is_as_long_as_it_was_told_and_never_negative(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float | None] = []

    class Clocked(threading.Condition):
        def wait_for(self, predicate: Callable[[], T], timeout: float | None = None) -> T:
            waits.append(timeout)
            return predicate()

    monkeypatch.setattr("kiosk.settlement.edge.threading.Condition", Clocked)
    hand = Hand()
    seen: list[object] = []

    def done(runner: object) -> bool:
        seen.append(runner)
        return False

    edge = edge_of(hand, lambda order: NotFound(), unwanted)
    for wait_s in (7.5, 0.0, -1.0):
        edge.wait_until(done, wait_s)
    edge.stop()
    assert waits == [7.5, 0.0, 0.0]
    assert seen == [hand, hand, hand]
