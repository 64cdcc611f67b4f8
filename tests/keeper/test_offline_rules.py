"""durability.md §4 on the shipped keeper: when a payment is refused, and what staff are told of it."""

import asyncio
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.__main__ import main
from kiosk.domain.case import Phase
from kiosk.domain.payment import PayByQr
from kiosk.keeper.protocol import HealthReport, Refusal
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, run, write_terminal


@contextmanager
def keeper_with(folder: Path, hospital: HospitalStandIn, **limits: float) -> Iterator[KeeperProcess]:
    process = KeeperProcess(write_terminal(folder, hospital, reverse_after_s_min=0.4, **limits))
    process.start()
    try:
        yield process
    finally:
        process.stop()


def refused_start(keeper: KeeperProcess, hospital: HospitalStandIn, owed: BillSlip) -> tuple[Refusal, HealthReport]:
    """Try to pay; the refusal, and what the keeper then says of its health."""

    async def visit() -> tuple[Refusal, HealthReport]:
        async with turns(keeper, hospital)() as turn:
            quote = await turn.quote(owed)
            with pytest.raises(Refused) as refused:
                await turn.keeper.start_settlement(quote.quote_id, PayByQr())
            return refused.value.refusal, await turn.keeper.health()

    return run(visit())


def logged(keeper: KeeperProcess, event: str) -> list[dict[str, object]]:
    lines = [json.loads(line) for line in keeper.log.read_text().splitlines()]
    return [line for line in lines if line["event"] == event]


@pytest.mark.parametrize(
    ("limit", "value", "code"),
    [
        ("open_operations_max", 0, "OPEN_TOO_MANY"),
        ("unsettled_fen_max", 0, "UNSETTLED_TOO_MUCH"),
        ("disk_free_mb_min", 1 << 30, "RESERVE_SPENT"),  # too little room to lay it by at all
        ("clock_skew_s_max", 0, "CLOCK_SKEWED"),
    ],
)
def test_a_limit_of_the_profile_closes_payments_and_says_which_to_staff_alone(
    tmp_path: Path, hospital: HospitalStandIn, owed: BillSlip, limit: str, value: int, code: str
) -> None:
    with keeper_with(tmp_path, hospital, **{limit: value}) as keeper:
        refusal, _ = refused_start(keeper, hospital, owed)
        assert refusal is Refusal.PAYMENT_CLOSED_NOW
        (line,) = logged(keeper, "payments.closed")
        assert (line["refusal"], line["closed_by"]) == ("PAYMENT_CLOSED_NOW", code)


def test_what_is_open_counts_until_it_is_settled(
    tmp_path: Path, hospital: HospitalStandIn, bills: Iterator[BillSlip]
) -> None:
    first, second = next(bills), next(bills)

    async def visit(keeper: KeeperProcess) -> None:
        async with turns(keeper, hospital)() as turn:
            shown = await turn.until_code(await turn.start(first, PayByQr()))
            report = await turn.keeper.health()
            assert (report.closed_by, report.open_operations) == ("OPEN_TOO_MANY", 1)
            assert report.unsettled_fen == first.amount_fen
            assert report.oldest_open_s >= 0
            assert not report.accepts_payments
            quote = await turn.quote(second)
            with pytest.raises(Refused, match="PAYMENT_CLOSED_NOW"):
                await turn.keeper.start_settlement(quote.quote_id, PayByQr())
            assert (await turn.pay_by_scanning(shown)).phase is Phase.SETTLED
            assert (await turn.keeper.health()).closed_by == ""
            again = await turn.keeper.start_settlement(quote.quote_id, PayByQr())
            assert (await turn.pay_by_scanning(again)).phase is Phase.SETTLED

    with keeper_with(tmp_path, hospital, open_operations_max=1) as keeper:
        run(visit(keeper))


def test_a_clock_that_is_wrong_closes_payments_until_it_is_right(
    tmp_path: Path, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit(keeper: KeeperProcess) -> None:
        async with turns(keeper, hospital)() as turn:
            quote = await turn.quote(owed)
            hospital.faults.inject(Fault.CLOCK_SKEW, times=None, seconds=200.0)
            with pytest.raises(Refused, match="PAYMENT_CLOSED_NOW"):
                await turn.keeper.start_settlement(quote.quote_id, PayByQr())
            report = await turn.keeper.health()
            assert report.closed_by == "CLOCK_SKEWED"
            assert report.clock_skew_s > 190
            hospital.faults.clear()
            case = await turn.keeper.start_settlement(quote.quote_id, PayByQr())
            assert (await turn.pay_by_scanning(case)).phase is Phase.SETTLED

    with keeper_with(tmp_path, hospital) as keeper:
        run(visit(keeper))


def test_q12_what_the_host_asked_of_one_call_holds_for_all_of_them(
    tmp_path: Path, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    async def visit(keeper: KeeperProcess) -> None:
        async with turns(keeper, hospital)() as turn:
            await turn.identify(owed.person_key)
            hospital.faults.inject(Fault.HTTP_429, "identifyPatient", retry_after_s=6)
            with pytest.raises(Refused, match="HOSPITAL_BUSY"):
                await turn.identify(owed.person_key)
            asked = len(hospital.hospital.requests.records())
            for _ in range(3):
                with pytest.raises(Refused, match="HOSPITAL_BUSY"):
                    await turn.identify(owed.person_key)
                report = await turn.keeper.health()
                assert (report.accepts_payments, report.reason) == (False, "HOSPITAL_BUSY")
            assert len(hospital.hospital.requests.records()) == asked
            while not (await turn.keeper.health()).accepts_payments:
                await asyncio.sleep(0.05)
            await turn.identify(owed.person_key)

    with keeper_with(tmp_path, hospital) as keeper:
        run(visit(keeper))


def test_no_new_version_is_installed_under_money_that_is_not_at_its_end(
    keeper: KeeperProcess, hospital: HospitalStandIn, owed: BillSlip
) -> None:
    command = ["doctor", "--before-upgrade", "--profile", str(keeper.profile.path)]

    def may() -> tuple[int, str]:
        result = CliRunner().invoke(main, command)
        return result.exit_code, result.output

    async def visit() -> None:
        async with turns(keeper, hospital)() as turn:
            shown = await turn.until_code(await turn.start(owed, PayByQr()))
            status, said = await asyncio.to_thread(may)
            assert status == 1
            assert shown.case_id in said
            keeper.kill()
            assert (await asyncio.to_thread(may))[0] == 1
            keeper.start()
            assert (await turn.pay_by_scanning(shown)).phase is Phase.SETTLED
            assert await asyncio.to_thread(may) == (0, "ok   keeper    upgrade: nothing waits\n")

    run(visit())
