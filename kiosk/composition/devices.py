"""The devices of this machine, as journeys see them: drivers in their own threads, events to the visit's inbox."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar, cast

from drivers.api.code_scanner import CodeScanner
from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.insurance_card_reader import InsuranceCard, InsuranceCardReader
from drivers.api.receipt_printer import PrintJob, ReceiptPrinter
from drivers.api.status import DeviceState, DeviceStatus
from drivers.supervisor import DeviceSpec, DeviceSupervisor
from kiosk.ports import DeviceEvent
from kiosk.profile import DevicePlace

T = TypeVar("T")
CARD_READER, SCANNER, PRINTER = "insurance_card_reader", "code_scanner", "receipt_printer"
CLOSE_S_MAX = 2.0
_WORKING = {DeviceState.ONLINE: True, DeviceState.STARTING: None, DeviceState.UNKNOWN: None}


class MachineDevices:
    """`post` is called on the loop with every device event."""

    def __init__(self, places: tuple[DevicePlace, ...], post: Callable[[DeviceEvent], None]) -> None:
        self._post = post
        self._loop = asyncio.get_running_loop()
        specs = [DeviceSpec(place.name, place.model, place.address, place.options) for place in places]
        self._supervisor = DeviceSupervisor(specs, self._status_changed)

    def start(self) -> None:
        for name in (CARD_READER, SCANNER, PRINTER):
            device = self._supervisor.device(name)
            if device is not None:
                watched = cast(InsuranceCardReader | CodeScanner | ReceiptPrinter, device)
                watched.watch(self._from_device_thread)
        self._supervisor.start()

    def usable(self, name: str) -> bool | None:
        for row in self._supervisor.inventory():
            if row.name == name:
                return _WORKING.get(row.state, False)
        return False

    async def read_holder(self, reader_name: str) -> InsuranceCard:
        return await self._call(CARD_READER, lambda device: cast(InsuranceCardReader, device).read_holder(reader_name))

    async def print(self, job: PrintJob) -> None:
        await self._call(PRINTER, lambda device: cast(ReceiptPrinter, device).print(job))

    async def close(self) -> None:
        await asyncio.to_thread(self._supervisor.close_all, CLOSE_S_MAX)

    async def _call(self, name: str, command: Callable[[Any], T]) -> T:
        if self._supervisor.device(name) is None:
            raise DeviceError(ErrorCode.DEVICE_OFFLINE, f"{name}: none here", Action.CONFIGURATION)
        return await asyncio.wrap_future(self._supervisor.call(name, command))

    def _from_device_thread(self, event: DeviceEvent) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._post, event)

    def _status_changed(self, status: DeviceStatus) -> None:
        """Read by `usable` when it is asked; nothing is pushed."""
