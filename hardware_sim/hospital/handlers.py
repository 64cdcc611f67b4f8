"""What each operation does, once the call is known to be well-formed. Runs under the hospital's lock."""

from dataclasses import dataclass, field

import msgspec

from hardware_sim.hospital import bodies, evidence
from hardware_sim.hospital.bills import etag
from hardware_sim.hospital.channels import ASK_AGAIN_S
from hardware_sim.hospital.clock import text
from hardware_sim.hospital.day_books import channel_bill, day_settlements
from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.idempotency import receipt
from hardware_sim.hospital.insurance import NAMES
from hardware_sim.hospital.orders import Order, OrderRequest
from hardware_sim.hospital.previews import Preview
from hardware_sim.hospital.problems import Problem, not_found
from hardware_sim.hospital.settlements import ConfirmRequest, Settlement
from hardware_sim.hospital.values import Json

AUDIT_HEADS_MAX = 1_000


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `number` is the one in the path."""

    terminal: str
    number: str = ""
    key: str = ""
    if_none_match: str = ""
    raw: bytes = field(default=b"", repr=False)
    body: bodies.Body | None = field(default=None, repr=False)
    after: str = ""
    query: bodies.Body | None = field(default=None, repr=False)
    suffers: frozenset[Fault] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """`body` None: no body (304)."""

    body: Json | None
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


def get_health(hospital: Hospital, call: Call) -> Answer:
    body: Json = {"accepts_payments": True, "time": hospital.time_text()}
    if hospital.faults.refusing():
        body |= {"accepts_payments": False, "reason": "DAY_CLOSE"}
    return Answer(body)


def identify(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, evidence.Identify)
    patients = hospital.patients
    match call.body.evidence:
        case bodies.SlipEvidence(token=token):
            return Answer(patients.identify_by_slip(token))
        case bodies.CardEvidence() as card:
            return Answer(patients.identify_by_card(card.card_number, card.card_identifier, card.id_number))
        case evidence.IdCardEvidence(id_number=id_number, name=name):
            return Answer(patients.identify_by_id_card(id_number, name))
        case evidence.CredentialEvidence(code=code, business_type=function):
            return Answer(patients.identify_by_key(hospital.credentials.decode(code, function)))
        case evidence.NumberEvidence(number=number):
            return Answer(patients.identify_by_number(number))
        case evidence.PhoneEvidence(phone=phone, id_last_four=last_four):
            return Answer(patients.identify_by_phone(phone, last_four))
        case evidence.DependentEvidence(patient_token=token, dependent_id=dependent_id):
            return Answer(patients.act_for(token, dependent_id))


def unpaid_bills(hospital: Hospital, call: Call) -> Answer:
    known = hospital.patients.known(call.number)
    bills = hospital.bills.unpaid_of(known.patient.person.key, known.scope_bill_id)
    headers = {"ETag": etag(bills)}
    if call.if_none_match == headers["ETag"]:
        return Answer(None, 304, headers)
    return Answer({"bills": [bill.json() for bill in bills]}, headers=headers)


def lock_bills(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, bodies.LockBills)
    known = hospital.patients.known(call.body.patient_token)
    person_key = known.patient.person.key
    mine = [hospital.bills.get(bill_id) for bill_id in call.body.bill_ids]
    if any(bill.person_key != person_key or known.scope_bill_id not in ("", bill.bill_id) for bill in mine):
        raise not_found("BILL")
    versions = {bill.bill_id: bill.version for bill in mine}
    hospital.bills.require_as_seen(versions | _of(call.body.expected_versions, versions))
    lock = hospital.locks.take(call.terminal, person_key, versions)
    return Answer({"lock_id": lock.lock_id, "bill_ids": lock.bill_ids, "expires_at": text(lock.expires_at)})


def _of(expected: dict[str, int], locked: dict[str, int]) -> dict[str, int]:
    return {bill_id: version for bill_id, version in expected.items() if bill_id in locked}


def release_lock(hospital: Hospital, call: Call) -> Answer:
    try:
        hospital.locks.release(call.number)
    except Problem as problem:
        if problem.code == "LOCK_NOT_FOUND":  # nothing is left to do: that is a receipt too
            problem.more["receipt"] = receipt(call.key, call.raw)
        raise
    return Answer({"lock_id": call.number, "state": "RELEASED"})


def preview_settlement(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, bodies.PreviewSettlement)
    known = hospital.patients.known(call.body.patient_token)
    lock = hospital.locks.get(call.body.lock_id)
    if lock.person_key != known.patient.person.key:
        raise not_found("LOCK")
    preview = hospital.previews.make(known.patient, lock, call.body.coverage_code, call.body.account_used)
    more: Json = {
        "preview_id": preview.preview_id,
        "lock_id": lock.lock_id,
        "bill_ids": lock.bill_ids,
        "insutype": preview.insutype,
        "hifp_pay": preview.split.hifp_pay,
        "act_pay_dedc": preview.split.act_pay_dedc,
        "expires_at": text(preview.expires_at),
    }
    if preview.uncovered_reason:
        more["uncovered_reason"] = preview.uncovered_reason.json()
    return Answer(_split_json(hospital, preview) | more)


def _split_json(hospital: Hospital, preview: Preview) -> Json:
    split = preview.split
    body: Json = {
        "medfee_sumamt": split.medfee_sumamt,
        "fund_pay_sumamt": split.fund_pay_sumamt,
        "fund_includes_account": hospital.config.fund_includes_account,
        "acct_pay": split.acct_pay,
        "psn_cash_pay": split.psn_cash_pay,
        "balc": split.balc,
    }
    if preview.insutype:
        body["coverage_name"] = NAMES[preview.insutype].json()
    return body


def start_payment(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, bodies.StartPayment)
    request = _order_request(call.body)
    if old := hospital.channels.find(request.order_no):
        if old.request != request:
            raise Problem(422, "KEY_REUSED")
        return _trade(hospital, old)
    if refusing := hospital.faults.refusing():
        raise Problem(503, "NOT_ACCEPTING", retry_after_s=refusing.retry_after_s)
    preview = _payable(hospital, request)
    return _trade(hospital, hospital.channels.start(request, preview))


def _order_request(body: bodies.StartPayment) -> OrderRequest:
    channel = "" if isinstance(body.channel, msgspec.UnsetType) else body.channel
    named = body.face_code if body.method == "face" else body.payer_code
    code = "" if isinstance(named, msgspec.UnsetType) else named
    return OrderRequest(body.order_no, body.preview_id, body.amount_fen, body.method, channel, code, body.expires_in_s)


def _payable(hospital: Hospital, request: OrderRequest) -> Preview:
    preview = hospital.previews.get(request.preview_id)
    hospital.previews.require_fresh(preview)
    hospital.bills.require_as_seen(preview.lock.versions)
    hospital.locks.get(preview.lock.lock_id)
    if request.amount_fen != preview.split.psn_cash_pay:
        raise Problem(422, "AMOUNT_MISMATCH")
    if hospital.config.refuses_second_order and hospital.live_order_on(preview.lock.lock_id):
        raise Problem(409, "PAYMENT_EXISTS")
    return preview


def get_payment(hospital: Hospital, call: Call) -> Answer:
    return _trade(hospital, hospital.channels.get(call.number))


def close_payment(hospital: Hospital, call: Call) -> Answer:
    order = hospital.channels.get(call.number)
    return _trade(hospital, order, ask_again=not hospital.channels.close(order))


def refund_payment(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, bodies.RefundPayment)
    order = hospital.channels.get(call.number)
    if hospital.settlements.standing_on(order.order_no):
        raise Problem(409, "ALREADY_SETTLED")
    done = hospital.channels.refund(order, call.body.refund_no, call.body.amount_fen)
    return _trade(hospital, order, ask_again=not done)


def _trade(hospital: Hospital, order: Order, ask_again: bool = False) -> Answer:
    headers = {"Retry-After": f"{ASK_AGAIN_S:.0f}"} if ask_again else {}
    return Answer(order.json(hospital.clock.now()), headers=headers)


def confirm_settlement(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, bodies.ConfirmSettlement)
    body = call.body
    request = ConfirmRequest(body.settlement_no, body.preview_id, body.order_no, body.paid_fen)
    return Answer(_settlement_json(hospital.settlements.confirm(request, Fault.REJECT_CONFIRM in call.suffers)))


def get_settlement(hospital: Hospital, call: Call) -> Answer:
    return Answer(_settlement_json(hospital.settlements.get(call.number)))


def cancel_settlement(hospital: Hospital, call: Call) -> Answer:
    return Answer(_settlement_json(hospital.settlements.cancel(call.number)))


def _settlement_json(settlement: Settlement) -> Json:
    body: Json = {"settlement_no": settlement.request.settlement_no, "state": settlement.state}
    if settlement.reject_code:
        return body | {"reject_code": settlement.reject_code}
    body |= {"setl_id": settlement.setl_id, "invoice_no": settlement.invoice_no, "settled_at": text(settlement.at)}
    return body | ({"cancelled_at": text(settlement.cancelled_at)} if settlement.cancelled_at else {})


def get_slip(hospital: Hospital, call: Call) -> Answer:
    settlement = hospital.settlements.get(call.number)
    if settlement.state != "SETTLED":
        raise Problem(409, "NOT_SETTLED")
    bills = [hospital.bills.get(bill_id) for bill_id in settlement.preview.weights]
    order = hospital.channels.find(settlement.request.order_no or "")
    body = _settlement_json(settlement) | _split_json(hospital, settlement.preview)
    del body["state"]
    body |= {
        "hospital_name": {"zh": hospital.config.name_zh, "en": hospital.config.name_en},
        "server_time": hospital.time_text(),
        "lines": [{"title": bill.title.json(), "amount_fen": bill.amount_fen} for bill in bills],
        "channel": order.channel.value if order and order.channel else "none",
    }
    return Answer(body | ({"channel_trade_no": order.trade_no} if order else {}))


def call_help(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, bodies.CallHelp)
    hospital.desk.help_calls[call.body.call_id] = call.body.step
    return Answer({"call_id": call.body.call_id})


def raise_staff_task(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, bodies.RaiseStaffTask)
    case: Json = msgspec.to_builtins(call.body.case)
    hospital.desk.tasks[call.body.task_id] = {"kind": call.body.kind, "case": case}
    return Answer({"task_id": call.body.task_id})


def anchor_audit(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, bodies.AnchorAudit)
    heads = hospital.desk.audit_heads.setdefault((call.terminal, call.body.chain), {})
    if heads.setdefault(call.body.seq, call.body.sha256) != call.body.sha256:
        raise Problem(409, "AUDIT_FORKED")
    return Answer({"seq": call.body.seq})


def list_audit_heads(hospital: Hospital, call: Call) -> Answer:
    heads = sorted(hospital.desk.audit_heads.get((call.terminal, call.number), {}).items())[-AUDIT_HEADS_MAX:]
    return Answer({"heads": [{"seq": seq, "sha256": sha256} for seq, sha256 in heads]})


def get_channel_bill(hospital: Hospital, call: Call) -> Answer:
    return Answer(channel_bill(hospital, call.terminal, call.number, call.after, call.suffers))


def list_day_settlements(hospital: Hospital, call: Call) -> Answer:
    return Answer(day_settlements(hospital, call.terminal, call.number, call.after, call.suffers))
