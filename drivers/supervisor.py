"""Opens the devices of this machine, each in a worker thread of its own, and tries again while one will not open.

A device that is broken, or whose model nobody knows, keeps its row in the inventory, with its error.
"""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from importlib.metadata import entry_points
from typing import TypeVar, cast

from drivers.api.device import Device
from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.status import DeviceState, DeviceStatus
from drivers.device_worker import DeviceWorker, broken_driver
from drivers.options import misconfigured, shown_address

ENTRY_POINTS = "yizhan.drivers"
Model = Callable[[str, str, Mapping[str, object]], Device]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DeviceSpec:
    """One device as the profile names it."""

    name: str  # its role: "receipt_printer"
    model: str  # entry point name: "escpos"
    address: str
    options: Mapping[str, object] = field(default_factory=dict)


def load_model(model: str) -> Model:
    """The class behind an entry point of `yizhan.drivers`; a hospital's own wheel adds its own.

    Raises DeviceError with action `configuration`: nobody knows the model, or its package does not load.
    """
    found = entry_points(group=ENTRY_POINTS, name=model)
    if not found:
        raise misconfigured(f"no driver for model {model!r}")
    try:
        return cast(Model, next(iter(found)).load())
    except Exception as error:  # importing runs the package's own code
        raise misconfigured(f"the driver for model {model!r} does not load") from error


class DeviceSupervisor:
    """The devices are made at once, so that they can be watched; nothing is opened before `start`."""

    def __init__(self, specs: Sequence[DeviceSpec], on_status: Callable[[DeviceStatus], None]) -> None:
        """`on_status` is told every changed row, from that device's worker thread."""
        self._rows: dict[str, DeviceStatus] = {}
        self._workers: dict[str, DeviceWorker] = {}
        for spec in specs:
            device = _make(spec)
            if isinstance(device, DeviceError):
                self._rows[spec.name] = _row(spec, DeviceState.UNKNOWN, device)
            else:
                row = self._rows[spec.name] = _row(spec, DeviceState.STARTING, None)
                self._workers[spec.name] = DeviceWorker(device, row, on_status)

    def start(self) -> None:
        """Returns at once: a dead printer delays nothing."""
        for worker in self._workers.values():
            worker.start()

    def device(self, name: str) -> Device:
        """Open or not. Raises KeyError for a name no spec has, DeviceError for a device that could not be made."""
        if name not in self._workers:
            raise self._cannot_be_made(name)
        return self._workers[name].device

    def inventory(self) -> tuple[DeviceStatus, ...]:
        """One row for each spec, in their order."""
        return tuple(self._workers[name].row() if name in self._workers else row for name, row in self._rows.items())

    def call(self, name: str, fn: Callable[[], T]) -> "Future[T]":
        """Run `fn` in the device's worker thread, after the first attempt to open it.

        The future ends with what `fn` gives or raises; with the device's error if it is not open; with DEVICE_BUSY if
        `CALLS_MAX` calls are waiting.
        """
        if name in self._workers:
            return self._workers[name].call(fn)
        refused: Future[T] = Future()
        refused.set_exception(self._cannot_be_made(name))
        return refused

    def close_all(self, wait_s_max: float) -> tuple[str, ...]:
        """Close every device and end the workers. Returns the names of those that did not end in time."""
        deadline = time.monotonic() + wait_s_max
        closers = [
            threading.Thread(target=worker.close, name=f"close-{name}", daemon=True)
            for name, worker in self._workers.items()
        ]
        for closer in closers:
            closer.start()
        for closer in closers:
            closer.join(max(0.0, deadline - time.monotonic()))
        return tuple(name for name, worker in self._workers.items() if not worker.ended(deadline - time.monotonic()))

    def _cannot_be_made(self, name: str) -> DeviceError:
        error = self._rows[name].error
        return error or DeviceError(ErrorCode.DEVICE_OFFLINE, "not made")


def _make(spec: DeviceSpec) -> Device | DeviceError:
    try:
        return load_model(spec.model)(spec.name, spec.address, spec.options)
    except DeviceError as error:
        return error
    except Exception as cause:  # a bug in a driver, maybe not one of ours: its row says so
        return broken_driver(cause)


def _row(spec: DeviceSpec, state: DeviceState, error: DeviceError | None) -> DeviceStatus:
    return DeviceStatus(spec.name, spec.model, shown_address(spec.address), state, error)
