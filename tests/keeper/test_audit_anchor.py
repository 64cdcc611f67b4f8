"""Q16 over the whole way: the chain's head is at the server after a visit, and what is done to the file shows."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.case import Phase
from kiosk.domain.payment import PayByQr
from kiosk.keeper.client import AsyncKeeperClient
from kiosk.keeper.queue_cli import run_queue_command
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, run, write_terminal

FREE = "DROP TRIGGER audit_immutable; DROP TRIGGER audit_forever;"  # who edits the file by hand is not held by them
NEWEST = "(SELECT max(seq) FROM audit)"


@pytest.fixture
def keeper(tmp_path: Path, hospital: HospitalStandIn, owed: BillSlip) -> KeeperProcess:
    """One paid visit has ended, and the process with it."""
    made = KeeperProcess(write_terminal(tmp_path, hospital, reverse_after_s_min=0.4))
    pay_a_visit(made, hospital, owed)
    return made


def pay_a_visit(keeper: KeeperProcess, hospital: HospitalStandIn, owed: BillSlip) -> None:
    async def visit() -> None:
        async with turns(keeper, hospital)() as turn:
            assert (await turn.pay_by_scanning(await turn.start(owed, PayByQr()))).phase is Phase.SETTLED
            await turn.keeper.end_visit()

    keeper.start()
    run(visit())
    assert keeper.wait() == 0


def database(keeper: KeeperProcess) -> Path:
    return keeper.profile.keeper.data / "keeper.db"


def edit(keeper: KeeperProcess, script: str) -> None:
    with closing(sqlite3.connect(database(keeper))) as connection:
        connection.executescript(script)


def heads_of(keeper: KeeperProcess, hospital: HospitalStandIn) -> dict[int, str]:
    with closing(sqlite3.connect(database(keeper))) as connection:
        (first,) = connection.execute("SELECT hash FROM audit WHERE seq = 1").fetchone()
    return hospital.hospital.desk.audit_heads.get(("T01", first.hex()[:32]), {})


async def activated(keeper: KeeperProcess) -> None:
    """The client waits for the keeper to be there."""
    client = AsyncKeeperClient(keeper.profile.keeper.socket, keeper.profile.limits.keeper_wait_s_max)
    await client.activate()
    await client.close()


def verified(keeper: KeeperProcess) -> dict[str, object]:
    """By the running keeper, which asks the server."""
    keeper.start()
    run(activated(keeper))
    try:
        return run_queue_command(keeper.profile, "verify", "", "auditor")
    finally:
        keeper.kill()


def test_the_head_is_at_the_server_with_its_receipt_after_a_visit(
    keeper: KeeperProcess, hospital: HospitalStandIn
) -> None:
    with closing(sqlite3.connect(database(keeper))) as connection:
        (anchored,) = connection.execute("SELECT seq, hash, proof FROM audit_anchor").fetchall()
        stored = connection.execute("SELECT hash FROM audit WHERE seq = ?", (anchored[0],)).fetchone()
    assert stored == (anchored[1],)
    assert b'"receipt"' in anchored[2]
    assert heads_of(keeper, hospital) == {anchored[0]: anchored[1].hex()}
    found = verified(keeper)
    assert found["intact"]
    assert found["server_heads"] == 1


@pytest.mark.parametrize(
    "script",
    [
        "UPDATE audit SET content = x'00' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 2",
        "UPDATE audit SET seq = -seq WHERE seq IN (2, 3); UPDATE audit SET seq = 5 + seq WHERE seq < 0",
        f"DELETE FROM audit WHERE seq = {NEWEST}",
        f"DELETE FROM audit WHERE seq = {NEWEST}; DELETE FROM audit_anchor",
    ],
    ids=["edit", "delete", "reorder", "truncate", "truncate with its anchors"],
)
def test_what_is_done_to_the_chain_by_hand_is_found(keeper: KeeperProcess, script: str) -> None:
    edit(keeper, f"{FREE} {script};")
    found = verified(keeper)
    assert found["ok"] is found["intact"] is False
    assert found["audit_reason"]


def test_a_database_put_back_from_an_old_copy_is_found(
    keeper: KeeperProcess, hospital: HospitalStandIn, bills: Iterator[BillSlip]
) -> None:
    """It is whole in itself: only the server remembers more."""
    edit(keeper, "PRAGMA wal_checkpoint(TRUNCATE)")
    old = database(keeper).read_bytes()
    edit(keeper, "UPDATE audit_anchor SET wall_ms = 0")  # the next visit tells again at once
    pay_a_visit(keeper, hospital, next(bills))
    assert len(heads_of(keeper, hospital)) == 2
    assert verified(keeper)["intact"]
    for file in database(keeper).parent.glob("keeper.db*"):
        file.unlink()
    database(keeper).write_bytes(old)
    found = verified(keeper)
    assert found["intact"] is False
    assert run_queue_command(keeper.profile, "verify", "", "auditor")["server_heads"] == "NOT_ASKED"
