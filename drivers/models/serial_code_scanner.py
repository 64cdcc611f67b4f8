"""Any code scanner that sends its codes down a serial line (or a USB adapter that looks like one)."""

import threading
import time
from collections.abc import Callable, Mapping

from drivers.api.code_scanner import ScannerEvent, ScannerFailed, ScannerRecovered
from drivers.api.errors import Action, DeviceError
from drivers.api.status import DeviceState, DeviceStatus
from drivers.options import number, refuse_unknown
from drivers.transport.link import Link, LinkLimits
from drivers.transport.open_stream import LINE_OPTIONS, open_stream
from drivers.transport.trace import Trace
from drivers.wire.scanned_codes import ScanLimits, ScannedCodes

MODEL = "serial"
_OPTIONS = LINE_OPTIONS | {"code_gap_s_max", "code_bytes_max", "repeat_s_max", "reopen_s_max"}


class SerialCodeScanner:
    """Entry point `serial`. Options besides the line's: code_gap_s_max, code_bytes_max, repeat_s_max, reopen_s_max."""

    def __init__(self, name: str, address: str, options: Mapping[str, object], *, trace: Trace | None = None) -> None:
        refuse_unknown(options, _OPTIONS)
        self._name, self._address = name, address
        self._codes = ScannedCodes(_scan_limits(options))
        self._link = Link(name, open_stream(address, options, trace), self, _link_limits(options))
        self._listener: Callable[[ScannerEvent], None] = _nobody
        self._lock = threading.Lock()
        self._error: DeviceError | None = None
        self._open = False

    def watch(self, listener: Callable[[ScannerEvent], None]) -> None:
        self._listener = listener

    def open(self) -> None:
        self._link.start()

    def close(self) -> None:
        self._link.stop()
        with self._lock:
            self._open, self._error = False, None

    def status(self) -> DeviceStatus:
        with self._lock:
            state = DeviceState.ONLINE if self._open and self._error is None else DeviceState.OFFLINE
            return DeviceStatus(self._name, MODEL, self._address, state, self._error)

    # the link's side

    def link_up(self) -> None:
        with self._lock:
            recovered = self._error is not None
            self._open, self._error = True, None
        if recovered:
            self._listener(ScannerRecovered())

    def link_down(self, error: DeviceError) -> None:
        self._codes.reset()
        failure = DeviceError(error.code, error.detail, Action.SUSPEND)
        failure.__cause__ = error
        with self._lock:
            self._error = failure
        self._listener(ScannerFailed(failure))

    def received(self, data: bytes) -> None:
        for scan in self._codes.feed(data, time.monotonic()):
            self._listener(scan)


def _scan_limits(options: Mapping[str, object]) -> ScanLimits:
    default = ScanLimits()
    return ScanLimits(
        code_bytes_max=int(number(options, "code_bytes_max", default.code_bytes_max, 1, 65536)),
        code_gap_s_max=number(options, "code_gap_s_max", default.code_gap_s_max, 0.01, 10),
        repeat_s_max=number(options, "repeat_s_max", default.repeat_s_max, 0, 60),
    )


def _link_limits(options: Mapping[str, object]) -> LinkLimits:
    return LinkLimits(reopen_s_max=number(options, "reopen_s_max", LinkLimits().reopen_s_max, 0.05, 60))


def _nobody(event: ScannerEvent) -> None:
    """Nobody watches: a code that nobody waits for is dropped."""
