"""Pictures out of the bytes of a motion-JPEG stream, by the JPEGs' own marks (ITU-T T.81 annex B).

What stands between them is not looked at: cameras write boundaries with dashes and without, parts without a length or
with a wrong one, `image/jpg`, lines of text, or nothing at all.
"""

import re

PICTURE_BYTES_MAX = 8 << 20

_START = b"\xff\xd8\xff"
_SCAN, _END, _BEGIN = 0xDA, 0xD9, 0xD8
# In a scan FF is followed by 00 or by a restart mark; anything not listed here is damage, which the decoder will find.
_AFTER_SCAN = re.compile(rb"\xff[\xc4\xd8-\xdd\xe0-\xef\xfe]")


class JpegFinder:
    """One stream. Holds one picture that is not whole yet, never more than `bytes_max` of it."""

    def __init__(self, bytes_max: int = PICTURE_BYTES_MAX) -> None:
        self._bytes_max = bytes_max
        self._buffer = bytearray()
        self._at = 0  # in the buffer: what is before it has been looked at
        self._inside = self._in_scan = False

    @property
    def inside(self) -> bool:
        """A picture has begun and is not whole."""
        return self._inside

    def feed(self, data: bytes) -> list[bytes]:
        """The pictures that are whole now; an empty one for each that broke off or has become too large."""
        self._buffer += data
        found = []
        while (picture := self._next()) is not None:
            found.append(picture)
        return found

    def _next(self) -> bytes | None:
        if not self._inside and not self._find_start():
            return None
        while (mark := self._mark()) is not None:
            if mark == _END:
                return self._take(self._at + 2, whole=True)
            if mark == _BEGIN or mark < 0:
                return self._take(self._at, whole=False)
            if not self._pass_segment(mark):
                break
        if len(self._buffer) <= self._bytes_max:
            return None
        return self._take(len(self._buffer), whole=False)

    def _find_start(self) -> bool:
        start = self._buffer.find(_START)
        self._inside, self._in_scan, self._at = start >= 0, False, 2
        del self._buffer[: start if start >= 0 else max(0, len(self._buffer) - len(_START) + 1)]
        return self._inside

    def _mark(self) -> int | None:
        """The next mark, at `_at`; -1 where one should be and is not; None as long as it is not here."""
        if self._in_scan:
            there = _AFTER_SCAN.search(self._buffer, self._at)
            self._at = there.start() if there else max(self._at, len(self._buffer) - 1)
            self._in_scan = there is None
        while self._buffer[self._at : self._at + 2] == b"\xff\xff":  # any mark may be filled up in front
            self._at += 1
        if self._in_scan or len(self._buffer) < self._at + 2:
            return None
        return self._buffer[self._at + 1] if self._buffer[self._at] == 0xFF else -1

    def _pass_segment(self, mark: int) -> bool:
        """False: its length is not here yet."""
        if len(self._buffer) < self._at + 4:
            return False
        self._at += 2 + int.from_bytes(self._buffer[self._at + 2 : self._at + 4])
        self._in_scan = mark == _SCAN
        return True

    def _take(self, end: int, *, whole: bool) -> bytes:
        picture = bytes(self._buffer[:end]) if whole else b""
        del self._buffer[:end]
        self._inside = False
        return picture
