import sqlite3
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from offline_queue import CommitUnknown, ErrorCode, QueueError, Store, Transaction, WriterLimits, WriterThread
from tests.offline_queue.faults import Failing, error
from tests.offline_queue.support import SHOP, Desk, HandClock, sell

WAIT_S_MAX = 10.0
IO_ERROR = error(sqlite3.SQLITE_IOERR, "SQLITE_IOERR_FSYNC")


def insert(tx: Transaction, name: str) -> str:
    tx.execute("INSERT INTO sale VALUES (?, 1)", (name,))
    return name


def inserting(name: str) -> Callable[[Transaction], str]:
    return lambda tx: insert(tx, name)


def names(tx: Transaction) -> list[str]:
    return [row[0] for row in tx.all("SELECT id FROM sale ORDER BY id")]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    Failing.plan = {}
    store = Store.open(
        tmp_path / "queue.db",
        HandClock(),
        SHOP,
        make=lambda path: sqlite3.connect(path, isolation_level=None, check_same_thread=False, factory=Failing),
    )
    yield store
    Failing.plan = {}
    store.close()


@pytest.fixture
def writer(store: Store) -> Iterator[WriterThread]:
    writer = WriterThread(store)
    yield writer
    writer.close()


class Held:
    """Keeps the writer busy, so that what is submitted meanwhile makes one group."""

    def __init__(self, writer: WriterThread) -> None:
        self._begun, self._go = threading.Event(), threading.Event()
        self.future: Future[None] = writer.submit(self._work)
        assert self._begun.wait(WAIT_S_MAX)

    def _work(self, tx: Transaction) -> None:
        self._begun.set()
        assert self._go.wait(WAIT_S_MAX)

    def release(self) -> None:
        self._go.set()


def test_work_of_one_group_shares_a_commit_and_a_failing_one_hurts_no_other(store: Store, writer: WriterThread) -> None:
    commits: list[int] = []
    writer.subscribe(lambda: commits.append(1))
    held = Held(writer)
    good = [writer.submit(inserting(name)) for name in ("a", "b")]
    bad = writer.submit(lambda tx: (insert(tx, "c"), insert(tx, "a")))
    last = writer.submit(inserting("d"))
    held.release()
    assert [future.result(WAIT_S_MAX) for future in (*good, last)] == ["a", "b", "d"]
    with pytest.raises(sqlite3.IntegrityError):
        bad.result(WAIT_S_MAX)
    assert writer.read(names) == ["a", "b", "d"]
    assert len(commits) == 2


def test_a_future_is_not_resolved_before_the_commit(writer: WriterThread) -> None:
    held = Held(writer)
    future = writer.submit(inserting("a"))
    seen: list[list[str]] = []
    future.add_done_callback(lambda done: seen.append(["done"]))
    assert not future.done()
    held.release()
    future.result(WAIT_S_MAX)
    assert writer.read(names) == ["a"]


@pytest.mark.parametrize(("when", "there"), [("before", []), ("after", ["a"])])
def test_q3_a_commit_that_raised_is_unknown_and_the_lookup_decides(
    store: Store, writer: WriterThread, when: str, there: list[str]
) -> None:
    Failing.plan = {"COMMIT": (when, IO_ERROR)}
    with pytest.raises(CommitUnknown) as unknown:
        writer.run(inserting("a"))
    assert unknown.value.__cause__ is IO_ERROR
    Failing.plan = {}
    assert writer.read(names) == there


@pytest.mark.parametrize("when", ["before", "after"])
def test_q3_the_same_operation_is_simply_stored_again_after_an_unknown_commit(tmp_path: Path, when: str) -> None:
    Failing.plan = {}
    desk = Desk(tmp_path, factory=Failing)
    Failing.plan = {"COMMIT": (when, IO_ERROR)}
    with pytest.raises(CommitUnknown):
        desk.put("op-1")
    Failing.plan = {}
    desk.put("op-1")
    assert desk.ready(limit=10) == ["op-1"]
    desk.store.close()


def test_what_survived_a_failed_commit_is_written_again_before_it_is_believed(store: Store) -> None:
    """A failed fdatasync leaves pages that look clean: only a full checkpoint makes them durable."""
    store.distrust()
    Failing.plan = {"PRAGMA wal_checkpoint": ("before", IO_ERROR)}
    with pytest.raises(QueueError) as broken:
        store.connection()
    assert broken.value.code is ErrorCode.STORE_BROKEN


@pytest.mark.parametrize("stuck", ["ROLLBACK", "SAVEPOINT", "RELEASE"])
def test_a_transaction_that_cannot_be_ended_is_thrown_away_with_its_connection(
    store: Store, writer: WriterThread, stuck: str
) -> None:
    held = Held(writer)
    futures = [writer.submit(inserting(name)) for name in ("a", "a", "b")]
    Failing.plan = {stuck: ("before", IO_ERROR)}
    held.release()
    for future in futures:
        future.exception(WAIT_S_MAX)
    with pytest.raises((QueueError, ZeroDivisionError)):
        writer.run(lambda tx: 1 // 0)
    Failing.plan = {}
    writer.run(inserting("c"))
    assert "c" in writer.read(names)


def test_a_group_whose_commit_failed_is_unknown_for_each(store: Store, writer: WriterThread) -> None:
    held = Held(writer)
    futures = [writer.submit(inserting(name)) for name in ("a", "b")]
    Failing.plan = {"COMMIT": ("before", IO_ERROR)}
    held.release()
    with pytest.raises(CommitUnknown):
        held.future.result(WAIT_S_MAX)
    raised = [future.exception(WAIT_S_MAX) for future in futures]
    assert all(isinstance(each, CommitUnknown) for each in raised)
    assert raised[0] is not raised[1]


def give_up(tx: Transaction) -> None:
    """What SQLite does by itself on a full disk or an I/O error."""
    tx.execute("ROLLBACK")
    raise error(sqlite3.SQLITE_FULL, "SQLITE_FULL")


def test_when_sqlite_gives_up_the_transaction_the_earlier_ones_are_told_and_the_later_ones_run(
    store: Store, writer: WriterThread
) -> None:
    held = Held(writer)
    before = writer.submit(inserting("a"))
    breaking = writer.submit(give_up)
    after = writer.submit(inserting("b"))
    held.release()
    refused = before.exception(WAIT_S_MAX)
    assert isinstance(refused, QueueError)
    assert refused.code is ErrorCode.NOT_COMMITTED
    assert isinstance(breaking.exception(WAIT_S_MAX), sqlite3.OperationalError)
    assert after.result(WAIT_S_MAX) == "b"
    assert writer.read(names) == ["b"]


def test_what_a_query_writes_is_rolled_back(writer: WriterThread) -> None:
    writer.read(inserting("a"))
    assert writer.read(names) == []


def test_a_transaction_is_dead_after_its_work(writer: WriterThread) -> None:
    kept: list[Transaction] = []
    writer.run(kept.append)
    with pytest.raises(AssertionError, match="ended"):
        kept[0].execute("SELECT 1")


def test_work_that_waits_for_other_work_is_a_bug_and_not_a_deadlock(writer: WriterThread) -> None:
    with pytest.raises(AssertionError, match="must not wait"):
        writer.run(lambda tx: writer.run(lambda inner: None))


def test_a_full_writer_refuses_at_once(store: Store) -> None:
    writer = WriterThread(store, WriterLimits(waiting_max=1))
    held = Held(writer)
    writer.submit(inserting("a"))
    with pytest.raises(QueueError) as refusal:
        writer.submit(inserting("b"))
    assert refusal.value.code is ErrorCode.WRITER_FULL
    held.release()
    writer.close()


def test_work_that_waited_too_long_is_taken_back(store: Store) -> None:
    writer = WriterThread(store, WriterLimits(commit_wait_s_max=0.05))
    held = Held(writer)
    with pytest.raises(QueueError) as refusal:
        writer.run(inserting("a"))
    assert refusal.value.code is ErrorCode.NOT_COMMITTED
    held.release()
    held.future.result(WAIT_S_MAX)
    assert writer.read(names) == []
    writer.close()


def test_closing_commits_what_waits_and_takes_nothing_more(store: Store, writer: WriterThread) -> None:
    held = Held(writer)
    future = writer.submit(inserting("a"))
    held.release()
    writer.close()
    assert future.result(0) == "a"
    with pytest.raises(QueueError) as refusal:
        writer.submit(inserting("b"))
    assert refusal.value.code is ErrorCode.STORE_CLOSED


def test_when_nothing_happens_the_log_is_folded_into_the_file(store: Store) -> None:
    folded = threading.Event()
    writer = WriterThread(store, WriterLimits(idle_s=0.01))

    def watch(sql: str) -> None:
        if "wal_checkpoint" in sql:
            folded.set()

    store.connection().set_trace_callback(watch)
    writer.run(inserting("a"))
    assert folded.wait(WAIT_S_MAX)
    writer.close()


def test_many_threads_lose_nothing(writer: WriterThread) -> None:
    def produce(start: int) -> None:
        for number in range(start, start + 20):
            writer.run(inserting(f"{number:03}"))

    threads = [threading.Thread(target=produce, args=(start,)) for start in range(0, 160, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WAIT_S_MAX)
    assert writer.read(names) == [f"{number:03}" for number in range(160)]


def test_q2_business_audit_and_outbox_rows_come_together_or_not_at_all(tmp_path: Path) -> None:
    from tests.offline_queue.faults import Counting

    Counting.fail_at = -1
    desk = Desk(tmp_path, factory=Counting)
    before = Counting.seen
    sell(desk, 0)
    statements = Counting.seen - before
    assert statements > 5
    for position in range(statements):
        Counting.fail_at = Counting.seen + position
        with pytest.raises((sqlite3.Error, QueueError)):
            sell(desk, position + 1)
    Counting.fail_at = -1
    counts = desk.writer.read(
        lambda tx: [tx.one(f"SELECT count(*) FROM {table}") for table in ("sale", "journal", "audit", "outbox")]
    )
    assert counts == [(1,)] * 4
    desk.store.close()
