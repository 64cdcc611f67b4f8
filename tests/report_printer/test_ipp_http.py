"""The wire under IPP: over TCP and a Unix socket, and whatever a printer's web server may do."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.transport.ipp_http import ANSWER_BYTES_MAX, IppHttp, LostOnTheWay

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\nContent-Length: 4\r\n\r\nyes!"
Behave = Callable[[socket.socket], None]
Served = Callable[[Behave], IppHttp]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """One connection is served, then the door is shut."""
    doors: list[socket.socket] = []

    def serve(behave: Behave) -> IppHttp:
        door = socket.socket(socket.AF_UNIX)
        door.bind(str(tmp_path / "s"))
        door.listen(1)
        doors.append(door)

        def once() -> None:
            peer, _ = door.accept()
            with peer, suppress(OSError):  # the driver hangs up first
                behave(peer)

        threading.Thread(target=once, daemon=True).start()
        return IppHttp(f"ipp+unix:{tmp_path}/s#/printers/a4")

    yield serve
    for door in doors:
        door.close()


def request_of(peer: socket.socket) -> bytes:
    """The whole of it, by its length."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += peer.recv(4096)
    head, _, body = data.partition(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    while len(body) < length:
        body += peer.recv(65536)
    return head + b"\r\n\r\n" + body


def test_a_message_and_its_document_are_one_post_over_a_unix_socket(served: Served) -> None:
    got: list[bytes] = []

    def behave(peer: socket.socket) -> None:
        got.append(request_of(peer))
        peer.sendall(OK)

    wire = served(behave)
    assert wire.printer_uri == "ipp://localhost/printers/a4"
    assert wire.post(b"ask", 5, b"document") == b"yes!"
    assert got[0].startswith(b"POST /printers/a4 HTTP/1.1\r\n") and got[0].endswith(b"\r\n\r\naskdocument")
    assert b"Content-Type: application/ipp\r\n" in got[0]


def says(answer: bytes) -> Behave:
    def behave(peer: socket.socket) -> None:
        request_of(peer)
        peer.sendall(answer)

    return behave


def silent(peer: socket.socket) -> None:
    while peer.recv(4096):
        pass  # until the driver hangs up


def dripping(peer: socket.socket) -> None:
    request_of(peer)
    peer.sendall(OK[:-4])
    for byte in b"yes":
        time.sleep(0.15)
        peer.send(bytes([byte]))
    silent(peer)


LONG = b"HTTP/1.1 200 OK\r\nContent-Type: application/ipp\r\n\r\n" + b"x" * (ANSWER_BYTES_MAX + 2)


@pytest.mark.parametrize(
    ("behave", "code", "left"),
    [
        (says(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"), ErrorCode.DEVICE_BUSY, False),
        (says(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n"), ErrorCode.PROTOCOL_ERROR, False),
        (says(OK.replace(b"application/ipp", b"text/html")), ErrorCode.PROTOCOL_ERROR, False),
        (says(LONG), ErrorCode.PROTOCOL_ERROR, False),
        (says(b"garbage\r\n\r\n"), ErrorCode.DEVICE_OFFLINE, True),
        (says(b""), ErrorCode.DEVICE_OFFLINE, True),
        (silent, ErrorCode.TIMEOUT, True),
        (dripping, ErrorCode.TIMEOUT, True),
    ],
    ids=["503", "404", "html", "endless", "garbage", "hangs up", "silent", "drips"],
)
def test_what_is_no_answer_is_told_by_code_and_whether_anything_had_left(
    served: Served, behave: Behave, code: ErrorCode, left: bool
) -> None:
    with pytest.raises(DeviceError) as failed:
        served(behave).post(b"ask", 0.4 if code is ErrorCode.TIMEOUT else 30)
    assert failed.value.code is code
    assert isinstance(failed.value, LostOnTheWay) is left


def test_a_refusal_that_comes_before_the_document_was_taken_is_heard(served: Served) -> None:
    def refuses(peer: socket.socket) -> None:
        peer.recv(4096)
        peer.sendall(OK)
        peer.shutdown(socket.SHUT_WR)
        while peer.recv(1 << 20):
            pass

    assert served(refuses).post(b"ask", 5, b"x" * (4 << 20)) == b"yes!"


def test_closing_ends_a_call_that_is_under_way(served: Served) -> None:
    wire = served(silent)
    threading.Timer(0.1, wire.close).start()
    with pytest.raises(LostOnTheWay):
        wire.post(b"ask", 10)
    with pytest.raises(DeviceError) as closed:
        wire.post(b"ask", 10)
    assert not isinstance(closed.value, LostOnTheWay)
