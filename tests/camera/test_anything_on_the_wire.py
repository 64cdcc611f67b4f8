"""A server that sends anything at all: the driver ends in a coded error or has a picture, and can be closed."""

import socket
import threading
from collections.abc import Iterator

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drivers.api.errors import DeviceError, ErrorCode
from drivers.models.opencv_camera import OpencvCamera
from tests.camera.conftest import until

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=b\r\n\r\n"
JPEG = cv2.imencode(".jpg", np.full((96, 96, 3), 120, np.uint8))[1].tobytes()
PLAYLIST = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:9\n#EXTINF:1.0,\n{}.ts\n#EXT-X-ENDLIST\n"
CODES = {
    *(ErrorCode.DEVICE_OFFLINE, ErrorCode.TIMEOUT, ErrorCode.PROTOCOL_ERROR),
    *(ErrorCode.CAMERA_STALLED, ErrorCode.CAMERA_DARK, ErrorCode.CAMERA_FROZEN),
}
SHORT = {"open_s_max": 0.2, "read_s_max": 0.1, "reopen_s_max": 0.05}


class Says:
    """Answers every request with the same bytes, and hangs up."""

    def __init__(self) -> None:
        self.answer, self.asked = b"", 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}/stream"
        threading.Thread(target=self._run, daemon=True).start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _run(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            with line:
                line.settimeout(1)
                try:
                    if line.recv(4096):
                        self.asked += 1
                        line.sendall(self.answer)
                except OSError:
                    continue


@pytest.fixture
def says() -> Iterator[Says]:
    server = Says()
    yield server
    server.close()


def _part(body: bytes) -> bytes:
    return b"--b\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n\r\n" % len(body) + body + b"\r\n"


def _damaged(change: tuple[int, int]) -> bytes:
    at, value = change
    data = bytearray(JPEG)
    data[at % len(data)] = value
    return bytes(data)


bodies = st.binary(max_size=200) | st.just(JPEG) | st.tuples(st.integers(0, 5000), st.integers(0, 255)).map(_damaged)
streams = st.lists(bodies, max_size=6).map(lambda parts: HEAD + b"".join(map(_part, parts)))
cut_streams = st.tuples(streams, st.integers(0, 1500)).map(lambda each: each[0][: each[1]])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300) | streams | cut_streams)
def test_anything_at_all(says: Says, capfd: pytest.CaptureFixture[str], answer: bytes) -> None:
    says.answer = answer
    camera = OpencvCamera("camera", says.address, SHORT)
    camera.look()
    try:
        assert camera.frame(0, 0.3).pixels.shape[2] == 3
    except DeviceError as error:
        code = error.code
        assert code in CODES
    finally:
        camera.close()
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "answer",
    [
        "HTTP/1.1 302 Found\r\nLocation: {}\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nffconcat version 1.0\nfile {}\n",
        "HTTP/1.1 200 OK\r\nContent-Type: audio/mpegurl\r\n\r\n" + PLAYLIST,
    ],
)
def test_a_camera_that_sends_us_elsewhere_is_not_followed(says: Says, answer: str) -> None:
    other = Says()
    says.answer = answer.format(other.address).encode()
    other.answer = HEAD + _part(JPEG) * 3
    camera = OpencvCamera("camera", says.address, SHORT)
    camera.look()
    with pytest.raises(DeviceError):
        camera.frame(0, 1.0)
    until(lambda: says.asked > 1)  # it has had the answer, and asks here again
    camera.close()
    assert not other.asked
    other.close()
