"""The shim on a Unix socket, with the face service behind it: one request a line, answers in the order of requests."""

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from hardware_sim.face_pay.service import FaceService, Fault, Json, Person, Stage

OnBytes = Callable[[str, bytes], None]  # direction, bytes
IN_ORDER_S_MAX = 1.0  # how long an answer waits for the one before it
READ_BYTES_MAX = 4096
ENDLESS = b"x" * 65536


class NobodyLooksHere(Exception):
    """The provider does not ask anybody to look now."""


class SimulatedFacePay:
    """Hands act from any thread; each line is served in a thread of its own."""

    def __init__(self, path: Path, service: FaceService, on_bytes: OnBytes | None = None) -> None:
        self._path, self.service = path, service
        self._on_bytes = on_bytes or (lambda direction, data: None)
        self._changed = threading.Condition()
        self._waiting: list[Json | None] = []  # the answer to the look under way, once there is one
        self._listener: socket.socket | None = None
        self._lines: list[socket.socket] = []

    @property
    def address(self) -> str:
        return f"unix:{self._path}"

    @property
    def stage(self) -> Stage:
        with self._changed:
            return self.service.stage

    def start(self) -> None:
        self._path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self._path))
        self._listener.listen(4)
        threading.Thread(target=self._accept, args=(self._listener,), name="face-pay", daemon=True).start()

    def stop(self) -> None:
        """Also what a service does that dies: every line ends at once."""
        with self._changed:
            listener, self._listener = self._listener, None
            lines, self._lines = self._lines, []
            self._changed.notify_all()
        for one in (*lines, *([listener] if listener else [])):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self._path.unlink(missing_ok=True)

    def person(self, person: Person, behaviour: str = "ok", wait_s_max: float = 5.0) -> None:
        """As soon as somebody is asked to look. Raises NobodyLooksHere."""
        with self._changed:
            if not self._changed.wait_for(lambda: self.service.stage is Stage.LOOKING, wait_s_max):
                raise NobodyLooksHere
            self._answer_look(self.service.person(person, behaviour))

    def fault(self, fault: Fault, on: bool = True) -> None:
        with self._changed:
            (self.service.faults.add if on else self.service.faults.discard)(fault)

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                line, _ = listener.accept()
                with self._changed:
                    self._lines.append(line)
                threading.Thread(target=self._serve, args=(line,), name="face-pay-line", daemon=True).start()

    def _serve(self, line: socket.socket) -> None:
        try:
            for request in self._requests(line):
                if request.get("cmd") == "stopWxpayface":
                    self._stop_looking()
                self._changed_answer(line, request)
        except OSError:
            pass
        finally:
            with self._changed:
                self.service.line_ended()
                self._waiting.clear()
                self._changed.notify_all()

    def _requests(self, line: socket.socket) -> Iterator[Json]:
        pending = b""
        while data := line.recv(READ_BYTES_MAX):
            self._on_bytes("to_service", data)
            pending += data
            *whole, pending = pending.split(b"\n")
            for one in whole:
                yield json.loads(one)

    def _changed_answer(self, line: socket.socket, request: Json) -> None:
        """Answer, or have a thread wait for the person: a STOP may come meanwhile, and is answered after."""
        with self._changed:
            answer = self.service.call(request)
            if answer is None:
                self._waiting.append(None)
                threading.Thread(target=self._answer_later, args=(line,), daemon=True).start()
                self._changed.notify_all()
                return
            if not self._changed.wait_for(lambda: not self._waiting or not self._listener, IN_ORDER_S_MAX):
                return
        self._send(line, answer)

    def _answer_later(self, line: socket.socket) -> None:
        with self._changed:
            self._changed.wait_for(lambda: not self._waiting or self._waiting[0] is not None or not self._listener)
            if not self._waiting or self._waiting[0] is None:
                return
            answer = self._waiting[0]
            self._send(line, answer)
            self._waiting.clear()
            self._changed.notify_all()

    def _stop_looking(self) -> None:
        with self._changed:
            if self.service.stage is Stage.LOOKING and Fault.DEAF_TO_STOP not in self.service.faults:
                self._answer_look(self.service.stopped())

    def _answer_look(self, answer: Json) -> None:
        if self._waiting:
            self._waiting[0] = answer
        self._changed.notify_all()

    def _send(self, line: socket.socket, answer: Json) -> None:
        faults = self.service.faults
        if Fault.SILENT in faults:
            return
        data = json.dumps(answer).encode() + b"\n"
        if Fault.GARBAGE in faults:
            data = b"\x00\xff{not json\n"
        if Fault.ENDLESS in faults:
            data = ENDLESS
        with suppress(OSError):  # gone meanwhile; what it asked for before is still done
            line.sendall(data)
        self._on_bytes("from_service", data)
