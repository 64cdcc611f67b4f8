"""The socket: checks who calls, cuts off what is not the protocol, and answers each call in its own time."""

import os
import socket
import struct
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import msgspec

from kiosk.keeper.frames import FrameDecoder, FrameError, frame
from kiosk.keeper.protocol import CALL_S_MAX, VERSION, Answer, Call, Refusal, Request
from kiosk.keeper.refused import Refused

CONNECTIONS_MAX = 8
CALLS_AT_ONCE_MAX = 24
CALLS_PER_CONNECTION_MAX = 16
SEND_S_MAX = 5.0
FRAME_S_MAX = 5.0  # from its first byte to its last; a peer that sends none may be silent as long as it likes
FIRST_FRAME_S_MAX = 5.0
READ_BYTES = 64 * 1024
TIMER_S_MIN = 0.001
_PEER = struct.Struct("iII")  # struct ucred: pid, uid, gid

Handle = Callable[[Request, float], object]


class Server:
    """`handle(request, deadline_s)` runs on a pool thread; it returns the result or raises Refused.

    Anything else it raises goes to `failed`, which ends the keeper.
    """

    def __init__(
        self,
        path: Path,
        handle: Handle,
        failed: Callable[[BaseException], None],
        frame_s_max: float = FRAME_S_MAX,
    ) -> None:
        self._path = path
        self._frame_s_max = frame_s_max
        self._handle = handle
        self._failed = failed
        self._listener = _listen(path)
        self._pool = ThreadPoolExecutor(CALLS_AT_ONCE_MAX, "call")
        self._connections: set[_Connection] = set()
        self._lock = threading.Lock()
        self._closing = False
        self._thread = threading.Thread(target=self._accept, name="accept", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        """No new calls; the answers of those under way are lost, which their callers must bear anyway."""
        self._closing = True
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            connection.close()
        self._pool.shutdown(wait=False, cancel_futures=True)

    @property
    def is_alive(self) -> bool:
        """Somebody is at the door."""
        return self._thread.is_alive()

    @property
    def open_calls(self) -> int:
        """How many calls are being worked on, their answers included."""
        with self._lock:
            return sum(connection.open_calls for connection in self._connections)

    def _accept(self) -> None:
        while not self._closing:
            try:
                peer, _ = self._listener.accept()
            except OSError as error:
                if not self._closing:
                    self._failed(error)
                return
            self._admit(peer)

    def _admit(self, peer: socket.socket) -> None:
        with self._lock:
            full = len(self._connections) >= CONNECTIONS_MAX
            if full or not _is_ours(peer):
                peer.close()
                return
            connection = _Connection(peer, self._submit, self._gone, self._frame_s_max)
            self._connections.add(connection)
        connection.start()

    def _gone(self, connection: "_Connection") -> None:
        with self._lock:
            self._connections.discard(connection)

    def _submit(self, connection: "_Connection", call: Call) -> None:
        with suppress(RuntimeError):  # the pool is shut: the keeper is leaving
            self._pool.submit(self._work, connection, call)

    def _work(self, connection: "_Connection", call: Call) -> None:
        try:
            connection.answer(self._answer(call))
        except BaseException as error:
            self._failed(error)

    def _answer(self, call: Call) -> Answer:
        deadline_s = min(max(call.deadline_s, 0.0), CALL_S_MAX)
        try:
            result = self._handle(call.request, deadline_s)
        except Refused as refused:
            return Answer(call.call_id, refusal=refused.refusal, reason=refused.reason)
        return Answer(call.call_id, msgspec.Raw(msgspec.json.encode(result)))


class _Connection:
    """One peer. Calls on it run side by side: a watch does not hold up the rest."""

    def __init__(
        self,
        peer: socket.socket,
        submit: Callable[["_Connection", Call], None],
        gone: Callable[["_Connection"], None],
        frame_s_max: float,
    ) -> None:
        self._peer = peer
        self._peer.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, _timeval(SEND_S_MAX))
        self._submit = submit
        self._gone = gone
        self._frame_s_max = frame_s_max
        self._sending = threading.Lock()
        self.open_calls = 0
        self._thread = threading.Thread(target=self._read, name="connection", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def close(self) -> None:
        with suppress(OSError):
            self._peer.shutdown(socket.SHUT_RDWR)

    def answer(self, answer: Answer) -> None:
        """A peer that is gone, or takes nothing, is cut off."""
        with self._sending:
            try:
                self._peer.sendall(frame(answer))
            except (OSError, FrameError):
                self.close()
            self.open_calls -= 1

    def _read(self) -> None:
        decoder = FrameDecoder()
        ends_s: float | None = time.monotonic() + self._frame_s_max  # who comes in has something to say
        try:
            while data := self._received(ends_s):
                bodies = decoder.feed(data)
                for body in bodies:
                    self._take(body)
                ends_s = self._frame_ends_s(decoder, ends_s, bool(bodies))
        except (OSError, FrameError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            pass  # it does not speak the protocol, or is gone
        finally:
            self._gone(self)
            self.close()
            self._peer.close()

    def _received(self, ends_s: float | None) -> bytes:
        """Raises OSError when a frame takes too long: half a frame must not hold the door."""
        left_s = 0.0 if ends_s is None else max(TIMER_S_MIN, ends_s - time.monotonic())
        self._peer.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, _timeval(left_s))  # 0: for ever
        return self._peer.recv(READ_BYTES)

    def _frame_ends_s(self, decoder: FrameDecoder, ends_s: float | None, completed: bool) -> float | None:
        """When the frame that has begun must be whole; None between two frames."""
        if decoder.is_between_frames:
            return None
        return time.monotonic() + self._frame_s_max if completed or ends_s is None else ends_s

    def _take(self, body: bytes) -> None:
        call = msgspec.json.decode(body, type=Call)
        with self._sending:
            self.open_calls += 1
            too_many = self.open_calls > CALLS_PER_CONNECTION_MAX
        if call.version != VERSION or too_many:
            self.answer(Answer(call.call_id, refusal=Refusal.BAD_REQUEST))
            raise FrameError("another version, or too many calls at once")
        self._submit(self, call)


def _listen(path: Path) -> socket.socket:
    """A socket of mode 0600 from its first moment. No live keeper owns the old one: the store's lock says so."""
    path.unlink(missing_ok=True)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
    mask = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(mask)
    listener.listen(CONNECTIONS_MAX)
    return listener


def _timeval(seconds: float) -> bytes:
    return struct.pack("ll", int(seconds), int(seconds % 1 * 1_000_000))


def _is_ours(peer: socket.socket) -> bool:
    _, uid, _ = _PEER.unpack(peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _PEER.size))
    return bool(uid == os.geteuid())
