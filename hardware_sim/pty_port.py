"""The far end of a serial cable: a pty under a stable name, which can be pulled out and plugged in."""

import fcntl
import os
import pty
import select
import struct
import termios
import threading
import time
import tty
from pathlib import Path

READ_BYTES_MAX = 4096
_LOOK_S = 0.002


class Unplugged(Exception):
    """The cable is out."""


class PtyPort:
    """`path` is a link to the pty while the cable is in, and is not there while it is out.

    Our end of the device's side stays open: without it a read here fails as soon as no program holds the line.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._master = -1
        self._slave = -1

    @property
    def plugged(self) -> bool:
        return self._master >= 0

    def plug(self) -> None:
        with self._lock:
            if self.plugged:
                return
            self._master, self._slave = pty.openpty()
            tty.setraw(self._slave)
            os.set_blocking(self._master, False)
            self._publish(os.ttyname(self._slave))

    def unplug(self) -> None:
        with self._lock:
            if not self.plugged:
                return
            self.path.unlink(missing_ok=True)
            os.close(self._slave)
            os.close(self._master)
            self._master = self._slave = -1

    def write(self, data: bytes, wait_s_max: float) -> None:
        """What nobody reads is lost, as on a real line. Raises Unplugged."""
        rest = memoryview(data)
        while rest:
            with self._lock:
                if not self.plugged:
                    raise Unplugged
                poll = select.poll()
                poll.register(self._master, select.POLLOUT)
                if not poll.poll(wait_s_max * 1000):
                    return
                rest = rest[os.write(self._master, rest) :]

    def wait_until_read(self, wait_s_max: float) -> bool:
        """Whether the other end has taken all that was written. There is no event for it: it is looked at, often."""
        deadline = time.monotonic() + wait_s_max
        while self._unread_bytes():
            if time.monotonic() >= deadline:
                return False
            time.sleep(_LOOK_S)
        return True

    def read(self) -> bytes:
        """What has come, without waiting. Raises Unplugged."""
        with self._lock:
            if not self.plugged:
                raise Unplugged
            try:
                return os.read(self._master, READ_BYTES_MAX)
            except BlockingIOError:
                return b""

    def fileno(self) -> int:
        """For poll; -1 while the cable is out."""
        return self._master

    def _unread_bytes(self) -> int:
        with self._lock:
            if not self.plugged:
                raise Unplugged
            count: int = struct.unpack("i", fcntl.ioctl(self._slave, termios.FIONREAD, bytes(4)))[0]
            return count

    def _publish(self, tty_name: str) -> None:
        """Put the link in place in one step, so that nobody finds half of it."""
        new = self.path.with_name(self.path.name + ".new")
        new.unlink(missing_ok=True)
        new.symlink_to(tty_name)
        new.replace(self.path)
