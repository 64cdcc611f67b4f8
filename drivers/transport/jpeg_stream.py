"""JPEGs over HTTP: a motion-JPEG stream in whatever dress, or an address that gives one picture when it is asked."""

import time
from collections import deque

from drivers.api.errors import DeviceError, ErrorCode
from drivers.transport.descriptor import offline
from drivers.transport.http_body import HttpBody
from drivers.transport.jpeg_finder import JpegFinder

_SNIFFED_BYTES_MAX = 64 << 10  # what shows no JPEG by then is no motion JPEG
_FILMS = (b"G", b"\0\0\1", b"\0\0\0\1")  # how MPEG-TS and H.264, H.265 begin; no part and no JPEG does
_ASKED_AGAIN_S = 0.1  # a single picture: no more than ten are asked for in a second


class JpegStream:
    """Raises DeviceError: DEVICE_OFFLINE, DEVICE_BUSY, CAMERA_STALLED, PROTOCOL_ERROR."""

    def __init__(self, url: str, ends_s: float) -> None:
        self._url = url
        self._waiting: deque[bytes] = deque()
        self._bytes = 0  # of all answers
        self._begin(ends_s)

    def has_pictures(self, ends_s: float) -> bool:
        """Whether its first bytes have one in them; if not, it may still be a film."""
        while not self._waiting and not self._finder.inside and self._bytes < _SNIFFED_BYTES_MAX:
            try:
                if not self._feed(ends_s) or self._head.startswith(_FILMS):
                    return False
            except TimeoutError as error:
                if self._bytes:
                    return False
                raise DeviceError(ErrorCode.CAMERA_STALLED, "it answers, and no picture comes") from error
        return bool(self._waiting) or self._finder.inside

    def read(self, s_max: float) -> bytes:
        """The next picture, empty if it broke off."""
        ends_s = time.monotonic() + s_max
        before = self._bytes
        while not self._waiting:
            try:
                if not self._feed(ends_s):
                    self._begin_again(ends_s)
            except TimeoutError as error:
                raise self._too_late(s_max, self._bytes - before) from error
        return self._waiting.popleft()

    def close(self) -> None:
        self._body.close()

    def _begin(self, ends_s: float) -> None:
        self._body = HttpBody(self._url, ends_s)
        self._finder, self._head, self._pictures = JpegFinder(), b"", 0
        self._began_s = time.monotonic()

    def _feed(self, ends_s: float) -> bool:
        """False: it has ended."""
        data = self._body.read(ends_s)
        self._head = self._head or data[:4]
        self._bytes += len(data)
        found = self._finder.feed(data)
        self._pictures += len(found)
        self._waiting += found
        return bool(data)

    def _begin_again(self, ends_s: float) -> None:
        """A stream that ends has hung up; a single picture that ends is asked for again."""
        if not self._gave_one():
            raise offline("it hung up")
        self._body.close()
        time.sleep(max(0.0, self._began_s + _ASKED_AGAIN_S - time.monotonic()))
        self._begin(ends_s)

    def _gave_one(self) -> bool:
        """Small servers give a picture without a type, or as some other one; half, while its file is being written."""
        if self._body.mime_type.startswith("image/"):
            return True
        return self._pictures == 1 and not self._body.mime_type.startswith("multipart/")

    def _too_late(self, s_max: float, came_bytes: int) -> DeviceError:
        if came_bytes and not self._finder.inside:
            return DeviceError(ErrorCode.PROTOCOL_ERROR, f"{came_bytes} bytes in {s_max} s, and no picture in them")
        return DeviceError(ErrorCode.CAMERA_STALLED, f"no picture for {s_max} s")
