"""The devices as journeys see them."""

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.receipt_printer import PrintJob
from kiosk.composition.devices import MachineDevices
from tests.composition.machine import run_apart


def test_a_device_that_the_profile_does_not_name_says_so_instead_of_ending_the_turn() -> None:
    async def turn() -> None:
        devices = MachineDevices((), lambda rows: None)
        devices.start()
        assert devices.usable("receipt_printer") is False
        with pytest.raises(DeviceError) as raised:
            await devices.print(PrintJob("s1", ()))
        assert raised.value.code is ErrorCode.DEVICE_OFFLINE
        with pytest.raises(DeviceError):
            await devices.read_holder("reader")
        await devices.close()

    run_apart(turn())
