"""Any reader with a SAM_A module on a serial line (or a USB adapter that looks like one).

The reader does not tell by itself that a card was laid on: it is asked (FIND), never more often than every 0.3 s. A
card is found once; it must be lifted before it is found again.
"""

import queue
import threading
import time
from collections.abc import Callable, Mapping

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.api.id_card_reader import (
    IdCard,
    IdCardEvent,
    IdCardReaderFailed,
    IdCardReaderRecovered,
)
from drivers.api.status import DeviceState, DeviceStatus
from drivers.models.id_card_finding import Finding
from drivers.models.sam_a_statuses import error_of
from drivers.options import number, refuse_unknown
from drivers.transport.link import Link, LinkLimits
from drivers.transport.open_stream import LINE_OPTIONS, open_stream
from drivers.transport.trace import Trace
from drivers.wire import gat490, sam_a
from drivers.wire.sam_a import Reply, Status

MODEL = "sam_a"
FIND_INTERVAL_S_MIN = 0.3
BAUD = 115_200
WRITE_S_MAX = 1.0
ANSWER_S_MAX = 1.5
READ_S_MAX = 2.0
SILENT_S_MAX = 5.0  # no answer to any FIND: the other end is no reader, or hangs
REPLIES_MAX = 8
_OPTIONS = LINE_OPTIONS | {"find_interval_s", "reopen_s_max"}


class SamAIdCardReader:
    """Entry point `sam_a`. Options besides the line's (115200 baud): find_interval_s, reopen_s_max."""

    def __init__(self, name: str, address: str, options: Mapping[str, object], *, trace: Trace | None = None) -> None:
        refuse_unknown(options, _OPTIONS)
        self._name, self._address = name, address
        self._finding = Finding(number(options, "find_interval_s", FIND_INTERVAL_S_MIN, FIND_INTERVAL_S_MIN, 10))
        reopen_s_max = number(options, "reopen_s_max", LinkLimits().reopen_s_max, 0.05, 60)
        stream = open_stream(address, {"baud": BAUD, **options}, trace)
        self._link = Link(name, stream, self, LinkLimits(reopen_s_max=reopen_s_max))
        self._listener: Callable[[IdCardEvent], None] = _nobody
        self._decoder = sam_a.Decoder()
        self._lock = threading.Lock()
        self._error: DeviceError | None = None
        self._open = False
        self._replies: queue.Queue[Reply] = queue.Queue(REPLIES_MAX)  # of a read that is under way
        self._heard_s = 0.0

    def watch(self, listener: Callable[[IdCardEvent], None]) -> None:
        self._listener = listener

    def open(self) -> None:
        self._link.start()

    def close(self) -> None:
        self._link.stop()
        with self._lock:
            self._open, self._error = False, None

    def status(self) -> DeviceStatus:
        with self._lock:
            state = DeviceState.OFFLINE
            if self._open and self._error is None:  # what lies there before the first answer is the last person's
                state = DeviceState.ONLINE if self._finding.answered else DeviceState.STARTING
            return DeviceStatus(self._name, MODEL, self._address, state, self._error)

    def read_id_card(self) -> IdCard:
        with self._lock:
            there = self._finding.begin_reading()
        if not there:
            raise DeviceError(ErrorCode.ID_CARD_LIFTED, "no card was found", Action.CLEAR)
        try:
            _require_ok(self._ask(sam_a.SELECT, ANSWER_S_MAX))
            reply = self._ask(sam_a.READ_TEXT_AND_PHOTO, READ_S_MAX)
            _require_ok(reply)
            return _parsed(reply)
        finally:
            with self._lock:
                self._finding.end_reading(time.monotonic())

    def _ask(self, command: bytes, wait_s_max: float) -> Reply:
        """The reply. Raises ID_CARD_UNREADABLE when none comes, and DEVICE_OFFLINE from the line."""
        while not self._replies.empty():  # of a FIND that was under way
            self._replies.get_nowait()
        self._link.write(command, WRITE_S_MAX)
        try:
            return self._replies.get(timeout=wait_s_max)
        except queue.Empty:
            raise DeviceError(  # or a garbled one; the card can be read again once it was lifted
                ErrorCode.ID_CARD_UNREADABLE, f"no whole answer within {wait_s_max} s", Action.CLEAR
            ) from None

    # the link's side

    def link_up(self) -> None:
        with self._lock:
            recovered = self._error is not None
            self._open, self._error = True, None
            self._heard_s = time.monotonic()
            self._finding.reset(self._heard_s)
        if recovered:
            self._listener(IdCardReaderRecovered())

    def link_down(self, error: DeviceError) -> None:
        self._decoder.reset()
        failure = DeviceError(error.code, error.detail, Action.SUSPEND)
        failure.__cause__ = error
        with self._lock:
            self._error = failure
        self._listener(IdCardReaderFailed(failure))

    def received(self, data: bytes) -> None:
        now = time.monotonic()
        for one in self._decoder.feed(data):
            if isinstance(one, Reply):
                self._heard(one, now)
        with self._lock:
            due = self._finding.is_due(now)
            silent = due and now - self._heard_s > SILENT_S_MAX
        if silent:
            raise DeviceError(ErrorCode.TIMEOUT, f"no answer for {SILENT_S_MAX} s")
        if due:
            self._decoder.reset()  # half a frame that no more came of
            self._link.write(sam_a.FIND, WRITE_S_MAX)

    def _heard(self, reply: Reply, now: float) -> None:
        with self._lock:
            self._heard_s = now
            if self._finding.reading:
                if not self._replies.full():
                    self._replies.put_nowait(reply)
                return
            event = self._finding.heard(reply.status, now)
        if event is not None:
            self._listener(event)


def _require_ok(reply: Reply) -> None:
    if reply.status != Status.OK:
        raise error_of(reply.status)


def _parsed(reply: Reply) -> IdCard:
    try:
        return gat490.parse(*sam_a.read_reply(reply.data))
    except ValueError as error:
        raise DeviceError(ErrorCode.ID_CARD_DATA_INVALID, str(error), Action.CLEAR) from error


def _nobody(event: IdCardEvent) -> None:
    """Nobody watches: a card that nobody waits for stays unread."""
