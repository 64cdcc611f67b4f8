"""Request bodies as the contract allows them, and no other."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Id = Annotated[str, Meta(min_length=4, max_length=64, pattern=r"\A[0-9A-Za-z_-]+\Z")]
OrderNo = Annotated[str, Meta(min_length=6, max_length=32, pattern=r"\A[0-9A-Za-z_-]+\Z")]
BillId = Annotated[str, Meta(min_length=1, max_length=32, pattern=r"\A[0-9A-Za-z_-]+\Z")]
Code = Annotated[str, Meta(min_length=2, max_length=64, pattern=r"\A[A-Z][A-Z0-9_]*\Z")]
Fen = Annotated[int, Meta(ge=0, le=10_000_000_000)]
SomeFen = Annotated[int, Meta(ge=1, le=10_000_000_000)]
Version = Annotated[int, Meta(ge=1, le=1_000_000)]
Short = Annotated[str, Meta(min_length=1, max_length=32)]
Long = Annotated[str, Meta(min_length=1, max_length=64)]
SlipToken = Annotated[str, Meta(min_length=8, max_length=64, pattern=r"\A[0-9A-Za-z_-]+\Z")]
Insutype = Annotated[str, Meta(max_length=6, pattern=r"\A([0-9]{3,6})?\Z")]
FaceCode = Annotated[str, Meta(min_length=8, max_length=128, pattern=r"\A[0-9A-Za-z_-]+\Z")]
PayerCode = Annotated[str, Meta(min_length=16, max_length=24, pattern=r"\A[0-9]+\Z")]


class Body(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of all."""


class CardEvidence(Body, frozen=True, tag_field="kind", tag="insurance_card"):
    card_number: Short
    card_identifier: Long
    id_number: Short
    name: Long


class SlipEvidence(Body, frozen=True, tag_field="kind", tag="bill_slip"):
    token: SlipToken


class LockBills(Body, frozen=True):
    patient_token: Id
    bill_ids: Annotated[list[BillId], Meta(min_length=1, max_length=50)]
    expected_versions: Annotated[dict[BillId, Version], Meta(max_length=50)] = {}

    def __post_init__(self) -> None:
        if len(set(self.bill_ids)) != len(self.bill_ids):
            raise ValueError("bill_ids: twice the same")


class PreviewSettlement(Body, frozen=True):
    patient_token: Id
    lock_id: Id
    coverage_code: Insutype
    account_used: bool = True


class StartPayment(Body, frozen=True):
    order_no: OrderNo
    preview_id: Id
    amount_fen: SomeFen
    method: Literal["native_qr", "payer_code", "face"]
    channel: Literal["wechat", "alipay"] | msgspec.UnsetType = msgspec.UNSET
    payer_code: PayerCode | msgspec.UnsetType = msgspec.UNSET
    face_code: FaceCode | msgspec.UnsetType = msgspec.UNSET
    expires_in_s: Annotated[int, Meta(ge=5, le=7200)] = 120

    def __post_init__(self) -> None:
        if self.method == "payer_code" and msgspec.UNSET in (self.channel, self.payer_code):
            raise ValueError("payer_code needs channel and payer_code")
        if self.method == "face" and msgspec.UNSET in (self.channel, self.face_code):
            raise ValueError("face needs channel and face_code")


class RefundPayment(Body, frozen=True):
    refund_no: Id
    amount_fen: SomeFen
    reason: Code


class ConfirmSettlement(Body, frozen=True):
    settlement_no: Id
    preview_id: Id
    order_no: OrderNo | None
    paid_fen: Fen


class CancelSettlement(Body, frozen=True):
    reason: Code


class CallHelp(Body, frozen=True):
    call_id: Id
    step: Long


class StaffCase(Body, frozen=True):
    case_id: Id
    trace_number: Short
    phase: Short
    reason_code: Annotated[str, Meta(max_length=64)] | msgspec.UnsetType = msgspec.UNSET
    order_no: OrderNo | msgspec.UnsetType = msgspec.UNSET
    settlement_no: Id | msgspec.UnsetType = msgspec.UNSET
    amount_fen: Fen | msgspec.UnsetType = msgspec.UNSET


class RaiseStaffTask(Body, frozen=True):
    task_id: Id
    kind: Code
    case: StaffCase


class AnchorAudit(Body, frozen=True):
    chain: Id
    seq: Annotated[int, Meta(ge=1, le=(1 << 53) - 1)]
    sha256: Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
