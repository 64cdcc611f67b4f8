"""A connection whose commits fail, and a writer that dies, when they are told to."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from offline_queue.connection import STATEMENTS_CACHED
from offline_queue.group import Work
from offline_queue.store import Store
from offline_queue.writer import InlineWriter

T = TypeVar("T")


class Killed(Exception):
    """The power went, just here."""


class Mishap(StrEnum):
    NONE = ""
    KILLED_BEFORE = "killed before"
    KILLED_AFTER = "killed after"
    EIO_BEFORE = "eio before"
    EIO_AFTER = "eio after"
    FULL = "full"


KILLS = (Mishap.KILLED_BEFORE, Mishap.KILLED_AFTER)


class Disk:
    """What befalls the next commit. One for each terminal; it outlives the keeper."""

    def __init__(self) -> None:
        self.next = Mishap.NONE
        self.spared = 0  # commits that go well before it
        self.met: Callable[[], None] = lambda: None

    def take(self, kills: bool) -> Mishap:
        """What befalls this commit. Kills are the writer's to ask for, and it asks first; the rest is the disk's."""
        if self.next is Mishap.NONE or kills is not (self.next in KILLS):
            return Mishap.NONE
        if self.spared:
            self.spared -= 1
            return Mishap.NONE
        mishap, self.next = self.next, Mishap.NONE
        self.met()
        return mishap

    def connect(self, path: Path) -> sqlite3.Connection:
        disk = self

        class Connection(sqlite3.Connection):
            def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
                if not sql.startswith("COMMIT"):
                    return super().execute(sql, *values)
                mishap = disk.take(kills=False)
                if mishap is Mishap.FULL:
                    raise failure(sqlite3.SQLITE_FULL, "SQLITE_FULL")
                if mishap is Mishap.EIO_BEFORE:
                    raise failure(sqlite3.SQLITE_IOERR, "SQLITE_IOERR")
                cursor = super().execute(sql, *values)
                if mishap is Mishap.EIO_AFTER:
                    raise failure(sqlite3.SQLITE_IOERR, "SQLITE_IOERR")
                return cursor

        return sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS_CACHED, factory=Connection
        )


class MortalWriter:
    """The inline writer of a keeper that may be killed before a commit, or after it and before anybody hears of it."""

    def __init__(self, store: Store, disk: Disk) -> None:
        self._inner = InlineWriter(store)
        self._disk = disk
        self.commits = 0

    def submit(self, work: Work[T]) -> Future[T]:
        future: Future[T] = Future()
        future.set_result(self.run(work))
        return future

    def run(self, work: Work[T]) -> T:
        mishap = self._disk.take(kills=True)
        if mishap is Mishap.KILLED_BEFORE:
            raise Killed
        result = self._inner.run(work)
        self.commits += 1
        if mishap is Mishap.KILLED_AFTER:
            raise Killed
        return result

    def read(self, query: Work[T]) -> T:
        return self._inner.read(query)


def failure(code: int, name: str) -> sqlite3.OperationalError:
    made = sqlite3.OperationalError(name)
    made.sqlite_errorcode = code
    made.sqlite_errorname = name
    return made
