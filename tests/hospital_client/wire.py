"""A server that says exactly the bytes it is told to, on a raw socket; and an exchange that answers from a list."""

import hashlib
import json
import socket
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress

from kiosk.hospital.exchange import Reply
from kiosk.hospital.rest import RestHospital

ACCEPT_S_MAX = 30.0


class RawServer:
    """Serves one connection after another: reads a whole request, then calls `answer(peer, request)`."""

    def __init__(self, answer: Callable[[socket.socket, bytes], None]) -> None:
        self._answer = answer
        self.requests: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(ACCEPT_S_MAX)
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(ACCEPT_S_MAX)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                peer, _ = self._listener.accept()
                with peer, suppress(OSError):
                    self._one(peer)

    def _one(self, peer: socket.socket) -> None:
        peer.settimeout(ACCEPT_S_MAX)
        request = b""
        while b"\r\n\r\n" not in request:
            if not (data := peer.recv(65536)):
                return
            request += data
        head, _, body = request.partition(b"\r\n\r\n")
        lines = [line.lower() for line in head.split(b"\r\n")]
        length = next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)
        while len(body) < length and (data := peer.recv(65536)):
            body += data
        self.requests.append(head + b"\r\n\r\n" + body)
        self._answer(peer, head + b"\r\n\r\n" + body)


def http(status: int, body: bytes, content_type: str = "application/json", more: str = "") -> bytes:
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n{more}"
    return head.encode() + b"Connection: close\r\n\r\n" + body


class Script:
    """Stands for an exchange: answers `reply` to whatever is asked, and keeps what was asked."""

    def __init__(self, reply: Reply) -> None:
        self.reply = reply
        self.asked: list[tuple[str, str, bytes | None, dict[str, str]]] = []
        self.skew_s = 0.0

    def call(
        self,
        method: str,
        path: str,
        *,
        s_max: float,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Reply:
        self.asked.append((method, path, body, dict(headers or {})))
        return self.reply


def scripted(status: int, content: object, content_type: str = "application/json") -> tuple[RestHospital, Script]:
    body = content if isinstance(content, bytes) else json.dumps(content).encode()
    script = Script(Reply(status, content_type, body, None))
    return RestHospital(script, 5.0, 5.0), script  # type: ignore[arg-type]


def problem(code: str, **numbers: str) -> dict[str, object]:
    return {"type": "about:blank", "title": "No", "status": 409, "code": code, **numbers}


def receipt(key: str, body: bytes) -> dict[str, str]:
    return {"op_id": key, "body_sha256": hashlib.sha256(body).hexdigest()}
