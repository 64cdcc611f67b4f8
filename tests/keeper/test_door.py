"""Who may call, and what becomes of those who do not speak the protocol."""

import asyncio
import os
import socket
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.payment import PayByQr
from kiosk.keeper.client import AsyncKeeperClient, KeeperClient
from kiosk.keeper.frames import frame
from kiosk.keeper.protocol import VERSION, Call, GetHealth, QueueCommand, Refusal
from kiosk.keeper.refused import Refused
from kiosk.keeper.server import Server
from tests.keeper.conftest import OpenTurn
from tests.keeper.terminal import KeeperProcess, run

NOBODY = 65534


@pytest.mark.parametrize(
    "said",
    [
        b"GET / HTTP/1.1\r\n\r\n",
        struct.pack(">I", 5) + b"[1,2]",
        struct.pack(">I", 2) + b"\xff\xff",
        struct.pack(">I", 4000) + b"[" * 4000,
        frame(Call(VERSION + 1, 1, 1.0, GetHealth())),
        b"\xff\xff\xff\xff",
    ],
)
def test_what_is_not_the_protocol_is_cut_off_and_hurts_nobody(
    said: bytes, standing_keeper: KeeperProcess, open_turn: OpenTurn
) -> None:
    async def others() -> None:
        async with open_turn() as turn:
            assert (await turn.keeper.health()).reachable

    run(others())
    with socket.socket(socket.AF_UNIX) as peer:
        peer.settimeout(5)
        peer.connect(str(standing_keeper.profile.keeper.socket))
        peer.sendall(said)
        while peer.recv(4096):
            pass  # at most a refusal, then the end
    run(others())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try as somebody else")
def test_another_user_is_not_let_in() -> None:
    """Even if the socket's mode let them: the peer's uid is asked of the kernel."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "s"
        server = Server(path, lambda request, deadline_s: None, lambda error: None)
        server.start()
        Path(folder).chmod(0o755)
        path.chmod(0o777)
        try_it = f"""
import os, socket
os.setuid({NOBODY})
peer = socket.socket(socket.AF_UNIX); peer.settimeout(5); peer.connect({str(path)!r})
try:
    peer.sendall({frame(Call(VERSION, 1, 1.0, GetHealth()))!r})
    print(len(peer.recv(10)))
except OSError:
    print(0)
"""
        found = subprocess.run([sys.executable, "-c", try_it], capture_output=True, text=True, timeout=20, check=True)
        server.close()
    assert found.stdout.strip() == "0"


def test_the_socket_is_for_its_owner_only(standing_keeper: KeeperProcess, open_turn: OpenTurn) -> None:
    async def visit() -> None:
        async with open_turn():
            assert standing_keeper.profile.keeper.socket.stat().st_mode & 0o777 == 0o600

    run(visit())


def test_a_handle_and_a_quote_are_good_for_the_visit_that_made_them(open_turn: OpenTurn, owed: BillSlip) -> None:
    async def visit() -> None:
        async with open_turn() as first:
            patient = await first.identify(owed.person_key)
            quote = await first.quote(owed)
            async with open_turn() as second:
                for refused in (
                    first.keeper.unpaid_bills(patient.handle),
                    second.keeper.unpaid_bills(patient.handle),
                    second.keeper.preview(patient.handle, (owed.bill_id,), ""),
                    first.keeper.start_settlement(quote.quote_id, PayByQr()),
                ):
                    with pytest.raises(Refused) as caught:
                        await refused
                    assert caught.value.refusal is Refusal.NOT_ALLOWED
                with pytest.raises(Refused) as caught:
                    await second.keeper.start_settlement(quote.quote_id, PayByQr())
                assert caught.value.refusal is Refusal.QUOTE_EXPIRED

    run(visit())


def test_bills_that_were_not_shown_cannot_be_previewed(open_turn: OpenTurn, owed: BillSlip) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            patient = await turn.identify(owed.person_key)
            with pytest.raises(Refused) as caught:
                await turn.keeper.preview(patient.handle, (owed.bill_id,), "")
            assert caught.value.refusal is Refusal.NOT_ALLOWED

    run(visit())


def test_going_back_and_choosing_again_finds_the_bills_free(
    open_turn: OpenTurn, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            quote = await turn.quote(owed)
            await turn.keeper.release_quote(quote.quote_id)
            again = await turn.quote(owed)
            assert again.quote_id != quote.quote_id

    run(visit())


def test_a_watch_does_not_hold_up_other_calls(open_turn: OpenTurn, owed: BillSlip) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            shown = await turn.until_code(await turn.start(owed, PayByQr()))
            watch = asyncio.create_task(turn.keeper.watch_case(shown.case_id, shown.version, 15.0))
            await turn.keeper.health()
            assert not watch.done()
            await turn.keeper.cancel_case(shown.case_id)
            assert (await watch).version > shown.version
            await turn.until_ended(shown)

    run(visit())


def test_without_a_keeper_the_turn_is_told_so_after_a_bounded_wait(tmp_path: Path) -> None:
    async def call() -> None:
        await AsyncKeeperClient(tmp_path / "none", 0.2).activate()

    with pytest.raises(Refused) as caught:
        run(call())
    assert caught.value.refusal is Refusal.KEEPER_UNREACHABLE
    with pytest.raises(Refused):
        KeeperClient(tmp_path / "none").call(QueueCommand("list"))


def test_the_turns_side_loads_neither_network_nor_database() -> None:
    forbidden = ("requests", "urllib3", "sqlite3", "kiosk.settlement", "offline_queue", "cryptography")
    look = f"import sys, kiosk.keeper.client; print([m for m in sys.modules if m in {forbidden!r}])"
    found = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, timeout=20, check=True)
    assert found.stdout.strip() == "[]"
