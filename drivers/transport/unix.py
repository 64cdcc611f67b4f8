"""A service on this machine, `unix:/path`: the shim that holds a vendor's library, say."""

import socket

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.transport.descriptor import DescriptorStream, offline
from drivers.transport.trace import Trace

PATH_BYTES_MAX = 107  # of `sun_path`, less its end


class UnixStream(DescriptorStream):
    def __init__(self, address: str, trace: Trace | None = None) -> None:
        super().__init__(trace)
        self._path = parse_unix_address(address)

    def _connect(self, timeout_s: float) -> socket.socket:
        connection = socket.socket(socket.AF_UNIX)
        try:
            connection.settimeout(timeout_s)
            connection.connect(self._path)
            connection.setblocking(False)
        except OSError as error:
            connection.close()
            raise offline(f"nothing answers at {self._path}") from error
        return connection


def parse_unix_address(address: str) -> str:
    """Raises DeviceError with action `configuration` if `address` is no `unix:/path`."""
    path = address.removeprefix("unix:")
    if not address.startswith("unix:/") or "\0" in path or len(path.encode()) > PATH_BYTES_MAX:
        raise DeviceError(ErrorCode.DEVICE_OFFLINE, f"not unix:/path: {address!r}", Action.CONFIGURATION)
    return path
