import os
import sqlite3
from pathlib import Path

import pytest

from offline_queue import (
    CommitUnknown,
    DiskGuard,
    ErrorCode,
    InlineWriter,
    Lane,
    NewOperation,
    Outbox,
    QueueError,
    Reserve,
    Store,
)
from offline_queue.disk import RESERVE_BYTES, free_bytes
from tests.offline_queue.faults import Failing, error
from tests.offline_queue.support import Desk, HandClock

MEGABYTE = 1024 * 1024


class Room:
    """How much is free, as told."""

    def __init__(self, free: int) -> None:
        self.free = free

    def __call__(self, directory: Path) -> int:
        return self.free


@pytest.fixture
def reserve(tmp_path: Path) -> Reserve:
    reserve = Reserve(tmp_path / "reserve")
    assert reserve.lay_by()
    return reserve


def enqueue(desk: Desk, outbox: Outbox, lane: Lane) -> None:
    desk.writer.run(lambda tx: outbox.enqueue(tx, NewOperation(f"op-{lane}", "test", lane, f"k{lane}", b"{}")))


@pytest.mark.parametrize("lane", [Lane.RECORD, Lane.AUDIT, Lane.TELEMETRY])
def test_q17_below_the_reserve_only_what_follows_money_is_taken(desk: Desk, reserve: Reserve, lane: Lane) -> None:
    room = Room(MEGABYTE)
    guard = DiskGuard(desk.path.parent, reserve, free_bytes_min=MEGABYTE, free=room)
    outbox = Outbox(desk.store.time, disk=guard)
    enqueue(desk, outbox, lane)
    room.free -= 1
    assert not guard.accepts_new_work()
    enqueue(desk, outbox, lane)  # it is there already
    with pytest.raises(QueueError) as refusal:
        desk.writer.run(lambda tx: outbox.enqueue(tx, NewOperation("new", "test", lane, "k", b"{}")))
    assert refusal.value.code is ErrorCode.DISK_RESERVE
    enqueue(desk, outbox, Lane.MONEY)
    desk.done(f"op-{Lane.MONEY}")
    desk.done(f"op-{lane}")


def test_q17_a_spent_reserve_stops_new_work_until_it_is_laid_by_again(tmp_path: Path, reserve: Reserve) -> None:
    room = Room(MEGABYTE)
    guard = DiskGuard(tmp_path, reserve, free_bytes_min=MEGABYTE, free=room)
    assert guard.accepts_new_work()
    reserve.spend()
    assert not guard.accepts_new_work()
    room.free = 0
    assert not guard.restore()
    room.free = MEGABYTE + RESERVE_BYTES - 1  # with the reserve laid by, too little would be left
    assert not guard.restore()
    room.free += 1
    assert guard.restore()
    assert guard.accepts_new_work()
    room.free = 0
    assert guard.restore()  # it is there: nothing to do


def test_the_reserve_is_real_bytes_and_not_a_hole(reserve: Reserve, tmp_path: Path) -> None:
    assert (tmp_path / "reserve").stat().st_blocks * 512 >= RESERVE_BYTES
    reserve.spend()
    with (tmp_path / "reserve").open("wb") as file:
        file.truncate(RESERVE_BYTES)
    assert not reserve.held
    assert reserve.lay_by()
    assert reserve.held


def test_a_reserve_that_does_not_fit_is_not_held() -> None:
    reserve = Reserve(Path("/dev/shm/yizhan-reserve-test"), size_bytes=1 << 60)
    assert not reserve.lay_by()
    assert not reserve.held


@pytest.mark.parametrize("statement", ["COMMIT", "INSERT INTO outbox"])
def test_q17_a_full_disk_spends_the_reserve_and_the_next_try_succeeds(
    tmp_path: Path, reserve: Reserve, statement: str
) -> None:
    Failing.plan = {}
    store = Store.open(
        tmp_path / "queue.db",
        HandClock(),
        make_room=reserve.spend,
        make=lambda path: sqlite3.connect(path, isolation_level=None, factory=Failing),
    )
    writer, outbox = InlineWriter(store), Outbox(store.time)
    new = NewOperation("op", "test", Lane.MONEY, "k", b"{}")
    Failing.plan = {statement: ("before", error(sqlite3.SQLITE_FULL, "SQLITE_FULL"))}
    with pytest.raises((CommitUnknown, sqlite3.OperationalError)):
        writer.run(lambda tx: outbox.enqueue(tx, new))
    assert not reserve.held
    Failing.plan = {}
    writer.run(lambda tx: outbox.enqueue(tx, new))
    store.close()


def test_a_reserve_that_finds_no_room_for_its_name_is_not_held(tmp_path: Path) -> None:
    assert not Reserve(tmp_path / "none" / "reserve").lay_by()


def test_another_error_does_not_spend_the_reserve(tmp_path: Path, reserve: Reserve) -> None:
    store = Store.open(tmp_path / "queue.db", HandClock(), make_room=reserve.spend)
    with pytest.raises(sqlite3.OperationalError):
        InlineWriter(store).run(lambda tx: tx.execute("no sql"))
    assert reserve.held
    store.close()


def test_free_room_is_what_the_file_system_says(tmp_path: Path) -> None:
    assert free_bytes(tmp_path) > 0


def test_the_guard_looks_at_the_disk_it_was_given(tmp_path: Path, reserve: Reserve) -> None:
    asked: list[Path] = []

    def free(directory: Path) -> int:
        asked.append(directory)
        return MEGABYTE

    guard = DiskGuard(tmp_path, reserve, free_bytes_min=MEGABYTE, free=free)
    assert (guard.free_bytes(), guard.accepts_new_work()) == (MEGABYTE, True)
    assert asked == [tmp_path, tmp_path]


def test_the_reserve_is_ours_alone_exactly_as_long_as_said_and_spent_once(tmp_path: Path, reserve: Reserve) -> None:
    facts = (tmp_path / "reserve").stat()
    assert (facts.st_mode & 0o777, facts.st_size) == (0o600, RESERVE_BYTES)
    assert reserve.lay_by()  # it is there
    reserve.spend()
    reserve.spend()  # and gone
    assert not (tmp_path / "reserve").exists()


def test_free_room_is_counted_for_an_ordinary_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Facts:
        f_bavail, f_bfree, f_frsize, f_bsize = 7, 9, 512, 4096

    monkeypatch.setattr(os, "statvfs", lambda directory: {tmp_path: Facts}[directory])
    assert free_bytes(tmp_path) == 3_584
