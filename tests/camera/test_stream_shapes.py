"""Streams as cameras of many makers write them, by a server that is none of ours: no two agree on anything but JPEG."""

import base64
import hashlib
import re
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count

import cv2
import numpy as np
import pytest

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.transport.jpeg_stream import JpegStream
from tests.camera.conftest import STALLS_SOON, WAIT_S_MAX, Watched, until

Respond = Callable[[socket.socket, str], None]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n"
NOISE = np.random.default_rng(3)
JPEGS = [cv2.imencode(".jpg", NOISE.integers(0, 255, (96, 128, 3), np.uint8))[1].tobytes() for _ in range(8)]


class Maker:
    """Has each request answered by `respond`, in a thread of its own."""

    def __init__(self, respond: Respond) -> None:
        self.asked: list[str] = []
        maker = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                maker.asked.append(self.request.recv(4096).decode())
                with suppress(OSError):
                    respond(self.request, maker.asked[-1])

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def address(self, user: str = "", path: str = "/stream") -> str:
        return f"http://{user}127.0.0.1:{self._server.server_address[1]}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def made(request: pytest.FixtureRequest) -> Iterator[Callable[[Respond], Maker]]:
    makers: list[Maker] = []

    def make(respond: Respond) -> Maker:
        makers.append(Maker(respond))
        return makers[-1]

    yield make
    for maker in makers:
        maker.close()


def stream(head: bytes, before: bytes, after: bytes = b"\r\n", frame: bytes = b"%s") -> Respond:
    """`before` may have `%d` for the picture's length; `frame` wraps each piece that is sent."""

    def respond(line: socket.socket, asked: str) -> None:
        line.sendall(head)
        for number in count():
            jpeg = JPEGS[number % len(JPEGS)]
            piece = (before % len(jpeg) if b"%d" in before else before) + jpeg + after
            line.sendall((b"%x\r\n%s\r\n" % (len(piece), piece)) if frame == b"chunk" else piece)
            threading.Event().wait(0.02)

    return respond


PART = b"--b\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n"
SHAPES = {
    "as the book has it": stream(OK, PART),
    "no length": stream(OK, b"--b\r\nContent-Type: image/jpeg\r\n\r\n"),
    "no length, nothing after it": stream(OK, b"--b\r\nContent-Type: image/jpeg\r\n\r\n", b""),
    "a wrong length": stream(OK, b"--b\r\nContent-Type: image/jpeg\r\nContent-Length: 100\r\n\r\n"),
    "no dashes": stream(OK, PART[2:]),
    "line feeds": stream(OK, b"--b\nContent-Type: image/jpeg\n\n", b"\n"),
    "image/jpg": stream(OK, PART.replace(b"jpeg", b"jpg")),
    "a type with a parameter": stream(OK, PART.replace(b"jpeg", b"jpeg; q=1")),
    "no type": stream(OK, b"--b\r\nX-Time: 1\r\n\r\n"),
    "a preamble": stream(OK + b"This is a multipart message.\r\n\r\n", PART),
    "text between": stream(OK, PART, b"\r\nmotion: 0\r\n"),
    "chunks": stream(OK[:-2] + b"Transfer-Encoding: chunked\r\n\r\n", PART, frame=b"chunk"),
    "HTTP/1.0": stream(OK.replace(b"1.1", b"1.0"), PART),
    "no boundary": stream(b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace\r\n\r\n", PART),
    "bare pictures": stream(b"HTTP/1.1 200 OK\r\nContent-Type: video/x-motion-jpeg\r\n\r\n", b"", b""),
    "no head": stream(b"HTTP/1.0 200 OK\r\n\r\n", PART),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_pictures_come(made: Callable[[Respond], Maker], shape: str) -> None:
    watched = Watched(made(SHAPES[shape]).address(path="/cgi/mjpg?res=low&u=1"))
    watched.camera.look()
    assert [watched.camera.frame(each, WAIT_S_MAX).pixels.shape for each in range(3)] == [(96, 128, 3)] * 3
    watched.camera.close()
    assert watched.events == []


def single(typed: bytes) -> Respond:
    def respond(line: socket.socket, asked: str) -> None:
        jpeg = JPEGS[NOISE.integers(len(JPEGS))]
        line.sendall(b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n" % (typed, len(jpeg)) + jpeg)

    return respond


@pytest.mark.parametrize(
    "typed", [b"Content-Type: image/jpeg\r\n", b"Content-Type: application/octet-stream\r\n", b""], ids=repr
)
def test_an_address_of_a_single_picture_is_asked_again_and_again(
    made: Callable[[Respond], Maker], typed: bytes
) -> None:
    maker = made(single(typed))
    watched = Watched(maker.address(path="/snapshot.jpg"), frozen_s_max=60)
    watched.camera.look()
    watched.camera.frame(3, WAIT_S_MAX)
    assert len(maker.asked) > 3 and watched.events == []
    watched.camera.close()


def test_a_single_picture_that_is_just_being_written_is_asked_for_again(made: Callable[[Respond], Maker]) -> None:
    def torn(line: socket.socket, asked: str) -> None:
        jpeg = JPEGS[NOISE.integers(len(JPEGS))]
        there = (jpeg, jpeg[:900], b"")[len(maker.asked) % 3]
        line.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + there)

    maker = made(torn)
    maker.asked += ["", ""]  # the first is whole
    watched = Watched(maker.address(), frozen_s_max=60, read_s_max=10.0)
    watched.camera.look()
    watched.camera.frame(3, WAIT_S_MAX)
    watched.camera.close()
    assert watched.events == []


def test_a_single_picture_that_does_not_come_any_more_is_stalled(made: Callable[[Respond], Maker]) -> None:
    def once(line: socket.socket, asked: str) -> None:
        line.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: image/jpeg\r\n\r\n" + JPEGS[0] * (len(maker.asked) == 1))
        if len(maker.asked) > 1:
            line.recv(1)  # until it is hung up

    maker = made(once)
    stream = JpegStream(maker.address(), time.monotonic() + WAIT_S_MAX)
    assert stream.read(WAIT_S_MAX) == JPEGS[0]
    with pytest.raises(DeviceError) as raised:
        stream.read(0.5)
    stream.close()
    assert raised.value.code is ErrorCode.CAMERA_STALLED


def locked(challenge: str, wanted: Callable[[str], bool]) -> Respond:
    def respond(line: socket.socket, asked: str) -> None:
        if wanted(asked):
            SHAPES["as the book has it"](line, asked)
        line.sendall(f"HTTP/1.1 401 No\r\nWWW-Authenticate: {challenge}\r\nContent-Length: 0\r\n\r\n".encode())

    return respond


def is_basic(asked: str) -> bool:
    return f"Authorization: Basic {base64.b64encode(b'eve:se@cret').decode()}\r\n" in asked


def is_digest(asked: str) -> bool:
    """RFC 7616, 3.4.1."""

    def md5(*words: str) -> str:
        return hashlib.md5(":".join(words).encode(), usedforsecurity=False).hexdigest()

    said = dict(re.findall(r'(\w+)="?([^",\r]*)', asked.partition("Authorization: Digest ")[2]))
    if not said:
        return False
    ends = md5("GET", "/stream?a=1")
    return str(said["response"]) == md5(md5("eve", "cam", "se@cret"), "n", said["nc"], said["cnonce"], "auth", ends)


LOCKS = {
    "basic": locked('Basic realm="cam"', is_basic),
    "digest, written small": locked('Digest realm="cam",qop="auth",nonce="n",opaque="o",algorithm=md5', is_digest),
    "digest": locked('Digest realm="cam", nonce="n", qop="auth", algorithm=MD5', is_digest),
}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_password_opens(made: Callable[[Respond], Maker], lock: str) -> None:
    maker = made(LOCKS[lock])
    watched = Watched(maker.address("eve:se%40cret@", "/stream?a=1"))
    watched.camera.look()
    assert watched.camera.frame(1, WAIT_S_MAX).pixels.any()
    watched.camera.close()
    assert "Authorization" not in maker.asked[0]  # it is told to nobody who did not ask for it


@pytest.mark.parametrize("lock", LOCKS)
def test_a_wrong_password_is_named_and_not_shown(made: Callable[[Respond], Maker], lock: str) -> None:
    error = failure(made(LOCKS[lock]).address("eve:topsecret@"))
    assert (error.code, error.action) == (ErrorCode.PROTOCOL_ERROR, Action.CONFIGURATION)
    assert error.detail == "it answers 401: user or password"
    assert "secret" not in repr((error, error.__cause__, error.__context__))


@pytest.mark.parametrize(
    ("answer", "code", "detail"),
    [
        (b"404 Not Found", ErrorCode.PROTOCOL_ERROR, "it answers 404: the path"),
        (b"500 Oops", ErrorCode.PROTOCOL_ERROR, "it answers 500"),
        (b"503 Busy", ErrorCode.DEVICE_BUSY, "it answers 503"),
        (b"302 Found", ErrorCode.PROTOCOL_ERROR, "it sends us elsewhere (302), which is not followed"),
        (b"200 OK\r\nContent-Type: text/html", ErrorCode.PROTOCOL_ERROR, "no stream of pictures at its address"),
    ],
)
def test_what_is_no_stream_is_told_apart(
    made: Callable[[Respond], Maker], answer: bytes, code: ErrorCode, detail: str
) -> None:
    def respond(line: socket.socket, asked: str) -> None:
        line.sendall(b"HTTP/1.1 " + answer + b"\r\nContent-Length: 13\r\n\r\n<html></html>")

    error = failure(made(respond).address())
    assert (error.code, error.detail) == (code, detail)


@pytest.mark.parametrize("begins", [b"G", b"\0\0\0\1"])
def test_a_film_is_left_to_opencv_at_once_however_slowly_it_comes(
    made: Callable[[Respond], Maker], begins: bytes
) -> None:
    over = threading.Event()

    def respond(line: socket.socket, asked: str) -> None:
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n" + begins)
        over.wait(WAIT_S_MAX)

    maker = made(respond)
    watched = Watched(maker.address(), open_s_max=30.0)
    watched.camera.look()
    until(lambda: len([asked for asked in maker.asked if asked]) == 2)  # it asks for itself
    watched.camera.rest()
    over.set()
    watched.camera.close()


@pytest.mark.parametrize(
    ("answer", "detail"),
    [
        (b"RTSP/1.0 404 Not Found", "it answers 404: the path"),
        (b"RTSP/1.0 401 No", "it answers 401: user, password or path"),
        (b"RTSP/1.0 200 OK", "no stream of pictures at its address"),
        (b"HTTP/1.1 200 OK", "no stream of pictures at its address"),
        (b"", "no stream of pictures at its address"),
    ],
)
def test_why_rtsp_does_not_open_is_told(made: Callable[[Respond], Maker], answer: bytes, detail: str) -> None:
    maker = made(lambda line, asked: line.sendall(answer + b"\r\nCSeq: 1\r\nContent-Length: 0\r\n\r\n"))
    error = failure(maker.address("eve:topsecret@").replace("http", "rtsp"))
    assert (error.code, error.detail) == (ErrorCode.PROTOCOL_ERROR, detail)
    assert not [asked for asked in maker.asked if "secret" in asked]  # nobody asked for it


def drips(head: bytes, drop: bytes) -> Respond:
    def respond(line: socket.socket, asked: str) -> None:
        line.sendall(head)
        while True:
            line.sendall(drop)
            threading.Event().wait(0.02)

    return respond


@pytest.mark.parametrize(
    ("respond", "code"),
    [
        (drips(b"HTTP/1.1 200 OK\r\nX: ", b"x"), ErrorCode.CAMERA_STALLED),  # each byte comes in time, and no end
        (drips(OK + PART % 99999 + JPEGS[0][:-99], b"x"), ErrorCode.CAMERA_STALLED),
        (drips(OK + JPEGS[0], b"x"), ErrorCode.PROTOCOL_ERROR),
        (drips(OK + JPEGS[0], b"x" * 99999), ErrorCode.PROTOCOL_ERROR),
        (drips(OK + PART % 99999999 + JPEGS[0][:-99], b"x" * 999999), ErrorCode.PROTOCOL_ERROR),
        (drips(b"RTSP/1.0 200 OK\r\n\r\n", b"x"), ErrorCode.PROTOCOL_ERROR),
    ],
)
def test_what_never_ends_is_left(made: Callable[[Respond], Maker], respond: Respond, code: ErrorCode) -> None:
    assert failure(made(respond).address()).code is code


def failure(address: str) -> DeviceError:
    """What the driver told first."""
    watched = Watched(address, **STALLS_SOON)
    watched.camera.look()
    until(lambda: watched.events)
    error = watched.camera.status().error
    watched.camera.close()
    assert error is not None
    return error
