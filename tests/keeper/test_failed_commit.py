"""A sync that fails ends the keeper by design. It comes back, looks up by id what it does not know, and goes on."""

import asyncio
import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.case import ENDED, Case, Phase
from kiosk.domain.payment import PayByQr
from kiosk.keeper.queue_cli import run_queue_command
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run

LOOK_S = 0.05
ATTACH_S_MAX = 10.0


@contextmanager
def failing_disk(keeper: KeeperProcess) -> Iterator[None]:
    """From now on the first sync of any thread of this process fails, as a dying eMMC does."""
    command = ["strace", "-f", "-p", str(keeper.pid), "-o", "/dev/null", "-e", "inject=fdatasync:error=EIO:when=1"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:
        assert tracer.stderr is not None
        said = tracer.stderr.readline()
        if "attached" not in said:
            pytest.skip(f"strace may not attach here: {said}")
        try:
            yield
        finally:
            tracer.terminate()


@contextmanager
def kept_alive(keeper: KeeperProcess) -> Iterator[None]:
    """It is started again whenever it has ended, as `kiosk run` would."""

    async def nurse() -> None:
        while True:
            keeper.ensure()
            await asyncio.sleep(LOOK_S)

    task = asyncio.create_task(nurse())
    try:
        yield
    finally:
        task.cancel()


def failures(keeper: KeeperProcess) -> list[str]:
    lines = [json.loads(line) for line in keeper.log.read_text().splitlines()]
    return [line["code"] for line in lines if line["event"] == "keeper.failed"]


def check(keeper: KeeperProcess, hospital: HospitalStandIn, owed: BillSlip) -> None:
    assert failures(keeper) == ["COMMIT_UNKNOWN"]
    assert hospital.ledger.violations() == []
    truth = hospital.ledger.summary()[owed.bill_id]
    assert (truth.paid_fen - truth.refunded_fen, truth.settled) == (owed.amount_fen, True)
    assert run_queue_command(keeper.profile, "verify", "", "test")["intact"]


pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace makes the disk fail")


def test_the_sync_that_stores_the_payment_fails(
    keeper: KeeperProcess, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit() -> None:
        async with turns(keeper, hospital)() as turn:
            shown = await turn.until_code(await turn.start(owed, PayByQr()))
            with failing_disk(keeper), kept_alive(keeper):
                assert (await turn.pay_by_scanning(shown)).phase is Phase.SETTLED

    run(visit())
    check(keeper, hospital, owed)


def test_the_sync_that_stores_the_intent_fails_and_the_sale_is_refused_or_found_by_its_id(
    keeper: KeeperProcess, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def begun(turn: Turn) -> Case:
        """The call is made again by the client; a quote that was lost with the process is asked for again."""
        quote = await turn.quote(owed)
        with failing_disk(keeper):
            try:
                case = await turn.keeper.start_settlement(quote.quote_id, PayByQr())
            except Refused:
                case = await turn.start(owed, PayByQr())
        return case

    async def visit() -> None:
        async with turns(keeper, hospital)() as turn:
            with kept_alive(keeper):
                case = await begun(turn)
                if case.phase in ENDED:  # the intent was there, and it was closed before a byte had left
                    case = await turn.start(owed, PayByQr())
                assert (await turn.pay_by_scanning(case)).phase is Phase.SETTLED

    run(visit())
    check(keeper, hospital, owed)
