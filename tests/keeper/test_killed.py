"""Kill −9 of the keeper anywhere in a settlement: the truth ledger is compared, and the disk searched."""

import asyncio
import json
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from hardware_sim.hospital.phones import PhoneRefusal
from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from hardware_sim.people import person
from kiosk.domain.case import ENDED, Case, Phase
from kiosk.domain.payment import Channel, PayByPayerCode, PayByQr
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.queue_cli import run_queue_command
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run, write_terminal

KILLS_PER_VISIT = 3


async def pay_while(turn: Turn, case: Case, killed: asyncio.Event) -> Case:
    """Scan whatever code is shown, until it ends after the last kill."""
    while case.phase not in ENDED:
        case = await turn.keeper.watch_case(case.case_id, case.version, 1.0)
        if case.code_url and killed.is_set():
            with suppress(PhoneRefusal):  # paid or closed by now
                turn.hospital.phones.scan_and_pay(case.code_url)
    return case


async def kill_again_and_again(keeper: KeeperProcess, random: Random, killed: asyncio.Event) -> None:
    for _ in range(KILLS_PER_VISIT):
        await asyncio.sleep(random.uniform(0.0, 0.08))  # the fault's moment
        keeper.kill()
        keeper.start()
        killed.set()


@pytest.mark.parametrize("seed", range(4))
def test_a_keeper_that_is_killed_at_any_moment_loses_no_money(
    seed: int, keeper: KeeperProcess, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    random = Random(seed)

    async def settle(turn: Turn, killed: asyncio.Event) -> Case | None:
        by_code = PayByPayerCode(Channel.WECHAT, hospital.phones.new_payer_code("wechat"))
        quote = await turn.quote(owed)
        accident = asyncio.create_task(kill_again_and_again(keeper, random, killed))
        try:
            case = await turn.keeper.start_settlement(quote.quote_id, by_code if seed % 2 else PayByQr())
            return await pay_while(turn, case, killed)
        except Refused as refused:
            if refused.refusal is not Refusal.QUOTE_EXPIRED:
                raise
            return None  # killed before the intent: nothing has begun
        finally:
            await accident

    async def visit() -> Case | None:
        async with turns(keeper, hospital)() as turn:
            case = await settle(turn, asyncio.Event())
            await turn.keeper.end_visit()
            return case

    case = run(visit())
    assert keeper.wait() == 0
    assert hospital.ledger.violations() == []
    truth = hospital.ledger.summary().get(owed.bill_id)
    is_settled = case is not None and case.phase is Phase.SETTLED
    assert case is None or case.phase in (Phase.SETTLED, Phase.CLOSED)
    assert (truth is not None and truth.settled) is is_settled
    paid_fen = truth.paid_fen - truth.refunded_fen if truth else 0
    assert paid_fen == (owed.amount_fen if is_settled else 0)
    assert run_queue_command(keeper.profile, "verify", "", "test")["intact"]


def test_a_turn_that_died_is_followed_by_one_that_tells_and_prints(
    keeper: KeeperProcess, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    open_turn = turns(keeper, hospital)

    async def visits() -> None:
        async with open_turn() as first:
            shown = await first.until_code(await first.start(owed, PayByQr()))
        hospital.phones.scan_and_pay(shown.code_url)
        async with open_turn() as second:
            (found,) = await second.keeper.untold_cases()
            assert found.recovered
            settled = await second.until_ended(found)
            assert settled.phase is Phase.SETTLED
            assert await second.keeper.lease_slip(settled.case_id)
            await second.keeper.case_told(settled)
            assert await second.keeper.untold_cases() == ()
        async with open_turn() as third:  # the slip was being printed when the second turn died: told again
            (again,) = await third.keeper.untold_cases()
            assert again.case_id == settled.case_id
            slip = await third.keeper.lease_slip(settled.case_id)
            assert slip is not None
            assert slip.copy

    run(visits())


def test_the_next_turn_is_served_by_a_process_that_has_not_seen_the_last_patient(
    keeper: KeeperProcess, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    open_turn = turns(keeper, hospital)

    async def visits() -> None:
        async with open_turn() as first:
            await first.quote(owed)
            await first.keeper.end_visit()
            second = asyncio.create_task(_activate(open_turn))
            assert await asyncio.to_thread(keeper.wait) == 0
            keeper.start()
            await second

    run(visits())
    assert not [lock for lock in hospital.hospital.locks.held() if owed.bill_id in lock.bill_ids]


async def _activate(open_turn: object) -> None:
    async with open_turn() as turn:  # type: ignore[operator]
        await turn.keeper.health()


def test_a_second_keeper_is_refused(keeper: KeeperProcess, hospital: HospitalStandIn) -> None:
    async def wait_for_the_first() -> None:
        async with turns(keeper, hospital)():
            pass

    run(wait_for_the_first())
    second = KeeperProcess(keeper.profile)
    second.start()
    assert second.wait() == 4


def test_neither_disk_nor_log_names_the_person_or_the_code(
    tmp_path: Path, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    keeper = KeeperProcess(write_terminal(tmp_path, hospital))
    keeper.start()
    payer_code = hospital.phones.new_payer_code("wechat")

    async def visit() -> Case:
        async with turns(keeper, hospital)() as turn:
            case = await turn.start(owed, PayByPayerCode(Channel.WECHAT, payer_code))
            case = await turn.until_ended(case)
            await turn.keeper.lease_slip(case.case_id)
            return case

    case = run(visit())
    keeper.kill()
    who = person(owed.person_key)
    secrets = [who.name, who.id_number, who.card_number, who.card_identifier, payer_code, case.masked_name]
    files = [file for file in tmp_path.rglob("*") if file.is_file() and file.suffix not in (".pem", ".key")]
    assert any(file.name == "keeper.db" for file in files)
    for file in files:
        content = file.read_bytes()
        for secret in secrets:
            for coded in (secret.encode(), secret.encode("gb18030"), json.dumps(secret).strip('"').encode()):
                assert coded not in content, f"{file.name} holds a secret"


def test_staff_see_the_queue_with_and_without_a_keeper(
    keeper: KeeperProcess, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit() -> Case:
        async with turns(keeper, hospital)() as turn:
            case = await turn.until_ended(await turn.start(owed, PayByPayerCode(Channel.WECHAT, "1" * 18)))
            told = run_queue_command(keeper.profile, "show", case.case_id, "nurse-7")
            assert told["state"] == "settled"
            return case

    case = run(visit())
    keeper.kill()
    alone = run_queue_command(keeper.profile, "show", case.case_id, "nurse-7")
    steps = alone["steps"]
    assert isinstance(steps, list)
    assert [step["kind"] for step in steps][-1] == "confirm_done"
    assert run_queue_command(keeper.profile, "verify", "", "nurse-7")["intact"]
    refused = {"ok": False, "error": "BAD_REQUEST"}
    assert run_queue_command(keeper.profile, "park", case.case_id, "nurse-7") == refused
    assert run_queue_command(keeper.profile, "list", "", "") == refused
