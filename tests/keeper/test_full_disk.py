"""Q17 on a real file system that is full: a settlement in the middle ends well, on the reserve; nothing new starts."""

import asyncio
import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.case import Phase
from kiosk.domain.payment import PayByQr
from kiosk.keeper.queue_cli import run_queue_command
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, run, write_terminal

DISK_MB = 4
LOOK_S = 0.05
CHUNK_BYTES = 4096


@pytest.fixture
def keeper(tmp_path: Path, hospital: HospitalStandIn) -> Iterator[KeeperProcess]:
    """Its data on a disk of 4 MB; 1 MB of them is kept free."""
    made = KeeperProcess(write_terminal(tmp_path, hospital, reverse_after_s_min=0.4, disk_free_mb_min=1))
    data = made.profile.keeper.data
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK_MB}m,mode=700", "tmpfs", str(data)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a file system can be mounted by root only")
    try:
        made.start()
        yield made
    finally:
        made.stop()
        subprocess.run(["umount", "-l", str(data)], check=True)


def fill(disk: Path) -> Path:
    """To the last byte that an ordinary process may write."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * CHUNK_BYTES):
            pass
    return ballast


async def keep_alive(keeper: KeeperProcess) -> None:
    """It ends at a failed commit and is started again, as `kiosk run` would."""
    while True:
        keeper.ensure()
        await asyncio.sleep(LOOK_S)


def test_q17_a_settlement_ends_on_the_reserve_and_nothing_new_starts_until_there_is_room(
    keeper: KeeperProcess, hospital: HospitalStandIn, bills: Iterator[BillSlip]
) -> None:
    first, second = next(bills), next(bills)
    reserve = keeper.profile.keeper.data / "reserve"

    async def visit() -> None:
        async with turns(keeper, hospital)() as turn:
            shown = await turn.until_code(await turn.start(first, PayByQr()))
            assert reserve.exists()
            ballast = fill(keeper.profile.keeper.data)
            nurse = asyncio.create_task(keep_alive(keeper))
            assert (await turn.pay_by_scanning(shown)).phase is Phase.SETTLED
            assert not reserve.exists()
            report = await turn.keeper.health()
            assert (report.closed_by, report.reserve_held) == ("RESERVE_SPENT", False)
            quote = await turn.quote(second)
            with pytest.raises(Refused, match="PAYMENT_CLOSED_NOW"):
                await turn.keeper.start_settlement(quote.quote_id, PayByQr())
            ballast.unlink()
            while (await turn.keeper.health()).closed_by:
                await asyncio.sleep(0.1)
            assert reserve.exists()
            case = await turn.keeper.start_settlement(quote.quote_id, PayByQr())
            assert (await turn.pay_by_scanning(case)).phase is Phase.SETTLED
            nurse.cancel()

    run(visit())
    assert hospital.ledger.violations() == []
    assert run_queue_command(keeper.profile, "verify", "", "test")["intact"]
