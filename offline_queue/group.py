"""Transactions: one piece of work alone, or several that share one BEGIN IMMEDIATE and one sync."""

import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, Generic, TypeVar

from offline_queue.errors import CommitUnknown, ErrorCode, QueueError, error_name
from offline_queue.store import Store
from offline_queue.transaction import Transaction

T = TypeVar("T")

Work = Callable[[Transaction], T]


class Job(Generic[T]):
    """A piece of work and the future that is resolved once it is durable."""

    __slots__ = ("error", "future", "result", "work")

    def __init__(self, work: Work[T]) -> None:
        self.work = work
        self.future: Future[T] = Future()
        self.error: BaseException | None = None

    def run(self, connection: sqlite3.Connection) -> bool:
        """Run it in the open transaction; False if it raised."""
        transaction = Transaction(connection)
        try:
            self.result = self.work(transaction)
        except BaseException as error:  # it reaches the caller through the future
            self.error = error
        finally:
            transaction.end()
        return self.error is None

    def resolve(self) -> None:
        """Hand out what the work returned or raised."""
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)

    def fail(self, error: QueueError) -> None:
        """What the work returned is not known to be durable; its own exception, if it had one, stays the answer."""
        if self.error is None:
            self.error = type(error)(error.code, error.detail).with_traceback(error.__traceback__)
            self.error.__cause__ = error.__cause__
        self.resolve()


def run_one(store: Store, work: Work[T]) -> T:
    """Run one piece of work and commit it; durable once this returns."""
    connection = _begin(store)
    transaction = Transaction(connection)
    try:
        result = work(transaction)
    except BaseException as error:
        store.failed(error)
        _roll_back(store, connection)
        raise
    finally:
        transaction.end()
    _commit(store, connection)
    return result


def commit_group(store: Store, jobs: Sequence[Job[Any]]) -> None:
    """Run the jobs in as few transactions as it takes. Each job's future is resolved whatever happens.

    What one of them raises does not hurt the others, unless SQLite gave up the whole transaction: then those that
    had run before are NOT_COMMITTED, and those behind get another transaction.
    """
    waiting = [job for job in jobs if job.future.set_running_or_notify_cancel()]
    while waiting:
        try:
            ran = _run_fenced(store, waiting)
        except QueueError as error:
            for job in waiting:
                job.fail(error)
            return
        for job in ran:
            job.resolve()
        waiting = waiting[len(ran) :]


def read_only(store: Store, query: Work[T]) -> T:
    """Run queries on one consistent view; anything they write is rolled back."""
    connection = store.connection()
    connection.execute("BEGIN")
    transaction = Transaction(connection)
    try:
        return query(transaction)
    finally:
        transaction.end()
        _roll_back(store, connection)


def _run_fenced(store: Store, jobs: Sequence[Job[Any]]) -> Sequence[Job[Any]]:
    """Run jobs in one transaction, each in a savepoint; which of them it took."""
    connection = _begin(store)
    try:
        ran = _run_until_rolled_back(connection, jobs)
    except sqlite3.Error as error:  # a savepoint failed: nothing of this was committed
        store.distrust()
        raise QueueError(ErrorCode.NOT_COMMITTED, error_name(error)) from error
    if connection.in_transaction:
        _commit(store, connection)
        return ran
    store.failed(ran[-1].error or sqlite3.OperationalError())
    for job in ran:
        job.error = job.error or QueueError(ErrorCode.NOT_COMMITTED, "rolled back with another")
    return ran


def _run_until_rolled_back(connection: sqlite3.Connection, jobs: Sequence[Job[Any]]) -> Sequence[Job[Any]]:
    """Those that ran: all, unless SQLite rolled everything back after one (disk full, I/O error)."""
    for count, job in enumerate(jobs, 1):
        connection.execute("SAVEPOINT job")
        if not job.run(connection) and connection.in_transaction:
            connection.execute("ROLLBACK TO job")
        if not connection.in_transaction:
            return jobs[:count]
        connection.execute("RELEASE job")
    return jobs


def _roll_back(store: Store, connection: sqlite3.Connection) -> None:
    try:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
    except sqlite3.Error:  # stuck in a transaction that nobody will end
        store.distrust()


def _begin(store: Store) -> sqlite3.Connection:
    try:
        connection = store.connection()
        connection.execute("BEGIN IMMEDIATE")
    except (sqlite3.Error, QueueError) as error:
        raise QueueError(ErrorCode.NOT_COMMITTED, error_name(error)) from error
    return connection


def _commit(store: Store, connection: sqlite3.Connection) -> None:
    try:
        connection.execute("COMMIT")
    except BaseException as error:
        store.distrust()
        store.failed(error)
        raise CommitUnknown(ErrorCode.COMMIT_UNKNOWN, error_name(error)) from error
