"""The identity-card reader on a pty: a security module behind a serial line."""

import select
import threading
from collections.abc import Callable
from pathlib import Path

from hardware_sim.id_card.holders import Holder
from hardware_sim.id_card.module import BAD_XOR, REFUSAL_DEFAULT, Module, commands_in, reply
from hardware_sim.pty_port import PtyPort, Unplugged

OnBytes = Callable[[str, bytes], None]  # direction, bytes
LOOK_S = 0.05
WRITE_S_MAX = 1.0
GARBAGE = bytes.fromhex("AA00")  # seen in front of a real reader's reply
PENDING_BYTES_MAX = 256


class SimulatedIdCardReader:
    """Hands lay cards on it and lift them, from any thread; it answers in its own."""

    def __init__(self, path: Path, on_bytes: OnBytes | None = None) -> None:
        self._port = PtyPort(path)
        self._on_bytes = on_bytes or (lambda direction, data: None)
        self._lock = threading.Lock()
        self._module = Module()
        self._garble = 0
        self._received = bytearray()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def address(self) -> str:
        return str(self._port.path)

    @property
    def lies(self) -> str:
        """Whose card lies on it, "" for none."""
        with self._lock:
            return self._module.lies.key if self._module.lies else ""

    def start(self) -> None:
        self._port.plug()
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="id-card-reader", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._port.unplug()

    def unplug(self) -> None:
        self._port.unplug()

    def replug(self) -> None:
        self._port.plug()

    def lay(self, holder: Holder) -> None:
        with self._lock:
            self._module.lay(holder)

    def lift(self) -> None:
        with self._lock:
            self._module.lift()

    def garble_next(self, replies: int = 1) -> None:
        """Of the next replies to SELECT and READ: the first bytes broken, and one in the middle."""
        with self._lock:
            self._garble = replies

    def refuse_next(self, status: int = REFUSAL_DEFAULT) -> None:
        """The chip refuses the next read."""
        with self._lock:
            self._module.refuses = status

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._serve()
            except (Unplugged, OSError, ValueError):  # the cable was pulled while we waited
                self._stopping.wait(LOOK_S)

    def _serve(self) -> None:
        fd = self._port.fileno()
        if fd < 0:
            raise Unplugged
        select.select([fd], [], [], LOOK_S)
        if data := self._port.read():
            self._on_bytes("to_reader", data)
            self._received += data
            del self._received[:-PENDING_BYTES_MAX]
            for command in commands_in(self._received):
                self._answer(command)

    def _answer(self, command: tuple[int, int] | None) -> None:
        with self._lock:
            answer = self._module.answer(*command) if command else reply(BAD_XOR)
            if self._garble and command not in (None, (0x20, 0x01)):
                self._garble -= 1
                middle = len(answer) // 2
                answer = GARBAGE + answer[:middle] + bytes((answer[middle] ^ 0x55,)) + answer[middle + 1 :]
        self._port.write(answer, WRITE_S_MAX)
        self._on_bytes("from_reader", answer)
