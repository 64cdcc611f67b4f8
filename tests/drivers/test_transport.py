"""The byte streams themselves, over real sockets and ptys."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from drivers.api.errors import Action, DeviceError, ErrorCode
from drivers.backoff import delays
from drivers.transport.byte_stream import ByteStream
from drivers.transport.open_stream import line_settings, open_stream
from hardware_sim.printer.channel import Channel, PtyChannel, TcpChannel

WAIT_S_MAX = 10.0
FOREVER_S = 3600.0


@pytest.fixture(params=["tcp", "pty"])
def far_end(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Channel]:
    channel: Channel = TcpChannel() if request.param == "tcp" else PtyChannel(tmp_path / "line")
    channel.plug()
    yield channel
    channel.unplug()


@pytest.fixture
def stream(far_end: Channel) -> Iterator[ByteStream]:
    opened = open_stream(far_end.address, {})
    opened.open(WAIT_S_MAX)
    far_end.read()  # accepts the connection, where there is one
    yield opened
    opened.close()


def receive(far_end: Channel, count: int) -> bytes:
    data = b""
    while len(data) < count:
        data += far_end.read()
    return data


def error_of(thread_pool_result: "object") -> DeviceError:
    assert isinstance(thread_pool_result, DeviceError)
    return thread_pool_result


def test_all_byte_values_pass_both_ways(far_end: Channel, stream: ByteStream) -> None:
    every = bytes(range(256))
    stream.write(every, WAIT_S_MAX)
    assert receive(far_end, 256) == every
    far_end.write(every)
    data = b""
    while len(data) < 256:
        data += stream.read(100, WAIT_S_MAX)
    assert data == every


def test_nothing_to_read_is_no_error(stream: ByteStream) -> None:
    assert stream.read(10, 0.01) == b""


def test_closing_wakes_a_reader_that_would_wait_for_ever(stream: ByteStream) -> None:
    with ThreadPoolExecutor(1) as worker:
        reading = worker.submit(stream.read, 1, FOREVER_S)
        stream.close()
        assert error_of(reading.exception(WAIT_S_MAX)).code is ErrorCode.DEVICE_OFFLINE
    stream.close()


def test_a_far_end_that_takes_nothing_times_the_write_out(stream: ByteStream) -> None:
    with pytest.raises(DeviceError) as caught:
        stream.write(bytes(50_000_000), 0.1)
    assert caught.value.code is ErrorCode.TIMEOUT


def test_a_far_end_that_goes_away_is_offline_with_the_cause(far_end: Channel, stream: ByteStream) -> None:
    far_end.unplug()
    with pytest.raises(DeviceError) as caught:
        stream.read(1, WAIT_S_MAX)
    assert caught.value.code is ErrorCode.DEVICE_OFFLINE


def test_the_trace_sees_every_byte_in_its_direction(far_end: Channel) -> None:
    seen: list[tuple[str, bytes]] = []
    stream = open_stream(far_end.address, {}, lambda direction, data: seen.append((direction, data)))
    stream.open(WAIT_S_MAX)
    far_end.read()
    stream.write(b"there", WAIT_S_MAX)
    assert receive(far_end, 5) == b"there"
    far_end.write(b"back")
    stream.read(10, WAIT_S_MAX)
    stream.close()
    assert seen == [("sent", b"there"), ("received", b"back")]


def test_a_closed_stream_is_offline(far_end: Channel) -> None:
    stream = open_stream(far_end.address, {})
    for use in (lambda: stream.read(1, 0.0), lambda: stream.write(b"x", 0.0)):
        with pytest.raises(DeviceError):
            use()


def test_a_port_where_nothing_listens_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(DeviceError) as caught:
        open_stream(f"tcp://127.0.0.1:{port}", {}).open(WAIT_S_MAX)
    assert caught.value.code is ErrorCode.DEVICE_OFFLINE
    assert isinstance(caught.value.__cause__, OSError)


@pytest.mark.parametrize("address", ["", "COM1", "tcp://", "tcp://host", "tcp://host:port", "tcp://:9100", "udp://a:1"])
def test_an_address_that_cannot_be_is_a_matter_of_configuration(address: str) -> None:
    with pytest.raises(DeviceError) as caught:
        open_stream(address, {})
    assert caught.value.action is Action.CONFIGURATION


@pytest.mark.parametrize(
    "options", [{"baud": 1}, {"parity": "X"}, {"stop_bits": 3}, {"data_bits": 9}, {"flow": 1}, {"baud": True}]
)
def test_line_settings_that_cannot_be_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(DeviceError):
        line_settings(options)


def test_line_settings_reach_the_port() -> None:
    settings = line_settings({"baud": 115200, "parity": "E", "stop_bits": 2, "flow": "rtscts"})
    assert (settings.baud, settings.parity, settings.stop_bits, settings.flow) == (115200, "E", 2, "rtscts")


def test_waits_between_attempts_double_up_to_their_limit() -> None:
    waits = delays(0.1, 0.5)
    assert [next(waits) for _ in range(5)] == [0.1, 0.2, 0.4, 0.5, 0.5]
