"""One call on a raw socket: whatever comes back, an outcome, in time, and never an exception of somebody else's."""

import re
import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.hospital.exchange import BODY_BYTES_MAX, Exchange, NoReply, Reply, retry_after
from tests.hospital_client.wire import RawServer, http

Serve = Callable[[Callable[[socket.socket, bytes], None]], Exchange]


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers: list[RawServer] = []
    exchanges: list[Exchange] = []

    def start(answer: Callable[[socket.socket, bytes], None]) -> Exchange:
        servers.append(RawServer(answer))
        exchanges.append(Exchange(servers[-1].url, "T01"))
        return exchanges[-1]

    yield start
    for exchange in exchanges:
        exchange.close()
    for server in servers:
        server.close()


def saying(answer: bytes) -> Callable[[socket.socket, bytes], None]:
    return lambda peer, _request: peer.sendall(answer)


def outcome(exchange: Exchange, s_max: float = 5.0) -> Reply | str:
    try:
        return exchange.call("GET", "/v1/health", s_max=s_max)
    except NoReply as error:
        return error.reason


def test_the_request_is_what_the_contract_asks_for() -> None:
    server = RawServer(saying(http(200, b"{}")))
    exchange = Exchange(server.url, "T01")
    reply = exchange.call("POST", "/v1/payments", s_max=5, body=b'{"a":1}', headers={"Idempotency-Key": "YZ1"})
    exchange.close()
    server.close()
    (request,) = server.requests
    head, _, body = request.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0] == "POST /v1/payments HTTP/1.1"
    assert {"X-Terminal-Id: T01", "Idempotency-Key: YZ1", "Content-Type: application/json"} <= set(lines)
    assert body == b'{"a":1}'
    assert reply == Reply(200, "application/json", b"{}", None)


def test_a_redirect_is_not_followed(serve: Serve) -> None:
    exchange = serve(saying(http(302, b"", more="Location: http://127.0.0.1:1/elsewhere\r\n")))
    reply = outcome(exchange)
    assert isinstance(reply, Reply)
    assert reply.status == 302


def test_the_environment_names_no_proxy(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert isinstance(outcome(serve(saying(http(200, b"{}")))), Reply)


def test_a_cookie_is_not_kept() -> None:
    server = RawServer(saying(http(200, b"{}", more="Set-Cookie: a=b; Path=/\r\n")))
    exchange = Exchange(server.url, "T01")
    for _ in range(2):
        outcome(exchange)
    exchange.close()
    server.close()
    assert not any(b"ookie" in request for request in server.requests)


def test_too_long_an_answer_is_none(serve: Serve) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
    assert outcome(serve(saying(head + b" " * (BODY_BYTES_MAX + 1)))) == "HOSPITAL_ERROR"


def test_an_answer_that_is_cut_off_is_none(serve: Serve) -> None:
    assert outcome(serve(saying(http(200, b'{"state": "SUCCESS"}')[:-3]))) in ("HOSPITAL_UNREACHABLE", "HOSPITAL_ERROR")


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_drips_is_left_when_the_whole_call_takes_too_long(part: str, serve: Serve) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n"

    def drip(peer: socket.socket, _request: bytes) -> None:
        peer.sendall(head if part == "head" else head + b"\r\n")
        for number in count():
            peer.sendall(f"X-{number}: 1\r\n".encode() if part == "head" else b" ")
            time.sleep(0.05)  # the fault itself, not a wait of the test

    began = time.monotonic()
    assert outcome(serve(drip), s_max=0.5) == "HOSPITAL_UNREACHABLE"
    assert time.monotonic() - began < 60.0


def test_a_server_that_says_nothing_is_left(serve: Serve) -> None:
    def nothing(peer: socket.socket, _request: bytes) -> None:
        peer.recv(1)

    assert outcome(serve(nothing), s_max=0.3) == "HOSPITAL_UNREACHABLE"


def test_nobody_there_is_unreachable() -> None:
    with socket.socket() as held:  # so that nobody else may listen there meanwhile
        held.bind(("127.0.0.1", 0))
        port = held.getsockname()[1]
        assert outcome(Exchange(f"http://127.0.0.1:{port}", "T01")) == "HOSPITAL_UNREACHABLE"


def test_the_servers_clock_is_compared_with_ours(serve: Serve) -> None:
    exchange = serve(saying(http(200, b"{}", more="Date: Tue, 01 Jan 2036 00:00:00 GMT\r\n")))
    outcome(exchange)
    assert exchange.skew_s > 365 * 24 * 3600


def test_each_request_tells_our_clock_and_once_heard_how_far_it_was_from_the_servers() -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    server = RawServer(saying(http(200, b"{}", more=f"Date: {date}\r\n")))
    exchange = Exchange(server.url, "T01")
    for _ in range(2):
        outcome(exchange)
    exchange.close()
    server.close()
    first, second = (request.lower() for request in server.requests)
    assert b"x-terminal-time: " in first
    assert b"x-clock-offset-ms" not in first
    (offset,) = re.findall(rb"x-clock-offset-ms: (-?\d+)", second)
    assert abs(int(offset) - 3_600_000) < 60_000


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(lambda tail: b"HTTP/1.1 200 OK\r\n" + tail)))
def test_any_bytes_have_an_outcome(answer: bytes) -> None:
    server = RawServer(saying(answer))
    exchange = Exchange(server.url, "T01")
    try:
        assert isinstance(outcome(exchange), Reply | str)
    finally:
        exchange.close()
        server.close()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("7", 7.0),
        ("0", 1.0),
        ("86400", 900.0),
        ("Mon, 23 Nov 2026 01:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2020 01:00:30 GMT", 1.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("٧", None),
        ("9" * 400, None),
    ],
)
def test_retry_after_has_two_forms_and_two_ends(text: str, seconds: float | None) -> None:
    assert retry_after(text, lambda: datetime(2026, 11, 23, 1, 0, tzinfo=UTC)) == seconds


@given(st.text(max_size=80))
def test_any_retry_after_is_read(text: str) -> None:
    wish = retry_after(text)
    assert wish is None or 1.0 <= wish <= 900.0
