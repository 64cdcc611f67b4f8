"""The sender's thread turn by turn: what it does with each action, how long it waits, what it tells of faults."""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from offline_queue import Answer, Delivered, Lane, NewOperation, Operation, Parcel, Receipt, Transaction, Unknown
from offline_queue.sender import Action, Condemn, Query, Send, Sender, WaitUntil
from offline_queue.sender_thread import SenderThread
from tests.offline_queue.support import Desk
from tests.offline_queue.threads import ScriptEnds, Stage

NOW_MS = 40_000


class Scripted(Sender):
    """Says what it was given; the last thing stops the thread."""

    def __init__(self, desk: Desk, *script: Action | Exception) -> None:
        super().__init__(desk.outbox, desk.store.time)
        self._script = list(script)
        self.begun = 0
        self.forgotten: list[str] = []
        self.stored: list[tuple[str, Answer]] = []
        self.condemned: list[tuple[str, str]] = []
        self.broken = False
        self.stop: Callable[[], None] = lambda: None

    def begin(self, tx: Transaction) -> None:
        self.begun += 1

    def next(self, tx: Transaction) -> Action:
        if not self._script:
            raise ScriptEnds
        action = self._script.pop(0)
        if not self._script:
            self.stop()
        if isinstance(action, Exception):
            raise action
        return action

    def answered(self, tx: Transaction, op_id: str, answer: Answer) -> None:
        tx.one("SELECT 1")
        if self.broken:
            raise sqlite3.OperationalError("disk I/O error")
        self.stored.append((op_id, answer))

    def condemn(self, tx: Transaction, op_id: str, code: str) -> None:
        tx.one("SELECT 1")
        self.condemned.append((op_id, code))

    def forget(self, op_id: str) -> None:
        self.forgotten.append(op_id)


@dataclass
class Host:
    calls: list[tuple[str, Parcel]] = field(default_factory=list)
    meanwhile: Callable[[], None] = lambda: None

    def send(self, parcel: Parcel) -> Answer:
        self.calls.append(("send", parcel))
        self.meanwhile()
        return receipt(parcel)

    def query(self, parcel: Parcel) -> Answer:
        self.calls.append(("query", parcel))
        raise ConnectionResetError


def receipt(parcel: Parcel) -> Delivered:
    return Delivered(Receipt(parcel.operation.op_id, parcel.operation.body_hash))


def parcel(desk: Desk, op_id: str) -> Parcel:
    def put(tx: Transaction) -> Operation:
        return desk.outbox.enqueue(tx, NewOperation(op_id, "test", Lane.RECORD, op_id, b"{}"))

    return Parcel(desk.writer.run(put), b"{}")


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    stage = Stage()
    stage.put_on(monkeypatch, "offline_queue.sender_thread", at_once=True)
    return stage


def run(
    desk: Desk, sender: Scripted, host: Host, fault: Callable[[Exception], None], workers: int | None = None
) -> SenderThread:
    many = {} if workers is None else {"workers": workers}
    desk.clock.advance(NOW_MS)
    thread = SenderThread(desk.writer, sender, host, desk.store.time, fault, **many)
    sender.stop = thread.close
    thread.start()
    return thread


def unwanted(error: Exception) -> None:
    raise ScriptEnds from error


def test_each_action_is_done_and_each_wait_is_as_long_as_it_was_told(desk: Desk, stage: Stage) -> None:
    first, second = parcel(desk, "first"), parcel(desk, "second")
    sender = Scripted(
        desk,
        WaitUntil(None),
        WaitUntil(NOW_MS + 2_500),
        WaitUntil(NOW_MS + 500),
        WaitUntil(NOW_MS + 90_000),
        WaitUntil(NOW_MS),
        WaitUntil(NOW_MS - 7),
        Send(first),
        Query(second),
        Condemn("third", "SEAL_BROKEN"),
        WaitUntil(NOW_MS),
    )
    host = Host()
    run(desk, sender, host, unwanted)
    assert stage.waits == [60.0, 2.5, 0.5, 60.0]  # never longer than a minute, and not at all after work
    assert host.calls == [("send", first), ("query", second)]
    assert sender.stored == [("first", receipt(first)), ("second", Unknown("TRANSPORT_ConnectionResetError"))]
    assert sender.forgotten == ["first", "second"]
    assert sender.condemned == [("third", "SEAL_BROKEN")]
    assert sender.begun == 1


def test_an_answer_that_cannot_be_stored_is_asked_for_again_and_the_fault_is_told(desk: Desk, stage: Stage) -> None:
    told: list[Exception] = []
    only = parcel(desk, "only")
    sender = Scripted(desk, Send(only), KeyError("a bug"), WaitUntil(NOW_MS))
    sender.broken = True
    run(desk, sender, Host(), told.append)
    assert sender.forgotten == ["only"]
    assert [type(error) for error in told] == [sqlite3.OperationalError, KeyError]
    assert stage.waits == [1.0, 1.0]  # no hurry after a fault


def test_there_is_one_thread_unless_more_are_asked_for_and_none_keeps_the_program_alive(
    desk: Desk, stage: Stage
) -> None:
    one = run(desk, Scripted(desk, WaitUntil(None)), Host(), unwanted)
    assert stage.started == [("queue-sender", True)]
    assert stage.joined == [60.0]
    one.close(5.0)
    assert stage.joined == [60.0, 5.0]
    run(desk, Scripted(desk, WaitUntil(None)), Host(), unwanted, workers=3)
    assert stage.started == [("queue-sender", True)] * 4


def test_the_stillness_is_that_of_the_slowest_thread(desk: Desk, stage: Stage) -> None:
    host = Host()
    sender = Scripted(desk, WaitUntil(None), Send(parcel(desk, "slow")), WaitUntil(NOW_MS))
    seen: list[int] = []

    def woken() -> bool:
        desk.clock.advance(2_000)
        return True

    stage.script = [woken]
    thread = SenderThread(desk.writer, sender, host, desk.store.time, unwanted, workers=1)
    sender.stop = thread.close

    def slow() -> None:
        desk.clock.advance(7_000)
        seen.append(thread.still_ms())

    host.meanwhile = slow
    desk.clock.advance(NOW_MS)
    assert thread.still_ms() == NOW_MS  # it has not begun
    thread.start()
    assert seen == [7_000]  # from its last turn
    two = SenderThread(desk.writer, Scripted(desk), host, desk.store.time, unwanted, workers=2)
    desk.clock.advance(3)
    assert two.still_ms() == 3
