"""From the bytes of a serial code scanner to codes. Sans I/O: the time is an argument.

Scanners differ in what they send after a code: CR, LF, CR LF or nothing. All four are understood without
being configured: CR and LF end a code, and so does a pause of `code_gap_s_max` between two bytes.
"""

from dataclasses import dataclass

from drivers.api.code_scanner import CodeScanned, ScannerFailed
from drivers.api.errors import Action, DeviceError, ErrorCode

_ENDS = b"\r\n"
_REMEMBERED_CODES_MAX = 16

Scan = CodeScanned | ScannerFailed


@dataclass(frozen=True, slots=True)
class ScanLimits:
    code_bytes_max: int = 1024
    code_gap_s_max: float = 0.2
    repeat_s_max: float = 3.0


class ScannedCodes:
    """Feed it what came and when; feed it nothing now and then, so that it notices a pause."""

    def __init__(self, limits: ScanLimits = ScanLimits()) -> None:
        self._limits = limits
        self._buffer = bytearray()
        self._too_long = False
        self._last_byte_at = 0.0
        self._told: dict[str, float] = {}  # codes of the last `repeat_s_max` and when they were told

    def feed(self, data: bytes, now: float) -> list[Scan]:
        """`now` is a monotonic clock's, in seconds."""
        scans = self._end_after_pause(now)
        for byte in data:
            if byte in _ENDS:
                scans += self._end(now)
            elif len(self._buffer) < self._limits.code_bytes_max:
                self._buffer.append(byte)
            elif not self._too_long:
                self._too_long = True
                scans.append(_failed(ErrorCode.CODE_TOO_LONG, f"more than {self._limits.code_bytes_max} bytes"))
        if data:
            self._last_byte_at = now
        return scans

    def reset(self) -> None:
        """The cable was pulled: what had come of a code will never be whole."""
        self._buffer.clear()
        self._too_long = False

    def _end_after_pause(self, now: float) -> list[Scan]:
        if self._buffer and now - self._last_byte_at >= self._limits.code_gap_s_max:
            return self._end(now)
        return []

    def _end(self, now: float) -> list[Scan]:
        raw, too_long = bytes(self._buffer), self._too_long
        self.reset()
        if too_long or not raw:  # told already; the LF after a CR
            return []
        text = _readable(raw)
        if text is None:
            return [_failed(ErrorCode.CODE_GARBLED, f"{len(raw)} bytes are no printable UTF-8")]
        return [] if self._is_repeat(text, now) else [CodeScanned(text)]

    def _is_repeat(self, text: str, now: float) -> bool:
        oldest = now - self._limits.repeat_s_max
        self._told = {code: at for code, at in self._told.items() if at > oldest}
        if text in self._told:
            return True
        if len(self._told) >= _REMEMBERED_CODES_MAX:
            del self._told[next(iter(self._told))]
        self._told[text] = now
        return False


def _readable(raw: bytes) -> str | None:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() else None


def _failed(code: ErrorCode, detail: str) -> ScannerFailed:
    return ScannerFailed(DeviceError(code, detail, Action.SUSPEND))
