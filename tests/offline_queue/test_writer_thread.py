"""The writer's thread turn by turn, and what a caller is told who cannot wait any longer."""

import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from offline_queue import CommitUnknown, ErrorCode, QueueError, Store, Transaction, WriterLimits, WriterThread
from offline_queue.group import Job, commit_group
from tests.offline_queue.faults import Failing, error
from tests.offline_queue.support import SHOP, HandClock
from tests.offline_queue.threads import ScriptEnds, Stage

WAIT_S_MAX = 10.0
IO_ERROR = error(sqlite3.SQLITE_IOERR, "SQLITE_IOERR")
ROOM_MADE: list[int] = []


def insert(tx: Transaction) -> str:
    tx.execute("INSERT INTO sale VALUES ('a', 1)")
    return "done"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    Failing.plan = {}
    store = Store.open(
        tmp_path / "queue.db",
        HandClock(),
        SHOP,
        make_room=lambda: ROOM_MADE.append(1),
        make=lambda path: sqlite3.connect(path, isolation_level=None, check_same_thread=False, factory=Failing),
    )
    yield store
    Failing.plan = {}
    store.close()


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Stage:
    stage = Stage()
    stage.put_on(monkeypatch, "offline_queue.writer", at_once=False)
    return stage


def ends() -> bool:
    raise ScriptEnds


@pytest.mark.parametrize("trouble", [None, IO_ERROR, QueueError(ErrorCode.STORE_BROKEN)])
def test_after_work_and_some_idle_time_the_log_is_folded_once_whatever_comes_of_it(
    store: Store, stage: Stage, monkeypatch: pytest.MonkeyPatch, trouble: Exception | None
) -> None:
    writer = WriterThread(store, WriterLimits(idle_s=2.0, commit_wait_s_max=7.0))
    folded: list[int] = []

    def checkpoint() -> None:
        folded.append(len(stage.waits))
        if trouble is not None:
            raise trouble

    monkeypatch.setattr(store, "checkpoint", checkpoint)
    futures = []

    def work() -> bool:
        futures.append(writer.submit(insert))
        return True

    def closes() -> bool:
        writer.close()
        return True

    stage.script = [work, lambda: False, closes, ends]
    stage.run()
    assert stage.waits == [None, 2.0, None]  # nothing to fold; something; nothing any more
    assert folded == [2]
    assert [future.result(0) for future in futures] == ["done"]
    assert (stage.started, stage.joined) == ([("queue-writer", True)], [7.0])


def test_a_commit_on_the_callers_own_thread_starts_the_idle_time_too(store: Store, stage: Stage) -> None:
    writer = WriterThread(store)

    def work() -> bool:
        assert writer.run(insert) == "done"
        return True

    stage.script = [work, ends]
    with pytest.raises(ScriptEnds):
        stage.run()
    assert stage.waits == [None, 2.0]


class Watched(Future[Any]):
    """Its result is asked for once the scene is set, and then no time is left."""

    waited: list[float | None] = []  # noqa: RUF012 - one scene at a time
    scene: Any = None

    def result(self, timeout: float | None = None) -> Any:
        if timeout in (0, WAIT_S_MAX):
            return super().result(timeout)
        type(self).waited.append(timeout)
        type(self).scene()
        return super().result(0)


class Block:
    """Work that is begun and goes on when told."""

    def __init__(self) -> None:
        self.begun, self.go = threading.Event(), threading.Event()

    def __call__(self, tx: Transaction) -> str:
        self.begun.set()
        assert self.go.wait(WAIT_S_MAX)
        tx.execute("INSERT INTO sale VALUES (?, 1)", (str(id(self)),))
        return "done"


@pytest.mark.parametrize("begun", [False, True])
def test_who_waited_too_long_knows_whether_it_was_begun(
    store: Store, monkeypatch: pytest.MonkeyPatch, begun: bool
) -> None:
    monkeypatch.setattr("offline_queue.group.Future", Watched)
    first, mine = Block(), Block()

    def scene() -> None:
        if begun:
            first.go.set()
            assert mine.begun.wait(WAIT_S_MAX)

    Watched.waited, Watched.scene = [], staticmethod(scene)
    writer = WriterThread(store, WriterLimits(commit_wait_s_max=3.0))
    held = writer.submit(first)
    assert first.begun.wait(WAIT_S_MAX)
    with pytest.raises(QueueError) as told:
        writer.run(mine)
    first.go.set()
    mine.go.set()
    held.result(WAIT_S_MAX)
    writer.close()
    assert Watched.waited == [3.0]
    assert isinstance(told.value.__cause__, TimeoutError)
    expected = (
        (CommitUnknown, ErrorCode.COMMIT_UNKNOWN, "still being written")
        if begun
        else (QueueError, ErrorCode.NOT_COMMITTED, "waited too long")
    )
    assert (type(told.value), told.value.code, told.value.detail) == expected
    assert store.connection().execute("SELECT count(*) FROM sale").fetchone() == (1 + int(begun),)


def test_a_reader_who_gets_no_turn_is_told_so(store: Store) -> None:
    writer = WriterThread(store, WriterLimits(commit_wait_s_max=0.01))
    block = Block()
    future = writer.submit(block)
    assert block.begun.wait(WAIT_S_MAX)
    with pytest.raises(QueueError) as refusal:
        writer.read(lambda tx: None)
    assert (refusal.value.code, refusal.value.detail) == (ErrorCode.WRITER_FULL, "no turn to read")
    block.go.set()
    assert future.result(WAIT_S_MAX) == "done"
    writer.close()


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("way", ["run", "read"])
def test_work_that_asks_the_writer_for_more_is_a_bug_that_is_named(store: Store, alone: bool, way: str) -> None:
    writer = WriterThread(store, WriterLimits(commit_wait_s_max=0.5))
    more = {"run": writer.run, "read": writer.read}[way]
    do = writer.run if alone else lambda work: writer.submit(work).result(WAIT_S_MAX)  # alone: on our own thread
    with pytest.raises(AssertionError) as bug:
        do(lambda tx: more(insert))
    assert str(bug.value) == "work must not wait for other work"
    assert writer.run(insert) == "done"  # and nobody is locked out by it
    writer.close()


def test_a_closed_writer_takes_no_more_work_on_the_callers_thread_either(store: Store) -> None:
    writer = WriterThread(store)
    writer.close()
    with pytest.raises(QueueError) as refusal:
        writer.run(insert)
    assert (refusal.value.code, refusal.value.detail) == (ErrorCode.STORE_CLOSED, "")
    assert str(refusal.value) == "STORE_CLOSED"


def test_a_group_whose_commit_failed_tells_each_the_whole_of_it(store: Store) -> None:
    jobs: list[Job[Any]] = [Job(insert), Job(lambda tx: 1 // 0)]
    Failing.plan = {"COMMIT": ("before", IO_ERROR)}
    commit_group(store, jobs)
    raised, own = (job.future.exception(0) for job in jobs)
    assert isinstance(raised, CommitUnknown)
    assert (raised.code, raised.detail, raised.__cause__) == (ErrorCode.COMMIT_UNKNOWN, "SQLITE_IOERR", IO_ERROR)
    assert raised.__traceback__ is not None
    assert isinstance(own, ZeroDivisionError)


@pytest.mark.parametrize("stuck", ["BEGIN IMMEDIATE", "SAVEPOINT"])
def test_a_transaction_that_could_not_begin_committed_nothing(store: Store, stuck: str) -> None:
    writer = WriterThread(store)
    Failing.plan = {stuck: ("before", IO_ERROR)}
    raised = writer.submit(insert).exception(WAIT_S_MAX)
    assert isinstance(raised, QueueError)
    assert (type(raised), raised.code, raised.detail) == (QueueError, ErrorCode.NOT_COMMITTED, "SQLITE_IOERR")
    assert raised.__cause__ is IO_ERROR
    Failing.plan = {}
    assert writer.run(insert) == "done"
    writer.close()


def test_who_is_rolled_back_with_another_is_told_why_and_who_comes_after_is_not_hurt(store: Store) -> None:
    ROOM_MADE.clear()
    full = error(sqlite3.SQLITE_FULL, "SQLITE_FULL")

    def gives_up(tx: Transaction) -> None:
        tx.execute("ROLLBACK")
        raise full

    jobs: list[Job[Any]] = [
        Job(insert),
        Job(lambda tx: 1 // 0),
        Job(lambda tx: tx.execute("ROLLBACK")),
        Job(gives_up),
        Job(insert),
    ]
    commit_group(store, jobs)
    told = [job.future.exception(0) for job in jobs]
    for error_ in (told[0], told[2]):
        assert isinstance(error_, QueueError)
        assert (error_.code, error_.detail) == (ErrorCode.NOT_COMMITTED, "rolled back with another")
    assert isinstance(told[1], ZeroDivisionError)
    assert told[3] is full
    assert ROOM_MADE == [1]
    assert jobs[4].future.result(0) == "done"


def test_work_that_was_taken_back_is_not_done(store: Store) -> None:
    jobs = [Job(insert), Job(insert)]
    assert jobs[0].future.cancel()
    commit_group(store, jobs)
    assert jobs[1].future.result(0) == "done"
    assert jobs[0].future.cancelled()
