"""The simulator's stream, read by programs that are not ours; and the strip that it draws."""

import io
import socket
import subprocess
import time

import numpy as np
import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hardware_sim.camera import bit_strip
from hardware_sim.camera.camera import BOUNDARY, PATH, SimulatedCamera
from hardware_sim.camera.faults import CameraFault
from tests.camera.conftest import WAIT_S_MAX, until

ENDLESS_BYTES = 1 << 20


def _parts(address: str, count: int) -> list[tuple[dict[str, str], bytes]]:
    """Head and body of each part, by RFC 2046 and each part's own length."""
    found: list[tuple[dict[str, str], bytes]] = []
    with requests.get(address, stream=True, timeout=WAIT_S_MAX) as answer:
        assert answer.headers["Content-Type"] == f"multipart/x-mixed-replace; boundary={BOUNDARY}"
        raw = answer.raw
        while len(found) < count:
            assert raw.readline().strip() in (b"", f"--{BOUNDARY}".encode()) or found
            head: dict[str, str] = {}
            while line := raw.readline().strip():
                if b":" in line:
                    name, _, value = line.partition(b":")
                    head[name.decode().lower()] = value.strip().decode()
            if head:
                found.append((head, raw.read(int(head["content-length"]))))
    return found


def test_another_program_takes_the_parts_apart(lobby: SimulatedCamera) -> None:
    parts = _parts(lobby.address, 5)
    assert {head["content-type"] for head, _ in parts} == {"image/jpeg"}
    pictures = [Image.open(io.BytesIO(body)) for _, body in parts]
    assert {picture.size for picture in pictures} == {lobby.size}
    numbers = [_number(np.asarray(picture.convert("RGB"))) for picture in pictures]
    assert numbers == sorted(set(numbers))  # who comes late for one gets the next
    assert len({body for _, body in parts}) == 5  # however still the lobby, its noise is another each time


def _number(picture: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> int:
    stamp = bit_strip.read(picture)
    assert stamp is not None and 0 <= time.monotonic() - stamp.sent_s < 60
    return stamp.number


def test_curl_gets_pictures_until_it_has_enough(lobby: SimulatedCamera) -> None:
    heard, boundary = b"", f"--{BOUNDARY}".encode()
    with subprocess.Popen(["curl", "-sN", lobby.address], stdout=subprocess.PIPE, bufsize=0) as curl:
        assert curl.stdout is not None
        while heard.count(boundary) < 5:
            heard += (more := curl.stdout.read(1 << 16))
            assert more, "the stream goes on"
        curl.terminate()
    assert [part.count(b"\xff\xd8\xff\xe0") for part in heard.split(boundary)[:5]] == [0, 1, 1, 1, 1]
    until(lambda: not lobby.looked_at)


def test_several_may_look_and_nothing_is_drawn_for_nobody(lobby: SimulatedCamera) -> None:
    assert lobby.last_jpeg == b""
    with (
        requests.get(lobby.address, stream=True, timeout=WAIT_S_MAX),
        requests.get(lobby.address, stream=True, timeout=WAIT_S_MAX),
    ):
        until(lambda: lobby.last_jpeg)
    until(lambda: not lobby.looked_at)
    assert lobby.last_jpeg == b""


def test_it_is_told_when_somebody_looks() -> None:
    told: list[bool] = []
    camera = SimulatedCamera(fps=30, on_look=told.append)
    camera.start()
    with requests.get(camera.address, stream=True, timeout=WAIT_S_MAX):
        until(lambda: told == [True])
    until(lambda: told == [True, False])
    camera.stop()


def test_other_paths_are_not_there(lobby: SimulatedCamera) -> None:
    assert requests.get(lobby.address + "s", timeout=5).status_code == 404


def test_unplugged_nothing_answers_and_mended_it_does_at_the_same_address(lobby: SimulatedCamera) -> None:
    address = lobby.address
    lobby.set_fault(CameraFault.UNPLUG)
    with pytest.raises(requests.ConnectionError):
        requests.get(address, stream=True, timeout=WAIT_S_MAX)
    lobby.mend()
    assert lobby.address == address and len(_parts(address, 1)) == 1


@given(st.integers(0, 2**24 - 1), st.floats(0, 10_000_000), st.sampled_from([160, 640, 1280]), st.integers(60, 95))
def test_the_strip_outlives_a_jpeg(number: int, sent_s: float, width: int, quality: int) -> None:
    picture = np.random.default_rng(number).integers(0, 256, (64, width, 3), np.uint8)
    bit_strip.draw(picture, number, sent_s)
    kept = io.BytesIO()
    Image.fromarray(picture).save(kept, "JPEG", quality=quality)
    stamp = bit_strip.read(np.asarray(Image.open(kept)))
    assert stamp is not None and stamp.number == number and abs(stamp.sent_s - sent_s) < 0.001


def test_a_damaged_strip_says_nothing() -> None:
    picture = np.full((64, 640, 3), 128, np.uint8)
    assert bit_strip.read(picture) is None
    bit_strip.draw(picture, 7, 1.0)
    picture[:16, 8:16] = 255 - picture[:16, 8:16]
    assert bit_strip.read(picture) is None


def test_whoever_was_taken_just_before_it_hung_up_is_hung_up_on_as_well(lobby: SimulatedCamera) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_connection(listener.getsockname()) as viewer:
        taken, peer = listener.accept()
        server = lobby._server
        assert server is not None
        lobby.set_fault(CameraFault.DROP)
        viewer.sendall(f"GET {PATH} HTTP/1.0\r\n\r\n".encode())
        server.process_request(taken, peer)
        viewer.settimeout(10)
        with viewer.makefile("rb") as answer:
            assert len(answer.read(ENDLESS_BYTES)) < ENDLESS_BYTES
    until(lambda: not lobby.looked_at)
