"""What a reply means. Strict: what breaks the contract, or is about another number, is not an answer."""

import hashlib
from typing import TypeVar

import msgspec

from kiosk.domain.money import Money
from kiosk.domain.payment import Channel
from kiosk.domain.wording import LocalText
from kiosk.hospital import contract_values as wire
from kiosk.hospital.exchange import Reply
from kiosk.hospital.port import (
    HospitalError,
    NotFound,
    Refused,
    SettlementReceipt,
    Trade,
    TradeState,
    Unknown,
)

T = TypeVar("T")

JSON = "application/json"
PROBLEM = "application/problem+json"
REFUSALS = {
    "CARD_REFUSED": "CARD_REFUSED",
    "PATIENT_NOT_FOUND": "PATIENT_NOT_FOUND",
    "SLIP_NOT_FOUND": "SLIP_NOT_FOUND",
    "CODE_WRONG_PURPOSE": "CODE_WRONG_PURPOSE",
    "CODE_EXPIRED": "CODE_EXPIRED",
    "CODE_UNKNOWN": "CODE_UNKNOWN",
    "PERSON_NOT_MATCHED": "PERSON_NOT_MATCHED",
    "TOO_MANY_TRIES": "TOO_MANY_TRIES",
    "BILL_NOT_FOUND": "BILL_CHANGED",
    "BILL_CHANGED": "BILL_CHANGED",
    "BILL_LOCKED": "BILL_LOCKED",
    "BILL_PAID": "BILL_PAID",
    "LOCK_NOT_FOUND": "QUOTE_EXPIRED",
    "LOCK_IN_USE": "BILL_LOCKED",
    "INSURANCE_REFUSED": "INSURANCE_REFUSED",
    "FACE_PAY_DENIED": "FACE_PAY_DENIED",
    "TOO_MANY_REQUESTS": "HOSPITAL_BUSY",
    "NOT_ACCEPTING": "HOSPITAL_BUSY",
    "APPOINTMENT_NOT_FOUND": "APPOINTMENT_NOT_FOUND",
    "DOCUMENT_NOT_FOUND": "DOCUMENT_NOT_FOUND",
    "DOCUMENT_WITHHELD": "DOCUMENT_WITHHELD",
    "SLOT_TAKEN": "SLOT_TAKEN",
    "SLOT_NOT_FOUND": "SLOT_TAKEN",  # it was shown a moment ago: its time is over
    "SESSION_NOT_FOUND": "SLOT_TAKEN",
    "ALREADY_REGISTERED": "ALREADY_REGISTERED",
    "HOLD_IN_USE": "BILL_LOCKED",
    "CANCEL_TOO_LATE": "CANCEL_TOO_LATE",
    "CANCEL_AT_WINDOW": "CANCEL_AT_WINDOW",
    "CHECK_IN_EARLY": "CHECK_IN_EARLY",
    "APPOINTMENT_NOT_TODAY": "APPOINTMENT_NOT_TODAY",
    "APPOINTMENT_MISSED": "APPOINTMENT_MISSED",
    "WRONG_PLACE": "WRONG_PLACE",
    "ALREADY_CHECKED_IN": "ALREADY_CHECKED_IN",
    "APPOINTMENT_UNPAID": "APPOINTMENT_UNPAID",
    "APPOINTMENT_CANCELLED": "APPOINTMENT_CANCELLED",
    "CREDIT_NOT_OFFERED": "CREDIT_NOT_OFFERED",
    "CREDIT_NOT_SIGNED": "CREDIT_NOT_SIGNED",
    "CREDIT_TERMS_CHANGED": "CREDIT_TERMS_CHANGED",
    "CREDIT_OVER_LIMIT": "CREDIT_OVER_LIMIT",
    "CREDIT_OVERDUE": "CREDIT_OVERDUE",
    "EXAM_NOT_FOUND": "EXAM_NOT_FOUND",
    "EXAM_CONFLICT": "EXAM_CONFLICT",
    "EXAM_UNPAID": "EXAM_UNPAID",
    "PRESCRIPTION_NOT_FOUND": "PRESCRIPTION_CHANGED",
    "PRESCRIPTION_CHANGED": "PRESCRIPTION_CHANGED",
    "ADDRESS_NOT_FOUND": "ADDRESS_REFUSED",
    "DELIVERY_NOT_FOUND": "PRESCRIPTION_CHANGED",
    "PHOTO_NOT_FOUND": "PHOTO_NOT_FOUND",
    "ADMISSION_NOT_FOUND": "ADMISSION_NOT_FOUND",
    "VISITING_CLOSED": "VISITING_CLOSED",
    "VISITORS_FULL": "VISITORS_FULL",
    "WARD_NOT_VISITED": "WARD_NOT_VISITED",
}
_DEFINITE = frozenset({400, 404, 409, 422})  # with a code of the contract and our number
_STILL_UNKNOWN = frozenset({"REQUEST_IN_FLIGHT", "NO_SUCH_PATH", "METHOD_NOT_ALLOWED"})


def decode(kind: type[T], reply: Reply) -> T | None:
    """The body as `kind`, or None."""
    if reply.status != 200 or reply.content_type != JSON:
        return None
    try:
        return msgspec.json.decode(reply.body, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def problem(reply: Reply) -> wire.Problem | None:
    if reply.content_type != PROBLEM or reply.status < 400:
        return None
    try:
        return msgspec.json.decode(reply.body, type=wire.Problem)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def refusal(reply: Reply) -> HospitalError:
    """Why a reading call got nothing."""
    said = problem(reply)
    code = REFUSALS.get(said.code, "") if said else ""
    if not code:
        code = "HOSPITAL_BUSY" if reply.status in (429, 503) else "HOSPITAL_ERROR"
    reason = LocalText(said.reason.zh, said.reason.en) if said and said.reason else None
    return HospitalError(code, f"{reply.status} {said.code if said else ''}".strip(), reply.retry_after_s, reason)


def unknown(reply: Reply) -> Unknown:
    reason = "HOSPITAL_BUSY" if reply.status in (429, 503) else "HOSPITAL_ERROR"
    return Unknown(reason, reply.retry_after_s)


def echoes(receipt: wire.Receipt | None, key: str, body: bytes) -> bool:
    """Only such an answer finishes an operation."""
    return receipt is not None and receipt.op_id == key and receipt.body_sha256 == hashlib.sha256(body).hexdigest()


def trade(reply: Reply, order_number: str) -> Trade | Unknown:
    """The order, if it is ours and says nothing impossible."""
    found = decode(wire.Trade, reply)
    if found is None or found.order_no != order_number or found.refunded_fen > found.paid_fen:
        return unknown(reply)
    return Trade(
        order_number=found.order_no,
        state=TradeState(found.state),
        paid=Money(found.paid_fen),
        refunded=Money(found.refunded_fen),
        channel=Channel(found.channel),
        channel_trade_number=found.channel_trade_no,
        code_url=found.code_url,
        code_expires_in_s=found.code_expires_in_s,
        decline_code=found.decline_code or "",
    )


def charged(reply: Reply, order_number: str, key: str, body: bytes) -> Trade | Refused | Unknown:
    said = problem(reply)
    if said and said.order_no == order_number and (_is_definite(reply, said) or said.code == "NOT_ACCEPTING"):
        return Refused(said.code)
    return acted(reply, order_number, key, body)


def acted(reply: Reply, order_number: str, key: str, body: bytes) -> Trade | Unknown:
    """The answer to a call that changed the order: with our receipt."""
    found = decode(wire.Trade, reply)
    if found is None or not echoes(found.receipt, key, body):
        return unknown(reply)
    return trade(reply, order_number)


def queried_trade(reply: Reply, order_number: str) -> Trade | NotFound | Unknown:
    said = problem(reply)
    if said and reply.status == 404 and said.code == "PAYMENT_NOT_FOUND" and said.order_no == order_number:
        return NotFound()
    return trade(reply, order_number)


def confirmed(reply: Reply, number: str, body: bytes) -> SettlementReceipt | Refused | Unknown:
    said = problem(reply)
    if said is not None and said.settlement_no == number and _is_definite(reply, said):
        return Refused(said.code)
    found = decode(wire.Settlement, reply)
    if found is None or not echoes(found.receipt, number, body):
        return unknown(reply)
    return _receipt(found, number) or unknown(reply)


def queried_settlement(reply: Reply, number: str) -> SettlementReceipt | Refused | NotFound | Unknown:
    said = problem(reply)
    if said and reply.status == 404 and said.code == "SETTLEMENT_NOT_FOUND" and said.settlement_no == number:
        return NotFound()
    found = decode(wire.Settlement, reply)
    if found is None or found.settlement_no != number:
        return unknown(reply)
    if found.state == "REJECTED" and found.reject_code:
        return Refused(found.reject_code)
    if found.state == "CANCELLED":
        return Refused("ALREADY_CANCELLED")
    return _receipt(found, number) or unknown(reply)


def _receipt(found: wire.Settlement, number: str) -> SettlementReceipt | None:
    complete = found.state == "SETTLED" and found.setl_id and found.invoice_no and found.settled_at
    if found.settlement_no != number or not complete or found.settled_at is None:
        return None
    return SettlementReceipt(number, found.setl_id, found.invoice_no, found.settled_at)


def _is_definite(reply: Reply, said: wire.Problem) -> bool:
    return reply.status in _DEFINITE and said.code not in _STILL_UNKNOWN
