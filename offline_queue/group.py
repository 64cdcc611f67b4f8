"""Group commit: several pieces of work, one BEGIN IMMEDIATE, one sync; one that raises does not hurt the others."""

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
    """One piece of work and the future that is resolved once it is durable."""

    __slots__ = ("_error", "_result", "future", "work")

    def __init__(self, work: Work[T]) -> None:
        self.work = work
        self.future: Future[T] = Future()
        self._error: BaseException | None = None

    def run(self, connection: sqlite3.Connection) -> bool:
        """Run it in the open transaction; False if it raised."""
        transaction = Transaction(connection)
        try:
            self._result = self.work(transaction)
        except BaseException as error:  # it reaches the caller through the future
            self._error = error
        finally:
            transaction.end()
        return self._error is None

    def resolve(self) -> None:
        """Hand out what the work returned or raised."""
        if self._error is not None:
            self.future.set_exception(self._error)
        else:
            self.future.set_result(self._result)

    def fail(self, cause: BaseException, error: QueueError) -> None:
        """What the work returned is not known to be durable; its own exception, if it had one, stays the answer."""
        if self._error is None:
            error.__cause__ = cause
            self._error = error
        self.resolve()


def commit_group(store: Store, jobs: Sequence[Job[Any]]) -> bool:
    """Run the jobs and commit; True if something was committed. Each job's future is resolved whatever happens."""
    waiting = [job for job in jobs if job.future.set_running_or_notify_cancel()]
    committed = False
    while waiting:
        ran, durable = _one_transaction(store, waiting)
        committed |= durable
        waiting = waiting[ran:]
    return committed


def _one_transaction(store: Store, jobs: Sequence[Job[Any]]) -> tuple[int, bool]:
    """Run as many jobs as one transaction can take: how many, and whether they are durable."""
    try:
        connection = store.connection()
        connection.execute("BEGIN IMMEDIATE")
    except (sqlite3.Error, QueueError) as error:
        _fail(jobs, error)
        return len(jobs), False
    run = _run_alone if len(jobs) == 1 else _run_fenced
    for ran, job in enumerate(jobs, 1):
        run(connection, job)
        if not connection.in_transaction:  # rolled back: by us, or by SQLite after an I/O error or a full disk
            _fail(jobs[:ran], QueueError(ErrorCode.NOT_COMMITTED, "rolled back"))
            return ran, False
    return len(jobs), _commit(store, connection, jobs)


def _run_alone(connection: sqlite3.Connection, job: Job[Any]) -> None:
    if not job.run(connection) and connection.in_transaction:
        connection.execute("ROLLBACK")


def _run_fenced(connection: sqlite3.Connection, job: Job[Any]) -> None:
    connection.execute("SAVEPOINT job")
    if not job.run(connection) and connection.in_transaction:
        connection.execute("ROLLBACK TO job")
    if connection.in_transaction:
        connection.execute("RELEASE job")


def _commit(store: Store, connection: sqlite3.Connection, jobs: Sequence[Job[Any]]) -> bool:
    try:
        connection.execute("COMMIT")
    except BaseException as error:
        store.distrust()
        for job in jobs:
            job.fail(error, CommitUnknown(error_name(error)))
        if not isinstance(error, Exception):
            raise
        return False
    for job in jobs:
        job.resolve()
    return True


def _fail(jobs: Sequence[Job[Any]], cause: Exception) -> None:
    for job in jobs:
        job.fail(cause, QueueError(ErrorCode.NOT_COMMITTED, error_name(cause)))


def read_only(store: Store, query: Work[T]) -> T:
    """Run queries on one consistent view; anything they write is rolled back."""
    connection = store.connection()
    connection.execute("BEGIN")
    transaction = Transaction(connection)
    try:
        return query(transaction)
    finally:
        transaction.end()
        if connection.in_transaction:
            connection.execute("ROLLBACK")
