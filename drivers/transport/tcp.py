"""A device on the network, `tcp://host:port`. Raw printers listen on 9100."""

import socket
from urllib.parse import urlsplit

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.transport.descriptor import DescriptorStream, offline
from drivers.transport.trace import Trace

# A device whose power was cut sends no FIN. Keep-alive finds it in 5 + 3 × 2 seconds.
_KEEPALIVE_IDLE_S, _KEEPALIVE_STEP_S, _KEEPALIVE_COUNT = 5, 2, 3
_UNACKNOWLEDGED_S_MAX = 11


class TcpStream(DescriptorStream):
    def __init__(self, address: str, trace: Trace | None = None) -> None:
        super().__init__(trace)
        self._host, self._port = parse_tcp_address(address)

    def _connect(self, timeout_s: float) -> socket.socket:
        try:
            connection = socket.create_connection((self._host, self._port), timeout_s)
            _tune(connection)
        except OSError as error:
            raise offline(f"nothing answers at {self._host}:{self._port}") from error
        return connection


def parse_tcp_address(address: str) -> tuple[str, int]:
    """Raises DeviceError with action `configuration` if `address` is no `tcp://host:port`."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or not port:
        raise DeviceError(ErrorCode.DEVICE_OFFLINE, f"not tcp://host:port: {address!r}", Action.CONFIGURATION)
    return host, port


def _tune(connection: socket.socket) -> None:
    connection.setblocking(False)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, _KEEPALIVE_IDLE_S)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, _KEEPALIVE_STEP_S)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, _KEEPALIVE_COUNT)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, _UNACKNOWLEDGED_S_MAX * 1000)
