"""The keeper's beat: it stops when the writer, the settlements or the sender do, and not before."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.composition.keeper import hospital_of
from kiosk.keeper.books import open_books
from kiosk.keeper.client import KeeperClient
from kiosk.keeper.daemon import Keeper
from kiosk.keeper.protocol import GetHealth
from offline_queue.clock import SystemClock, SystemIds, SystemRandomness
from offline_queue.sender_thread import SenderThread
from tests.keeper.terminal import KeeperProcess, write_terminal

BEAT_WAIT_S_MAX = 20.0


@pytest.fixture
def beats(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Where systemd would listen."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(BEAT_WAIT_S_MAX)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield listener


def test_systemd_hears_the_shipped_keeper_turn(beats: socket.socket, tmp_path: Path, hospital: HospitalStandIn) -> None:
    keeper = KeeperProcess(write_terminal(tmp_path, hospital))
    keeper.start()
    try:
        for _ in range(2):
            assert b"WATCHDOG=1" in beats.recv(100)
    finally:
        keeper.stop()


class Still(SenderThread):
    def still_ms(self) -> int:
        return 1 << 40


@pytest.mark.parametrize("hangs", ["nothing", "sender", "door"])
def test_one_thread_that_hangs_ends_the_beat(hangs: str, tmp_path: Path, hospital: HospitalStandIn) -> None:
    profile = write_terminal(tmp_path, hospital)
    place = profile.keeper
    books = open_books(place.data, place.key_file, SystemClock(), "T01")
    beaten: list[None] = []
    keeper = Keeper(
        profile,
        books,
        hospital_of(profile),
        SystemIds(),
        SystemRandomness(),
        lambda event, **facts: None,
        lambda error: pytest.fail(str(error)),
        lambda: beaten.append(None),
    )
    keeper.start()
    if hangs == "sender":
        keeper._sender.__class__ = Still
    if hangs == "door":
        keeper._server.close()
        keeper._server._thread.join()
    else:
        KeeperClient(place.socket).call(GetHealth())
    keeper._prove_life()
    keeper.close()  # the store stays open: a thread may still be in it
    assert bool(beaten) is (hangs == "nothing")
