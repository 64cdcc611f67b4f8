"""CUPS' `ippeveprinter` in the place of the bench's own A4 printer: it breaks only by itself."""

import threading
from collections.abc import Callable
from pathlib import Path

from hardware_sim.report_printer.faults import ReportPrinterFault
from hardware_sim.report_printer.real import IppEvePrinter
from hardware_sim.report_printer.sheets import PrintedDocument, count_pages

LOOK_S = 0.05
_SCRIPT = '#!/bin/sh\ncp "$1" \'{folder}/coming\' && mv \'{folder}/coming\' "{folder}/$(basename "$1")"\n'


class RealReportPrinter:
    """What the bench and the panel need of `SimulatedReportPrinter`. `run_dir` is a folder of its own."""

    reasons: tuple[str, ...] = ()
    plugged = True

    def __init__(self, run_dir: Path, on_document: Callable[[PrintedDocument], None]) -> None:
        self._run_dir, self._on_document = run_dir, on_document
        self._tray_folder = run_dir / "tray"
        self._printer = IppEvePrinter(run_dir, str(run_dir / "print"))
        self._stopping = threading.Event()
        self._watching = threading.Thread(target=self._watch, name="a4-tray", daemon=True)
        self.tray: tuple[PrintedDocument, ...] = ()

    @property
    def address(self) -> str:
        return self._printer.address

    def start(self) -> None:
        """Raises NoRealPrinter."""
        self._tray_folder.mkdir(parents=True)
        script = self._run_dir / "print"  # gets each document once it is whole
        script.write_text(_SCRIPT.format(folder=self._tray_folder))
        script.chmod(0o755)
        self._printer.start()
        self._watching.start()

    def stop(self) -> None:
        """May be called without `start`."""
        self._stopping.set()
        if self._watching.is_alive():
            self._watching.join()
        self._printer.stop()

    def set_fault(self, fault: ReportPrinterFault, amount: int = 1) -> None:
        raise ValueError(f"CUPS' printer does not break on demand, not even by {fault}")

    def load_paper(self) -> None:
        """It has some."""

    def mend(self) -> None:
        """It is whole."""

    def _watch(self) -> None:
        seen: set[str] = set()
        while not self._stopping.wait(LOOK_S):
            for path in sorted(self._tray_folder.glob("*.pdf")):
                if path.name not in seen:
                    seen.add(path.name)
                    self._take(path)

    def _take(self, path: Path) -> None:
        """Named by the printer: its number, then the job's name."""
        pdf = path.read_bytes()
        number, _, name = path.stem.partition("-")
        document = PrintedDocument(int(number), name, pdf, count_pages(pdf))
        self.tray = (*self.tray, document)
        self._on_document(document)
