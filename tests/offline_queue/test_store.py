import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from offline_queue import ErrorCode, QueueError, Store
from offline_queue.evidence import COPIES_MAX
from offline_queue.migrate import statements
from tests.offline_queue.faults import Forgetful
from tests.offline_queue.support import SHOP, Desk, HandClock, sell

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
