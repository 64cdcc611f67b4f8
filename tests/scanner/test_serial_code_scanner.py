"""The serial scanner driver on a real pty, with the simulated scanner at the other end."""

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.api.code_scanner import CodeScanned, ScannerEvent, ScannerFailed, ScannerRecovered
from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.status import DeviceState
from drivers.models.serial_code_scanner import SerialCodeScanner
from hardware_sim.scanner.scanner import SimulatedScanner

WAIT_S_MAX = 30.0


class Bench:
    def __init__(self, path: Path) -> None:
        self.simulator = SimulatedScanner(path)
        self.simulator.start()
        self.events: queue.Queue[ScannerEvent] = queue.Queue()
        self.driver = self.new_driver({})

    def new_driver(self, options: dict[str, object]) -> SerialCodeScanner:
        driver = SerialCodeScanner("code_scanner", self.simulator.address, {"reopen_s_max": 0.1} | options)
        driver.watch(self.events.put)
        return driver

    def next(self) -> ScannerEvent:
        return self.events.get(timeout=WAIT_S_MAX)

    def next_code(self) -> str:
        event = self.next()
        assert isinstance(event, CodeScanned)
        return event.text


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path / "scanner")
    yield made
    made.driver.close()
    made.simulator.stop()


@pytest.mark.parametrize("suffix", ["\r", "\n", "\r\n", ""])
def test_a_scan_arrives_with_any_suffix(bench: Bench, suffix: str) -> None:
    bench.driver.open()
    bench.simulator.scan("281234567890123456", suffix=suffix)
    assert bench.next_code() == "281234567890123456"


def test_a_scan_in_pieces_is_one_code(bench: Bench) -> None:
    bench.driver = bench.new_driver({"code_gap_s_max": 10})
    bench.driver.open()
    bench.simulator.scan("134567890123456789", split=(1, 7, 8), gap_s=0.01)
    assert bench.next_code() == "134567890123456789"


def test_a_burst_arrives_in_order_and_a_repeat_is_dropped(bench: Bench) -> None:
    bench.driver.open()
    bench.simulator.burst(["A-1", "B-2", "A-1", "C-3"])
    assert [bench.next_code() for _ in range(3)] == ["A-1", "B-2", "C-3"]


def test_garbage_is_told_and_the_next_code_is_read(bench: Bench) -> None:
    bench.driver.open()
    bench.simulator.garbage()
    failed = bench.next()
    assert isinstance(failed, ScannerFailed)
    assert failed.error.code is ErrorCode.CODE_GARBLED
    bench.simulator.scan("after")
    assert bench.next_code() == "after"
    assert bench.driver.status().state is DeviceState.ONLINE


def test_pulled_out_and_plugged_in_again_without_a_restart(bench: Bench) -> None:
    bench.driver.open()
    bench.simulator.unplug()
    failed = bench.next()
    assert isinstance(failed, ScannerFailed)
    assert failed.error.code is ErrorCode.DEVICE_OFFLINE
    assert failed.error.__cause__ is not None
    assert bench.driver.status().state is DeviceState.OFFLINE
    bench.simulator.replug()
    assert isinstance(bench.next(), ScannerRecovered)
    assert bench.driver.status().state is DeviceState.ONLINE
    bench.simulator.scan("again")
    assert bench.next_code() == "again"


def test_half_a_code_before_the_pull_is_not_glued_to_the_next(bench: Bench) -> None:
    bench.driver = bench.new_driver({"code_gap_s_max": 10})
    bench.driver.open()
    bench.simulator.scan("first")
    assert bench.next_code() == "first"
    bench.simulator.send(b"half")
    bench.simulator.wait_until_read(WAIT_S_MAX)
    bench.simulator.unplug()
    assert isinstance(bench.next(), ScannerFailed)
    bench.simulator.replug()
    assert isinstance(bench.next(), ScannerRecovered)
    bench.simulator.scan("whole")
    assert bench.next_code() == "whole"


def test_a_code_scanned_before_anybody_listened_is_not_delivered_later(bench: Bench) -> None:
    bench.simulator.scan("the last person's")
    bench.driver.open()
    bench.simulator.scan("mine")
    assert bench.next_code() == "mine"


def test_opening_what_is_not_there_says_offline(tmp_path: Path) -> None:
    driver = SerialCodeScanner("code_scanner", str(tmp_path / "nothing"), {})
    with pytest.raises(DeviceError) as caught:
        driver.open()
    assert caught.value.code is ErrorCode.DEVICE_OFFLINE
    driver.close()


def test_a_line_held_by_another_program_is_busy(bench: Bench) -> None:
    bench.driver.open()
    other = SerialCodeScanner("code_scanner", bench.simulator.address, {})
    with pytest.raises(DeviceError) as caught:
        other.open()
    assert caught.value.code is ErrorCode.DEVICE_BUSY


def test_closed_and_opened_again(bench: Bench) -> None:
    bench.driver.open()
    bench.driver.close()
    bench.driver.close()
    assert bench.driver.status().state is DeviceState.OFFLINE
    bench.driver.open()
    bench.simulator.scan("second life")
    assert bench.next_code() == "second life"


@pytest.mark.parametrize(
    ("address", "options"),
    [("COM1", {}), ("/dev/x", {"baud": "fast"}), ("/dev/x", {"bauds": 9600}), ("tcp://127.0.0.1", {})],
)
def test_a_wrong_profile_is_refused_by_name(address: str, options: dict[str, object]) -> None:
    with pytest.raises(DeviceError) as caught:
        SerialCodeScanner("code_scanner", address, options)
    assert caught.value.action is Action.CONFIGURATION
