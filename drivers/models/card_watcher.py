"""The thread that watches the readers: tells cards going in and out, outlives the PC/SC service."""

import threading
import time
from collections.abc import Callable

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.insurance_card_reader import CardEvent, CardReaderFailed, CardReaderRecovered
from drivers.models.card_presence import CardPresence
from drivers.transport.pcsc import PcscFault, PcscReaders, ReaderState

LOOK_S_MAX = 1.0  # a look that waits longer is asked again; also how late a lost wake-up is noticed
SETTLE_S_MAX = 2.0  # a service that starts has told all its cards by then
BACK_OFF_S_MIN, BACK_OFF_S_MAX = 0.1, 2.0
JOIN_S_MAX = 2.0
CANCEL_AGAIN_S = 0.02


class CardWatcher:
    """Runs between `start` and `stop`. `tell` is called from its thread only."""

    def __init__(self, readers: PcscReaders, tell: Callable[[CardEvent], None]) -> None:
        self._readers = readers
        self._tell = tell
        self._presence = CardPresence(SETTLE_S_MAX)
        self._stopping = threading.Event()
        self._changed = threading.Condition()
        self._states: dict[str, ReaderState] = {}
        self._error: DeviceError | None = None
        self._thread = threading.Thread(target=self._run, name="card-watcher", daemon=True)

    def start(self) -> None:
        """Look once and go on looking. Raises DeviceError(DEVICE_OFFLINE) without a service or a reader."""
        try:
            states = self._connect()
        except PcscFault as fault:
            self._readers.disconnect()
            raise _offline("no PC/SC service") from fault
        if not states:
            self._readers.disconnect()
            raise _offline("no card reader")
        self._remember(states)
        self._thread.start()

    def stop(self) -> None:
        """Never raises; from any thread, the listener's own included."""
        self._stopping.set()
        self._readers.cancel()
        if self._thread is threading.current_thread():
            return
        deadline = time.monotonic() + JOIN_S_MAX
        while self._thread.is_alive() and time.monotonic() < deadline:
            self._readers.cancel()  # again: the first is lost when the thread was just about to wait
            self._thread.join(CANCEL_AGAIN_S)

    @property
    def error(self) -> DeviceError | None:
        """Why no card can be read now."""
        return self._error

    def states(self) -> dict[str, ReaderState]:
        with self._changed:
            return dict(self._states)

    def is_gone(self, card: ReaderState, wait_s: float) -> bool:
        """Was this card taken out? Waits up to `wait_s` for the readers to notice."""
        with self._changed:
            return self._changed.wait_for(lambda: not _same_card(card, self._states.get(card.name)), wait_s)

    def _connect(self) -> tuple[ReaderState, ...]:
        self._readers.connect()
        return self._readers.look(0)

    def _run(self) -> None:
        states = tuple(self.states().values())
        while not self._stopping.is_set():
            try:
                self._saw(states)
                states = self._readers.look(LOOK_S_MAX)
            except PcscFault as fault:
                states = self._reconnect(fault)
        self._readers.disconnect()

    def _saw(self, states: tuple[ReaderState, ...]) -> None:
        self._remember(states)
        events = self._presence.look(states, time.monotonic())
        if states and self._error is not None:
            self._error = None
            self._tell(CardReaderRecovered())
        for event in events:
            self._tell(event)
        if not states:
            self._fail(_offline("no card reader"))

    def _reconnect(self, fault: PcscFault) -> tuple[ReaderState, ...]:
        """Try until it works or we are stopped. The first look after it is all that is known then."""
        self._presence.lost()
        self._remember(())
        error = _offline("PC/SC service lost")
        error.__cause__ = fault
        self._fail(error)
        back_off_s = BACK_OFF_S_MIN
        while not self._stopping.wait(back_off_s):
            try:
                return self._connect()
            except PcscFault:
                back_off_s = min(2 * back_off_s, BACK_OFF_S_MAX)
        return ()

    def _fail(self, error: DeviceError) -> None:
        if self._error is None and not self._stopping.is_set():
            self._error = error
            self._tell(CardReaderFailed(error))

    def _remember(self, states: tuple[ReaderState, ...]) -> None:
        with self._changed:
            self._states = {state.name: state for state in states}
            self._changed.notify_all()


def _same_card(card: ReaderState, now: ReaderState | None) -> bool:
    return now is not None and now.present and now.changes == card.changes


def _offline(detail: str) -> DeviceError:
    return DeviceError(ErrorCode.DEVICE_OFFLINE, detail, Action.SUSPEND)
