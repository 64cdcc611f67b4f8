"""A driver and a simulated printer with a real cable between them."""

import queue
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

from drivers.api.errors import DeviceError
from drivers.api.receipt_printer import PrinterChanged, PrinterStatus, PrintJob
from drivers.models.escpos_receipt_printer import EscposReceiptPrinter
from hardware_sim.printer.channel import PtyChannel, TcpChannel
from hardware_sim.printer.printer import SimulatedPrinter

WAIT_S_MAX = 30.0
PATIENT: dict[str, object] = {"print_s_max": 30.0, "poll_s": 0.2, "reopen_s_max": 0.1}
IMPATIENT: dict[str, object] = PATIENT | {"print_s_max": 1.0, "answer_s_max": 1.0}


class Bench:
    def __init__(self, cable: str, folder: Path, options: dict[str, object] | None = None, paper_mm: int = 80) -> None:
        self.events: list[tuple[str, str]] = []
        self.wire: list[tuple[str, bytes]] = []
        self.simulator = self._simulator(cable, folder, paper_mm)
        self.simulator.start()
        self.changes: queue.Queue[PrinterStatus] = queue.Queue()
        self.driver = self.new_driver((options or PATIENT) | {"paper_mm": paper_mm})
        self.worker = ThreadPoolExecutor(1)

    def _simulator(self, cable: str, folder: Path, paper_mm: int) -> SimulatedPrinter:
        channel = TcpChannel() if cable == "tcp" else PtyChannel(folder / "printer")
        return SimulatedPrinter(
            channel,
            paper_mm=paper_mm,
            on_event=lambda kind, detail: self.events.append((kind, detail)),
            on_bytes=lambda direction, data: self.wire.append((direction, data)),
        )

    def new_driver(self, options: dict[str, object]) -> EscposReceiptPrinter:
        driver = EscposReceiptPrinter("receipt_printer", self.simulator.address, options)
        driver.watch(self._changed)
        return driver

    def _changed(self, change: PrinterChanged) -> None:
        self.changes.put(change.status)

    def wait_for(self, holds: Callable[[PrinterStatus], bool]) -> PrinterStatus:
        """The next told change for which it holds."""
        while not holds(status := self.changes.get(timeout=WAIT_S_MAX)):
            pass
        return status

    def wait_until_fine(self) -> None:
        self.wait_for(lambda status: status.error is None)

    def wait_for_error(self) -> DeviceError:
        error = self.wait_for(lambda status: status.error is not None).error
        assert error is not None
        return error

    def begin_printing(self, job: PrintJob) -> "Future[None]":
        return self.worker.submit(self.driver.print, job)

    def texts(self) -> list[str]:
        return [slip.text for slip in self.simulator.slips]

    def close(self) -> None:
        self.driver.close()
        self.simulator.stop()
        self.worker.shutdown()
