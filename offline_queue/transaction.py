"""What a piece of work sees of the database while its transaction is open."""

import sqlite3
from collections.abc import Sequence
from typing import Any

Row = tuple[Any, ...]
Values = Sequence[str | int | bytes | None]


class Transaction:
    """Plain SQL inside the writer's transaction. It ends with the work it was given to."""

    __slots__ = ("_connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection: sqlite3.Connection | None = connection

    def execute(self, sql: str, values: Values = ()) -> sqlite3.Cursor:
        """Run one statement. BEGIN, COMMIT and ROLLBACK belong to the writer."""
        assert self._connection is not None, "the transaction has ended"
        return self._connection.execute(sql, values)

    def one(self, sql: str, values: Values = ()) -> Row | None:
        """The first row, or None."""
        row: Row | None = self.execute(sql, values).fetchone()
        return row

    def all(self, sql: str, values: Values = ()) -> list[Row]:
        """Every row; the statement itself must hold a LIMIT where the table can grow."""
        return self.execute(sql, values).fetchall()

    def end(self) -> None:
        """Called by the writer: no statement may follow."""
        self._connection = None
