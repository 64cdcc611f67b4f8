"""Connections that fail where they are told to."""

import sqlite3
from typing import Any, ClassVar


def error(code: int, name: str) -> sqlite3.OperationalError:
    """An error as SQLite would raise it."""
    made = sqlite3.OperationalError(name)
    made.sqlite_errorcode = code
    made.sqlite_errorname = name
    return made


class Failing(sqlite3.Connection):
    """`plan` maps a statement's beginning to what happens: `before` it is run, or `after` it took effect."""

    plan: ClassVar[dict[str, tuple[str, sqlite3.Error]]] = {}

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        when, fault = next((what for start, what in self.plan.items() if sql.startswith(start)), ("", None))
        if fault is not None and when == "before":
            raise fault
        cursor = super().execute(sql, *values)
        if fault is not None:
            raise fault
        return cursor


class Counting(sqlite3.Connection):
    """Fails at the n-th statement of all; counts them."""

    fail_at: ClassVar[int] = -1
    seen: ClassVar[int] = 0

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        cls = type(self)
        cls.seen += 1
        if cls.seen - 1 == cls.fail_at:
            raise error(sqlite3.SQLITE_IOERR, "SQLITE_IOERR")
        return super().execute(sql, *values)


class Forgetful(sqlite3.Connection):
    """Takes some PRAGMAs and does nothing."""

    ignored: ClassVar[str] = ""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        return super().execute("SELECT 1" if sql == self.ignored else sql, *values)
