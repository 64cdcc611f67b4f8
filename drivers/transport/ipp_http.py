"""One IPP message to a printer and its answer: HTTP/1.1 POST (RFC 8010 §4) over TCP or a Unix socket (CUPS, a proxy).

`ipp://host[:port]/path`, or `ipp+unix:/run/cups/cups.sock#/printers/a4`.
"""

import http.client
import socket
import threading
import time
from contextlib import suppress
from urllib.parse import urlsplit

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.transport.trace import Trace

PORT_DEFAULT = 631
ANSWER_BYTES_MAX = 1 << 20
CONNECT_S_MAX = 5.0
CHUNK_BYTES = 64 * 1024
MIME_TYPE = "application/ipp"
_UNIX = "ipp+unix:"


class LostOnTheWay(DeviceError):
    """The connection ended after bytes had left: what was asked may or may not have been done."""


class IppHttp:
    """A connection for each message, so that several threads may ask side by side. `close` ends them all."""

    def __init__(self, address: str, trace: Trace | None = None) -> None:
        """Raises DeviceError with action `configuration` for an address that cannot be."""
        self._place = _parse(address)
        self._trace = trace
        self._lock = threading.Lock()
        self._closed = False
        self._open: set[http.client.HTTPConnection] = set()

    @property
    def printer_uri(self) -> str:
        """What the printer is called within the messages."""
        host, port, path, unix = self._place
        return f"ipp://{'localhost' if unix else f'{host}:{port}'}{path}"

    def reopen(self) -> None:
        with self._lock:
            self._closed = False

    def close(self) -> None:
        """From any thread; what is under way ends with DEVICE_OFFLINE or LostOnTheWay."""
        with self._lock:
            self._closed = True
            connections = list(self._open)
        for connection in connections:
            _shut(connection)

    def post(self, message: bytes, s_max: float, document: bytes = b"") -> bytes:
        """The answer's body. `s_max` is for all of it, from the connection to the last byte.

        Raises DeviceError: DEVICE_OFFLINE (nothing has left), LostOnTheWay (DEVICE_OFFLINE or TIMEOUT; something has),
        DEVICE_BUSY (HTTP 503), PROTOCOL_ERROR.
        """
        ends_s = time.monotonic() + s_max
        connection = self._connection(min(CONNECT_S_MAX, s_max))
        timer = threading.Timer(s_max, _shut, (connection,))
        timer.daemon = True
        try:
            self._connect(connection)
            timer.start()
            return self._exchanged(connection, message, document, ends_s)
        finally:
            timer.cancel()
            with self._lock:
                self._open.discard(connection)
            connection.close()

    def _connect(self, connection: http.client.HTTPConnection) -> None:
        with self._lock:
            if self._closed:
                raise DeviceError(ErrorCode.DEVICE_OFFLINE, "closed")
            self._open.add(connection)
        try:
            connection.connect()
        except OSError as error:
            raise DeviceError(ErrorCode.DEVICE_OFFLINE, "nothing answers at its address") from error

    def _exchanged(
        self, connection: http.client.HTTPConnection, message: bytes, document: bytes, ends_s: float
    ) -> bytes:
        try:
            self._send(connection, message, document, ends_s)
            with connection.getresponse() as response:
                body = response.read(ANSWER_BYTES_MAX + 1)
            if len(body) <= ANSWER_BYTES_MAX and (response.length or time.monotonic() >= ends_s):
                raise http.client.IncompleteRead(body)  # `read` of a part says nothing when it was cut short
        except (OSError, http.client.HTTPException) as error:
            code = ErrorCode.TIMEOUT if time.monotonic() >= ends_s else ErrorCode.DEVICE_OFFLINE
            raise LostOnTheWay(code, "the connection ended before the answer") from error
        self._tell("received", body)
        return _checked(response, body)

    def _send(self, connection: http.client.HTTPConnection, message: bytes, document: bytes, ends_s: float) -> None:
        """A printer that refuses answers before it has taken the whole document, and hangs up: its answer counts."""
        connection.putrequest("POST", self._place[2], skip_accept_encoding=True)
        connection.putheader("Content-Type", MIME_TYPE)
        connection.putheader("Content-Length", str(len(message) + len(document)))
        connection.endheaders()
        connection.sock.settimeout(max(0.001, ends_s - time.monotonic()))
        self._tell("sent", message)
        with suppress(BrokenPipeError, ConnectionResetError):
            connection.send(message)
            for at in range(0, len(document), CHUNK_BYTES):
                connection.send(document[at : at + CHUNK_BYTES])

    def _connection(self, connect_s_max: float) -> http.client.HTTPConnection:
        host, port, _, unix = self._place
        if unix:
            return _UnixConnection(unix, connect_s_max)
        return http.client.HTTPConnection(host, port, timeout=connect_s_max)

    def _tell(self, direction: str, data: bytes) -> None:
        if self._trace is not None:
            self._trace("sent" if direction == "sent" else "received", data)


class _UnixConnection(http.client.HTTPConnection):
    def __init__(self, path: str, connect_s_max: float) -> None:
        super().__init__("localhost", timeout=connect_s_max)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


def _checked(response: http.client.HTTPResponse, body: bytes) -> bytes:
    if response.status == http.client.SERVICE_UNAVAILABLE:
        raise DeviceError(ErrorCode.DEVICE_BUSY, "HTTP 503", Action.SUSPEND)
    kind = response.getheader("Content-Type", "").split(";")[0].strip().lower()
    if response.status != http.client.OK or kind != MIME_TYPE:
        raise DeviceError(ErrorCode.PROTOCOL_ERROR, f"HTTP {response.status}", Action.CONFIGURATION)
    if len(body) > ANSWER_BYTES_MAX:
        raise DeviceError(ErrorCode.PROTOCOL_ERROR, "an answer beyond all limits")
    return body


def _parse(address: str) -> tuple[str, int, str, str]:
    """Host, port, path, and the Unix socket instead of them."""
    try:
        if address.startswith(_UNIX + "/"):
            unix, _, path = address.removeprefix(_UNIX).partition("#")
            return "localhost", PORT_DEFAULT, path or "/", unix
        parts = urlsplit(address)
        if parts.scheme == "ipp" and parts.hostname:
            return parts.hostname, parts.port or PORT_DEFAULT, parts.path or "/", ""
    except ValueError:
        pass
    raise DeviceError(ErrorCode.DEVICE_OFFLINE, f"not ipp://host/path: {address!r}", Action.CONFIGURATION)


def _shut(connection: http.client.HTTPConnection) -> None:
    sock = connection.sock
    if sock is not None:
        with suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
