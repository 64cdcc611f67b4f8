"""What an answer means: strictly the contract's, about our number, with our receipt. Anything else is no answer."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.evidence import BillSlipEvidence
from kiosk.domain.money import Money
from kiosk.domain.payment import Channel
from kiosk.hospital.port import (
    HospitalError,
    Note,
    NoteKind,
    NotFound,
    RawAnswer,
    Refused,
    SettlementReceipt,
    Trade,
    TradeState,
    Unknown,
)
from kiosk.hospital.rest import RestHospital
from tests.hospital_client.wire import Script, problem, receipt, scripted

PROBLEM = "application/problem+json"
TIME = "2026-11-23T09:15:02.117+08:00"
TRADE = {
    "order_no": "YZcase1",
    "state": "SUCCESS",
    "channel": "alipay",
    "paid_fen": 1000,
    "refunded_fen": 0,
    "channel_trade_no": "42",
}
PREVIEW = {
    "preview_id": "PV000001",
    "lock_id": "LK000001",
    "bill_ids": ["B1"],
    "insutype": "310",
    "medfee_sumamt": 8000,
    "fund_pay_sumamt": 5950,
    "fund_includes_account": False,
    "hifp_pay": 5950,
    "acct_pay": 1050,
    "psn_cash_pay": 1000,
    "act_pay_dedc": 0,
    "balc": 5,
    "expires_at": TIME,
}
SETTLED = {
    "settlement_no": "STcase1",
    "state": "SETTLED",
    "setl_id": "3302",
    "invoice_no": "INV1",
    "settled_at": TIME,
}


def charge(hospital: RestHospital) -> object:
    return hospital.charge_by_qr("YZcase1", "PV000001", Money(1000), 120)


CHARGE_BODY = (
    b'{"order_no":"YZcase1","preview_id":"PV000001","amount_fen":1000,"method":"native_qr","expires_in_s":120}'
)


def test_a_charge_is_keyed_by_its_order_and_says_what_the_contract_says() -> None:
    hospital, script = scripted(200, {**TRADE, "state": "NOTPAY", "receipt": receipt("YZcase1", CHARGE_BODY)})
    answer = charge(hospital)
    assert isinstance(answer, Trade)
    assert answer.state is TradeState.NOT_PAID
    assert script.asked == [("POST", "/v1/payments", CHARGE_BODY, {"Idempotency-Key": "YZcase1"})]


def test_a_payer_code_goes_into_the_body_only() -> None:
    hospital, script = scripted(500, b"")
    hospital.charge_by_payer_code("YZcase1", "PV000001", Money(1), Channel.WECHAT, "1" * 18)
    ((_, path, body, headers),) = script.asked
    assert json.loads(body or b"")["payer_code"] == "1" * 18
    assert "1" * 18 not in path + str(headers)


def test_a_face_code_goes_into_the_body_only() -> None:
    hospital, script = scripted(500, b"")
    hospital.charge_by_face("YZcase1", "PV000001", Money(1), Channel.WECHAT, "1" * 18)
    ((_, path, body, headers),) = script.asked
    said = json.loads(body or b"")
    assert (said["method"], said["face_code"], "payer_code" in said) == ("face", "1" * 18, False)
    assert "1" * 18 not in path + str(headers)


@pytest.mark.parametrize(
    "broken",
    [
        {"receipt": receipt("YZother", CHARGE_BODY)},
        {"receipt": receipt("YZcase1", b"other")},
        {"receipt": None},
        {"order_no": "YZsomebody"},
        {"paid_fen": -1},
        {"paid_fen": 10.5},
        {"paid_fen": "1000"},
        {"state": "PAID"},
        {"refunded_fen": 2000},
        {"channel": "cash"},
    ],
)
def test_a_charge_that_is_not_about_ours_is_unknown(broken: dict[str, object]) -> None:
    content = {**TRADE, "receipt": receipt("YZcase1", CHARGE_BODY), **broken}
    hospital, _ = scripted(200, content)
    assert charge(hospital) == Unknown("HOSPITAL_ERROR")


def test_the_right_content_in_another_type_is_unknown() -> None:
    content = {**TRADE, "receipt": receipt("YZcase1", CHARGE_BODY)}
    hospital, _ = scripted(200, content, "text/html")
    assert charge(hospital) == Unknown("HOSPITAL_ERROR")


@pytest.mark.parametrize(
    ("status", "content", "meaning"),
    [
        (409, problem("PREVIEW_EXPIRED", order_no="YZcase1"), Refused("PREVIEW_EXPIRED")),
        (404, problem("LOCK_NOT_FOUND", order_no="YZcase1"), Refused("LOCK_NOT_FOUND")),
        (422, problem("AMOUNT_MISMATCH", order_no="YZcase1"), Refused("AMOUNT_MISMATCH")),
        (503, problem("NOT_ACCEPTING", order_no="YZcase1"), Refused("NOT_ACCEPTING")),
        (503, problem("NOT_ACCEPTING"), Unknown("HOSPITAL_BUSY")),
        (409, problem("REQUEST_IN_FLIGHT", order_no="YZcase1"), Unknown("HOSPITAL_ERROR")),
        (409, problem("BILL_PAID", order_no="YZother"), Unknown("HOSPITAL_ERROR")),
        (404, problem("NO_SUCH_PATH", order_no="YZcase1"), Unknown("HOSPITAL_ERROR")),
        (500, problem("SERVER_ERROR", order_no="YZcase1"), Unknown("HOSPITAL_ERROR")),
        (429, problem("TOO_MANY_REQUESTS"), Unknown("HOSPITAL_BUSY")),
        (401, problem("BAD_REQUEST", order_no="YZcase1"), Unknown("HOSPITAL_ERROR")),
    ],
)
def test_only_a_definite_no_about_our_order_is_a_refusal(status: int, content: object, meaning: object) -> None:
    hospital, _ = scripted(status, content, PROBLEM)
    assert charge(hospital) == meaning


@pytest.mark.parametrize(
    ("status", "content", "content_type", "meaning"),
    [
        (404, problem("PAYMENT_NOT_FOUND", order_no="YZcase1"), PROBLEM, NotFound()),
        (404, problem("PAYMENT_NOT_FOUND", order_no="YZother"), PROBLEM, Unknown("HOSPITAL_ERROR")),
        (404, problem("PAYMENT_NOT_FOUND", order_no="YZcase1"), "application/json", Unknown("HOSPITAL_ERROR")),
        (404, problem("NO_SUCH_PATH", order_no="YZcase1"), PROBLEM, Unknown("HOSPITAL_ERROR")),
        (404, b"<html>404</html>", "text/html", Unknown("HOSPITAL_ERROR")),
        (200, b"<html>log in to the Wi-Fi</html>", "text/html", Unknown("HOSPITAL_ERROR")),
    ],
)
def test_never_seen_is_what_the_server_itself_says_of_our_order(
    status: int, content: object, content_type: str, meaning: object
) -> None:
    hospital, _ = scripted(status, content, content_type)
    assert hospital.query_trade("YZcase1") == meaning


CONFIRM_BODY = b'{"settlement_no":"STcase1","preview_id":"PV000001","order_no":"YZcase1","paid_fen":1000}'


def confirm(hospital: RestHospital) -> object:
    return hospital.confirm_settlement("STcase1", "PV000001", "YZcase1", Money(1000))


def test_settled_needs_our_receipt() -> None:
    good = scripted(200, {**SETTLED, "receipt": receipt("STcase1", CONFIRM_BODY)})[0]
    answer = confirm(good)
    assert isinstance(answer, SettlementReceipt)
    assert answer.setl_id == "3302"
    assert confirm(scripted(200, SETTLED)[0]) == Unknown("HOSPITAL_ERROR")


def test_nothing_to_pay_has_no_order() -> None:
    hospital, script = scripted(500, b"")
    hospital.confirm_settlement("STcase1", "PV000001", "", Money(0))
    assert json.loads(script.asked[0][2] or b"") == {
        "settlement_no": "STcase1",
        "preview_id": "PV000001",
        "order_no": None,
        "paid_fen": 0,
    }


@pytest.mark.parametrize(
    ("status", "content", "content_type", "meaning"),
    [
        (200, {"settlement_no": "STcase1", "state": "REJECTED", "reject_code": "BILL_CHANGED"}, "application/json",
         Refused("BILL_CHANGED")),
        (200, {**SETTLED, "state": "CANCELLED"}, "application/json", Refused("ALREADY_CANCELLED")),
        (200, {**SETTLED, "settlement_no": "STother"}, "application/json", Unknown("HOSPITAL_ERROR")),
        (200, {**SETTLED, "setl_id": ""}, "application/json", Unknown("HOSPITAL_ERROR")),
        (404, problem("SETTLEMENT_NOT_FOUND", settlement_no="STcase1"), PROBLEM, NotFound()),
        (404, problem("SETTLEMENT_NOT_FOUND"), PROBLEM, Unknown("HOSPITAL_ERROR")),
    ],
)  # fmt: skip
def test_a_settlement_is_asked_about_by_its_number(
    status: int, content: object, content_type: str, meaning: object
) -> None:
    assert scripted(status, content, content_type)[0].query_settlement("STcase1") == meaning


def test_a_refund_that_a_settlement_bars_says_so() -> None:
    hospital, _ = scripted(409, problem("ALREADY_SETTLED", order_no="YZcase1"), PROBLEM)
    assert hospital.refund_trade("YZcase1", "RFcase11", Money(1000)) == Refused("ALREADY_SETTLED")


def preview(changed: dict[str, object]) -> RestHospital:
    body = b'{"patient_token":"pt_1","lock_id":"LK000001","coverage_code":"310"}'
    return scripted(200, {**PREVIEW, "receipt": receipt("key-1", body), **changed})[0]


@pytest.mark.parametrize(("includes", "fund_fen"), [(False, 5950), (True, 7000)])
def test_the_fund_never_includes_the_account(includes: bool, fund_fen: int) -> None:
    hospital = preview({"fund_includes_account": includes, "fund_pay_sumamt": fund_fen})
    quote = hospital.preview("pt_1", "LK000001", "310", "key-1")
    assert (quote.fund, quote.account, quote.patient_part) == (Money(5950), Money(1050), Money(1000))


@pytest.mark.parametrize(
    "changed",
    [
        {"psn_cash_pay": 1001},
        {"fund_includes_account": True, "fund_pay_sumamt": 500},
        {"lock_id": "LK000002"},
        {"insutype": "390"},
        {"receipt": receipt("key-2", b"")},
    ],
)
def test_a_split_that_does_not_add_up_or_is_not_ours_is_an_error(changed: dict[str, object]) -> None:
    with pytest.raises(HospitalError, match="HOSPITAL_ERROR"):
        preview(changed).preview("pt_1", "LK000001", "310", "key-1")


@pytest.mark.parametrize(
    ("status", "code", "refusal"),
    [
        (403, "CARD_REFUSED", "CARD_REFUSED"),
        (404, "SLIP_NOT_FOUND", "SLIP_NOT_FOUND"),
        (404, "PATIENT_NOT_FOUND", "PATIENT_NOT_FOUND"),
        (429, "TOO_MANY_REQUESTS", "HOSPITAL_BUSY"),
        (503, "NOT_ACCEPTING", "HOSPITAL_BUSY"),
        (500, "SERVER_ERROR", "HOSPITAL_ERROR"),
        (409, "SOMETHING_NEW", "HOSPITAL_ERROR"),
    ],
)
def test_why_a_reading_call_got_nothing(status: int, code: str, refusal: str) -> None:
    hospital, _ = scripted(status, problem(code), PROBLEM)
    with pytest.raises(HospitalError, match=refusal) as caught:
        hospital.identify(BillSlipEvidence("token123"))
    assert caught.value.code == refusal


def test_the_versions_that_were_shown_go_with_the_lock() -> None:
    text = {"zh": "检验费"}
    bill = {
        "bill_id": "B1",
        "version": 3,
        "title": text,
        "department": text,
        "ordered_at": TIME,
        "items": [{"name": text, "quantity": "1 次", "amount_fen": 5}],
        "amount_fen": 5,
        "insurable": True,
    }
    hospital, script = scripted(200, {"bills": [bill]})
    hospital.unpaid_bills("pt_1")
    with pytest.raises(HospitalError):
        hospital.lock_bills("pt_1", ("B1",), "lock-1")
    assert json.loads(script.asked[-1][2] or b"")["expected_versions"] == {"B1": 3}


def everything(hospital: RestHospital) -> list[object]:
    """Every call that moves money or is sent by the outbox."""
    return [
        charge(hospital),
        hospital.charge_by_payer_code("YZcase1", "PV000001", Money(1), Channel.ALIPAY, "2" * 18),
        hospital.charge_by_face("YZcase1", "PV000001", Money(1), Channel.WECHAT, "3" * 18),
        hospital.query_trade("YZcase1"),
        hospital.close_trade("YZcase1"),
        hospital.refund_trade("YZcase1", "RFcase11", Money(1)),
        confirm(hospital),
        hospital.query_settlement("STcase1"),
        *[hospital.deliver(Note(kind, "note-1", b"{}", "LK000001")) for kind in NoteKind],
    ]


JSON_LIKE = st.recursive(
    st.none() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["YZcase1", "STcase1"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["order_no", "state", "paid_fen", "code", "receipt", "settlement_no"]), inner)
    ),
    max_leaves=8,
).map(lambda value: json.dumps(value).encode())


@settings(max_examples=150, deadline=None)
@given(
    st.integers(100, 599),
    st.binary(max_size=200) | JSON_LIKE | st.just(b"[" * 5000),
    st.sampled_from(["application/json", PROBLEM, "text/html", ""]),
)
def test_whatever_comes_back_has_a_meaning_and_never_says_paid(status: int, body: bytes, content_type: str) -> None:
    hospital, _ = scripted(status, body, content_type)
    for answer in everything(hospital):
        assert isinstance(answer, Unknown | Refused | NotFound | Trade | RawAnswer)
        assert not isinstance(answer, Trade) or answer.order_number == "YZcase1"
    for read in (hospital.health, lambda: hospital.unpaid_bills("pt_1")):
        with suppress(HospitalError):  # the only thing that may come out
            read()


def test_the_scripted_exchange_is_what_the_client_uses() -> None:
    hospital, script = scripted(200, b"")
    assert isinstance(script, Script)
    assert hospital.clock_skew_s == 0.0
