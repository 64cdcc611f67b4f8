"""The bench itself: starts everything, stops everything, and holds what the panel and the scenarios look at."""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from hardware_sim.bench.accidents import Accidents
from hardware_sim.bench.events import EventLog
from hardware_sim.bench.hands import DeedRefused, Hands
from hardware_sim.bench.mirror import MirrorWatch
from hardware_sim.bench.terminal import Terminal
from hardware_sim.bench.watchers import Watchers
from hardware_sim.bench.wires import Chunk, Wires
from hardware_sim.camera.camera import SimulatedCamera
from hardware_sim.face_pay.on_bench import face_pay_of
from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.stand_in import HospitalStandIn
from hardware_sim.id_card.reader import SimulatedIdCardReader
from hardware_sim.pcsc import PcscWorld
from hardware_sim.printer.channel import PtyChannel, TcpChannel
from hardware_sim.printer.paper import Slip
from hardware_sim.printer.printer import SimulatedPrinter
from hardware_sim.profile_writer import HospitalAccess, ProfileValues, write_profile
from hardware_sim.report_printer.on_bench import RealReportPrinter
from hardware_sim.report_printer.sheets import PrintedDocument
from hardware_sim.report_printer.simulated import SimulatedReportPrinter
from hardware_sim.scanner.scanner import SimulatedScanner

TERMINAL_ID = "T01"
SLIPS_MAX = 200  # kept for the panel
REPORT_PAGE_S = 0.3
CAMERA_FPS = 15.0
ID_PHOTO_DECODER = (sys.executable, "-m", "hardware_sim.id_card.photo_decoder")
MODELS = Path(__file__).parents[2] / ".models"  # packaging/fetch.py models
WIRES = (
    "card_slot_1",
    "card_slot_2",
    "id_card_reader",
    "code_scanner",
    "receipt_printer",
    "report_printer",
    "face_pay",
)


@dataclass(frozen=True, slots=True)
class BenchOptions:
    """`waits` and `limits` in seconds by name. `window`: the terminal opens on this machine's display."""

    panel: str = "lobby"
    paper_mm: int = 80
    printer: str = "tcp"  # or "pty"
    report_printer: str = "simulated"  # or "ippeveprinter", CUPS' own
    waits: dict[str, float] = field(default_factory=dict)
    limits: dict[str, float] = field(default_factory=dict)
    on_a4: tuple[str, ...] = ()
    voice_command: str = ""
    window: bool = False
    camera: bool = False
    presence: bool = False  # the camera looks whether an abandoned turn is abandoned
    face_check: str = ""  # off, offered or wanted, of who has a photo in hardware_sim/faces.py
    face_pay: str = ""  # a payment provider's face camera: "3d", certified, or "2d"; "" for none
    scanner: bool = True  # without: a machine that reads codes by its camera


def new_run_dir() -> Path:
    """A short path: Unix sockets in it must stay below 108 bytes."""
    return Path(tempfile.mkdtemp(prefix="yizhan-", dir="/tmp"))


class Bench:
    """`on_chunk` and `on_picture` are called from any thread and must not block."""

    def __init__(
        self,
        run_dir: Path,
        options: BenchOptions,
        *,
        remove_run_dir: bool = False,
        on_chunk: Callable[[Chunk], None] = lambda chunk: None,
        on_picture: Callable[[bytes], None] = lambda jpeg: None,
    ) -> None:
        self.run_dir = run_dir
        self._remove_run_dir = remove_run_dir
        self.options = options
        self.events = EventLog()
        self.wires = Wires(lambda: self.events.since_began_ms(time.monotonic()), on_chunk)
        self.slots = {1: "", 2: ""}  # the card in each
        self.scanner_plugged = self.network_up = True
        self.slips: list[Slip] = []
        self.mirror = MirrorWatch(run_dir / "mirror.sock", self.events, on_picture)
        self.pcsc = PcscWorld(run_dir / "pcsc", self._card_bytes, self._card_gone)
        self.scanner = SimulatedScanner(run_dir / "scanner", self._scanner_bytes)
        self.id_card_reader = SimulatedIdCardReader(run_dir / "id_card_reader", self._id_card_bytes)
        self.camera = SimulatedCamera(fps=CAMERA_FPS, on_look=self._camera_looked_at)
        self.has_badge = False  # somebody of staff can sign in
        self.printer = self._new_printer()
        self.report_printer = self._new_report_printer()
        waits = HospitalConfig(waits=dict(options.waits))
        self.hospital = HospitalStandIn(run_dir / "hospital", waits, terminal_ids=(TERMINAL_ID,))
        self.face_pay = face_pay_of(self.hospital, run_dir / "face_pay", options.face_pay, self._face_pay_bytes)
        self.terminal = Terminal(run_dir, window=options.window, remove_run_dir=remove_run_dir)
        self._watchers = Watchers(self)
        self.hands = Hands(self)
        self.accidents = Accidents(self)

    def __enter__(self) -> "Bench":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Everything is up on return, the terminal on its way. Raises Missing (pcsc), OSError, RuntimeError."""
        try:
            self.start_world()
            self.start_terminal()
        except BaseException:
            self.stop()
            raise

    def start_world(self) -> None:
        """All but the terminal. The slow ones start beside each other."""
        self.mirror.start()
        self.scanner.start()
        self.id_card_reader.start()
        if self.options.camera:
            self.camera.start()
        if self.options.face_pay:
            self.face_pay.start()
        self.printer.start()
        self.report_printer.start()
        with ThreadPoolExecutor(2) as starters:
            cards, hospital = starters.submit(self.pcsc.start), starters.submit(self.hospital.start)
            cards.result()
            hospital.result()
        self._watchers.start()

    def start_terminal(self) -> None:
        profile = self.write_profile()
        self.events.add("world", "terminal_started")
        self.terminal.start(profile)

    def stop(self) -> None:
        """Nothing of it is left on return. May be called twice."""
        self.terminal.stop()
        self._watchers.stop()
        self.mirror.stop()
        self.scanner.stop()
        self.id_card_reader.stop()
        self.camera.stop()
        self.face_pay.stop()
        self.printer.stop()
        self.report_printer.stop()
        self.hospital.stop()
        self.pcsc.stop()
        if self._remove_run_dir:
            shutil.rmtree(self.run_dir, ignore_errors=True)

    def write_profile(self) -> Path:
        certificates = self.hospital.certificates
        access = HospitalAccess(
            self.hospital.url,
            certificates.ca,
            certificates.terminal(TERMINAL_ID),
            certificates.terminal_key(TERMINAL_ID),
        )
        return write_profile(
            ProfileValues(
                run_dir=self.run_dir,
                terminal_id=TERMINAL_ID,
                panel=self.options.panel,
                hospital=access,
                card_service_socket=self.pcsc.service_socket,
                scanner=self.scanner.address if self.options.scanner else "",
                id_card_reader=self.id_card_reader.address,
                printer=self.printer.address,
                paper_mm=self.options.paper_mm,
                mirror_socket=self.run_dir / "mirror.sock",
                voice_command=self.options.voice_command,
                limits=self.options.limits,
                report_printer=self.report_printer.address,
                on_a4=self.options.on_a4,
                face_pay=self.face_pay.address if self.options.face_pay else "",
                camera=self.camera.address if self.options.camera else "",
                models=MODELS if self.options.camera and MODELS.is_dir() else None,
                presence=self.options.presence,
                face_check=self.options.face_check,
                id_photo_decoder=ID_PHOTO_DECODER if self.options.face_check else (),
            )
        )

    @property
    def profile(self) -> Path:
        return self.run_dir / "profile.toml"

    def do(self, deed: str, arguments: dict[str, object]) -> None:
        """One deed of the hands or accident of the world, by its name in the schema. Raises DeedRefused."""
        accidents = self.accidents.deeds()
        if deed in accidents:
            accidents[deed](**arguments)
            self.events.add("world", deed, arguments)
        elif deed in (hands := self.hands.deeds()):
            hands[deed](**arguments)
        else:
            raise DeedRefused(f"no deed {deed!r}")

    def _new_printer(self) -> SimulatedPrinter:
        on_pty = self.options.printer == "pty"
        channel = PtyChannel(self.run_dir / "printer") if on_pty else TcpChannel()
        return SimulatedPrinter(
            channel, paper_mm=self.options.paper_mm, on_slip=self._slip_came, on_bytes=self._printer_bytes
        )

    def _new_report_printer(self) -> SimulatedReportPrinter | RealReportPrinter:
        if self.options.report_printer == "ippeveprinter":
            return RealReportPrinter(self.run_dir / "a4", self._document_came)
        return SimulatedReportPrinter(
            page_s=REPORT_PAGE_S, on_document=self._document_came, on_bytes=self._report_printer_bytes
        )

    def _scanner_bytes(self, direction: str, data: bytes) -> None:
        self.wires.add("code_scanner", "to_device" if direction == "to_scanner" else "from_device", data)

    def _id_card_bytes(self, direction: str, data: bytes) -> None:
        self.wires.add("id_card_reader", "to_device" if direction == "to_reader" else "from_device", data)

    def _face_pay_bytes(self, direction: str, data: bytes) -> None:
        self.wires.add("face_pay", "to_device" if direction == "to_service" else "from_device", data)

    def _camera_looked_at(self, looked_at: bool) -> None:
        self.events.add("camera", "looked_at" if looked_at else "rests", {})

    def _card_bytes(self, slot: int, direction: str, data: bytes) -> None:
        self.wires.add(f"card_slot_{slot + 1}", "to_device" if direction == "to_card" else "from_device", data)

    def _card_gone(self, slot: int) -> None:
        """Pulled out by a hand, or by a fault in the middle of a read."""
        if self.slots[slot + 1]:
            self.slots[slot + 1] = ""
            self.events.add("card", "gone", {"slot": slot + 1})

    def _printer_bytes(self, direction: str, data: bytes) -> None:
        self.wires.add("receipt_printer", "to_device" if direction == "to_printer" else "from_device", data)

    def _report_printer_bytes(self, direction: str, data: bytes) -> None:
        self.wires.add("report_printer", "to_device" if direction == "to_printer" else "from_device", data)

    def _document_came(self, document: PrintedDocument) -> None:
        told = {"number": document.number, "pages": document.pages, "text": document.text}
        self.events.add("a4", "document", told)

    def _slip_came(self, slip: Slip) -> None:
        self.slips = [*self.slips, slip][-SLIPS_MAX:]
        self.events.add("printer", "slip", {"number": slip.number, "text": slip.text})
