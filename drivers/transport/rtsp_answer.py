"""What an RTSP server says of an address: FFmpeg, which reads the stream, tells nobody why it could not (RFC 2326)."""

import re
import socket
import time
from contextlib import suppress
from urllib.parse import urlsplit

_PORT = 554
_LINE_BYTES_MAX = 256
_STATUS = re.compile(rb"RTSP/\d\.\d (\d{3})\b")


def rtsp_status(url: str, s_max: float) -> int | None:
    """The number it answers to `DESCRIBE` without a password; None: it does not speak RTSP, or not in time."""
    parts = urlsplit(url)
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    asked = f"DESCRIBE {bare} RTSP/1.0\r\nCSeq: 1\r\nAccept: application/sdp\r\n\r\n"
    ends_s = time.monotonic() + s_max
    with (
        suppress(OSError),
        socket.create_connection((parts.hostname or "", parts.port or _PORT), s_max) as line,
    ):
        line.sendall(asked.encode())
        there = _STATUS.match(_first_line(line, ends_s))
        return int(there[1]) if there else None
    return None


def _first_line(line: socket.socket, ends_s: float) -> bytes:
    said = b""
    while b"\n" not in said and len(said) < _LINE_BYTES_MAX:
        line.settimeout(max(0.001, ends_s - time.monotonic()))
        if not (data := line.recv(_LINE_BYTES_MAX)):
            break
        said += data
    return said
