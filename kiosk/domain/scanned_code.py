"""What a scanned code means (reference/hospital-domain.md §2.1)."""

import re
from dataclasses import dataclass

from kiosk.domain.evidence import BillSlipEvidence, ECredentialEvidence, Evidence, HospitalCardEvidence
from kiosk.domain.patient import Purpose
from kiosk.domain.payment import Channel
from kiosk.domain.ticket_code import TicketCode, read_ticket

TEXT_MAX = 256
_OURS = "YZ1:"
_CREDENTIAL_CHARS = range(16, 129)
_WECHAT = re.compile(r"1[0-5]\d{16}", re.ASCII)
_ALIPAY = re.compile(r"(?:2[5-9]|30)\d{14,22}", re.ASCII)
_BILL_SLIP = re.compile(r"YZ1:B:([0-9A-Za-z_-]{8,64})", re.ASCII)
_STAFF_BADGE = re.compile(r"YZ1:M:([0-9A-Za-z_-]{8,64})", re.ASCII)
_HOSPITAL_NUMBER = re.compile(r"(?:YZ1:P:)?(H\d{8})", re.ASCII)  # in the registration code; plain on the card
_SETTLEMENT_SLIP = re.compile(r"YZ1:S:([0-9A-Za-z_-]{8,64})", re.ASCII)


@dataclass(frozen=True, slots=True, repr=False)
class PayerCode:
    channel: Channel
    code: str


@dataclass(frozen=True, slots=True, repr=False)
class BillSlip:
    """Our own consulting-room slip."""

    token: str


@dataclass(frozen=True, slots=True)
class SettlementSlip:
    """Our own receipt: finds the settlement again."""

    case_id: str


@dataclass(frozen=True, slots=True, repr=False)
class HospitalNumber:
    """This hospital's card, or its registration code (就诊码)."""

    number: str


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """Anything else. What it held is not kept."""

    length: int


@dataclass(frozen=True, slots=True)
class StaffBadge:
    """Somebody who looks after the machine."""

    badge: str


ScannedCode = PayerCode | BillSlip | SettlementSlip | StaffBadge | HospitalNumber | TicketCode | UnknownCode


def classify(text: str) -> ScannedCode:
    """Tell what `text` is. Total: any string gets an answer."""
    text = text.strip() if len(text) <= TEXT_MAX else ""
    if _WECHAT.fullmatch(text):
        return PayerCode(Channel.WECHAT, text)
    if _ALIPAY.fullmatch(text):
        return PayerCode(Channel.ALIPAY, text)
    if slip := _BILL_SLIP.fullmatch(text):
        return BillSlip(slip[1])
    if slip := _SETTLEMENT_SLIP.fullmatch(text):
        return SettlementSlip(slip[1])
    if badge := _STAFF_BADGE.fullmatch(text):
        return StaffBadge(badge[1])
    if ours := _HOSPITAL_NUMBER.fullmatch(text):
        return HospitalNumber(ours[1])
    if ticket := read_ticket(text):
        return ticket
    return UnknownCode(len(text))


def evidence_in(text: str, purpose: Purpose) -> Evidence | None:
    """Whom a code names: ours by their form; what is neither ours nor a payer code may be an insurance credential, and
    only its issuer can tell. None: certainly nobody.
    """
    match classify(text):
        case BillSlip(token):
            return BillSlipEvidence(token)
        case HospitalNumber(number):
            return HospitalCardEvidence(number)
        case UnknownCode(length) if length in _CREDENTIAL_CHARS and not text.strip().startswith(_OURS):
            return ECredentialEvidence(text.strip(), purpose)
    return None
