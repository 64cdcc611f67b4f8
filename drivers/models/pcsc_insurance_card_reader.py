"""Social-security card readers on PC/SC: any CCID reader, one kiosk with one or more of them."""

import threading
from collections.abc import Callable, Mapping

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.insurance_card_reader import CardEvent, InsuranceCard
from drivers.api.status import DeviceState, DeviceStatus
from drivers.models.bounded_call import BoundedCalls
from drivers.models.card_watcher import CardWatcher
from drivers.models.pcsc_faults import device_error
from drivers.options import misconfigured, number, refuse_unknown, text
from drivers.transport.pcsc import PcscCard, PcscFault, PcscReaders, ReaderState, use_service
from drivers.transport.trace import Trace
from drivers.wire.social_security_card import CardContents, read_card

MODEL = "pcsc"
OPEN_S_MAX = 5.0
READ_S_MAX = 8.0  # some twenty commands; old cards take 0.2 s for one
NOTICE_S_MAX = 0.7  # pcscd looks for its cards every 0.4 s
COMMANDS_MAX = 64

# Failures that a card pulled at that moment can look like. A card that answered, be it with a refusal, is in.
_MAY_BE_PULLED = {ErrorCode.PROTOCOL_ERROR, ErrorCode.HARDWARE_ERROR}


class PcscInsuranceCardReader:
    """Entry point `pcsc`. `address`: how the readers' names begin, "" = all readers.

    Options: `service_socket`, path of another pcscd's socket; `read_s_max`, seconds for a whole read.
    A `trace` sees personal data: for tests and the technician only.
    """

    def __init__(self, name: str, address: str, options: Mapping[str, object], *, trace: Trace | None = None) -> None:
        refuse_unknown(options, {"service_socket", "read_s_max"})
        self._name, self._address = name, address
        self._service_socket = text(options, "service_socket", "")
        self._read_s_max = number(options, "read_s_max", READ_S_MAX, 0.1, 60)
        self._trace = trace
        self._listener: Callable[[CardEvent], None] = _nobody
        self._calls = BoundedCalls()
        self._lock = threading.Lock()
        self._watcher: CardWatcher | None = None
        self._open_error: DeviceError | None = None

    def watch(self, listener: Callable[[CardEvent], None]) -> None:
        self._listener = listener

    def open(self) -> None:
        self.close()
        try:
            use_service(self._service_socket)
        except ValueError as error:
            raise misconfigured(str(error)) from error
        watcher = CardWatcher(PcscReaders(self._address), self._listener)
        with self._lock:  # before the start: the listener may ask to read at its first event
            self._watcher, self._open_error = watcher, None
        try:
            self._calls.run("the PC/SC service", watcher.start, OPEN_S_MAX)
        except DeviceError as error:
            watcher.stop()  # should the start come through later
            with self._lock:
                self._watcher, self._open_error = None, error
            raise

    def close(self) -> None:
        with self._lock:
            watcher, self._watcher = self._watcher, None
        self._calls.abandon(DeviceError(ErrorCode.DEVICE_OFFLINE, "closed"))
        if watcher is not None:
            watcher.stop()

    def status(self) -> DeviceStatus:
        with self._lock:
            watcher, error = self._watcher, self._open_error
        state = DeviceState.OFFLINE
        if watcher is not None:
            state, error = self._state_of(watcher)
        return DeviceStatus(self._name, MODEL, self._address, state, error)

    def _state_of(self, watcher: CardWatcher) -> tuple[DeviceState, DeviceError | None]:
        if watcher.error is not None:
            return DeviceState.OFFLINE, watcher.error
        if not watcher.states():
            return DeviceState.STARTING, None
        stuck = self._calls.overdue()
        if stuck:
            detail = f"a card does not answer in {', '.join(sorted(stuck))}"
            return DeviceState.USER_ERROR, DeviceError(ErrorCode.TIMEOUT, detail, Action.CLEAR)
        return DeviceState.ONLINE, None

    def read_holder(self, reader_name: str) -> InsuranceCard:
        with self._lock:
            watcher = self._watcher
        if watcher is None:
            raise DeviceError(ErrorCode.DEVICE_OFFLINE, "not open")
        card = _only_card(watcher, reader_name)
        try:
            return self._calls.run(reader_name, lambda: self._read(card), self._read_s_max)
        except DeviceError as error:
            code = _settled(error, watcher, card)
            if code is error.code:
                raise
            raise DeviceError(code, error.detail, Action.CLEAR) from error

    def _read(self, card: ReaderState) -> InsuranceCard:
        try:
            with PcscCard(card.name, self._trace) as powered:
                contents = _carry_out(powered)
                return _insurance_card(contents, powered.answer_to_reset(), card.name)
        except PcscFault as fault:
            raise device_error(fault, card.atr) from fault


def _only_card(watcher: CardWatcher, reader_name: str) -> ReaderState:
    """The card in this reader, if no other reader has one: nobody could tell whose they are."""
    if watcher.error is not None:
        raise DeviceError(ErrorCode.DEVICE_OFFLINE, watcher.error.detail, Action.SUSPEND) from watcher.error
    states = watcher.states()
    card = states.get(reader_name)
    if card is None:
        raise DeviceError(ErrorCode.DEVICE_OFFLINE, f"no reader {reader_name!r}", Action.SUSPEND)
    if not card.present:
        raise DeviceError(ErrorCode.CARD_REMOVED, "no card in the reader", Action.CLEAR)
    others = [state.name for state in states.values() if state.present and state.name != reader_name]
    if others:
        raise DeviceError(ErrorCode.CARD_COLLISION, f"another card in {', '.join(others)}", Action.CLEAR)
    return card


def _carry_out(card: PcscCard) -> CardContents:
    plan = read_card()
    command = next(plan)
    for _ in range(COMMANDS_MAX):
        try:
            command = plan.send(card.transmit(command))
        except StopIteration as done:
            contents: CardContents = done.value
            return contents
    raise DeviceError(ErrorCode.PROTOCOL_ERROR, f"not read after {COMMANDS_MAX} commands")


def _settled(error: DeviceError, watcher: CardWatcher, card: ReaderState) -> ErrorCode:
    """The error's own code, unless the card turns out to be pulled; the contract knows no PROTOCOL_ERROR."""
    if error.code in _MAY_BE_PULLED and watcher.is_gone(card, NOTICE_S_MAX):
        return ErrorCode.CARD_REMOVED
    return ErrorCode.CARD_UNREADABLE if error.code is ErrorCode.PROTOCOL_ERROR else error.code


def _insurance_card(contents: CardContents, atr: bytes, reader_name: str) -> InsuranceCard:
    return InsuranceCard(
        card_identifier=contents.card_identifier,
        card_number=contents.card_number,
        standard_version=contents.standard_version,
        issued_on=contents.issued_on,
        expires_on=contents.expires_on,
        holder_id_number=contents.holder_id_number,
        holder_name=contents.holder_name,
        atr=atr,
        reader_name=reader_name,
    )


def _nobody(event: CardEvent) -> None:
    """Nobody watches: `states` still knows which cards are in."""
