"""The camera on the network: `GET /stream` answers with motion JPEG (`multipart/x-mixed-replace`), as IP cameras do."""

import select
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from hardware_sim.camera.faults import CameraFault
from hardware_sim.camera.lobby import empty_lobby
from hardware_sim.camera.picture import Scene
from hardware_sim.camera.shutter import Shot, Shutter

PATH = "/stream"
BOUNDARY = "yizhan-camera"
_LOOK_AGAIN_S = 0.2
_SEND_S_MAX = 5.0
_HANGS_UP = (CameraFault.DROP, CameraFault.UNPLUG)


class SimulatedCamera:
    """`on_look(True)` when the first viewer comes, `on_look(False)` when the last one leaves; from any thread."""

    def __init__(
        self,
        *,
        width: int = 640,
        height: int = 480,
        fps: float = 15.0,
        scene: Scene | None = None,
        port: int = 0,
        on_look: Callable[[bool], None] = lambda looks: None,
    ) -> None:
        self.size = width, height
        self.fault: CameraFault | None = None
        self._shutter = Shutter(width, height, fps, scene or empty_lobby(width, height))
        self._port = port
        self._on_look = on_look
        self._server: _Server | None = None
        self._lock = threading.Lock()
        self._lines: set[socket.socket] = set()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}{PATH}"

    @property
    def looked_at(self) -> bool:
        return self._shutter.viewers > 0

    @property
    def last_jpeg(self) -> bytes:
        """What was sent last; empty while nobody looks."""
        return self._shutter.last.jpeg

    def start(self) -> None:
        self._shutter.start()
        self._listen()

    def stop(self) -> None:
        self._hang_up()
        self._shutter.stop()

    def show(self, scene: Scene) -> None:
        self._shutter.show(scene)

    def set_fault(self, fault: CameraFault) -> None:
        self.mend()
        if fault is not CameraFault.DROP:
            self.fault = fault
        self._shutter.set_fault(self.fault)
        if fault in _HANGS_UP:
            self._hang_up()
        if fault is CameraFault.DROP:
            self._listen()

    def mend(self) -> None:
        self.fault = None
        self._shutter.set_fault(None)
        self._listen()

    def _listen(self) -> None:
        if self._server is None:
            self._server = _Server(self._port, self._serve)
            self._port = self._server.server_address[1]
            self._server.begin()

    def _hang_up(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.end()
        with self._lock:
            lines = list(self._lines)
        for line in lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _serve(self, request: "_Request") -> None:
        """One viewer, in a thread of its own, until it leaves or we hang up: also on one that had only just come."""
        line = request.connection
        self._viewer(line, 1)
        try:
            number = self._shutter.last.number
            while not request.server.ended and _still_there(line):
                if shot := self._shutter.next_after(number, _LOOK_AGAIN_S):
                    number = shot.number
                    request.send(shot)
        except OSError:
            pass
        finally:
            self._viewer(line, -1)

    def _viewer(self, line: socket.socket, change: int) -> None:
        with self._lock:
            before = self._shutter.viewers
            self._shutter.join_in(change)
            (self._lines.add if change > 0 else self._lines.discard)(line)
        if bool(before) != bool(before + change):
            self._on_look(change > 0)


def _still_there(line: socket.socket) -> bool:
    """A viewer says nothing after its request; an end of what it says is an end."""
    says_something, _, _ = select.select([line], [], [], 0)
    return not says_something or bool(line.recv(1, socket.MSG_PEEK))


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def __init__(self, port: int, serve: Callable[["_Request"], None]) -> None:
        super().__init__(("127.0.0.1", port), _Request)
        self.serve = serve
        self.ended = False

    def begin(self) -> None:
        threading.Thread(target=self.serve_forever, args=(0.05,), name="camera", daemon=True).start()

    def end(self) -> None:
        self.ended = True
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Somebody who dials and says nothing is no news."""


class _Request(BaseHTTPRequestHandler):
    server: _Server
    timeout = _SEND_S_MAX

    def do_GET(self) -> None:
        if self.path.partition("?")[0] != PATH:
            self.send_error(404)
            return
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace; boundary={BOUNDARY}")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.close_connection = True
        self.server.serve(self)

    def send(self, shot: Shot) -> None:
        head = f"--{BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: {len(shot.jpeg)}\r\n\r\n"
        self.wfile.write(head.encode() + shot.jpeg + b"\r\n")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""
