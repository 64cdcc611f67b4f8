"""What a scanned code means (reference/hospital-domain.md §2.1)."""

import re
from dataclasses import dataclass

from kiosk.domain.payment import Channel

TEXT_MAX = 256
_WECHAT = re.compile(r"1[0-5]\d{16}", re.ASCII)
_ALIPAY = re.compile(r"(?:2[5-9]|30)\d{14,22}", re.ASCII)
_BILL_SLIP = re.compile(r"YZ1:B:([0-9A-Za-z_-]{8,64})", re.ASCII)
_STAFF_BADGE = re.compile(r"YZ1:M:([0-9A-Za-z_-]{8,64})", re.ASCII)
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


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """Anything else. What it held is not kept."""

    length: int


@dataclass(frozen=True, slots=True)
class StaffBadge:
    """Somebody who looks after the machine."""

    badge: str


ScannedCode = PayerCode | BillSlip | SettlementSlip | StaffBadge | UnknownCode


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
    return UnknownCode(len(text))
