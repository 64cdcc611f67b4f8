"""`python -m hardware_sim.cards.host RUN_DIR PCSCD`: process 1 of a bench's card namespace.

It brings loopback up, binds the run directory over /run, runs pcscd and holds the cards. It is told what to do
over `cards.sock` in the run directory, one JSON object a line:

    {"id": 1, "do": "insert", "slot": 0, "contents": {...}, "fault": "SLOW"}   {"id": 2, "do": "remove", "slot": 0}
    {"id": 3, "do": "list"}      {"id": 4, "do": "stop_pcscd"}     {"id": 5, "do": "start_pcscd"}

and answers `{"id": 1, "error": "", "cards": {"0": true, "1": false}}`. Unasked it tells
`{"event": "bytes", "slot": 0, "direction": "to_card", "hex": "00A4..."}` and `{"event": "gone", "slot": 0}`.
It ends when its standard input closes, so it cannot outlive the bench.
"""

import fcntl
import json
import socket
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from hardware_sim.cards.card import Card
from hardware_sim.cards.contents import decode_card
from hardware_sim.cards.faults import Fault
from hardware_sim.cards.pcscd import SLOTS, Pcscd
from hardware_sim.cards.vpcd_link import VpcdLink

SOCKET_NAME = "cards.sock"
LINE_BYTES_MAX = 262_144
READY = b"ready\n"
SWAP_S_MIN = 0.6  # no hand is faster; and a swap between two looks of the reader (400 ms) would go unseen

_SIOCGIFFLAGS, _SIOCSIFFLAGS, _IFF_UP = 0x8913, 0x8914, 0x1


class CardHost:
    """The slots and what is in them. One client at a time: the bench."""

    def __init__(self, pcscd: Pcscd) -> None:
        self._pcscd = pcscd
        self._slots: dict[int, VpcdLink] = {}
        self._emptied: dict[int, float] = {}
        self._lock = threading.Lock()
        self._client: socket.socket | None = None

    def serve(self, listener: socket.socket) -> None:
        while True:
            client, _ = listener.accept()
            with self._lock:
                self._client = client
            with client, client.makefile("rb") as lines:
                while line := lines.readline(LINE_BYTES_MAX):
                    self._tell(self._answer(line))
            with self._lock:
                self._client = None

    def _answer(self, line: bytes) -> dict[str, Any]:
        try:
            command = json.loads(line)
            number = command["id"]
        except (ValueError, KeyError, TypeError):
            return {"id": None, "error": "not a command"}
        try:
            self._do(command)
            error = ""
        except (ValueError, KeyError, RuntimeError, OSError) as caught:
            error = f"{type(caught).__name__}: {caught}"
        with self._lock:
            cards = {str(slot): slot in self._slots for slot in range(SLOTS)}
        return {"id": number, "error": error, "cards": cards}

    def _do(self, command: dict[str, Any]) -> None:
        match command["do"]:
            case "insert":
                self._insert(command)
            case "remove":
                self._remove(_slot(command))
            case "start_pcscd":
                self._pcscd.start()
            case "stop_pcscd":
                self._pcscd.stop()
            case "list":
                pass
            case other:
                raise ValueError(f"cannot do {other!r}")

    def _insert(self, command: dict[str, Any]) -> None:
        slot = _slot(command)
        fault = Fault.parse(command["fault"]) if command.get("fault") else None
        card = Card(decode_card(json.dumps(command["contents"]).encode()), fault)
        with self._lock:
            if slot in self._slots:
                raise ValueError(f"there is a card in slot {slot} already")
            delay_s = self._emptied.get(slot, 0) + SWAP_S_MIN - time.monotonic()
            link = VpcdLink(
                card,
                slot,
                fault,
                on_bytes=lambda way, data: self._bytes(slot, way, data),
                on_gone=lambda: self._gone(slot),
                delay_s=max(0, delay_s),
            )
            self._slots[slot] = link
        link.insert()

    def _remove(self, slot: int) -> None:
        with self._lock:
            link = self._slots.get(slot)
        if link is None:
            raise ValueError(f"there is no card in slot {slot}")
        link.remove()

    def _gone(self, slot: int) -> None:
        with self._lock:
            self._slots.pop(slot, None)
            self._emptied[slot] = time.monotonic()
        self._tell({"event": "gone", "slot": slot})

    def _bytes(self, slot: int, direction: str, data: bytes) -> None:
        self._tell({"event": "bytes", "slot": slot, "direction": direction, "hex": data.hex().upper()})

    def _tell(self, message: dict[str, Any]) -> None:
        with self._lock:
            if self._client is None:
                return
            with suppress(OSError):  # the bench hung up; the card goes on
                self._client.sendall(json.dumps(message).encode() + b"\n")


def _slot(command: dict[str, Any]) -> int:
    slot = command["slot"]
    if slot not in range(SLOTS):
        raise ValueError(f"no slot {slot!r}; there are 0 to {SLOTS - 1}")
    return int(slot)


def _bring_loopback_up() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        request = struct.pack("16sh14x", b"lo", 0)
        (flags,) = struct.unpack_from("h", fcntl.ioctl(any_socket, _SIOCGIFFLAGS, request), 16)
        fcntl.ioctl(any_socket, _SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", flags | _IFF_UP))


def main() -> None:
    run_dir, pcscd_program = Path(sys.argv[1]), sys.argv[2]
    _bring_loopback_up()
    subprocess.run(["mount", "--bind", str(run_dir), "/run"], check=True)
    pcscd = Pcscd(pcscd_program, run_dir)
    pcscd.start()
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"/run/{SOCKET_NAME}")
        listener.listen(1)
        threading.Thread(target=CardHost(pcscd).serve, args=(listener,), daemon=True).start()
        sys.stdout.buffer.write(READY)
        sys.stdout.flush()
        sys.stdin.buffer.read()  # until the bench lets go


if __name__ == "__main__":
    main()
