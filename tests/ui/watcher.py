"""The other end of the mirror, written from its description only."""

import json
import queue
import socket
import struct
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

WAIT_S_MAX = 20.0
Event = dict[str, Any]


class Watcher:
    """Listens, takes one connection at a time, and sorts what comes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(path))
        self._listener.listen()
        self._listener.settimeout(WAIT_S_MAX)
        self.jpegs: queue.Queue[bytes] = queue.Queue()
        self.pngs: queue.Queue[tuple[int, bytes]] = queue.Queue()
        self.events: queue.Queue[Event] = queue.Queue()
        self._kept: list[Event] = []
        self._last_id = 0
        self._connection = socket.socket(socket.AF_UNIX)

    def accept(self) -> None:
        self._connection.close()
        self._connection, _ = self._listener.accept()
        threading.Thread(target=self._read, args=(self._connection,), daemon=True).start()

    def drop(self) -> None:
        self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()

    def close(self) -> None:
        self._listener.close()
        self._connection.close()

    def send(self, command: str, **fields: object) -> int:
        self._last_id += 1
        self.send_raw(10, json.dumps({"id": self._last_id, "command": command, **fields}).encode())
        return self._last_id

    def send_raw(self, kind: int, payload: bytes) -> None:
        self._connection.sendall(struct.pack(">IB", len(payload), kind) + payload)

    def wait(self, event: str, condition: Callable[[Event], bool] = lambda event: True) -> Event:
        """The next event of this name for which the condition holds; forgets those before it. Raises queue.Empty."""
        while True:
            found = self._next()
            if found["event"] == event and condition(found):
                return found

    def ask(self, command: str, **fields: object) -> Event:
        """The result; what came before it is kept."""
        number, before = self.send(command, **fields), []
        while (found := self._next()).get("id") != number:
            before.append(found)
        self._kept = [*before, *self._kept]
        return found

    def _next(self) -> Event:
        return self._kept.pop(0) if self._kept else self.events.get(timeout=WAIT_S_MAX)

    def _read(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as stream:
            while len(header := stream.read(5)) == 5:
                length, kind = struct.unpack(">IB", header)
                self._sort(kind, stream.read(length))

    def _sort(self, kind: int, payload: bytes) -> None:
        if kind == 1:
            self.jpegs.put(payload)
        elif kind == 2:
            self.events.put(json.loads(payload))
        else:
            self.pngs.put((int.from_bytes(payload[:4]), payload[4:]))


class Terminal:
    """`tests.ui.terminal` as a child process; its lines by event name."""

    def __init__(self, **plan: object) -> None:
        command = [sys.executable, "-m", "tests.ui.terminal", json.dumps(plan)]
        self._process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]
        )

    def line(self, event: str) -> Event:
        """The next line of this name; skips others."""
        assert self._process.stdout is not None
        for text in self._process.stdout:
            found: Event = json.loads(text)
            if found["event"] == event:
                return found
        raise AssertionError(f"the terminal ended without {event}: {self.end()}")

    def end(self) -> tuple[int, str]:
        """Exit status and what it logged."""
        _, log = self._process.communicate(timeout=WAIT_S_MAX)
        return self._process.returncode, log

    def kill(self) -> None:
        self._process.kill()
        self._process.communicate()
