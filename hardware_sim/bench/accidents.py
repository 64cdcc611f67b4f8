"""The accidents of the world. Names and arguments are those of `scenarios/schema.json`."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from hardware_sim.bench.camera_hands import CameraAccidents
from hardware_sim.bench.face_pay_hands import FacePayAccidents
from hardware_sim.bench.hands import DeedRefused, refusing
from hardware_sim.bench.identity_hands import IdentityAccidents
from hardware_sim.bench.terminal import TerminalError
from hardware_sim.hospital.faults import EVERY_OPERATION
from hardware_sim.hospital.faults import Fault as HospitalFault
from hardware_sim.hospital.outpatient.screening_records import WINTER
from hardware_sim.printer.faults import Fault as PrinterFault
from hardware_sim.pty_port import Unplugged
from hardware_sim.report_printer.faults import ReportPrinterFault

if TYPE_CHECKING:
    from hardware_sim.bench.bench import Bench


CALL_COMES_S_MAX = 5.0
LOOK_AGAIN_S = 0.05


class Accidents:
    """Each method is one accident, or its mending. Raises DeedRefused."""

    def __init__(self, bench: "Bench") -> None:
        self._bench = bench

    def deeds(self) -> dict[str, Callable[..., None]]:
        bench = self._bench
        return {
            "printer": self.printer,
            "load_paper": bench.printer.load_paper,
            "close_cover": bench.printer.close_cover,
            "mend_printer": bench.printer.clear,  # the cable too
            "report_printer": self.report_printer,
            "load_report_paper": bench.report_printer.load_paper,
            "mend_report_printer": bench.report_printer.mend,  # the cable too
            "unplug_scanner": self.unplug_scanner,
            "replug_scanner": self.replug_scanner,
            "scanner_garbage": self.scanner_garbage,
            **IdentityAccidents(bench).deeds(),
            **{name: refusing(deed) for name, deed in CameraAccidents(bench).deeds().items()},
            **{name: refusing(deed) for name, deed in FacePayAccidents(bench).deeds().items()},
            "stop_pcscd": bench.pcsc.stop_pcscd,
            "start_pcscd": bench.pcsc.start_pcscd,
            "restart_pcscd": bench.pcsc.restart_pcscd,
            "cut_network": self.cut_network,
            "heal_network": self.heal_network,
            "hospital_fault": self.hospital_fault,
            "mend_hospital": bench.hospital.faults.clear,
            "hospital_waits": self.hospital_waits,
            "hospital_screening": self.hospital_screening,
            "kill": self.kill,
            "staff_answers_call": self.staff_answers_call,
        }

    def report_printer(self, fault: str, amount: int = 1) -> None:
        try:
            self._bench.report_printer.set_fault(ReportPrinterFault(fault), amount)
        except ValueError as error:
            raise DeedRefused(f"{error}; there are: {', '.join(ReportPrinterFault)}") from error

    def unplug_scanner(self) -> None:
        self._bench.scanner.unplug()
        self._bench.scanner_plugged = False

    def replug_scanner(self) -> None:
        self._bench.scanner.replug()
        self._bench.scanner_plugged = True

    def cut_network(self) -> None:
        self._bench.hospital.cut_network()
        self._bench.network_up = False

    def heal_network(self) -> None:
        self._bench.hospital.heal_network()
        self._bench.network_up = True

    def scanner_garbage(self) -> None:
        try:
            self._bench.scanner.garbage()
        except Unplugged as error:
            raise DeedRefused("the scanner is unplugged") from error

    def printer(self, fault: str, amount: int = 0) -> None:
        try:
            self._bench.printer.set_fault(PrinterFault(fault), amount)
        except ValueError as error:
            raise DeedRefused(f"{error}; there are: {', '.join(PrinterFault)}") from error

    def hospital_fault(self, name: str, call: str = EVERY_OPERATION, times: int = 1, seconds: float = 0.0) -> None:
        try:
            fault = HospitalFault(name)
        except ValueError as error:
            raise DeedRefused(f"{error}; there are: {', '.join(HospitalFault)}") from error
        self._bench.hospital.faults.inject(fault, call, times=times, seconds=seconds)

    def hospital_screening(self, questions: bool = False, key_person: str = "") -> None:
        """What everybody is asked from now on, and whom the hospital wants at the fever clinic."""
        hospital = self._bench.hospital.hospital
        with hospital.lock:
            hospital.screening.want(WINTER if questions else (), key_person)

    def hospital_waits(self, **seconds: float) -> None:
        self._bench.hospital.waits.update(seconds)

    def staff_answers_call(self) -> None:
        """A nurse takes the call; one that is still on its way is waited for."""
        deadline_s = time.monotonic() + CALL_COMES_S_MAX
        while not self._bench.hospital.answer_help():
            if time.monotonic() > deadline_s:
                raise DeedRefused("nobody has called")
            time.sleep(LOOK_AGAIN_S)

    def kill(self, process: str) -> None:
        try:
            self._bench.terminal.kill(process)
        except TerminalError as error:
            raise DeedRefused(str(error)) from error
