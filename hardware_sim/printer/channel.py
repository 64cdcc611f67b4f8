"""The two cables a printer can hang on. One program at a time is at the other end."""

import os
import select
import socket
import struct
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from hardware_sim.pty_port import PtyPort, Unplugged

READ_BYTES_MAX = 4096
_WRITE_S_MAX = 1.0


class HungUp(Exception):
    """The program at the other end went away, or the cable is out."""


class Channel(Protocol):
    @property
    def address(self) -> str:
        """What a profile calls it."""
        ...

    @property
    def ends_with_connection(self) -> bool:
        """A network connection ends and another begins; a serial line only goes quiet."""
        ...

    def plug(self) -> None: ...

    def unplug(self) -> None: ...

    def fileno(self) -> int:
        """What to poll for reading; -1 while unplugged."""
        ...

    def read(self) -> bytes:
        """What has come; may be nothing. Raises HungUp."""
        ...

    def write(self, data: bytes) -> None:
        """Lost if nobody is there. Raises HungUp."""
        ...


class TcpChannel:
    """Like a raw printer port: a second client waits until the first has gone."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self._host, self._port = host, port
        self._listener: socket.socket | None = None
        self._client: socket.socket | None = None
        self.ends_with_connection = True

    @property
    def address(self) -> str:
        return f"tcp://{self._host}:{self._port}"

    def plug(self) -> None:
        if self._listener:
            return
        listener = socket.create_server((self._host, self._port), backlog=4)
        listener.setblocking(False)
        self._port = listener.getsockname()[1]  # kept, so that the same address comes back after an accident
        self._listener = listener

    def unplug(self) -> None:
        self._drop_client(reset=True)
        if self._listener:
            self._listener.close()
            self._listener = None

    def fileno(self) -> int:
        waiting_for = self._client or self._listener
        return waiting_for.fileno() if waiting_for else -1

    def read(self) -> bytes:
        if self._client is None:
            self._accept()
            return b""
        try:
            data = self._client.recv(READ_BYTES_MAX)
        except BlockingIOError:
            return b""
        except OSError:
            data = b""
        if not data:
            self._drop_client(reset=False)
            raise HungUp
        return data

    def write(self, data: bytes) -> None:
        if self._client is None:
            return
        try:
            self._client.settimeout(_WRITE_S_MAX)
            self._client.sendall(data)
            self._client.setblocking(False)
        except OSError as error:
            self._drop_client(reset=True)
            raise HungUp from error

    def _accept(self) -> None:
        if self._listener is None:
            return
        with suppress(BlockingIOError):
            client, _ = self._listener.accept()
            client.setblocking(False)
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._client = client

    def _drop_client(self, reset: bool) -> None:
        if self._client is None:
            return
        if reset:  # the other end shall see an abort, not a goodbye
            with suppress(OSError):
                self._client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._client.close()
        self._client = None


class PtyChannel:
    """A serial line under a stable path."""

    def __init__(self, path: Path) -> None:
        self._port = PtyPort(path)
        self.ends_with_connection = False

    @property
    def address(self) -> str:
        return str(self._port.path)

    def plug(self) -> None:
        self._port.plug()

    def unplug(self) -> None:
        self._port.unplug()

    def fileno(self) -> int:
        return self._port.fileno()

    def read(self) -> bytes:
        try:
            return self._port.read()
        except Unplugged as error:
            raise HungUp from error

    def write(self, data: bytes) -> None:
        try:
            self._port.write(data, _WRITE_S_MAX)
        except Unplugged as error:
            raise HungUp from error


def wait_readable(channel: Channel, wake_fd: int, timeout_s: float, *, may_read: bool) -> bool:
    """Until there is something to read, `wake_fd` wakes us, or `timeout_s` is over."""
    poll = select.poll()
    poll.register(wake_fd, select.POLLIN)
    fd = channel.fileno()
    if fd >= 0 and may_read:
        poll.register(fd, select.POLLIN)
    ready = dict(poll.poll(timeout_s * 1000))
    if wake_fd in ready:
        os.read(wake_fd, READ_BYTES_MAX)
    return fd in ready
