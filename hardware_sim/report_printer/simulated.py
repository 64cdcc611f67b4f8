"""The machine behind its wire: IPP over HTTP/1.1 on loopback."""

import socket
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from hardware_sim.report_printer.faults import ReportPrinterFault
from hardware_sim.report_printer.messages import NotIpp, read_request
from hardware_sim.report_printer.operations import answer_to
from hardware_sim.report_printer.printer import ReportPrinterMachine
from hardware_sim.report_printer.sheets import PrintedDocument

REQUEST_BYTES_MAX = 8 << 20
MUTE_S_MAX = 120.0
TICK_S = 0.02
OnBytes = Callable[[str, bytes], None]  # "to_printer" or "from_printer", bytes


class SimulatedReportPrinter:
    """Threads of its own; hands may act from any thread."""

    def __init__(
        self,
        *,
        page_s: float = 0.0,
        on_document: Callable[[PrintedDocument], None] = lambda document: None,
        on_bytes: OnBytes = lambda direction, data: None,
    ) -> None:
        self.machine = ReportPrinterMachine(page_s, on_document)
        self._on_bytes = on_bytes
        self._server: ThreadingHTTPServer | None = None
        self._port = 0
        self._stopping = threading.Event()
        self._mute = threading.Event()
        self._ticking: threading.Thread | None = None

    @property
    def address(self) -> str:
        return f"ipp://127.0.0.1:{self._port}/ipp/print"

    @property
    def tray(self) -> tuple[PrintedDocument, ...]:
        return tuple(self.machine.tray)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What it says is wrong."""
        return tuple(self.machine.reasons)

    @property
    def plugged(self) -> bool:
        return self._server is not None

    def start(self) -> None:
        """`address` is valid from here on."""
        self._listen()
        self._ticking = threading.Thread(target=self._tick, name="report-printer", daemon=True)
        self._ticking.start()

    def stop(self) -> None:
        """May be called without `start`."""
        self._stopping.set()
        self._unplug()
        if self._ticking:
            self._ticking.join()

    def set_fault(self, fault: ReportPrinterFault, amount: int = 1) -> None:
        if fault is ReportPrinterFault.OFFLINE:
            self._unplug()
        elif fault is ReportPrinterFault.MUTE:
            self._mute.set()
        else:
            self.machine.set_fault(fault, amount)

    def load_paper(self) -> None:
        self.machine.mend(ReportPrinterFault.PAPER_OUT, ReportPrinterFault.PAPER_OUT_AFTER_PAGES)

    def mend(self) -> None:
        """Everything: the cable, the cover, paper, toner."""
        self._mute.clear()
        self.machine.mend()
        self._listen()

    def is_mute(self) -> bool:
        """Waits as long as it is."""
        ends_s = time.monotonic() + MUTE_S_MAX
        was = self._mute.is_set()
        while self._mute.is_set() and not self._stopping.is_set() and time.monotonic() < ends_s:
            self._stopping.wait(TICK_S)
        return was

    def tell_bytes(self, direction: str, data: bytes) -> None:
        self._on_bytes(direction, data)

    def _listen(self) -> None:
        if self._server is not None:
            return
        printer = self

        class Handler(_Handler):
            simulated = printer

        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), Handler)
        self._server.daemon_threads = True
        self._port = self._server.server_address[1]
        threading.Thread(
            target=self._server.serve_forever, args=(TICK_S,), name="report-printer-wire", daemon=True
        ).start()

    def _unplug(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.shutdown()
            server.server_close()

    def _tick(self) -> None:
        while not self._stopping.wait(TICK_S):
            self.machine.tick()


class _Handler(BaseHTTPRequestHandler):
    simulated: SimulatedReportPrinter
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_POST(self) -> None:
        body = self._body()
        if not body or self.headers.get("Content-Type") != "application/ipp":
            self.send_error(400)
            return
        printer = self.simulated
        printer.tell_bytes("to_printer", body)
        if printer.is_mute():
            self._hang_up()
            return
        try:
            answer = answer_to(printer.machine, printer.address, read_request(body))
        except NotIpp:
            self.send_error(400)
            return
        if answer is None:
            self._hang_up()
            return
        printer.tell_bytes("from_printer", answer)
        self.send_response(200)
        self.send_header("Content-Type", "application/ipp")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def _body(self) -> bytes:
        """Of a known length, or in chunks, as CUPS sends it. Empty: too long."""
        if self.headers.get("Transfer-Encoding", "").lower() != "chunked":
            length = int(self.headers.get("Content-Length") or 0)
            return self.rfile.read(length) if length <= REQUEST_BYTES_MAX else b""
        body = b""
        while (length := int(self.rfile.readline().split(b";")[0], 16)) and len(body) + length <= REQUEST_BYTES_MAX:
            body += self.rfile.read(length)
            self.rfile.readline()
        if length == 0:
            self.rfile.readline()
        return b"" if length else body

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, format: str, *args: object) -> None:
        """The bench has its own record of the bytes."""
