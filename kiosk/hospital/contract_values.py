"""The bodies of `contract/openapi.yaml`, with its limits: what does not fit them is not an answer."""

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from kiosk.domain.patient import Relation

Id = Annotated[str, Meta(min_length=4, max_length=64, pattern="^[0-9A-Za-z_-]+$")]
BillId = Annotated[str, Meta(min_length=1, max_length=32, pattern="^[0-9A-Za-z_-]+$")]
OrderNo = Annotated[str, Meta(min_length=6, max_length=32, pattern="^[0-9A-Za-z_-]+$")]
Fen = Annotated[int, Meta(ge=0, le=10_000_000_000)]
Code = Annotated[str, Meta(min_length=2, max_length=64, pattern="^[A-Z][A-Z0-9_]*$")]
Time = Annotated[datetime, Meta(tz=True)]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Short = Annotated[str, Meta(max_length=64)]
Insutype = Annotated[str, Meta(max_length=6, pattern="^([0-9]{3,6})?$")]


class Text(msgspec.Struct, frozen=True):
    zh: Annotated[str, Meta(min_length=1, max_length=200)]
    en: Annotated[str, Meta(max_length=200)] = ""


class Receipt(msgspec.Struct, frozen=True):
    op_id: Id
    body_sha256: Sha256


class Problem(msgspec.Struct, frozen=True):
    code: Code
    op_id: str = ""
    order_no: str = ""
    settlement_no: str = ""
    lock_id: str = ""
    call_id: str = ""
    task_id: str = ""
    reason: "Text | None" = None


class Health(msgspec.Struct, frozen=True):
    accepts_payments: bool
    time: Time


class Coverage(msgspec.Struct, frozen=True):
    code: Insutype
    name: Text
    status: Literal["active", "frozen"]
    account_balance_fen: Fen


class Dependent(msgspec.Struct, frozen=True):
    dependent_id: Id
    name: Annotated[str, Meta(min_length=1, max_length=64)]
    relation: Relation


class Patient(msgspec.Struct, frozen=True):
    patient_token: Id
    name: Annotated[str, Meta(min_length=1, max_length=64)]
    coverages: Annotated[tuple[Coverage, ...], Meta(max_length=8)]
    patient_id: Short = ""
    guardian_name: Short = ""
    dependents: Annotated[tuple[Dependent, ...], Meta(max_length=8)] = ()
    scope_bill_id: BillId | None = None


class BillItem(msgspec.Struct, frozen=True):
    name: Text
    quantity: Annotated[str, Meta(min_length=1, max_length=40)]
    amount_fen: Fen


class Bill(msgspec.Struct, frozen=True):
    bill_id: BillId
    version: Annotated[int, Meta(ge=1, le=1_000_000)]
    title: Text
    department: Text
    ordered_at: Time
    items: Annotated[tuple[BillItem, ...], Meta(min_length=1, max_length=200)]
    amount_fen: Fen
    insurable: bool
    not_insurable_reason: Text | None = None


class UnpaidBills(msgspec.Struct, frozen=True):
    bills: Annotated[tuple[Bill, ...], Meta(max_length=200)]


class BillLock(msgspec.Struct, frozen=True):
    lock_id: Id
    bill_ids: Annotated[tuple[BillId, ...], Meta(max_length=50)]
    expires_at: Time
    receipt: Receipt


class Preview(msgspec.Struct, frozen=True):
    preview_id: Id
    lock_id: Id
    bill_ids: Annotated[tuple[BillId, ...], Meta(max_length=50)]
    insutype: Insutype
    medfee_sumamt: Fen
    fund_pay_sumamt: Fen
    fund_includes_account: bool
    acct_pay: Fen
    psn_cash_pay: Fen
    balc: Fen
    receipt: Receipt
    coverage_name: Text | None = None
    uncovered_reason: Text | None = None


class Trade(msgspec.Struct, frozen=True):
    order_no: OrderNo
    state: Literal["NOTPAY", "USERPAYING", "SUCCESS", "CLOSED", "REVOKED", "PAYERROR", "REFUND"]
    channel: Literal["wechat", "alipay", "none"]
    paid_fen: Fen
    refunded_fen: Fen
    channel_trade_no: Short = ""
    code_url: Annotated[str, Meta(max_length=256)] = ""
    code_expires_in_s: Annotated[int, Meta(ge=0, le=7200)] = 0
    decline_code: Code | None = None
    receipt: Receipt | None = None


class Settlement(msgspec.Struct, frozen=True):
    settlement_no: Id
    state: Literal["SETTLED", "REJECTED", "CANCELLED"]
    setl_id: Annotated[str, Meta(max_length=30)] = ""
    invoice_no: Annotated[str, Meta(max_length=20)] = ""
    settled_at: Time | None = None
    reject_code: Code | None = None
    receipt: Receipt | None = None


class AuditHead(msgspec.Struct, frozen=True):
    seq: Annotated[int, Meta(ge=1)]
    sha256: Sha256


class AuditHeads(msgspec.Struct, frozen=True):
    heads: Annotated[tuple[AuditHead, ...], Meta(max_length=1000)]


class ChannelBillRow(msgspec.Struct, frozen=True):
    order_no: OrderNo
    state: Literal["NOTPAY", "USERPAYING", "SUCCESS", "CLOSED", "REVOKED", "PAYERROR", "REFUND"]
    paid_fen: Fen
    refunded_fen: Fen
    at: Time


class DaySettlementRow(msgspec.Struct, frozen=True):
    settlement_no: Id
    order_no: OrderNo | None
    state: Literal["SETTLED", "CANCELLED"]
    paid_fen: Fen
    settled_at: Time
    given_back: bool = False


class DayPage(msgspec.Struct, frozen=True):
    date: str
    terminal_id: str
    rows_total: Annotated[int, Meta(ge=0, le=20_000)]
    next: Annotated[str, Meta(max_length=64, pattern="^[0-9A-Za-z_-]*$")]


class ChannelBillPage(DayPage, frozen=True):
    final: bool
    rows: Annotated[tuple[ChannelBillRow, ...], Meta(max_length=200)]


class DaySettlementsPage(DayPage, frozen=True):
    rows: Annotated[tuple[DaySettlementRow, ...], Meta(max_length=200)]
