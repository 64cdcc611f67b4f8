"""The devices as journeys see them."""

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.receipt_printer import PrintJob
from drivers.api.status import DeviceState, DeviceStatus
from kiosk.composition.devices import MachineDevices
from kiosk.profile import DevicePlace
from tests.composition.machine import run_apart


def test_a_device_that_the_profile_does_not_name_says_so_instead_of_ending_the_turn() -> None:
    async def turn() -> None:
        devices = MachineDevices((), lambda rows: None)
        devices.start()
        assert devices.usable("receipt_printer") is False
        assert devices.trouble("receipt_printer") is None
        with pytest.raises(DeviceError) as raised:
            await devices.print(PrintJob("s1", ()))
        assert raised.value.code is ErrorCode.DEVICE_OFFLINE
        with pytest.raises(DeviceError):
            await devices.read_holder("reader")
        await devices.close()

    run_apart(turn())


class BuggyPrinter:
    """A driver out of somebody's wheel that raises what no driver should."""

    def __init__(self, *_: object) -> None: ...

    def watch(self, listener: object) -> None: ...

    def open(self) -> None: ...

    def close(self) -> None: ...

    def status(self) -> DeviceStatus:
        return DeviceStatus("receipt_printer", "buggy", "", DeviceState.ONLINE)

    def print(self, job: PrintJob) -> None:
        raise IndexError("no such line")


def test_a_bug_in_a_driver_leaves_a_slip_of_unknown_end_and_the_turn_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ending the turn would not help: the next one would print the same slip."""
    monkeypatch.setattr("drivers.supervisor.load_model", lambda model: BuggyPrinter)

    async def turn() -> None:
        devices = MachineDevices((DevicePlace("receipt_printer", "buggy", "", {}),), lambda rows: None)
        devices.watch(lambda event: None)
        devices.start()
        with pytest.raises(DeviceError) as raised:
            await devices.print(PrintJob("s1", ()))
        await devices.close()
        assert raised.value.code is ErrorCode.PRINT_UNKNOWN
        assert "no such line" not in str(raised.value)

    run_apart(turn())
