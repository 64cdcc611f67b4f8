"""What the keeper asks of a hospital server. `rest.py` is our contract; GNU Health, FHIR and HL7 v2 come later.

Reading calls raise `HospitalError`. Calls that move money never raise for a missing or broken answer: unknown is an
outcome,
and the caller must ask (`query_*`), not repeat.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from kiosk.domain.bill import Bill
from kiosk.domain.coverage import Coverage
from kiosk.domain.evidence import Evidence
from kiosk.domain.inquiry import Command, Query
from kiosk.domain.money import Money
from kiosk.domain.patient import Relation
from kiosk.domain.payment import Channel
from kiosk.domain.quote import Quote
from kiosk.domain.wording import LocalText

R = TypeVar("R")


class HospitalError(Exception):
    """`code` is a `kiosk.keeper.protocol.Refusal` name; `retry_after_s` as the server asked. `detail` holds no
    personal data; `reason` is for the person, in the hospital's own words.
    """

    def __init__(
        self, code: str, detail: str = "", retry_after_s: float | None = None, reason: LocalText | None = None
    ) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.retry_after_s = retry_after_s
        self.reason = reason


@dataclass(frozen=True, slots=True, repr=False)
class IdentifiedPatient:
    """Lives in the keeper only. `patient_token` is the server's opaque, short-lived name for the person."""

    patient_token: str
    name: str
    coverages: tuple[Coverage, ...]
    patient_id: str = ""  # what the hospital calls the person for good
    scope_bill_id: str = ""  # identified by a bill slip: only that bill
    guardian_name: str = ""
    dependents: tuple["KnownDependent", ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class KnownDependent:
    """Whom a person may act for."""

    dependent_id: str
    name: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class BillLock:
    lock_id: str
    expires_at: datetime


class TradeState(StrEnum):
    """What the channel says of an order (WeChat v3 `trade_state` with the payer-code states)."""

    NOT_PAID = "NOTPAY"
    USER_PAYING = "USERPAYING"
    SUCCESS = "SUCCESS"
    CLOSED = "CLOSED"
    REVOKED = "REVOKED"
    PAY_ERROR = "PAYERROR"
    REFUND = "REFUND"  # all given back


@dataclass(frozen=True, slots=True)
class Trade:
    """One order at the channel, as the server knows it."""

    order_number: str
    state: TradeState
    paid: Money
    refunded: Money
    channel: Channel
    channel_trade_number: str = ""
    code_url: str = ""
    code_expires_in_s: int = 0
    decline_code: str = ""  # why PAYERROR: BALANCE_NOT_ENOUGH, AUTH_CODE_EXPIRED, LIMIT_EXCEEDED, …


@dataclass(frozen=True, slots=True)
class NotFound:
    """The server itself says, in the body and naming our number, that it never saw this."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """No answer, a broken one, somebody else's, or one that says 'not sure'. `reason` is a stable code."""

    reason: str
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A definite no with nothing done: BILL_CHANGED, ALREADY_SETTLED, NOT_CONFIRMABLE …"""

    code: str


@dataclass(frozen=True, slots=True)
class SettlementReceipt:
    """The hospital has settled (2207 + HIS)."""

    settlement_number: str  # ours, echoed
    setl_id: str
    invoice_number: str
    settled_at: datetime


class NoteKind(StrEnum):
    """What the outbox delivers besides money."""

    UNLOCK = "unlock"
    HELP = "help"
    STAFF_TASK = "staff_task"
    CHECK_IN = "check_in"
    SCREENING_ALERT = "screening_alert"
    DOCUMENT_PRINTED = "document_printed"
    AUDIT_HEAD = "audit_head"
    WINDOW = "window"
    PROXY_ACT = "proxy_act"
    SURVEY = "survey"
    FACE_PAY = "face_pay"
    FACE_CHECK = "face_check"


@dataclass(frozen=True, slots=True)
class Note:
    """An operation of the outbox: the server gets `body` byte for byte as it was stored, and answers with its receipt.

    `key` is its op_id, `number` the lock of an unlock. `facts` go beside it as headers, since a body never changes.
    """

    kind: NoteKind
    key: str
    body: bytes = field(repr=False)
    number: str = ""
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """What came back for a note, unread: what it proves is the outbox's to judge."""

    status: int
    content_type: str
    body: bytes = field(repr=False)
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class ServerHealth:
    accepts_payments: bool
    time: datetime


@dataclass(frozen=True, slots=True)
class ChannelOrder:
    """One line of the channel's bill of a day, as it stands now: later refunds are in it."""

    order_number: str
    paid: Money
    refunded: Money


@dataclass(frozen=True, slots=True)
class ChannelBill:
    """`final`: no order and no payment can join it any more."""

    final: bool
    orders: tuple[ChannelOrder, ...]


@dataclass(frozen=True, slots=True)
class DaySettlement:
    """A settlement of the hospital, on an order of that day. `order_number` "" where insurance paid all."""

    settlement_number: str
    order_number: str
    stands: bool  # False: it was cancelled
    paid: Money
    given_back: bool = False  # cancelled at the patient's wish, by whatever way: its money goes back


ChargeAnswer = Trade | Refused | Unknown
TradeAnswer = Trade | NotFound | Unknown
ConfirmAnswer = SettlementReceipt | Refused | Unknown
SettlementAnswer = SettlementReceipt | Refused | NotFound | Unknown


class Hospital(Protocol):
    """Blocking calls; each has a total deadline of its own."""

    def health(self) -> ServerHealth: ...

    def identify(self, evidence: Evidence) -> IdentifiedPatient: ...

    def unpaid_bills(self, patient_token: str) -> tuple[Bill, ...]: ...

    def lock_bills(self, patient_token: str, bill_ids: tuple[str, ...], lock_key: str) -> BillLock: ...

    def preview(self, patient_token: str, lock_id: str, coverage_code: str, preview_key: str) -> Quote: ...

    def charge_by_qr(self, order_number: str, quote_id: str, amount: Money, expires_in_s: int) -> ChargeAnswer: ...

    def charge_by_payer_code(
        self, order_number: str, quote_id: str, amount: Money, channel: Channel, payer_code: str
    ) -> ChargeAnswer: ...

    def charge_by_face(
        self, order_number: str, quote_id: str, amount: Money, channel: Channel, face_code: str
    ) -> ChargeAnswer: ...

    def query_trade(self, order_number: str) -> TradeAnswer: ...

    def close_trade(self, order_number: str) -> TradeAnswer:
        """Ask that it can't be paid any more. Proof is a later query."""
        ...

    def refund_trade(self, order_number: str, refund_number: str, amount: Money) -> TradeAnswer | Refused:
        """Give it back, or close it if unpaid. Proof is a later query. Refused: ALREADY_SETTLED."""
        ...

    def confirm_settlement(
        self, settlement_number: str, quote_id: str, order_number: str, paid: Money
    ) -> ConfirmAnswer: ...

    def query_settlement(self, settlement_number: str) -> SettlementAnswer: ...

    def audit_heads(self, chain: str) -> tuple[tuple[int, bytes], ...]:
        """What this terminal told of that audit chain: row number and hash. Raises HospitalError."""
        ...

    def channel_bill(self, date: str) -> ChannelBill:
        """This terminal's orders of that day (YYYY-MM-DD, China's time), whole. Raises HospitalError."""
        ...

    def day_settlements(self, date: str) -> tuple[DaySettlement, ...]:
        """The hospital's settlements on the orders of that day, whole. Raises HospitalError."""
        ...

    def ask(self, query: Query[R], patient_token: str = "") -> R:
        """Raises HospitalError."""
        ...

    def do(self, command: Command[R], patient_token: str, key: str) -> R:
        """Done once for a key. Raises HospitalError; one of nothing known may or may not have been done."""
        ...

    def deliver(self, note: Note) -> RawAnswer | Unknown:
        """Unknown: nothing came back."""
        ...
