import time

import pytest

from offline_queue import SystemClock, SystemIds, SystemRandomness, Unknown
from offline_queue.clock import QueueTime, TimeOrigin
from tests.offline_queue.support import YEAR_MS, Desk, HandClock


@pytest.mark.parametrize("step_ms", [YEAR_MS, -YEAR_MS])
def test_q13_a_step_of_the_wall_clock_changes_neither_order_nor_due_times(desk: Desk, step_ms: int) -> None:
    desk.put("a")
    desk.put("b")
    desk.writer.run(lambda tx: desk.outbox.postpone(tx, "a", Unknown("TIMEOUT", 10)))
    desk.clock.wall += step_ms
    desk.put("c")
    assert desk.ready(10) == ["b", "c"]
    desk.clock.monotonic += 10_000
    assert desk.ready(10) == ["b", "c", "a"]


def test_q13_a_restart_within_one_boot_keeps_every_due_time(desk: Desk) -> None:
    desk.put("a")
    due = desk.writer.run(lambda tx: desk.outbox.postpone(tx, "a", Unknown("TIMEOUT", 10)))
    desk.clock.advance(4_000)
    desk.reopen()
    assert not desk.store.time.rebooted
    assert due - desk.store.time.now_ms() == 6_000


@pytest.mark.parametrize("off_ms", [1_000, YEAR_MS, -YEAR_MS])
def test_q13_q12_after_a_reboot_a_wait_is_finished_and_never_cut_short(desk: Desk, off_ms: int) -> None:
    desk.put("a")
    due = desk.writer.run(lambda tx: desk.outbox.postpone(tx, "a", Unknown("TIMEOUT", 10)))
    desk.clock.advance(4_000)
    desk.clock.reboot(off_ms)
    desk.reopen()
    assert desk.store.time.rebooted
    assert 6_000 <= due - desk.store.time.now_ms() <= 10_000
    desk.put("b")
    desk.clock.advance(10_000)
    assert desk.ready(10) == ["b", "a"]


def test_a_monotonic_clock_that_went_back_is_taken_for_a_reboot() -> None:
    clock = HandClock(monotonic=100)
    time = QueueTime.resume(clock, TimeOrigin("boot-1", 0), last_known_ms=5_000)
    assert time.now_ms() == 5_000


def test_a_first_start_is_no_reboot() -> None:
    assert not QueueTime.resume(HandClock(), None, 0).rebooted


def test_the_machines_clocks_go_forward_and_its_ids_do_not_repeat() -> None:
    clock = SystemClock()
    assert clock.monotonic_ms() <= clock.monotonic_ms()
    assert clock.wall_ms() > 1_700_000_000_000
    assert clock.boot_id() == SystemClock().boot_id() != ""
    assert len({SystemIds().new_id() for _ in range(100)}) == 100
    assert {SystemRandomness().below(2) for _ in range(100)} == {0, 1}


def test_the_machines_clocks_are_whole_milliseconds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_700_000_000_123_999_999)
    monkeypatch.setattr(time, "clock_gettime_ns", lambda clock: {time.CLOCK_BOOTTIME: 86_400_000_999_999}[clock])
    clock = SystemClock()
    assert (repr(clock.wall_ms()), repr(clock.monotonic_ms())) == ("1700000000123", "86400000")


def test_an_id_is_128_bits_in_hex() -> None:
    made = SystemIds().new_id()
    assert len(made) == 32
    assert len(bytes.fromhex(made)) == 16


@pytest.mark.parametrize(
    ("saved", "known_ms", "now_ms", "rebooted"),
    [
        (None, 700, 700, False),
        (TimeOrigin("boot-1", 40), 140, 140, False),
        (TimeOrigin("boot-1", 40), 141, 141, True),
        (TimeOrigin("boot-0", 40), 7, 7, True),
    ],
)
def test_queue_time_goes_on_from_the_latest_that_is_proven(
    saved: TimeOrigin | None, known_ms: int, now_ms: int, rebooted: bool
) -> None:
    clock = HandClock(monotonic=100)
    resumed = QueueTime.resume(clock, saved, known_ms)
    assert (resumed.now_ms(), resumed.rebooted, resumed.wall_ms()) == (now_ms, rebooted, clock.wall)
    assert resumed.origin == TimeOrigin("boot-1", now_ms - 100)
