"""The line between a turn and `kiosk run`: it says when to take over; the turn says what it sees of itself."""

import contextlib
import json
import os
import socket
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the picture comes before the drivers
    from drivers.api.status import DeviceStatus


class Control:
    """Saying never blocks: a word that finds no room is lost, and the next one says it again."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line

    def wait_for_activation(self) -> None:
        """Blocks. The line breaking means that `kiosk run` is gone, and so are we."""
        if not self._line.recv(1):
            os._exit(0)

    def say_loaded(self) -> None:
        self._say({"loaded": True})

    def say_beat(self) -> None:
        self._say({"beat": True})

    def say_inventory(self, rows: "Sequence[DeviceStatus]") -> None:
        self._say({"devices": [_row(row) for row in rows]})

    def _say(self, word: dict[str, object]) -> None:
        with contextlib.suppress(OSError):
            self._line.send(json.dumps(word).encode(), socket.MSG_DONTWAIT | socket.MSG_NOSIGNAL)


def _row(row: "DeviceStatus") -> dict[str, str]:
    return {
        "name": row.name,
        "model": row.model,
        "address": row.address,
        "state": str(row.state),
        "code": str(row.error.code) if row.error else "",
        "action": str(row.error.action) if row.error else "",
        "health_reason": row.health_reason,
    }
