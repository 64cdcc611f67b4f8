"""The mirror's socket, in its own thread: dials, sends what is posted, hands on what comes. The picture never waits."""

import contextlib
import selectors
import socket
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect
from PySide6.QtGui import QImage, QPainter

from ui.mirror_wire import Command, CommandDecoder, WireBroken, event_frame, jpeg_frame, png_frame

JPEG_QUALITY = 80
PNG_QUALITY = 70  # of 100: little compression, quick
RECEIVE_BYTES = 64 * 1024
UNSENT_BYTES_MAX = 512 * 1024  # above it nothing more is encoded
EVENTS_WAITING_MAX = 1000
GRABS_WAITING_MAX = 4


@dataclass(frozen=True, slots=True)
class LinkLimits:
    dial_s_max: float = 1.0
    back_off_s_min: float = 0.1
    back_off_s_max: float = 2.0
    close_s_max: float = 1.0


class MirrorLink:
    """`on_connected` and `on_command` are called in the link's thread."""

    def __init__(
        self,
        path: Path,
        on_connected: Callable[[], None],
        on_command: Callable[[Command], None],
        limits: LinkLimits | None = None,
    ) -> None:
        self._path, self._on_connected, self._on_command = path, on_connected, on_command
        self._limits = limits or LinkLimits()
        self._lock = threading.Lock()
        self._picture: QImage | None = None
        self._events: deque[dict[str, object]] = deque()
        self._grabs: deque[tuple[int, QImage]] = deque()
        self._connected, self._closing = False, threading.Event()
        self._wake_here, self._wake_there = socket.socketpair()
        self._wake_here.setblocking(False)
        self._wake_there.setblocking(False)
        self._thread = threading.Thread(target=self._run, name="mirror", daemon=True)

    @property
    def wants_picture(self) -> bool:
        """Somebody watches, and the last picture has been taken."""
        return self._connected and self._picture is None

    @property
    def connected(self) -> bool:
        return self._connected

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """Sends what waits, as far as it goes at once, and ends the thread."""
        self._closing.set()
        self._wake()
        self._thread.join(self._limits.close_s_max)
        self._wake_here.close()
        self._wake_there.close()

    def post_picture(self, image: QImage) -> None:
        self._picture = image
        self._wake()

    def post_event(self, event: dict[str, object]) -> None:
        """Forgotten while nobody watches: whoever connects is told the state."""
        if self._connected:
            with self._lock:
                self._events.append(event)
            self._wake()

    def post_grab(self, grab_id: int, image: QImage) -> bool:
        """False: too many wait already."""
        with self._lock:
            if len(self._grabs) >= GRABS_WAITING_MAX:
                return False
            self._grabs.append((grab_id, image))
        self._wake()
        return True

    def _wake(self) -> None:
        with contextlib.suppress(OSError):  # full: it is awake already; closed: it is gone
            self._wake_here.send(b"w")

    def _run(self) -> None:
        pause_s = self._limits.back_off_s_min
        while not self._closing.is_set():
            connection = self._dial()
            if connection is None:
                self._closing.wait(pause_s)
                pause_s = min(2 * pause_s, self._limits.back_off_s_max)
                continue
            pause_s = self._limits.back_off_s_min
            with connection:
                self._forget()
                self._connected = True
                with contextlib.suppress(OSError, WireBroken):
                    self._serve(connection)
                self._connected = False
            self._closing.wait(pause_s)

    def _dial(self) -> socket.socket | None:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(self._limits.dial_s_max)
        try:
            connection.connect(str(self._path))
        except OSError:
            connection.close()
            return None
        connection.setblocking(False)
        return connection

    def _forget(self) -> None:
        with self._lock:
            self._events.clear()
            self._grabs.clear()
        self._picture = None

    def _serve(self, connection: socket.socket) -> None:
        decoder, unsent = CommandDecoder(), bytearray()
        self._on_connected()
        with selectors.DefaultSelector() as selector:
            selector.register(self._wake_there, selectors.EVENT_READ)
            selector.register(connection, selectors.EVENT_READ)
            while True:
                closing = self._closing.is_set()  # looked at before what waits is taken: the last events still go
                self._encode_into(unsent)
                _send(connection, unsent)
                if closing:
                    return
                events = selectors.EVENT_READ | (selectors.EVENT_WRITE if unsent else 0)
                selector.modify(connection, events)
                for key, mask in selector.select():
                    if key.fileobj is self._wake_there:
                        self._wake_there.recv(RECEIVE_BYTES)
                    elif mask & selectors.EVENT_READ:
                        self._receive(connection, decoder)

    def _receive(self, connection: socket.socket, decoder: CommandDecoder) -> None:
        data = connection.recv(RECEIVE_BYTES)
        if not data:
            raise ConnectionResetError
        for command in decoder.feed(data):
            self._on_command(command)

    def _encode_into(self, unsent: bytearray) -> None:
        """Events first, then asked-for pictures, then the newest live one."""
        with self._lock:
            if len(self._events) > EVENTS_WAITING_MAX:
                raise WireBroken("nobody reads")
            events = list(self._events) if len(unsent) < UNSENT_BYTES_MAX else []
            if events:
                self._events.clear()
        for event in events:
            unsent += event_frame(event)
        while self._grabs and len(unsent) < UNSENT_BYTES_MAX:
            grab_id, image = self._grabs.popleft()
            unsent += png_frame(grab_id, encoded(image, "PNG", PNG_QUALITY))
        picture = self._picture
        if picture is not None and len(unsent) < UNSENT_BYTES_MAX:
            self._picture = None
            unsent += jpeg_frame(encoded(halved(picture), "JPG", JPEG_QUALITY))


def _send(connection: socket.socket, unsent: bytearray) -> None:
    with contextlib.suppress(BlockingIOError):
        while unsent:
            del unsent[: connection.send(unsent)]


def halved(image: QImage) -> QImage:
    half = QImage(max(1, image.width() // 2), max(1, image.height() // 2), QImage.Format.Format_RGB32)
    painter = QPainter(half)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(QRect(0, 0, half.width(), half.height()), image)
    painter.end()
    return half


def encoded(image: QImage, format_name: str, quality: int) -> bytes:
    """Qt lets other threads run meanwhile."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, format_name, quality)  # type: ignore[call-overload]  # Qt wants text, its stub bytes
    buffer.close()
    return bytes(data.data())
