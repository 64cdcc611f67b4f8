"""The end of a day over real HTTPS: what the shipped command says, and what the keeper does about it."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.orders import Channel
from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.case import Phase
from kiosk.domain.payment import PayByQr
from kiosk.domain.slip import SlipKind
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import NO_PASSWORD_FEN_MAX, turns
from tests.keeper.terminal import KeeperProcess, Turn, run, write_terminal

WAIT_S_MAX = 20.0


@pytest.fixture
def hospital(tmp_path: Path) -> Iterator[HospitalStandIn]:
    """One of its own: a day with nobody else's money in it."""
    stand_in = HospitalStandIn(tmp_path / "hospital", HospitalConfig(reverse_not_before_s=0.1, page_rows_max=2))
    stand_in.start()
    yield stand_in
    stand_in.stop()


@pytest.fixture
def keeper(tmp_path: Path, hospital: HospitalStandIn) -> Iterator[KeeperProcess]:
    process = KeeperProcess(write_terminal(tmp_path, hospital, reverse_after_s_min=0.2))
    process.start()
    yield process
    process.stop()


@pytest.fixture
def owed(hospital: HospitalStandIn) -> Iterator[BillSlip]:
    cheap = [each for each in hospital.bill_slips() if 0 < each.amount_fen <= NO_PASSWORD_FEN_MAX]
    return iter([each for each in cheap if each.person_key != "fang"])


def reconcile(keeper: KeeperProcess, *more: str) -> tuple[int, dict[str, Any]]:
    status, out = command(keeper, "--json", *more)
    found: dict[str, Any] = json.loads(out)
    return status, found


def command(keeper: KeeperProcess, *more: str) -> tuple[int, str]:
    words = [sys.executable, "-m", "kiosk", "reconcile", "--profile", str(keeper.profile.path), "--actor", "chen"]
    done = subprocess.run([*words, *more], capture_output=True, text=True, timeout=60, check=False)
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout


def visit(keeper: KeeperProcess, hospital: HospitalStandIn, work: Callable[[Turn], Awaitable[None]]) -> None:
    async def whole() -> None:
        keeper.ensure()
        async with turns(keeper, hospital)() as turn:
            await work(turn)

    run(whole())


def a_day(keeper: KeeperProcess, hospital: HospitalStandIn, owed: Iterator[BillSlip]) -> None:
    """One pays, one goes away, one is given back."""

    async def all_three(turn: Turn) -> None:
        paid = await turn.pay_by_scanning(await turn.start(next(owed), PayByQr()))
        assert paid.phase is Phase.SETTLED
        left = await turn.until_code(await turn.start(next(owed), PayByQr()))
        await turn.keeper.cancel_case(left.case_id)
        assert (await turn.until_ended(left)).phase is Phase.CLOSED
        hospital.faults.inject(Fault.REJECT_CONFIRM, "confirmSettlement")
        back = await turn.pay_by_scanning(await turn.start(next(owed), PayByQr()))
        assert back.phase is Phase.REVERSED

    visit(keeper, hospital, all_three)


def test_a_day_of_paid_cancelled_and_given_back_has_zero_difference(
    keeper: KeeperProcess, hospital: HospitalStandIn, owed: Iterator[BillSlip]
) -> None:
    a_day(keeper, hospital, owed)
    status, day = reconcile(keeper)
    assert (status, day["counts"]["matched"], day["items"]) == (0, 3, [])
    assert day["terminal"] == day["hospital"] == day["channel"] != {"fen": 0}
    assert reconcile(keeper)[1]["counts"] == day["counts"]
    keeper.stop()
    assert reconcile(keeper)[1]["counts"] == day["counts"], "the file alone says the same"
    assert "zero difference" in command(keeper)[1]


@pytest.mark.parametrize(
    ("fault", "operation", "wanted"),
    [
        (Fault.DAY_ROW_MISSING, "listDaySettlements", ("long", "LONG_NOT_SETTLED")),
        (Fault.DAY_ROW_EXTRA, "getChannelBill", ("long", "LONG_UNKNOWN")),
        (Fault.DAY_AMOUNT_CHANGED, "listDaySettlements", ("amount_differs", "AMOUNTS_DIFFER")),
    ],
)
def test_a_list_that_lies_is_a_difference_with_a_name_and_one_task(
    keeper: KeeperProcess,
    hospital: HospitalStandIn,
    owed: Iterator[BillSlip],
    fault: Fault,
    operation: str,
    wanted: tuple[str, str],
) -> None:
    visit(keeper, hospital, lambda turn: _pays(turn, next(owed)))
    hospital.faults.inject(fault, operation, times=None)
    for _ in range(3):
        status, day = reconcile(keeper)
        assert status == 1
        assert wanted in [(item["match"], item["code"]) for item in day["items"]]
    hospital.faults.clear()
    keeper.ensure()
    tasks = _tasks(hospital, "RECONCILE_DIFFERENCE", count=1)
    assert [task["case"]["reason_code"] for task in tasks] == [wanted[1]]


@pytest.mark.parametrize(
    ("fault", "operation", "side"),
    [
        (Fault.HTML_AS_200, "getChannelBill", "channel"),
        (Fault.DAY_PAGE_LOST, "getChannelBill", "channel"),
        (Fault.HTML_AS_200, "listDaySettlements", "hospital"),
        (Fault.TRUNCATE, "listDaySettlements", "hospital"),
        (Fault.DROP_BEFORE, "listDaySettlements", "hospital"),
    ],
)
def test_a_side_that_cannot_be_read_whole_is_named_and_nothing_is_compared(
    keeper: KeeperProcess,
    hospital: HospitalStandIn,
    owed: Iterator[BillSlip],
    fault: Fault,
    operation: str,
    side: str,
) -> None:
    a_day(keeper, hospital, owed)
    hospital.faults.inject(fault, operation, times=None)
    status, found = reconcile(keeper)
    assert (status, found["side"]) == (2, side)
    hospital.faults.clear()
    assert reconcile(keeper)[0] == 0


def test_a_settlement_whose_money_the_open_bill_does_not_show_yet_is_under_way(
    keeper: KeeperProcess, hospital: HospitalStandIn, owed: Iterator[BillSlip]
) -> None:
    visit(keeper, hospital, lambda turn: _pays(turn, next(owed)))
    hospital.faults.inject(Fault.DAY_ROW_EXTRA, "listDaySettlements", times=None)
    status, day = reconcile(keeper)
    assert (status, day["final"], day["items"][0]["code"]) == (0, False, "BILL_NOT_FINAL")


def test_a_row_that_comes_twice_counts_once(
    keeper: KeeperProcess, hospital: HospitalStandIn, owed: Iterator[BillSlip]
) -> None:
    visit(keeper, hospital, lambda turn: _pays(turn, next(owed)))
    hospital.faults.inject(Fault.DAY_ROW_DOUBLED, "getChannelBill", times=None)
    assert reconcile(keeper)[0] == 0


def test_money_that_came_after_the_last_look_is_found_and_given_back_by_the_machine(
    keeper: KeeperProcess, hospital: HospitalStandIn, owed: Iterator[BillSlip]
) -> None:
    bill = next(owed)

    async def cancels(turn: Turn) -> None:
        shown = await turn.until_code(await turn.start(bill, PayByQr()))
        await turn.keeper.cancel_case(shown.case_id)
        assert (await turn.until_ended(shown)).phase is Phase.CLOSED

    visit(keeper, hospital, cancels)
    [order] = hospital.hospital.channels.all()
    with hospital.hospital.lock:
        hospital.hospital.channels.send_payment(order, Channel.WECHAT, 0.0, even_if_closed=True)
    status, day = reconcile(keeper)
    assert (status, day["items"][0]["code"]) == (1, "PAID_AFTER_CLOSE")
    _until(lambda: order.refunded_fen == order.paid_fen > 0)
    _until(lambda: reconcile(keeper)[0] == 0)
    assert not _tasks_now(hospital, "RECONCILE_DIFFERENCE")
    assert hospital.ledger.violations() == []


def test_a_bill_that_lies_about_a_closed_order_moves_no_money_and_goes_to_staff_when_it_says_so_again(
    keeper: KeeperProcess, hospital: HospitalStandIn, owed: Iterator[BillSlip]
) -> None:
    """The machine asks before it acts: the order itself says that it is closed."""

    async def cancels(turn: Turn) -> None:
        shown = await turn.until_code(await turn.start(next(owed), PayByQr()))
        await turn.keeper.cancel_case(shown.case_id)
        assert (await turn.until_ended(shown)).phase is Phase.CLOSED

    visit(keeper, hospital, cancels)
    hospital.faults.inject(Fault.DAY_AMOUNT_CHANGED, "getChannelBill", times=None)
    assert reconcile(keeper)[1]["items"][0]["code"] == "PAID_AFTER_CLOSE"
    hospital.requests.wait_for("getPayment", WAIT_S_MAX)
    assert not _tasks_now(hospital, "RECONCILE_DIFFERENCE")
    assert reconcile(keeper)[0] == 1
    keeper.ensure()
    [task] = _tasks(hospital, "RECONCILE_DIFFERENCE", count=1)
    assert task["case"]["reason_code"] == "PAID_AFTER_CLOSE"
    assert "refundPayment" not in {record.operation for record in hospital.requests.records()}


def test_the_days_slip_is_owed_to_staff_and_no_patient_gets_it(
    keeper: KeeperProcess, hospital: HospitalStandIn
) -> None:
    async def asks(turn: Turn) -> None:
        status, _ = await asyncio.to_thread(reconcile, keeper, "--slip")
        assert status == 0
        assert await turn.keeper.lease_slip() is None
        with pytest.raises(Refused):
            await turn.keeper.lease_slip(handle="guessed")

    visit(keeper, hospital, asks)


def test_a_day_that_is_none_or_has_not_come_is_refused(keeper: KeeperProcess) -> None:
    keeper.stop()
    for date in ("2026-13-01", "someday", "2199-01-01"):
        assert reconcile(keeper, "--date", date)[0] == 2


async def _pays(turn: Turn, bill: BillSlip) -> None:
    assert (await turn.pay_by_scanning(await turn.start(bill, PayByQr()))).phase is Phase.SETTLED


def _tasks_now(hospital: HospitalStandIn, kind: str) -> list[dict[str, Any]]:
    tasks: Any = hospital.staff_desk()["tasks"]
    return [task for task in tasks.values() if task["kind"] == kind]


def _tasks(hospital: HospitalStandIn, kind: str, count: int) -> list[dict[str, Any]]:
    _until(lambda: len(_tasks_now(hospital, kind)) >= count)
    return _tasks_now(hospital, kind)


def _until(true: Callable[[], bool]) -> None:
    """Asked again until it is so."""

    async def wait() -> None:
        async with asyncio.timeout(WAIT_S_MAX):
            while not true():
                await asyncio.sleep(0.05)

    run(wait())


def test_what_the_machine_cannot_finish_is_a_slip_for_the_patient_a_task_for_staff_and_under_way_in_the_close(
    tmp_path: Path, hospital: HospitalStandIn, owed: Iterator[BillSlip]
) -> None:
    keeper = KeeperProcess(write_terminal(tmp_path, hospital, unknown_by_hand_s=0.5))
    keeper.start()
    for operation in ("confirmSettlement", "getSettlement"):
        hospital.faults.inject(Fault.HTTP_500, operation, times=None)

    async def ends_with_staff(turn: Turn) -> None:
        shown = await turn.until_code(await turn.start(next(owed), PayByQr()))
        hospital.phones.scan_and_pay(shown.code_url)
        case = await turn.until(shown, lambda case: case.phase is Phase.BY_HAND)
        slip = await turn.keeper.lease_slip(case.case_id)
        assert slip is not None
        assert (slip.kind, slip.qr_content) == (SlipKind.BY_HAND, f"YZ1:S:{case.case_id}")
        assert slip.channel_trade_number, "it says that the money has arrived"

    try:
        visit(keeper, hospital, ends_with_staff)
        [task] = _tasks(hospital, "SETTLEMENT_BY_HAND", count=1)
        status, day = reconcile(keeper)
        assert (status, [item["code"] for item in day["items"]]) == (0, ["WITH_STAFF"])
        assert task["case"]["trace_number"] == day["items"][0]["trace_number"]
    finally:
        keeper.stop()
