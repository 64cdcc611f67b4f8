"""From the bench's threads to the browsers' connections: the live picture and the stream of events."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

MESSAGES_WAITING_MAX = 2_000  # for one browser; a slower one loses the oldest
KEEP_ALIVE_S = 10.0
BOUNDARY = b"frame"


@dataclass(frozen=True, slots=True)
class Message:
    """One server-sent event. `kind`: happened | bytes."""

    kind: str
    data: dict[str, object]

    def encode(self) -> bytes:
        return f"event: {self.kind}\ndata: {json.dumps(self.data, ensure_ascii=False)}\n\n".encode()


class Hub:
    """Any thread publishes; each connection has a bounded queue on the server's loop."""

    def __init__(self) -> None:
        self._queues: set[asyncio.Queue[Message]] = set()
        self._pictures: set[asyncio.Event] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.picture = b""

    def attach(self) -> None:
        """Called on the server's loop when it is up."""
        self._loop = asyncio.get_running_loop()

    def detach(self) -> None:
        self._loop = None

    def publish(self, message: Message) -> None:
        self._call(lambda: self._spread(message))

    def publish_picture(self, jpeg: bytes) -> None:
        self.picture = jpeg
        self._call(self._wake_pictures)

    def _call(self, act: Callable[[], object]) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(act)

    def _wake_pictures(self) -> None:
        for waiting in self._pictures:
            waiting.set()

    def _spread(self, message: Message) -> None:
        for waiting in self._queues:
            if waiting.full():
                waiting.get_nowait()
            waiting.put_nowait(message)

    async def events(self) -> AsyncIterator[bytes]:
        """Server-sent events until the browser leaves."""
        waiting: asyncio.Queue[Message] = asyncio.Queue(MESSAGES_WAITING_MAX)
        self._queues.add(waiting)
        try:
            yield b": the bench\n\n"
            while True:
                try:
                    message = await asyncio.wait_for(waiting.get(), KEEP_ALIVE_S)
                    yield message.encode()
                except TimeoutError:
                    yield b": still here\n\n"
        finally:
            self._queues.discard(waiting)

    async def pictures(self) -> AsyncIterator[bytes]:
        """multipart/x-mixed-replace. Each part is sent with the boundary after it: a browser shows it only then."""
        changed = asyncio.Event()
        self._pictures.add(changed)
        try:
            yield b"--" + BOUNDARY + b"\r\n"
            while True:
                if self.picture:
                    yield _part(self.picture)
                await changed.wait()
                changed.clear()
        finally:
            self._pictures.discard(changed)


def _part(jpeg: bytes) -> bytes:
    head = f"Content-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n".encode()
    return head + jpeg + b"\r\n--" + BOUNDARY + b"\r\n"
