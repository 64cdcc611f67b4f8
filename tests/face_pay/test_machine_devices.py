"""What a journey does with the face camera, down to the provider's service."""

import asyncio
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.face_pay import FacePermit
from hardware_sim.face_pay.cloud import FaceCloud
from hardware_sim.face_pay.service import FaceService, Person, Stage
from hardware_sim.face_pay.simulated import SimulatedFacePay
from kiosk.composition.devices import MachineDevices
from kiosk.profile import DevicePlace
from tests.composition.machine import run_apart

WAIT_S_MAX = 30.0


@pytest.fixture
def simulator(tmp_path: Path) -> Iterator[SimulatedFacePay]:
    service = FaceService(FaceCloud(time.monotonic), lambda behaviour: "134567890123456789", time.monotonic)
    made = SimulatedFacePay(tmp_path / "face.sock", service)
    made.start()
    yield made
    made.stop()


def machine(simulator: SimulatedFacePay) -> MachineDevices:
    options: dict[str, object] = {"store_id": "S01", "device_id": "D01", "reopen_s_max": 0.1}
    return MachineDevices((DevicePlace("face_pay", "wxpay_face", simulator.address, options),), lambda rows: None)


async def until(look: Callable[[], bool]) -> None:
    async with asyncio.timeout(WAIT_S_MAX):
        while not look():
            await asyncio.sleep(0.01)


async def permit(devices: MachineDevices, simulator: SimulatedFacePay) -> FacePermit:
    await until(lambda: devices.usable("face_pay") is True)
    raw = await devices.face_raw_data()
    return FacePermit(simulator.service.cloud.auth_info(raw.raw_data, raw.store_id, raw.device_id), "wx", "19")


@pytest.mark.parametrize(("paid", "told"), [(True, ["SUCCESS"]), (False, ["ERROR"]), (None, [])])
def test_the_provider_hears_how_it_ended_and_lets_go(
    simulator: SimulatedFacePay, paid: bool | None, told: list[str]
) -> None:
    async def turn() -> None:
        devices = machine(simulator)
        devices.start()
        given = await permit(devices, simulator)
        looking = asyncio.ensure_future(devices.face_code(given, 100))
        await asyncio.to_thread(simulator.person, Person.LOOKS)
        assert await looking == "134567890123456789"
        devices.end_face_pay(paid)
        await until(lambda: simulator.stage is Stage.NOT_INITIALISED)
        assert simulator.service.results == told
        assert devices.usable("face_pay") is True  # for a second try of the same person
        await devices.close()

    run_apart(turn())


def test_a_journey_that_turns_away_stops_the_look_at_once(simulator: SimulatedFacePay) -> None:
    async def turn() -> None:
        devices = machine(simulator)
        devices.start()
        given = await permit(devices, simulator)
        looking = asyncio.ensure_future(devices.face_code(given, 100))
        await until(lambda: simulator.stage is Stage.LOOKING)
        looking.cancel()  # as `ask_while` does
        devices.end_face_pay(None)
        await until(lambda: simulator.stage is Stage.NOT_INITIALISED)
        assert simulator.service.results == []
        await devices.close()

    run_apart(turn())


def test_a_provider_that_is_gone_costs_nobody_anything_but_the_code(simulator: SimulatedFacePay) -> None:
    async def turn() -> None:
        devices = machine(simulator)
        devices.start()
        given = await permit(devices, simulator)
        simulator.stop()
        with pytest.raises(DeviceError) as raised:
            await devices.face_code(given, 100)
        assert raised.value.code is ErrorCode.DEVICE_OFFLINE
        devices.end_face_pay(True)  # raises nothing
        await devices.close()

    run_apart(turn())


def test_a_camera_that_is_not_certified_is_not_usable(simulator: SimulatedFacePay) -> None:
    async def turn() -> None:
        simulator.service.camera = "2d"
        devices = machine(simulator)
        devices.start()
        await until(lambda: devices.usable("face_pay") is False)
        assert devices.trouble("face_pay") is ErrorCode.FACE_PAY_NOT_CERTIFIED
        await devices.close()

    run_apart(turn())
