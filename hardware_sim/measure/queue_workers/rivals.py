# mypy: ignore-errors
# The rivals ship no types, and run in an environment of their own.
"""The rivals, each as its own documentation uses it, made durable where it can be. Run with: NAME FOLDER COUNT WHAT."""

import sqlite3
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import timing

BUSY_MS = 5_000


class BareSqlite:
    """sqlite3, WAL, synchronous=FULL, one table with one row an item."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "bare.db", isolation_level=None)
        self._db.execute("PRAGMA journal_mode=WAL")
        self._db.execute("PRAGMA synchronous=FULL")
        self._db.execute("CREATE TABLE item (seq INTEGER PRIMARY KEY, op_id TEXT UNIQUE, body BLOB)")

    def put(self, number: int) -> None:
        self._db.execute("BEGIN IMMEDIATE")
        self._db.execute("INSERT INTO item (op_id, body) VALUES (?, ?)", (f"op-{number}", timing.body(number)))
        self._db.execute("COMMIT")

    def drain(self, count: int) -> int:
        for done in range(count):
            row = self._db.execute("SELECT seq FROM item ORDER BY seq LIMIT 1").fetchone()
            if row is None:
                return done
            self._db.execute("DELETE FROM item WHERE seq = ?", row)
        return count


class PersistQueue:
    """persist-queue's SQLiteAckQueue: WAL and FULL by its defaults."""

    def __init__(self, folder: Path) -> None:
        from persistqueue import SQLiteAckQueue

        self._queue: Any = SQLiteAckQueue(str(folder / "persist"), auto_commit=True, multithreading=True)

    def put(self, number: int) -> None:
        self._queue.put(timing.body(number))

    def drain(self, count: int) -> int:
        for _ in range(count):
            self._queue.ack(self._queue.get(block=False))
        return count


class Huey:
    """SqliteHuey's storage: it takes an item out before the work is done, so a kill loses it."""

    def __init__(self, folder: Path) -> None:
        from huey.storage import SqliteStorage

        self._storage: Any = SqliteStorage(name="measure", filename=str(folder / "huey.db"))

    def put(self, number: int) -> None:
        self._storage.enqueue(timing.body(number))

    def drain(self, count: int) -> int:
        return sum(self._storage.dequeue() is not None for _ in range(count))


class LiteQueue:
    """litequeue 0.9 with synchronous=FULL; its own NORMAL loses what it acknowledged."""

    def __init__(self, folder: Path) -> None:
        from litequeue import LiteQueue as Theirs

        self._queue: Any = Theirs(str(folder / "lite.db"))
        self._queue.conn.execute("PRAGMA synchronous=FULL")

    def put(self, number: int) -> None:
        self._queue.put(timing.body(number).decode())

    def drain(self, count: int) -> int:
        for _ in range(count):
            self._queue.done(self._queue.pop().message_id)
        return count


class Dbos:
    """DBOS on SQLite: a workflow of one step. Its put is the whole workflow, so there is nothing left to drain."""

    def __init__(self, folder: Path) -> None:
        from dbos import DBOS as Theirs

        DBOS: Any = Theirs
        DBOS(config={"name": "measure", "system_database_url": f"sqlite:///{folder}/dbos.db", "log_level": "ERROR"})

        @DBOS.step()
        def send(content: str) -> int:
            return len(content)

        @DBOS.workflow()
        def deliver(content: str) -> int:
            return send(content)

        DBOS.launch()
        self._deliver: Any = deliver

    def put(self, number: int) -> None:
        self._deliver(timing.body(number).decode())

    def drain(self, count: int) -> int:
        raise NotImplementedError


QUEUES: dict[str, Any] = {
    "raw": timing.Raw,
    "sqlite": BareSqlite,
    "persist-queue": PersistQueue,
    "huey": Huey,
    "litequeue": LiteQueue,
    "dbos": Dbos,
}

if __name__ == "__main__":
    timing.main(QUEUES[sys.argv.pop(1)])
    sys.stdout.flush()
    import os

    os._exit(0)  # DBOS keeps threads of its own
