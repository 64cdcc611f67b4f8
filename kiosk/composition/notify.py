"""sd_notify(3): the word to systemd that a process is ready and turns."""

import os
import socket
from contextlib import suppress


def notify_watchdog() -> None:
    """Where systemd asks for it."""
    address = os.environ.get("NOTIFY_SOCKET")
    if address:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            notify.connect("\0" + address[1:] if address.startswith("@") else address)
            notify.send(b"READY=1\nWATCHDOG=1")
