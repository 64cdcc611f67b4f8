"""Each named fault does what it says, over real HTTPS with mutual TLS."""

import email.utils
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
import requests

from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.stand_in import HospitalStandIn
from tests.hospital_stand_in.terminal import Quoted, Terminal

BROKEN = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)
HELP = {"call_id": "help-0001", "step": "ChooseBills"}


def helped(stand_in: HospitalStandIn) -> bool:
    return "help-0001" in stand_in.hospital.desk.help_calls


def ask_for_help(wired: Terminal) -> None:
    wired.call("callHelp", body=HELP, key="help-0001")


def test_drop_before_cuts_and_does_nothing(stand_in: HospitalStandIn, wired: Terminal) -> None:
    stand_in.faults.inject(Fault.DROP_BEFORE, "callHelp")
    with pytest.raises(BROKEN):
        ask_for_help(wired)
    assert not helped(stand_in)
    ask_for_help(wired)
    assert helped(stand_in)


def test_drop_after_commit_cuts_but_it_is_done(stand_in: HospitalStandIn, wired: Terminal) -> None:
    stand_in.faults.inject(Fault.DROP_AFTER_COMMIT, "callHelp")
    with pytest.raises(BROKEN):
        ask_for_help(wired)
    assert helped(stand_in)
    assert wired.call("callHelp", body=HELP, key="help-0001").headers["idempotent-replayed"] == "true"
    assert [record.status for record in stand_in.requests.records()] == [0, 200]


@pytest.mark.parametrize(
    ("fault", "status", "code", "retry_after", "done"),
    [
        (Fault.HTTP_500, 500, "SERVER_ERROR", None, False),
        (Fault.HTTP_500_AFTER_COMMIT, 500, "SERVER_ERROR", None, True),
        (Fault.HTTP_503, 503, "NOT_ACCEPTING", "7", False),
        (Fault.HTTP_429, 429, "TOO_MANY_REQUESTS", "7", False),
    ],
)
def test_a_failure_has_its_status(
    stand_in: HospitalStandIn,
    wired: Terminal,
    fault: Fault,
    status: int,
    code: str,
    retry_after: str | None,
    done: bool,
) -> None:
    stand_in.faults.inject(fault, "callHelp", retry_after_s=7)
    failed = wired.call("callHelp", body=HELP, key="help-0001")
    assert (failed.status, failed.code, failed.headers.get("retry-after")) == (status, code, retry_after)
    assert (failed["op_id"], failed["call_id"]) == ("help-0001", "help-0001")
    assert helped(stand_in) is done


def test_retry_after_may_be_a_date(stand_in: HospitalStandIn, wired: Terminal) -> None:
    stand_in.faults.inject(Fault.HTTP_503, retry_after_s=3600, retry_after_as_date=True)
    told = wired.call("getHealth").headers["retry-after"]
    ahead_s = (email.utils.parsedate_to_datetime(told) - datetime.now(UTC)).total_seconds()
    assert 3500 < ahead_s <= 3600


def test_html_instead_of_json_does_nothing(stand_in: HospitalStandIn, wired: Terminal) -> None:
    stand_in.faults.inject(Fault.HTML_AS_200, "callHelp")
    portal = wired.call_unchecked("callHelp", body=HELP, key="help-0001")
    assert (portal.status, portal.content_type) == (200, "text/html")
    assert not helped(stand_in)


@pytest.mark.parametrize("keep_bytes", [0, 1, 40])
def test_an_answer_may_end_in_the_middle(stand_in: HospitalStandIn, wired: Terminal, keep_bytes: int) -> None:
    stand_in.faults.inject(Fault.TRUNCATE, "callHelp", keep_bytes=keep_bytes)
    with pytest.raises(BROKEN):
        ask_for_help(wired)
    assert helped(stand_in)


def test_a_duplicate_request_is_done_once(stand_in: HospitalStandIn, wired: Terminal) -> None:
    quoted = wired.quote("zhang", "310")
    stand_in.faults.inject(Fault.DUPLICATE, "startPayment")
    trade = wired.charge_code(quoted, stand_in.phones.new_payer_code())
    assert (trade["state"], trade.headers["idempotent-replayed"]) == ("SUCCESS", "true")
    assert len(stand_in.ledger.entries()) == 1


def test_somebody_elses_answer_names_somebody_elses_operation(stand_in: HospitalStandIn, wired: Terminal) -> None:
    stand_in.faults.inject(Fault.SOMEONE_ELSES_ANSWER, "callHelp")
    swapped = wired.call("callHelp", body=HELP, key="help-0001")
    assert swapped["call_id"] != "help-0001"
    assert swapped["receipt"]["op_id"] != "help-0001"
    stand_in.faults.inject(Fault.SOMEONE_ELSES_ANSWER, "getPayment")
    assert wired.query("ORDER-1")["order_no"] != "ORDER-1"


@pytest.mark.parametrize("fault", [Fault.LATENCY, Fault.LATE_ANSWER])
def test_a_slow_answer_comes_late_and_is_recorded(stand_in: HospitalStandIn, wired: Terminal, fault: Fault) -> None:
    stand_in.faults.inject(fault, "getHealth", seconds=0.2)
    began = time.monotonic()
    assert wired.call("getHealth").status == 200
    assert time.monotonic() - began >= 0.2
    assert stand_in.requests.records()[-1].waited_s == 0.2


def test_latency_is_before_the_act_and_a_late_answer_after_it(stand_in: HospitalStandIn, wired: Terminal) -> None:
    for fault, done, patience_s in ((Fault.LATENCY, False, 0.3), (Fault.LATE_ANSWER, True, 3.0)):
        stand_in.faults.inject(fault, "callHelp", seconds=30.0)
        with pytest.raises(requests.Timeout):
            impatient(stand_in, patience_s)
        assert helped(stand_in) is done


def impatient(stand_in: HospitalStandIn, timeout_s: float) -> None:
    files = stand_in.certificates
    requests.post(
        f"{stand_in.url}/v1/help-calls",
        data=json.dumps(HELP),
        headers={"X-Terminal-Id": "T01", "Idempotency-Key": "help-0001", "Content-Type": "application/json"},
        verify=str(files.ca),
        cert=(str(files.terminal()), str(files.terminal_key())),
        timeout=timeout_s,
    )


def test_a_skewed_clock_tells_another_time_until_cleared(stand_in: HospitalStandIn, wired: Terminal) -> None:
    fault_id = stand_in.faults.inject(Fault.CLOCK_SKEW, seconds=-86_400 * 365)
    for _ in range(2):
        health = wired.call("getHealth")
        told = datetime.fromisoformat(health["time"])
        assert (datetime.now(UTC) - told).days in (364, 365)
        assert email.utils.parsedate_to_datetime(health.headers["date"]).year < datetime.now(UTC).year
    stand_in.faults.clear(fault_id)
    assert abs((datetime.now(UTC) - datetime.fromisoformat(wired.call("getHealth")["time"])).total_seconds()) < 60


def test_a_server_that_accepts_no_payments_says_so(stand_in: HospitalStandIn, wired: Terminal) -> None:
    quoted = wired.quote("zhang", "310")
    stand_in.faults.inject(Fault.NOT_ACCEPTING, retry_after_s=9)
    assert (wired.call("getHealth")["accepts_payments"], wired.call("getHealth")["reason"]) == (False, "DAY_CLOSE")
    refused = wired.show_code(quoted, "ORDER-1")
    assert (refused.status, refused.code, refused["order_no"]) == (503, "NOT_ACCEPTING", "ORDER-1")
    assert refused.headers["retry-after"] == "9"
    stand_in.faults.clear()
    assert wired.call("getHealth")["accepts_payments"] is True


def locking(wired: Terminal, quoted: Quoted) -> str:
    wired.call("releaseLock", quoted.lock_id)
    return wired.lock(quoted.token, quoted.bill_ids, expected_versions=dict.fromkeys(quoted.bill_ids, 1)).code


def previewing(wired: Terminal, quoted: Quoted) -> str:
    return wired.preview(quoted.token, quoted.lock_id, "310").code


def charging(wired: Terminal, quoted: Quoted) -> str:
    return wired.show_code(quoted).code


def confirming(wired: Terminal, quoted: Quoted) -> str:
    trade = wired.charge_code(quoted, "130000000000000000")
    return wired.confirm(quoted, trade["order_no"]).code


@pytest.mark.parametrize(
    ("fault", "code"), [(Fault.BILL_CHANGED_MEANWHILE, "BILL_CHANGED"), (Fault.BILL_PAID_ELSEWHERE, "BILL_PAID")]
)
@pytest.mark.parametrize(
    ("operation", "step"),
    [
        ("lockBills", locking),
        ("previewSettlement", previewing),
        ("startPayment", charging),
        ("confirmSettlement", confirming),
    ],
)
def test_others_are_quicker(
    stand_in: HospitalStandIn,
    wired: Terminal,
    fault: Fault,
    code: str,
    operation: str,
    step: Callable[[Terminal, Quoted], str],
) -> None:
    quoted = wired.quote("zhang", "310")
    stand_in.faults.inject(fault, operation)
    assert step(wired, quoted) == code


def test_insurer_or_his_refuses_to_settle(stand_in: HospitalStandIn, wired: Terminal) -> None:
    quoted = wired.quote("zhang", "310")
    stand_in.faults.inject(Fault.REJECT_CONFIRM)
    wired.call("getHealth")
    stand_in.faults.inject(Fault.REJECT_CONFIRM, "confirmSettlement")
    assert confirming(wired, quoted) == "CONFIRM_REFUSED"


def test_a_fault_counts_skips_and_clears(stand_in: HospitalStandIn, wired: Terminal) -> None:
    stand_in.faults.inject(Fault.HTTP_500, "getHealth", times=2, skip=1)
    assert [wired.call("getHealth").status for _ in range(4)] == [200, 500, 500, 200]
    for_ever = stand_in.faults.inject(Fault.HTTP_429, times=None)
    assert [wired.call("getHealth").status for _ in range(3)] == [429, 429, 429]
    stand_in.faults.clear(for_ever)
    assert wired.call("getHealth").status == 200
    assert stand_in.faults.active() == ()


def test_a_cut_network_refuses_and_a_healed_one_remembers(stand_in: HospitalStandIn, wired: Terminal) -> None:
    quoted = wired.quote("zhang", "310")
    url = stand_in.url
    stand_in.cut_network()
    with pytest.raises(BROKEN):
        wired.show_code(quoted, "ORDER-1")
    stand_in.heal_network()
    assert stand_in.url == url
    assert wired.query("ORDER-1").code == "PAYMENT_NOT_FOUND"
    assert wired.show_code(quoted, "ORDER-1")["state"] == "NOTPAY"


def test_what_had_arrived_before_the_cut_is_done(stand_in: HospitalStandIn) -> None:
    stand_in.waits["help"] = 5.0
    with pytest.raises(requests.Timeout):
        impatient(stand_in, 2.5)
    stand_in.cut_network()
    assert stand_in.requests.wait_for("callHelp", within_s_max=30.0)
    assert helped(stand_in)


def test_waits_are_summed_for_the_overhead_ratio(stand_in: HospitalStandIn, wired: Terminal) -> None:
    stand_in.waits.update({"identify": 0.02, "preview": 0.03, "bank": 0.05, "confirm": 0.04})
    quoted = wired.quote("zhang", "310")
    assert confirming(wired, quoted) == ""
    assert stand_in.requests.waited_s_total() == pytest.approx(0.14)
