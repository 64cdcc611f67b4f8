"""The PC/SC world of one bench: a real pcscd with two virtual readers, and the cards that go into them.

vpcd listens on every address, so all of it lives in namespaces of its own (util-linux `unshare`): only the
Unix sockets in the run directory lead in. Root is not needed. Ending is by KILL, because unshare ignores TERM.
"""

import json
import os
import queue
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from hardware_sim.cards.contents import CardContents
from hardware_sim.cards.host import READY, SOCKET_NAME
from hardware_sim.cards.library import find_card
from hardware_sim.cards.pcscd import START_S_MAX, STOP_S_MAX, VPCD_LIBRARY

SOCKET_PATH_BYTES_MAX = 107  # sockaddr_un
ANSWER_S_MAX = START_S_MAX + STOP_S_MAX + 2.0
APT_LINE = "apt-get install -y --no-install-recommends pcscd vsmartcard-vpcd util-linux"

OnBytes = Callable[[int, str, bytes], None]  # slot, "to_card" or "from_card", the APDU


class Missing(Exception):
    """The machine lacks a program; the text has the line that installs it."""


class PcscWorld:
    """One per run directory, many per machine. Calls block until done, from any thread, one at a time.

    `insert` and `remove` raise ValueError for a card, slot or fault that is none; RuntimeError when the world is down.
    """

    def __init__(
        self, run_dir: Path, on_bytes: OnBytes | None = None, on_gone: Callable[[int], None] | None = None
    ) -> None:
        self._run_dir = run_dir.resolve()
        self._on_bytes = on_bytes
        self._on_gone = on_gone
        self._lock = threading.Lock()
        self._answers: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._listener: threading.Thread | None = None
        self._number = 0

    @property
    def service_socket(self) -> Path:
        """What PCSCLITE_CSOCK_NAME must be for a client outside."""
        return self._run_dir / "pcscd" / "pcscd.comm"

    @property
    def reader_names(self) -> tuple[str, str]:
        return "Virtual PCD 00 00", "Virtual PCD 00 01"

    def start(self) -> None:
        """Returns when readers are there. Raises Missing, or RuntimeError with where to look."""
        program = _find_pcscd()
        self._run_dir.mkdir(parents=True, exist_ok=True)
        control_path = self._run_dir / SOCKET_NAME
        for path in (control_path, self.service_socket):
            if len(os.fsencode(path)) > SOCKET_PATH_BYTES_MAX:
                raise RuntimeError(
                    f"{path}: too long for a Unix socket ({SOCKET_PATH_BYTES_MAX} bytes); use a shorter run directory"
                )
            path.unlink(missing_ok=True)
        self._process = self._spawn(program)
        assert self._process.stdout is not None
        if self._process.stdout.readline() != READY:
            self.stop()
            raise RuntimeError(f"the card world did not start; see {self._run_dir}/cards.log and pcscd.log")
        self._control = socket.socket(socket.AF_UNIX)
        self._control.connect(str(control_path))
        self._listener = threading.Thread(target=self._listen, args=(self._control,), name="card-world", daemon=True)
        self._listener.start()

    def stop(self) -> None:
        """End everything in it. May be called twice."""
        if self._process is not None:
            _end(self._process)
            self._process = None
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._listener is not None and self._listener is not threading.current_thread():
            self._listener.join(STOP_S_MAX)
        for left_over in (self._run_dir / SOCKET_NAME, self.service_socket, self.service_socket.with_name("pcscd.pid")):
            left_over.unlink(missing_ok=True)

    def insert(self, slot: int, card: str | CardContents, fault: str | None = None) -> None:
        """`card`: a name of the library, the path of a JSON file, or contents. `fault`: `NAME` or `NAME:k`."""
        contents = find_card(card) if isinstance(card, str) else card
        self._ask({"do": "insert", "slot": slot, "contents": msgspec.to_builtins(contents), "fault": fault or ""})

    def remove(self, slot: int) -> None:
        self._ask({"do": "remove", "slot": slot})

    def cards_in(self) -> tuple[bool, ...]:
        """Slot by slot: is there a card?"""
        return tuple(self._ask({"do": "list"})["cards"].values())

    def stop_pcscd(self) -> None:
        """The service dies; cards stay in."""
        self._ask({"do": "stop_pcscd"})

    def start_pcscd(self) -> None:
        self._ask({"do": "start_pcscd"})

    def restart_pcscd(self) -> None:
        self.stop_pcscd()
        self.start_pcscd()

    def _spawn(self, pcscd_program: str) -> subprocess.Popen[bytes]:
        as_root = ["-r"] if os.geteuid() != 0 else []
        unshare = ["unshare", *as_root, "-nmp", "--fork", "--kill-child", "--mount-proc"]
        host = [sys.executable, "-m", "hardware_sim.cards.host", str(self._run_dir), pcscd_program]
        with (self._run_dir / "cards.log").open("ab") as log:
            return subprocess.Popen([*unshare, *host], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)

    def _ask(self, command: dict[str, Any]) -> dict[str, Any]:
        with self._lock:
            if self._control is None:
                raise RuntimeError("the card world is not running")
            self._number += 1
            self._control.sendall(json.dumps({"id": self._number, **command}).encode() + b"\n")
            answer = self._answer_to(self._number)
        if answer["error"]:
            raise ValueError(answer["error"])
        return answer

    def _answer_to(self, number: int) -> dict[str, Any]:
        while True:
            try:
                answer = self._answers.get(timeout=ANSWER_S_MAX)
            except queue.Empty:
                raise RuntimeError(f"the card world did not answer within {ANSWER_S_MAX} s") from None
            if answer["id"] == number:
                return answer

    def _listen(self, control: socket.socket) -> None:
        try:
            with control.makefile("rb") as lines:
                for line in lines:
                    self._heard(json.loads(line))
        except (OSError, ValueError):
            pass  # stopped in the middle of a line
        self._answers.put({"id": self._number, "error": "the card world ended"})

    def _heard(self, message: dict[str, Any]) -> None:
        match message.get("event"):
            case "bytes" if self._on_bytes is not None:
                self._on_bytes(message["slot"], message["direction"], bytes.fromhex(message["hex"]))
            case "gone" if self._on_gone is not None:
                self._on_gone(message["slot"])
            case None:
                self._answers.put(message)


def _end(unshare: subprocess.Popen[bytes]) -> None:
    """--kill-child takes the whole namespace along; the host's output ends when the host has."""
    assert unshare.stdin is not None
    assert unshare.stdout is not None
    unshare.kill()
    unshare.wait()
    unshare.stdout.read()
    unshare.stdout.close()
    unshare.stdin.close()


def _find_pcscd() -> str:
    """Raises Missing. /usr/sbin is looked into because it is not on an ordinary user's PATH."""
    program = shutil.which("pcscd") or shutil.which("pcscd", path="/usr/sbin:/usr/local/sbin")
    missing = [] if program else ["pcscd"]
    missing += [] if Path(VPCD_LIBRARY).exists() else ["vsmartcard-vpcd"]
    missing += [] if shutil.which("unshare") else ["util-linux"]
    if missing or program is None:
        raise Missing(f"missing: {', '.join(missing)}. Install with: {APT_LINE}")
    return program
