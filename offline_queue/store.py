"""One database file, opened once, by one process, with one connection."""

import contextlib
import sqlite3
from collections.abc import Callable, Sequence
from pathlib import Path

from offline_queue.clock import Clock, QueueTime, TimeOrigin
from offline_queue.connection import Connect, connect, open_durable
from offline_queue.errors import ErrorCode, QueueError, error_name
from offline_queue.evidence import set_aside
from offline_queue.files import sync_directory
from offline_queue.lock import ProcessLock
from offline_queue.migrate import Migration, migrate

CORRUPT = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
PRIMARY_CODE = 0xFF  # the upper bits of a result code only say more about it


MakeRoom = Callable[[], object]


def nothing() -> None:
    """No reserve to spend."""


class Store:
    """The open database. Reads and writes go through a writer; nothing else touches the connection.

    SQLite before 3.51.3 can corrupt a WAL when two connections race in write and checkpoint, so there is exactly one:
    reads share it with the writer.
    """

    def __init__(
        self, path: Path, lock: ProcessLock, make: Connect, make_room: MakeRoom, connection: sqlite3.Connection
    ) -> None:
        self.path = path
        self._make_room = make_room
        self._lock: ProcessLock | None = lock
        self._make = make
        self._connection: sqlite3.Connection | None = connection

    time: QueueTime

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Clock,
        migrations: Sequence[Migration] = (),
        make_room: MakeRoom = nothing,
        make: Connect = connect,
    ) -> "Store":
        """Lock, open, check and migrate.

        `migrations` are the caller's own tables, (name, sql) in order, never changed once shipped. `make_room` is
        called when the disk turns out to be full (`Reserve.spend`). Raises QueueError:
        STORE_LOCKED, STORE_PRAGMA_REFUSED, STORE_CORRUPT (a copy is set aside first) or STORE_NEWER.
        """
        lock = ProcessLock.take(path.with_name(path.name + ".lock"))
        try:
            connection = _open_checked(path, make)
            store = cls(path, lock, make, make_room, connection)
            store._prepare(clock, migrations)
        except BaseException:
            lock.release()
            raise
        return store

    def _prepare(self, clock: Clock, migrations: Sequence[Migration]) -> None:
        connection = self.connection()
        try:
            if migrate(connection, migrations):
                sync_directory(self.path.parent)
            self.time = _resume_time(connection, clock)
        except BaseException:
            connection.close()
            raise

    def connection(self) -> sqlite3.Connection:
        """The one connection, reopened if the last commit failed. Raises STORE_BROKEN or STORE_CLOSED."""
        if self._connection is not None:
            return self._connection
        if self._lock is None:
            raise QueueError(ErrorCode.STORE_CLOSED)
        try:
            self._connection = self._reopen()
        except (sqlite3.Error, QueueError) as error:
            raise QueueError(ErrorCode.STORE_BROKEN, error_name(error)) from error
        return self._connection

    def _reopen(self) -> sqlite3.Connection:
        connection = open_durable(self.path, self._make)
        try:
            # After a failed fdatasync the kernel holds the lost pages as clean: what this connection now reads might
            # not be on the disk. A full checkpoint writes it again, and syncs, before anybody may believe it.
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except BaseException:
            connection.close()
            raise
        if busy:
            connection.close()
            raise QueueError(ErrorCode.STORE_BROKEN, "the checkpoint after a failed commit did not finish")
        return connection

    def failed(self, error: BaseException) -> None:
        """A statement or a commit raised this: on a full disk the reserve is spent, for whoever tries next."""
        if getattr(error, "sqlite_errorcode", 0) & PRIMARY_CODE == sqlite3.SQLITE_FULL:
            self._make_room()

    def distrust(self) -> None:
        """A commit raised: this connection's idea of the file may be wrong. The next use reopens it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            # The commit's own error is on its way to the caller and says more.
            with contextlib.suppress(sqlite3.Error):
                connection.close()

    def checkpoint(self) -> None:
        """Fold the WAL into the file, for idle moments. It keeps its length: writing over old blocks syncs faster."""
        self.connection().execute("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Close and let another process in. Twice is harmless."""
        self.distrust()
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _open_checked(path: Path, make: Connect) -> sqlite3.Connection:
    connection = None
    try:
        connection = open_durable(path, make)
        verdict = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
    except sqlite3.Error as error:
        refusal = _refusal(path, error)
        if connection is not None:  # closed only now: closing may fold the WAL in and spoil the evidence
            connection.close()
        raise refusal from error
    return connection


def _refusal(path: Path, error: sqlite3.Error) -> QueueError:
    if getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & PRIMARY_CODE in CORRUPT:
        return QueueError(ErrorCode.STORE_CORRUPT, f"evidence in {set_aside(path)}")
    return QueueError(ErrorCode.STORE_BROKEN, error_name(error))


def _resume_time(connection: sqlite3.Connection, clock: Clock) -> QueueTime:
    row = connection.execute("SELECT boot_id, offset_ms FROM time_origin").fetchone()
    saved = TimeOrigin(*row) if row else None
    proven = connection.execute(
        "SELECT max(ifnull((SELECT queued_ms FROM outbox ORDER BY seq DESC LIMIT 1), 0),"
        " ifnull((SELECT last_queue_ms FROM answers ORDER BY id DESC LIMIT 1), 0))"
    ).fetchone()[0]
    time = QueueTime.resume(clock, saved, proven)
    if time.origin != saved:
        values = (time.origin.boot_id, time.origin.offset_ms)
        connection.execute("INSERT OR REPLACE INTO time_origin (id, boot_id, offset_ms) VALUES (1, ?, ?)", values)
    return time
