"""PC/SC through pyscard's low-level calls: look at the readers, talk to one card.

pyscard's own CardMonitor dies for good when pcscd restarts, so the status loop is ours: `PcscReaders.look`
raises when the service goes, and works again after `connect`. Contexts are never shared between a look,
which waits, and a card, which talks.
"""

import os
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from smartcard import scard

from drivers.transport.trace import Trace

SOCKET_VARIABLE = "PCSCLITE_CSOCK_NAME"
PLUG_AND_PLAY = "\\\\?PnP?\\Notification"  # a name libpcsclite knows: changes when a reader comes or goes

SUCCESS = 0
CANCELLED = 0x80100002
UNKNOWN_READER = 0x80100009
TIMEOUT = 0x8010000A
NO_READERS = 0x8010002E

STATE_CHANGED = 0x0002
STATE_PRESENT = 0x0020
STATE_MUTE = 0x0200


class PcscFault(Exception):
    """A PC/SC call did not return success. `code` is its unsigned result."""

    def __init__(self, what: str, code: int) -> None:
        super().__init__(f"{what}: {code:#010x}")
        self.code = code


@dataclass(frozen=True, slots=True)
class ReaderState:
    name: str
    present: bool
    mute: bool
    changes: int  # the service's count of insertions and removals, 16 bits, from 0 when the service starts
    atr: bytes


def use_service(socket: str) -> None:
    """Have this process talk to the PC/SC service at this socket ("" = the system's).

    libpcsclite reads the variable once, before its first call, so one process has one service.
    Raises ValueError when another one was chosen before.
    """
    if not socket:
        return
    chosen = os.environ.setdefault(SOCKET_VARIABLE, socket)
    if chosen != socket:
        raise ValueError(f"this process already uses the PC/SC service at {chosen}")


class PcscReaders:
    """The readers whose name begins with `prefix`. One thread looks; `cancel` may come from any."""

    def __init__(self, prefix: str = "", api: Any = scard) -> None:
        self._prefix = prefix
        self._api = api
        self._context: int | None = None
        self._events: dict[str, tuple[int, bytes]] = {}  # reader: (event state, ATR), as last told
        self._plugged = 0

    def connect(self) -> None:
        """Start afresh. Raises PcscFault."""
        self.disconnect()
        result, self._context = self._api.SCardEstablishContext(self._api.SCARD_SCOPE_USER)
        if _unsigned(result) != SUCCESS:
            self._context = None
            raise PcscFault("SCardEstablishContext", _unsigned(result))

    def disconnect(self) -> None:
        context, self._context = self._context, None
        self._events = {}
        if context is not None:
            self._api.SCardReleaseContext(context)

    def look(self, wait_s: float) -> tuple[ReaderState, ...]:
        """All readers, after something changed or `wait_s` went by; at once the first time. Raises PcscFault."""
        if self._events or wait_s:
            known = {name: event for name, (event, _) in self._events.items()}
            self._ask(wait_s, known | {PLUG_AND_PLAY: self._plugged})
        names = self._list()
        self._events = {name: event for name, event in self._events.items() if name in names}
        new = {name: 0 for name in names if name not in self._events}
        if new:
            self._ask(0, new)
        return tuple(_reader_state(name, *self._events[name]) for name in names if name in self._events)

    def cancel(self) -> None:
        """End a `look` that waits."""
        context = self._context
        if context is not None:
            self._api.SCardCancel(context)

    def _ask(self, wait_s: float, known: dict[str, int]) -> None:
        """A reader that vanished meanwhile is no fault: the list that follows does not have it."""
        result, states = self._api.SCardGetStatusChange(self._context, round(wait_s * 1000), list(known.items()))
        if _unsigned(result) not in (SUCCESS, TIMEOUT, CANCELLED, UNKNOWN_READER):
            raise PcscFault("SCardGetStatusChange", _unsigned(result))
        if _unsigned(result) != SUCCESS:
            return
        for name, event, atr in states:
            if name == PLUG_AND_PLAY:
                self._plugged = event & ~STATE_CHANGED
            else:
                self._events[name] = (event & ~STATE_CHANGED, bytes(atr))

    def _list(self) -> list[str]:
        result, names = self._api.SCardListReaders(self._context, [])
        if _unsigned(result) == NO_READERS:
            return []
        if _unsigned(result) != SUCCESS:
            raise PcscFault("SCardListReaders", _unsigned(result))
        return [name for name in names if name.startswith(self._prefix)]


class PcscCard:
    """A powered card, ours alone while the context manager is open; power is cut at its end."""

    def __init__(self, reader_name: str, trace: Trace | None = None, api: Any = scard) -> None:
        self._reader_name = reader_name
        self._trace = trace
        self._api = api
        self._context: int | None = None
        self._handle: int | None = None
        self._protocol = 0

    def __enter__(self) -> Self:
        api = self._api
        result, context = api.SCardEstablishContext(api.SCARD_SCOPE_USER)
        _check("SCardEstablishContext", result)
        self._context = context
        result, handle, self._protocol = api.SCardConnect(
            context, self._reader_name, api.SCARD_SHARE_EXCLUSIVE, api.SCARD_PROTOCOL_T0 | api.SCARD_PROTOCOL_T1
        )
        if _unsigned(result) != SUCCESS:
            api.SCardReleaseContext(context)
            raise PcscFault("SCardConnect", _unsigned(result))
        self._handle = handle
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._api.SCardDisconnect(self._handle, self._api.SCARD_UNPOWER_CARD)
        self._api.SCardReleaseContext(self._context)

    def answer_to_reset(self) -> bytes:
        """Raises PcscFault."""
        result, _reader, _state, _protocol, atr = self._api.SCardStatus(self._handle)
        _check("SCardStatus", result)
        return bytes(atr)

    def transmit(self, command: bytes) -> bytes:
        """The one place where bytes pass. Blocks as long as the card likes. Raises PcscFault."""
        self._tell("sent", command)
        is_t0 = self._protocol == self._api.SCARD_PROTOCOL_T0
        header = self._api.SCARD_PCI_T0 if is_t0 else self._api.SCARD_PCI_T1
        result, response = self._api.SCardTransmit(self._handle, header, list(command))
        _check("SCardTransmit", result)
        self._tell("received", bytes(response))
        return bytes(response)

    def _tell(self, direction: Any, data: bytes) -> None:
        if self._trace is not None:
            self._trace(direction, data)


def _reader_state(name: str, event: int, atr: bytes) -> ReaderState:
    return ReaderState(name, bool(event & STATE_PRESENT), bool(event & STATE_MUTE), event >> 16 & 0xFFFF, atr)


def _check(what: str, result: int) -> None:
    if _unsigned(result) != SUCCESS:
        raise PcscFault(what, _unsigned(result))


def _unsigned(result: int) -> int:
    return result & 0xFFFFFFFF
