"""Devices that open, devices that do not, and devices nobody knows."""

import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from drivers import device_worker
from drivers import supervisor as supervisor_module
from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.status import DeviceState, DeviceStatus
from drivers.supervisor import DeviceSpec, DeviceSupervisor, load_model
from hardware_sim.scanner.scanner import SimulatedScanner

WAIT_S_MAX = 10.0


class Lamp:
    """A device as small as can be. Its address says how it fares."""

    def __init__(self, name: str, address: str, options: Mapping[str, object]) -> None:
        if address == "explodes":
            raise RuntimeError("a bug in somebody's driver")
        self.name, self.address = name, address
        self.failures_left = 2 if address == "late" else 0
        self.state = DeviceState.OFFLINE
        self.may_open = threading.Event()
        self.closed = threading.Event()
        if address != "stuck":
            self.may_open.set()

    def open(self) -> None:
        self.may_open.wait(WAIT_S_MAX)
        if self.address == "buggy":
            raise RuntimeError("a bug in somebody's driver")
        if self.address == "dead" or self.failures_left:
            self.failures_left -= 1
            raise DeviceError(ErrorCode.DEVICE_OFFLINE, "no lamp")
        self.state = DeviceState.ONLINE

    def close(self) -> None:
        self.state = DeviceState.OFFLINE
        self.closed.set()

    def status(self) -> DeviceStatus:
        return DeviceStatus(self.name, "lamp", self.address, self.state)

    def burn(self) -> None:
        self.closed.wait(WAIT_S_MAX)
        raise DeviceError(ErrorCode.DEVICE_OFFLINE, "closed")


class Bench:
    def __init__(self, *specs: DeviceSpec) -> None:
        self.rows: queue.Queue[DeviceStatus] = queue.Queue()
        self.supervisor = DeviceSupervisor(specs, self.rows.put)

    def wait_for(self, name: str, state: DeviceState) -> DeviceStatus:
        while (row := self.rows.get(timeout=WAIT_S_MAX)).name != name or row.state is not state:
            pass
        return row


def let_go(bench: Bench, name: str) -> None:
    with suppress(DeviceError):
        lamp = bench.supervisor.device(name)
        assert isinstance(lamp, Lamp)
        lamp.may_open.set()


@pytest.fixture
def lamps(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Bench]]:
    known = supervisor_module.load_model
    monkeypatch.setattr(supervisor_module, "load_model", lambda model: Lamp if model == "lamp" else known(model))
    monkeypatch.setattr(device_worker, "REOPEN_FIRST_S", 0.01)
    benches: list[Bench] = []

    def make(*addresses: str) -> Bench:
        benches.append(Bench(*(DeviceSpec(address, "lamp", address) for address in addresses)))
        return benches[-1]

    yield make
    for bench in benches:
        for row in bench.supervisor.inventory():
            let_go(bench, row.name)
        assert bench.supervisor.close_all(WAIT_S_MAX) == ()


@pytest.mark.parametrize("model", ["serial", "escpos"])
def test_a_model_is_found_by_its_entry_point(model: str) -> None:
    assert callable(load_model(model))


def test_an_unknown_model_keeps_its_row_with_an_error() -> None:
    bench = Bench(DeviceSpec("lamp", "no-such-model", "/dev/lamp"))
    bench.supervisor.start()
    (row,) = bench.supervisor.inventory()
    assert (row.name, row.model, row.address, row.state) == ("lamp", "no-such-model", "/dev/lamp", DeviceState.UNKNOWN)
    assert row.error is not None
    assert row.error.action is Action.CONFIGURATION
    with pytest.raises(DeviceError):
        bench.supervisor.device("lamp")
    with pytest.raises(DeviceError):
        bench.supervisor.call("lamp", lambda: None).result(WAIT_S_MAX)
    assert bench.supervisor.close_all(1.0) == ()


def test_a_wrong_option_keeps_its_row_with_an_error() -> None:
    bench = Bench(DeviceSpec("code_scanner", "serial", "/dev/ttyS1", {"baud": "fast"}))
    (row,) = bench.supervisor.inventory()
    assert row.error is not None
    assert "baud" in row.error.detail


def test_one_dead_device_holds_up_no_other(lamps: Callable[..., Bench]) -> None:
    bench = lamps("stuck", "good", "explodes")
    bench.supervisor.start()
    bench.wait_for("good", DeviceState.ONLINE)
    assert [row.state for row in bench.supervisor.inventory()] == [
        DeviceState.STARTING,
        DeviceState.ONLINE,
        DeviceState.UNKNOWN,
    ]
    assert bench.supervisor.call("good", lambda: threading.current_thread().name).result(WAIT_S_MAX) == "device-good"


def test_a_device_that_is_late_is_opened_in_the_end(lamps: Callable[..., Bench]) -> None:
    bench = lamps("late")
    bench.supervisor.start()
    assert bench.wait_for("late", DeviceState.OFFLINE).error is not None
    assert bench.wait_for("late", DeviceState.ONLINE).error is None


def test_a_call_to_a_device_that_is_not_open_gets_its_error_at_once(lamps: Callable[..., Bench]) -> None:
    bench = lamps("dead")
    bench.supervisor.start()
    bench.wait_for("dead", DeviceState.OFFLINE)
    for _ in range(3):
        with pytest.raises(DeviceError, match="no lamp"):
            bench.supervisor.call("dead", lambda: None).result(WAIT_S_MAX)


def test_a_driver_with_a_bug_is_listed_as_broken_without_its_text(lamps: Callable[..., Bench]) -> None:
    bench = lamps("buggy")
    bench.supervisor.start()
    row = bench.wait_for("buggy", DeviceState.HARDWARE_ERROR)
    assert row.error is not None
    assert "somebody" not in str(row.error)
    assert isinstance(row.error.__cause__, RuntimeError)


def test_calls_run_one_after_another_and_too_many_are_refused(lamps: Callable[..., Bench]) -> None:
    bench = lamps("good")
    bench.supervisor.start()
    go_on, begun = threading.Event(), threading.Event()
    done: list[int] = []

    def hold() -> None:
        begun.set()
        go_on.wait(WAIT_S_MAX)

    bench.supervisor.call("good", hold)
    assert begun.wait(WAIT_S_MAX)
    waiting: list[Future[None]] = [
        bench.supervisor.call("good", partial(done.append, number)) for number in range(device_worker.CALLS_MAX + 1)
    ]
    with pytest.raises(DeviceError) as caught:
        waiting.pop().result(WAIT_S_MAX)
    assert caught.value.code is ErrorCode.DEVICE_BUSY
    go_on.set()
    waiting[-1].result(WAIT_S_MAX)
    assert done == list(range(device_worker.CALLS_MAX))


def test_what_a_call_raises_reaches_the_caller(lamps: Callable[..., Bench]) -> None:
    bench = lamps("good")
    bench.supervisor.start()
    with pytest.raises(ZeroDivisionError):
        bench.supervisor.call("good", lambda: 1 // 0).result(WAIT_S_MAX)
    assert bench.supervisor.call("good", lambda: 1).result(WAIT_S_MAX) == 1


def test_closing_ends_what_blocks_and_refuses_the_rest(lamps: Callable[..., Bench]) -> None:
    bench = lamps("good")
    bench.supervisor.start()
    lamp = bench.supervisor.device("good")
    assert isinstance(lamp, Lamp)
    burning = bench.supervisor.call("good", lamp.burn)
    after = bench.supervisor.call("good", lambda: None)
    assert bench.supervisor.close_all(WAIT_S_MAX) == ()
    for future in (burning, after, bench.supervisor.call("good", lambda: None)):
        with pytest.raises(DeviceError):
            future.result(WAIT_S_MAX)
    assert bench.supervisor.inventory()[0].state is DeviceState.OFFLINE


def test_a_device_that_will_not_end_is_named(lamps: Callable[..., Bench]) -> None:
    bench = lamps("stuck", "good")
    bench.supervisor.start()
    bench.wait_for("good", DeviceState.ONLINE)
    assert bench.supervisor.close_all(0.2) == ("stuck",)


def test_a_pulled_and_replugged_scanner_is_seen_in_the_inventory(tmp_path: Path) -> None:
    simulator = SimulatedScanner(tmp_path / "scanner")
    simulator.start()
    bench = Bench(DeviceSpec("code_scanner", "serial", simulator.address, {"reopen_s_max": 0.1}))
    bench.supervisor.start()
    bench.wait_for("code_scanner", DeviceState.ONLINE)
    simulator.unplug()
    assert bench.wait_for("code_scanner", DeviceState.OFFLINE).error is not None
    simulator.replug()
    bench.wait_for("code_scanner", DeviceState.ONLINE)
    assert bench.supervisor.close_all(WAIT_S_MAX) == ()
    simulator.stop()
