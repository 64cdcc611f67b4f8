"""Settle and undo, and what excludes what."""

import pytest

from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.faults import Fault
from tests.hospital_stand_in.conftest import MakeWorld, World
from tests.hospital_stand_in.terminal import Quoted


def paid(world: World, key: str = "zhang", coverage: str = "310") -> tuple[Quoted, str]:
    quoted = world.terminal.quote(key, coverage)
    trade = world.terminal.charge_code(quoted, world.phones.new_payer_code())
    assert trade["state"] == "SUCCESS"
    return quoted, trade["order_no"]


@pytest.mark.parametrize("includes", [False, True])
def test_a_paid_settlement_ends_with_a_slip_that_adds_up(make_world: MakeWorld, includes: bool) -> None:
    world = make_world(HospitalConfig(fund_includes_account=includes))
    quoted, order_no = paid(world)
    done = world.terminal.confirm(quoted, order_no, "SETTLE-1")
    assert done["state"] == "SETTLED"
    slip = world.terminal.call("getSlip", "SETTLE-1")
    own = 0 if includes else slip["acct_pay"]
    assert slip["fund_pay_sumamt"] + slip["psn_cash_pay"] + own == slip["medfee_sumamt"]
    assert sum(line["amount_fen"] for line in slip["lines"]) == slip["medfee_sumamt"]
    assert (slip["setl_id"], slip["invoice_no"]) == (done["setl_id"], done["invoice_no"])
    assert slip["channel"] == "wechat"
    assert world.terminal.call("listUnpaidBills", quoted.token)["bills"] == []
    assert world.ledger.violations() == []


def test_a_settlement_takes_from_the_account_and_uses_the_deductible_up(world: World) -> None:
    quoted, order_no = paid(world)
    assert quoted.split["act_pay_dedc"] == 30_000
    world.terminal.confirm(quoted, order_no)
    account = world.hospital.patients.by_key["zhang"].accounts["310"]
    assert account.balance_fen == quoted.split["balc"]
    assert account.deductible_left_fen == 0
    assert world.terminal.identify("zhang")["coverages"][0]["account_balance_fen"] == quoted.split["balc"]


def test_with_nothing_to_pay_there_is_no_order(world: World) -> None:
    quoted = world.terminal.quote("tang", "340")
    assert quoted.due_fen == 0
    assert world.terminal.confirm(quoted, None)["state"] == "SETTLED"
    assert world.terminal.call("getSlip", "nothing").code == "SETTLEMENT_NOT_FOUND"
    assert all(truth.settled for truth in world.ledger.summary().values())
    assert world.ledger.violations() == []


def test_the_same_settlement_twice_is_one(world: World) -> None:
    quoted, order_no = paid(world)
    first = world.terminal.confirm(quoted, order_no, "SETTLE-1", key="key-one")
    again = world.terminal.confirm(quoted, order_no, "SETTLE-1", key="key-two")
    assert again["setl_id"] == first["setl_id"]
    assert [entry.what for entry in world.ledger.entries()] == ["charged", "settled"]


def test_unpaid_is_not_settled_and_may_be_tried_again(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    shown = world.terminal.show_code(quoted)
    early = world.terminal.confirm(quoted, shown["order_no"], "SETTLE-1")
    assert (early.status, early.code, early["settlement_no"]) == (409, "NOT_PAID", "SETTLE-1")
    assert world.terminal.call("getSettlement", "SETTLE-1").code == "SETTLEMENT_NOT_FOUND"
    world.phones.scan_and_pay(shown["code_url"])
    assert world.terminal.confirm(quoted, shown["order_no"], "SETTLE-1")["state"] == "SETTLED"


def test_a_changed_bill_is_rejected_for_good(world: World) -> None:
    quoted, order_no = paid(world)
    world.hospital.bills.change(quoted.bill_ids[0])
    assert world.terminal.confirm(quoted, order_no, "SETTLE-1").code == "BILL_CHANGED"
    kept = world.terminal.call("getSettlement", "SETTLE-1")
    assert (kept["state"], kept["reject_code"]) == ("REJECTED", "BILL_CHANGED")
    assert world.terminal.confirm(quoted, order_no, "SETTLE-1").code == "BILL_CHANGED"
    assert world.ledger.violations() == [f"{order_no}: {quoted.due_fen} fen kept, not settled"]
    assert world.terminal.refund(order_no, quoted.due_fen)["state"] == "REFUND"
    assert world.ledger.violations() == []


def test_a_bill_paid_at_the_window_is_rejected(world: World) -> None:
    quoted, order_no = paid(world)
    world.hospital.settlements.pay_elsewhere(quoted.bill_ids[0])
    assert world.terminal.confirm(quoted, order_no).code == "BILL_PAID"


def test_the_insurer_may_refuse(world: World) -> None:
    quoted, order_no = paid(world)
    world.faults.inject(Fault.REJECT_CONFIRM, "confirmSettlement")
    assert world.terminal.confirm(quoted, order_no, "SETTLE-1").code == "CONFIRM_REFUSED"
    assert world.terminal.call("getSettlement", "SETTLE-1")["reject_code"] == "CONFIRM_REFUSED"


def test_what_went_back_cannot_be_settled(world: World) -> None:
    quoted, order_no = paid(world)
    world.terminal.refund(order_no, quoted.due_fen)
    assert world.terminal.confirm(quoted, order_no).code == "ALREADY_REVERSED"


def test_a_refund_on_its_way_excludes_the_settlement(make_world: MakeWorld) -> None:
    world = make_world(HospitalConfig(refund_delay_s=60))
    quoted, order_no = paid(world)
    assert world.terminal.refund(order_no, quoted.due_fen)["state"] == "SUCCESS"
    assert world.terminal.confirm(quoted, order_no).code == "ALREADY_REVERSED"


def test_what_is_settled_is_cancelled_before_it_is_refunded(world: World) -> None:
    quoted, order_no = paid(world)
    world.terminal.confirm(quoted, order_no, "SETTLE-1")
    refused = world.terminal.refund(order_no, quoted.due_fen)
    assert (refused.status, refused.code, refused["order_no"]) == (409, "ALREADY_SETTLED", order_no)
    cancelled = world.terminal.call("cancelSettlement", "SETTLE-1", {"reason": "STAFF_REQUEST"})
    assert cancelled["state"] == "CANCELLED"
    assert world.terminal.call("cancelSettlement", "SETTLE-1", {"reason": "STAFF_REQUEST"})["state"] == "CANCELLED"
    assert world.terminal.confirm(quoted, order_no, "SETTLE-1").code == "ALREADY_CANCELLED"
    assert world.terminal.call("getSlip", "SETTLE-1").code == "NOT_SETTLED"
    assert world.terminal.refund(order_no, quoted.due_fen)["state"] == "REFUND"
    balance = world.hospital.patients.by_key["zhang"].accounts["310"].balance_fen
    assert balance == 125_660
    assert len(world.terminal.call("listUnpaidBills", quoted.token)["bills"]) == len(quoted.bill_ids)
    assert world.ledger.violations() == []


def test_a_rejected_settlement_cannot_be_cancelled(world: World) -> None:
    quoted, order_no = paid(world)
    world.faults.inject(Fault.REJECT_CONFIRM)
    world.terminal.confirm(quoted, order_no, "SETTLE-1")
    assert world.terminal.call("cancelSettlement", "SETTLE-1", {"reason": "STAFF_REQUEST"}).code == "NOT_SETTLED"


def test_an_amount_or_an_order_of_something_else_is_refused(world: World) -> None:
    quoted, order_no = paid(world)
    body = {"settlement_no": "SETTLE-1", "preview_id": quoted.preview_id, "order_no": order_no}
    assert world.terminal.call("confirmSettlement", body=body | {"paid_fen": 1}).code == "AMOUNT_MISMATCH"
    assert world.terminal.call("confirmSettlement", body=body | {"order_no": None, "paid_fen": 0}).status == 422
    other, other_order = paid(world, "gao", "390")
    assert world.terminal.confirm(quoted, other_order).code == "AMOUNT_MISMATCH"
    assert world.terminal.confirm(other, "ORDER-NEVER-SEEN").code == "PAYMENT_NOT_FOUND"
    assert world.terminal.call("getSettlement", "SETTLE-1").code == "SETTLEMENT_NOT_FOUND"


def test_a_settlement_number_is_used_for_one_thing(world: World) -> None:
    quoted, order_no = paid(world)
    world.terminal.confirm(quoted, order_no, "SETTLE-1")
    other, other_order = paid(world, "gao", "390")
    assert world.terminal.confirm(other, other_order, "SETTLE-1").code == "KEY_REUSED"


def test_a_free_settlement_needs_its_lock_but_a_paid_one_outlives_its_preview(world: World) -> None:
    free = world.terminal.quote("tang", "340")
    quoted, order_no = paid(world)
    world.clock.advance(301)
    assert world.terminal.confirm(free, None).code == "PREVIEW_EXPIRED"
    assert world.terminal.confirm(quoted, order_no)["state"] == "SETTLED"


def test_an_account_emptied_meanwhile_refuses_the_second_settlement(world: World) -> None:
    token = world.terminal.identify("guo")["patient_token"]
    bills = [bill["bill_id"] for bill in world.terminal.call("listUnpaidBills", token)["bills"]]
    previews = []
    for some in (bills[:4], bills[4:7]):
        lock_id = world.terminal.lock(token, some)["lock_id"]
        body = world.terminal.preview(token, lock_id, "310").body
        previews.append(Quoted(token, some, lock_id, body["preview_id"], body["psn_cash_pay"], body))
    assert previews[0].split["acct_pay"] + previews[1].split["acct_pay"] > 64_120
    orders = [world.terminal.charge_code(each, world.phones.new_payer_code())["order_no"] for each in previews]
    assert world.terminal.confirm(previews[0], orders[0])["state"] == "SETTLED"
    assert world.terminal.confirm(previews[1], orders[1]).code == "CONFIRM_REFUSED"


@pytest.mark.parametrize(("key", "coverage"), [("deng", "310"), ("fu", "390"), ("cheng", "310"), ("zhang", "390")])
def test_frozen_or_foreign_coverage_is_refused_with_a_reason(world: World, key: str, coverage: str) -> None:
    token = world.terminal.identify(key)["patient_token"]
    bills = [bill["bill_id"] for bill in world.terminal.call("listUnpaidBills", token)["bills"]]
    lock_id = world.terminal.lock(token, bills)["lock_id"]
    refused = world.terminal.preview(token, lock_id, coverage)
    assert (refused.status, refused.code) == (422, "INSURANCE_REFUSED")
    assert refused["reason"]["zh"]
    assert refused["reason"]["en"]
    assert world.terminal.preview(token, lock_id, "").status == 200
