"""Who begins a frame and does not end it is cut off, so that the door stays open for the turn."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.keeper.client import KeeperClient
from kiosk.keeper.frames import FrameDecoder, frame
from kiosk.keeper.protocol import VERSION, Call, GetHealth, HealthReport, Request
from kiosk.keeper.server import CONNECTIONS_MAX, Server

FRAME_S_MAX = 1.0
PATIENCE_S_MAX = 30.0
CALL = frame(Call(VERSION, 1, 5.0, GetHealth()))


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    def handle(request: Request, deadline_s: float) -> object:
        return HealthReport(True, True)

    errors: list[BaseException] = []
    made = Server(tmp_path / "s", handle, errors.append, FRAME_S_MAX)
    made.start()
    yield made
    made.close()
    assert errors == []


def peer(path: Path) -> socket.socket:
    made = socket.socket(socket.AF_UNIX)
    made.settimeout(PATIENCE_S_MAX)
    made.connect(str(path))
    return made


@pytest.mark.parametrize("said", [b"", CALL[:1], CALL[:3], CALL[:-1], CALL + CALL[:2]])
def test_half_frames_do_not_hold_the_door(server: Server, tmp_path: Path, said: bytes) -> None:
    peers = [peer(tmp_path / "s") for _ in range(CONNECTIONS_MAX)]
    for each in peers:
        each.sendall(said)
    for each in peers:
        while each.recv(4096):
            pass  # at most an answer, then the end
        each.close()
    assert KeeperClient(tmp_path / "s").call(GetHealth()) == HealthReport(True, True)


def test_a_frame_that_drips_is_cut_off_too(server: Server, tmp_path: Path) -> None:
    dripping = peer(tmp_path / "s")
    ended = threading.Event()

    def drip() -> None:
        for number in range(len(CALL) - 1):
            try:
                dripping.sendall(CALL[number : number + 1])
            except OSError:
                return
            if ended.wait(FRAME_S_MAX / 10):
                return

    thread = threading.Thread(target=drip)
    thread.start()
    assert dripping.recv(10) == b""
    ended.set()
    thread.join()
    dripping.close()


def test_a_turn_may_be_silent_between_two_calls(server: Server, tmp_path: Path) -> None:
    with peer(tmp_path / "s") as turn:
        for _ in range(2):
            turn.sendall(CALL)
            decoder = FrameDecoder()
            while not decoder.feed(turn.recv(4096)):
                pass
            turn.settimeout(1.5 * FRAME_S_MAX)
            with pytest.raises(TimeoutError):
                turn.recv(1)
            turn.settimeout(PATIENCE_S_MAX)
