"""The bench's eyes and finger: listens where the terminal's mirror dials in."""

import contextlib
import itertools
import queue
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from hardware_sim.bench.events import EventLog
from hardware_sim.bench.mirror_wire import FrameDecoder, Grabbed, MirrorBroken, Picture, Told, command_frame

ANSWER_S_MAX = 5.0
LINKS_MAX = 8  # active turn, spare, and those that are ending
GONE = "gone"  # the turn ended before it answered
RECEIVE_BYTES = 256 * 1024


class NoMirror(Exception):
    """No terminal is looking back just now, or it did not answer in time."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The screen as the terminal last told it. `items` are the accessible ones: name, role, enabled, …"""

    name: str
    overlay: str  # what lies over it; "" nothing
    language: str
    elder: bool
    spoken: str
    items: tuple[dict[str, object], ...]

    @property
    def touchable(self) -> tuple[str, ...]:
        """What a finger can be sent to now."""
        return tuple(str(item["name"]) for item in self.items if item.get("touchable") and item.get("enabled"))

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(str(item["name"]) for item in self.items)


class MirrorWatch:
    """One per bench. The turn that told last is the one that is looked at and touched."""

    def __init__(self, path: Path, events: EventLog, on_picture: Callable[[bytes], None]) -> None:
        self._path = path
        self._events = events
        self._on_picture = on_picture
        self._listener: socket.socket | None = None
        self._links: list[_Link] = []
        self._active: _Link | None = None
        self._lock = threading.Lock()
        self.shown: Shown | None = None
        self.turn_pid = 0  # of the turn that told last
        self.size = (0, 0)  # pixels of the full picture, as the terminal told them

    def start(self) -> None:
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self._path))
        self._listener.listen(LINKS_MAX)
        threading.Thread(target=self._accept, args=(self._listener,), name="mirror", daemon=True).start()

    def stop(self) -> None:
        if self._listener is not None:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        with self._lock:
            links = list(self._links)
        for link in links:
            link.close()
        self._path.unlink(missing_ok=True)

    def ask(self, command: str, **fields: object) -> dict[str, object]:
        """Send a command; what the terminal answered. Raises NoMirror."""
        link = self._active
        if link is None:
            raise NoMirror("no terminal is looking back")
        return link.ask(command, fields)

    def grab(self) -> bytes:
        """The whole screen as PNG. Raises NoMirror."""
        answer = self.ask("grab")
        png = answer.get("png")
        if not isinstance(png, bytes):
            raise NoMirror(f"no picture: {answer.get('reason', answer)}")
        return png

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return  # stopped
            link = _Link(connection, self._took)
            with self._lock:
                self._links = [*self._links, link][-LINKS_MAX:]
            threading.Thread(target=self._serve, args=(link,), name="mirror-link", daemon=True).start()

    def _serve(self, link: "_Link") -> None:
        link.read_until_gone()
        with self._lock:
            self._links = [other for other in self._links if other is not link]
            if self._active is link:
                self._active = None
                self.shown = None

    def _took(self, link: "_Link", frame: Picture | Told) -> None:
        self._active = link
        if isinstance(frame, Picture):
            self._on_picture(frame.jpeg)
        else:
            self._heard(dict(frame.fields))

    def _heard(self, fields: dict[str, object]) -> None:
        event = str(fields.pop("event", ""))
        if event == "hello":
            self.size = _size(fields)
            pid = fields.get("pid")
            self.turn_pid = pid if isinstance(pid, int) else 0
        if event == "screen_shown":
            self.shown = _shown(fields)
            fields["items"] = list(self.shown.names)
        fields["turn_pid"] = self.turn_pid
        self._events.add("terminal", event, fields)


class _Link:
    """One connection of one turn."""

    def __init__(self, connection: socket.socket, took: "Callable[[_Link, Picture | Told], None]") -> None:
        self._connection = connection
        self._took = took
        self._numbers = itertools.count(1)
        self._waiting: dict[int, queue.SimpleQueue[dict[str, object]]] = {}
        self._sending = threading.Lock()

    def ask(self, command: str, fields: dict[str, object]) -> dict[str, object]:
        answers: queue.SimpleQueue[dict[str, object]] = queue.SimpleQueue()
        with self._sending:
            number = next(self._numbers)
            self._waiting[number] = answers
            try:
                self._connection.sendall(command_frame(number, command, fields))
            except OSError as error:
                raise NoMirror("the terminal hung up") from error
        try:
            return answers.get(timeout=ANSWER_S_MAX)
        except queue.Empty:
            raise NoMirror(f"{command}: no answer within {ANSWER_S_MAX} s") from None
        finally:
            self._waiting.pop(number, None)

    def read_until_gone(self) -> None:
        decoder = FrameDecoder()
        try:
            while data := self._connection.recv(RECEIVE_BYTES):
                for frame in decoder.feed(data):
                    self._dispatch(frame)
        except (OSError, MirrorBroken):
            pass  # the turn died, or was no turn
        self.close()
        for answers in list(self._waiting.values()):
            answers.put({"ok": False, "reason": GONE})

    def _dispatch(self, frame: Picture | Told | Grabbed) -> None:
        if isinstance(frame, Grabbed):
            self._answer(frame.id, {"ok": True, "png": frame.png})
        elif isinstance(frame, Told) and isinstance(number := frame.fields.get("id"), int):
            self._answer(number, frame.fields)
        else:
            self._took(self, frame)

    def _answer(self, number: int, fields: dict[str, object]) -> None:
        if waiting := self._waiting.get(number):
            waiting.put(fields)

    def close(self) -> None:
        with contextlib.suppress(OSError):  # gone already
            self._connection.shutdown(socket.SHUT_RDWR)
        self._connection.close()


def _shown(fields: dict[str, object]) -> Shown:
    items = fields.get("items")
    known = [item for item in items if isinstance(item, dict) and "name" in item] if isinstance(items, list) else []
    return Shown(
        name=str(fields.get("name", "")),
        overlay=str(fields.get("overlay") or ""),
        language=str(fields.get("language", "")),
        elder=bool(fields.get("elder")),
        spoken=str(fields.get("spoken") or ""),
        items=tuple(known),
    )


def _size(fields: dict[str, object]) -> tuple[int, int]:
    width, height = fields.get("width"), fields.get("height")
    return (width, height) if isinstance(width, int) and isinstance(height, int) else (0, 0)
