"""The devices of this machine, as journeys see them: drivers in their own threads, events to the visit's inbox."""

import asyncio
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TypeVar, cast

from drivers.api.camera import Camera
from drivers.api.code_scanner import CodeScanner
from drivers.api.device import Device
from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.face_pay import FacePayProvider, FacePermit, FaceRawData
from drivers.api.id_card_reader import IdCard, IdCardReader
from drivers.api.insurance_card_reader import InsuranceCard, InsuranceCardReader
from drivers.api.receipt_printer import PrintJob, ReceiptPrinter
from drivers.api.report_printer import PdfJob, ReportPrinter
from drivers.api.status import DeviceState, DeviceStatus
from drivers.supervisor import DeviceSpec, DeviceSupervisor
from drivers.wire.escpos_raster import FontMissing
from kiosk.composition.sheet_picture import draw_sheets
from kiosk.ports import DeviceEvent
from kiosk.profile import DevicePlace

T = TypeVar("T")
CARD_READER, ID_READER, SCANNER = "insurance_card_reader", "id_card_reader", "code_scanner"
PRINTER = "receipt_printer"
REPORT_PRINTER = "report_printer"
CAMERA = "camera"
FACE_PAY = "face_pay"
ROLES = (CARD_READER, ID_READER, SCANNER, PRINTER, REPORT_PRINTER, CAMERA)
CLOSE_S_MAX = 2.0
JOB_ID_BYTES = 8
_Watched = InsuranceCardReader | IdCardReader | CodeScanner | ReceiptPrinter | ReportPrinter | Camera
_WORKING = {DeviceState.ONLINE: True, DeviceState.STARTING: None, DeviceState.UNKNOWN: None}


class BrokenDriver(DeviceError):
    """A driver raised what no driver should. Ending the turn would not help: the next one has the same driver."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(ErrorCode.HARDWARE_ERROR, f"the driver raised {type(cause).__name__}", Action.MAINTENANCE)


class MachineDevices:
    """Made while the turn is still a spare (importing drivers takes its time); nothing is opened before `start`.

    `on_inventory` is told all rows whenever one changes, from a device's thread.
    """

    def __init__(self, places: tuple[DevicePlace, ...], on_inventory: Callable[[Sequence[DeviceStatus]], None]) -> None:
        specs = [DeviceSpec(place.name, place.model, place.address, place.options) for place in places]
        self._on_inventory = on_inventory
        self._supervisor = DeviceSupervisor(specs, self._changed)
        self._names = {place.name for place in places}
        self._face_permit: FacePermit | None = None  # of the last look

    def watch(self, post: Callable[[DeviceEvent], None]) -> None:
        """Have every device event posted on the running loop."""
        loop = asyncio.get_running_loop()

        def from_device_thread(event: DeviceEvent) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(post, event)

        for name in ROLES:
            if (device := self._device(name)) is not None:
                cast(_Watched, device).watch(from_device_thread)

    def start(self) -> None:
        self._supervisor.start()

    def usable(self, name: str) -> bool | None:
        for row in self._supervisor.inventory():
            if row.name == name:
                return _WORKING.get(row.state, False) if row.error is None else False
        return False

    def trouble(self, name: str) -> ErrorCode | None:
        errors = [row.error for row in self._supervisor.inventory() if row.name == name]
        return errors[0].code if errors and errors[0] else None

    async def read_holder(self, reader_name: str) -> InsuranceCard:
        reader = cast(InsuranceCardReader, self._named(CARD_READER))
        return await self._call(CARD_READER, lambda: reader.read_holder(reader_name))

    async def read_id_card(self) -> IdCard:
        reader = cast(IdCardReader, self._named(ID_READER))
        return await self._call(ID_READER, reader.read_id_card)

    async def print(self, job: PrintJob) -> None:
        printer = cast(ReceiptPrinter, self._named(PRINTER))
        try:
            await self._call(PRINTER, lambda: printer.print(job))
        except BrokenDriver as broken:  # how far it came nobody knows
            raise DeviceError(ErrorCode.PRINT_UNKNOWN, broken.detail, broken.action) from broken

    async def print_pdf(self, pdf: bytes, pages: int) -> None:
        printer = cast(ReportPrinter, self._named(REPORT_PRINTER))
        job = PdfJob(f"yz-{secrets.token_hex(JOB_ID_BYTES)}", pdf, pages)
        try:
            await self._call(REPORT_PRINTER, lambda: printer.print_pdf(job))
        except BrokenDriver as broken:  # how far it came nobody knows
            raise DeviceError(ErrorCode.PRINT_UNKNOWN, broken.detail, broken.action) from broken

    async def print_sheets(self, job: PrintJob) -> None:
        try:
            sheets = await asyncio.to_thread(draw_sheets, job)
        except FontMissing as missing:
            detail = "no font with Chinese characters on this machine"
            raise DeviceError(ErrorCode.HARDWARE_ERROR, detail, Action.CONFIGURATION) from missing
        await self.print_pdf(sheets.pdf(), len(sheets.pictures))

    async def face_raw_data(self) -> FaceRawData:
        provider = cast(FacePayProvider, self._named(FACE_PAY))
        return await self._call(FACE_PAY, provider.raw_data)

    async def face_code(self, permit: FacePermit, amount_fen: int) -> str:
        provider = cast(FacePayProvider, self._named(FACE_PAY))
        self._face_permit = permit
        return await self._call(FACE_PAY, lambda: provider.face_code(permit, amount_fen))

    def end_face_pay(self, paid: bool | None) -> None:
        provider, permit = cast(FacePayProvider, self._named(FACE_PAY)), self._face_permit
        self._face_permit = None
        provider.stop()

        def end() -> None:
            if permit is not None and paid is not None:
                with suppress(DeviceError):  # it is let go of all the same
                    provider.tell_result(permit, paid)
            provider.release()

        self._supervisor.call(FACE_PAY, end)

    def cancel_pdf(self) -> None:
        cast(ReportPrinter, self._named(REPORT_PRINTER)).cancel()

    @property
    def camera(self) -> Camera | None:
        """None: this machine has none, or its driver could not be made."""
        return cast(Camera | None, self._device(CAMERA))

    async def close(self) -> None:
        await asyncio.to_thread(self._supervisor.close_all, CLOSE_S_MAX)

    async def _call(self, name: str, command: Callable[[], T]) -> T:
        try:
            return await asyncio.wrap_future(self._supervisor.call(name, command))
        except DeviceError:
            raise
        except Exception as cause:
            raise BrokenDriver(cause) from cause

    def _named(self, name: str) -> Device:
        """Raises DeviceError, too for a device that this machine has not."""
        if name not in self._names:
            raise DeviceError(ErrorCode.DEVICE_OFFLINE, "the profile names none", Action.CONFIGURATION)
        return self._supervisor.device(name)

    def _device(self, name: str) -> Device | None:
        """None: the profile names none, or its driver could not be made; its row says why."""
        try:
            return self._supervisor.device(name) if name in self._names else None
        except DeviceError:
            return None

    def _changed(self, _: DeviceStatus) -> None:
        self._on_inventory(self._supervisor.inventory())
