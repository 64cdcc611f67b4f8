"""The wire between a virtual card and vpcd, the virtual reader of the vsmartcard project.

The card dials the reader: being connected is being inserted. Each message is a two-byte big-endian length
and that many bytes; a length of 1 is a control (00 off, 01 on, 02 reset, 04 tell the ATR), anything longer
a command APDU. It listens to nothing.
"""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from hardware_sim.cards.card import Card
from hardware_sim.cards.faults import Fault, FaultName

FIRST_PORT = 0x8C7B  # slot 0; each further slot is one higher
MESSAGE_BYTES_MAX = 65_535
REDIAL_S = 0.02
DIAL_S_MAX = 1.0
SLOW_ANSWER_S = 0.15

POWER_OFF, POWER_ON, RESET, GET_ATR = 0x00, 0x01, 0x02, 0x04

OnBytes = Callable[[str, bytes], None]  # "to_card" or "from_card"; the reader's own ATR polling is left out


class VpcdLink:
    """One card in one slot, until it is taken out. A card that stays in redials when the reader restarts."""

    def __init__(
        self,
        card: Card,
        slot: int,
        fault: Fault | None,
        on_bytes: OnBytes,
        on_gone: Callable[[], None],
        delay_s: float = 0,
    ) -> None:
        self._card = card
        self._port = FIRST_PORT + slot
        self._fault = fault
        self._on_bytes = on_bytes
        self._on_gone = on_gone
        self._delay_s = delay_s
        self._commands = 0
        self._out = threading.Event()
        self._socket: socket.socket | None = None
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=f"card-{slot}", daemon=True)

    def insert(self) -> None:
        self._thread.start()

    def remove(self) -> None:
        """Pull it. Returns at once; the reader notices within its own 400 ms."""
        self._out.set()
        with self._lock:
            if self._socket is not None:
                _hang_up(self._socket)

    def _run(self) -> None:
        self._out.wait(self._delay_s)
        while not self._out.is_set():
            try:
                self._serve(self._dial())
            except OSError:
                self._card.reset()
                self._out.wait(REDIAL_S)
        self._on_gone()

    def _dial(self) -> socket.socket:
        link = socket.create_connection(("127.0.0.1", self._port), timeout=DIAL_S_MAX)
        link.settimeout(None)
        with self._lock:
            self._socket = link
            if self._out.is_set():
                _hang_up(link)
        return link

    def _serve(self, link: socket.socket) -> None:
        with link:
            while not self._out.is_set():
                message = _receive(link)
                answer = self._control(message[0]) if len(message) == 1 else self._command(message)
                if answer:
                    link.sendall(len(answer).to_bytes(2) + answer)

    def _control(self, code: int) -> bytes:
        if code == GET_ATR:
            return self._card.atr  # never empty: vpcd would wait for nothing, for ever
        if code in (POWER_OFF, POWER_ON, RESET):
            self._card.reset()
        return b""

    def _command(self, command: bytes) -> bytes:
        self._on_bytes("to_card", command)
        if not self._accident():
            return b""
        answer = self._card.answer(command)
        self._on_bytes("from_card", answer)
        return answer

    def _accident(self) -> bool:
        """Let the fault have its turn. False when this command gets no answer."""
        self._commands += 1
        match self._fault:
            case Fault(FaultName.SLOW):
                self._out.wait(SLOW_ANSWER_S)
            case Fault(FaultName.STUCK, after) if self._commands > after:
                self._out.wait()
            case Fault(FaultName.REMOVED_MID_READ, after) if self._commands > after:
                self.remove()
        return not self._out.is_set()


def _receive(link: socket.socket) -> bytes:
    length = int.from_bytes(_receive_exactly(link, 2))
    if length == 0:
        raise ConnectionError("the reader sent an empty message")
    return _receive_exactly(link, length)


def _receive_exactly(link: socket.socket, count: int) -> bytes:
    """vpcd writes length and payload apart: without QUICKACK before every recv, each APDU costs 44 ms."""
    received = b""
    while len(received) < count:
        link.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        part = link.recv(count - len(received))
        if not part:
            raise ConnectionError("the reader hung up")
        received += part
    return received


def _hang_up(link: socket.socket) -> None:
    with suppress(OSError):  # it was down already
        link.shutdown(socket.SHUT_RDWR)
