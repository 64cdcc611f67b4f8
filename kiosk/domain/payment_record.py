"""What a person has paid (缴费记录)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.inquiry import Query
from kiosk.domain.money import Money
from kiosk.domain.payment import Channel
from kiosk.domain.wording import LocalText

OURS = "ST"  # a settlement number of a terminal is this and its case


class RecordState(StrEnum):
    PAID = "paid"
    REFUNDED = "refunded"


@dataclass(frozen=True, slots=True)
class PaymentRecord:
    """One settlement. `here`: it was made at this terminal, which can print its slip again."""

    settlement_no: str
    settled_at: datetime
    title: LocalText
    bill_count: int
    total: Money
    fund: Money
    account: Money
    patient_part: Money
    channel: Channel
    state: RecordState
    setl_id: str
    invoice_number: str
    here: bool

    @property
    def case_id(self) -> str:
        """Of the case that this terminal knows it by; "" for one made elsewhere."""
        return self.settlement_no.removeprefix(OURS) if self.here and self.settlement_no.startswith(OURS) else ""


@dataclass(frozen=True, slots=True)
class PaymentRecords(Query[tuple[PaymentRecord, ...]]):
    """The person's own of these days, both included, the newest first."""

    since: date
    until: date
