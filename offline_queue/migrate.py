"""Bringing a store to the tables this program wants. sqlite-utils keeps the record of what was applied."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from offline_queue.errors import ErrorCode, QueueError
from offline_queue.schema import CORE, SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlite_utils import Database

MIGRATION_SET = "offline_queue"

Migration = tuple[str, str]


def migrate(connection: sqlite3.Connection, own: Sequence[Migration]) -> bool:
    """Apply what is missing of the queue's tables and the caller's, in order; True if anything changed.

    Raises STORE_NEWER if the file knows a version or a migration that this program does not.
    """
    wanted = [*CORE, *own]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    applied = _applied(connection)
    unknown = applied - {name for name, _ in wanted}
    if version > SCHEMA_VERSION or unknown:
        raise QueueError(ErrorCode.STORE_NEWER, f"version {version}, unknown migrations {sorted(unknown)}")
    if version == SCHEMA_VERSION and len(applied) == len(wanted):
        return False
    _apply(connection, wanted)
    return True


def statements(script: str) -> Iterator[str]:
    """Split a script. `executescript` would commit halfway, so each statement is run by itself."""
    pending = ""
    for piece in script.split(";"):
        pending += piece + ";"
        if pending.strip(" \n;") and sqlite3.complete_statement(pending):
            yield pending.strip()
            pending = ""
    if pending.strip(" \n;"):
        raise ValueError("the migration ends inside a statement")


def _applied(connection: sqlite3.Connection) -> set[str]:
    known = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
    if connection.execute(known).fetchone() is None:
        return set()
    rows = connection.execute("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", (MIGRATION_SET,))
    return {name for (name,) in rows}


def _apply(connection: sqlite3.Connection, wanted: Sequence[Migration]) -> None:
    from sqlite_utils import Database, Migrations  # 80 ms and 11 MB: not on a start with nothing to do

    steps = Migrations(MIGRATION_SET)
    for name, script in wanted:
        steps(name=name)(_Step(name, script))
    steps.apply(Database(connection, recursive_triggers=False, execute_plugins=False))
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")


class _Step:
    """One migration as sqlite-utils wants it: a named callable."""

    def __init__(self, name: str, script: str) -> None:
        self.__name__ = name
        self._script = script

    def __call__(self, db: "Database", /) -> None:
        for statement in statements(self._script):
            db.execute(statement)
