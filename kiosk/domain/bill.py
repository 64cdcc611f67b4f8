"""An unpaid outpatient bill (缴费单)."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.money import Money
from kiosk.domain.wording import LocalText


@dataclass(frozen=True, slots=True)
class BillItem:
    name: LocalText
    quantity: str  # "2 盒", as the hospital words it
    amount: Money


@dataclass(frozen=True, slots=True)
class Bill:
    bill_id: str
    title: LocalText  # "检验费"
    department: LocalText
    ordered_at: datetime
    items: tuple[BillItem, ...]
    amount: Money
    insurable: bool = True
    not_insurable_reason: LocalText | None = None  # YB_NOPAY_REASON
