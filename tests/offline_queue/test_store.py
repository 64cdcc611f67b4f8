import hashlib
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import pytest

from offline_queue import ErrorCode, QueueError, Store
from offline_queue.errors import error_name
from offline_queue.evidence import COPIES_MAX
from offline_queue.lock import ProcessLock
from offline_queue.migrate import statements
from tests.offline_queue.faults import Forgetful, error
from tests.offline_queue.support import SHOP, Desk, HandClock, sell

FURTHER = ("wal_autocheckpoint", "trusted_schema")
HOLDER = """
import sys
from pathlib import Path
from offline_queue import Store, SystemClock
store = Store.open(Path(sys.argv[1]), SystemClock())
print("open", flush=True)
sys.stdin.read()
"""


def code_of(path: Path) -> tuple[ErrorCode, str]:
    with pytest.raises(QueueError) as refusal:
        Store.open(path, HandClock(), SHOP)
    return refusal.value.code, refusal.value.detail


def test_q14_a_second_process_is_refused_before_it_opens_the_file_and_told_the_pid(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "open\n"
        opened: list[Path] = []

        def make(path: Path) -> sqlite3.Connection:
            opened.append(path)
            return sqlite3.connect(path)

        with pytest.raises(QueueError) as refusal:
            Store.open(path, HandClock(), make=make)
        assert refusal.value.code is ErrorCode.STORE_LOCKED
        assert refusal.value.detail == f"held by pid {holder.pid}"
        assert opened == []
        holder.stdin.close()
        holder.wait(10)
    Store.open(path, HandClock()).close()


def test_q14_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        holder.kill()
        holder.wait(10)
    Store.open(path, HandClock()).close()


def test_q14_a_stranger_with_a_sqlite_shell_cannot_write_either(desk: Desk) -> None:
    stranger = sqlite3.connect(desk.path, timeout=0)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        stranger.execute("DELETE FROM sale")
    stranger.close()


@pytest.mark.parametrize("ignored", ["PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL"])
def test_q15_a_pragma_that_did_not_take_refuses_the_start(tmp_path: Path, ignored: str) -> None:
    Forgetful.ignored = ignored

    def make(path: Path) -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None, factory=Forgetful)
        sqlite3.Connection.execute(connection, "PRAGMA synchronous=NORMAL")
        return connection

    with pytest.raises(QueueError) as refusal:
        Store.open(tmp_path / "queue.db", HandClock(), make=make)
    assert refusal.value.code is ErrorCode.STORE_PRAGMA_REFUSED
    Store.open(tmp_path / "queue.db", HandClock()).close()


def test_a_file_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    Store.open(path, HandClock(), SHOP).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version=3")
    connection.close()
    assert code_of(path)[0] is ErrorCode.STORE_NEWER


def test_a_file_with_a_migration_nobody_here_knows_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    Store.open(path, HandClock(), [*SHOP, ("shop-2", "ALTER TABLE sale ADD COLUMN note TEXT;")]).close()
    code, detail = code_of(path)
    assert code is ErrorCode.STORE_NEWER
    assert "shop-2" in detail


def test_a_migration_that_fails_leaves_nothing_of_itself(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    broken = ("shop-2", "CREATE TABLE half (id TEXT); CREATE TABLE sale (id TEXT);")
    with pytest.raises(sqlite3.OperationalError):
        Store.open(path, HandClock(), [*SHOP, broken])
    store = Store.open(path, HandClock(), SHOP)
    assert store.connection().execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchone() is None
    store.close()


def test_a_script_is_split_at_statements_and_not_inside_triggers_or_strings() -> None:
    trigger = "CREATE TRIGGER t BEFORE DELETE ON a BEGIN SELECT 1; SELECT 2; END;"
    assert list(statements(f"CREATE TABLE a (b); {trigger} INSERT INTO a VALUES (';');")) == [
        "CREATE TABLE a (b);",
        trigger,
        "INSERT INTO a VALUES (';');",
    ]
    with pytest.raises(ValueError, match="ends inside"):
        list(statements("CREATE TRIGGER t BEFORE DELETE ON a BEGIN SELECT 1;"))


def test_a_start_with_nothing_to_migrate_does_not_import_sqlite_utils(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    Store.open(path, HandClock()).close()
    probe = HOLDER.replace("sys.stdin.read()", 'print("sqlite_utils" in sys.modules, "cryptography" in sys.modules)')
    done = subprocess.run(
        [sys.executable, "-c", probe, str(path)], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout.split() == ["open", "False", "False"]


def corrupt(path: Path, offset: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(b"\xff" * 512)


@pytest.mark.parametrize("offset", [0, 8192])
def test_a_corrupt_file_is_refused_and_one_copy_is_kept_however_often_it_is_tried(desk: Desk, offset: int) -> None:
    for number in range(40):
        sell(desk, number, b"x" * 600)
    desk.store.close()
    corrupt(desk.path, offset)
    spoiled = desk.path.read_bytes()
    for _ in range(3):
        code, detail = code_of(desk.path)
        assert code is ErrorCode.STORE_CORRUPT
    copies = list(desk.path.parent.glob("queue.db.corrupt-*"))
    assert [str(copy) for copy in copies] == [detail.removeprefix("evidence in ")]
    assert (copies[0] / "queue.db").read_bytes() == spoiled


def test_evidence_never_fills_the_disk(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    for content in range(COPIES_MAX + 3):
        path.write_bytes(f"not a database {content}".encode() * 100)
        assert code_of(path)[0] is ErrorCode.STORE_CORRUPT
    assert len(list(tmp_path.glob("queue.db.corrupt-*"))) == COPIES_MAX


def test_a_file_that_cannot_be_opened_is_a_coded_error(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    path.mkdir()
    assert code_of(path) == (ErrorCode.STORE_BROKEN, "SQLITE_CANTOPEN")


def test_the_lock_file_names_us_and_stays(desk: Desk) -> None:
    lock = desk.path.with_name("queue.db.lock")
    assert int(lock.read_text()) == os.getpid()
    desk.store.close()
    assert lock.exists()


class Checkpointing(sqlite3.Connection):
    """Answers the full checkpoint as told: (busy, pages in the log, of them written back)."""

    said: ClassVar[str] = "0, 0, 0"

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        return super().execute(f"SELECT {self.said}" if sql == "PRAGMA wal_checkpoint(TRUNCATE)" else sql, *values)


@pytest.mark.parametrize(("said", "is_believed"), [("0, 5, 5", True), ("1, 0, 0", False)])
def test_after_a_failed_commit_the_file_is_believed_only_once_the_checkpoint_went_through(
    tmp_path: Path, said: str, is_believed: bool
) -> None:
    Checkpointing.said = said
    desk = Desk(tmp_path, factory=Checkpointing)
    sell(desk, 1)
    desk.store.distrust()
    if is_believed:
        sell(desk, 2)
    else:
        with pytest.raises(QueueError) as broken:
            desk.store.connection()
        assert (broken.value.code, broken.value.detail) == (
            ErrorCode.STORE_BROKEN,
            "STORE_BROKEN: the checkpoint after a failed commit did not finish",
        )
    desk.store.close()
    with pytest.raises(QueueError) as closed:
        desk.store.connection()
    assert (closed.value.code, closed.value.detail) == (ErrorCode.STORE_CLOSED, "")


def test_an_error_has_a_name_that_says_what_it_was() -> None:
    assert error_name(error(sqlite3.SQLITE_FULL, "SQLITE_FULL")) == "SQLITE_FULL"
    assert error_name(QueueError(ErrorCode.OP_STATE, "a is DONE")) == "OP_STATE: a is DONE"
    assert error_name(ZeroDivisionError("secret")) == "ZeroDivisionError"


def test_evidence_is_ours_alone_and_named_after_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    path.write_bytes(b"not a database" * 100)
    path.with_name("queue.db-wal").write_bytes(b"log")
    name = f"queue.db.corrupt-{hashlib.sha256(path.read_bytes()).hexdigest()[:16]}"
    assert code_of(path) == (ErrorCode.STORE_CORRUPT, f"evidence in {tmp_path / name}")
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o700
    assert (tmp_path / name / "queue.db").read_bytes() == path.read_bytes()


def test_a_refused_version_says_what_the_file_is(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    Store.open(path, HandClock(), [*SHOP, ("shop-2", "SELECT 1;")]).close()
    assert code_of(path) == (ErrorCode.STORE_NEWER, "version 2, unknown migrations ['shop-2']")


def test_a_refused_pragma_says_what_was_read_back(tmp_path: Path) -> None:
    Forgetful.ignored = "PRAGMA journal_mode=WAL"
    with pytest.raises(QueueError) as refusal:
        Store.open(
            tmp_path / "queue.db",
            HandClock(),
            make=lambda path: sqlite3.connect(path, isolation_level=None, factory=Forgetful),
        )
    assert refusal.value.detail == "journal_mode=delete synchronous=2"


def test_a_connection_has_the_settings_that_durability_and_speed_need(desk: Desk) -> None:
    names = ("busy_timeout", "page_size", "locking_mode", "journal_mode", "synchronous")
    connection = desk.store.connection()
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in (*names, *FURTHER)}
    assert found == {
        "busy_timeout": 5_000,
        "page_size": 2_048,
        "locking_mode": "exclusive",
        "journal_mode": "wal",
        "synchronous": 2,
        "wal_autocheckpoint": 2_000,
        "trusted_schema": 0,
    }
    assert connection.isolation_level is None  # no transaction but the writer's


@pytest.mark.parametrize("old", [b"", b"4711\n", b"\xff\xfe and much more than a number of a process could be"])
def test_the_lock_file_is_ours_alone_and_what_stood_in_it_before_is_gone(tmp_path: Path, old: bytes) -> None:
    lock = tmp_path / "queue.db.lock"
    if old:
        lock.write_bytes(old)
    store = Store.open(tmp_path / "queue.db", HandClock())
    assert lock.read_bytes() == f"{os.getpid()}\n".encode()
    if not old:
        assert lock.stat().st_mode & 0o777 == 0o600
    store.close()


@pytest.mark.parametrize(("written", "named"), [(b"", "unknown"), (b" 42\n", "42"), (b"\xff9", "\ufffd9")])
def test_a_holder_that_wrote_no_number_is_still_a_holder(tmp_path: Path, written: bytes, named: str) -> None:
    path = tmp_path / "held.lock"
    first = ProcessLock.take(path)
    path.write_bytes(written)
    with pytest.raises(QueueError) as refusal:
        ProcessLock.take(path)
    assert (refusal.value.code, refusal.value.detail) == (ErrorCode.STORE_LOCKED, f"held by pid {named}")
    first.release()
    ProcessLock.take(path).release()


def test_a_store_is_brought_up_to_date_once_and_step_by_step(tmp_path: Path) -> None:
    path = tmp_path / "queue.db"
    later = ("shop-2", "ALTER TABLE sale ADD COLUMN note TEXT; INSERT INTO sale VALUES ('a;b', 1, 'x');")
    Store.open(path, HandClock(), SHOP).close()
    for _ in range(2):
        store = Store.open(path, HandClock(), [*SHOP, later])
        connection = store.connection()
        assert connection.execute("SELECT * FROM sale").fetchall() == [("a;b", 1, "x")]
        applied = connection.execute("SELECT migration_set, name FROM _sqlite_migrations ORDER BY id").fetchall()
        names = ("queue-1", "queue-2", "shop-1", "shop-2")
        assert [tuple(row) for row in applied] == [("offline_queue", name) for name in names]
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        store.close()


def test_a_script_that_ends_too_early_is_named_and_blank_pieces_are_no_statements() -> None:
    with pytest.raises(ValueError, match=r"^the migration ends inside a statement$"):
        list(statements("SELECT 1; CREATE TRIGGER t BEFORE DELETE ON a BEGIN SELECT 1;"))
    assert list(statements(" \n SELECT 1;\n ; \n")) == ["SELECT 1;"]
    assert list(statements("SELECT 1")) == ["SELECT 1;"]
