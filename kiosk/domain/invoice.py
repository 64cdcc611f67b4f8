"""E-invoices (医疗收费电子票据): each is printed once; printed again, it is a copy; reversed, it is void."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.inquiry import Query
from kiosk.domain.money import Money
from kiosk.domain.wording import LocalText


class PrintRight(StrEnum):
    """What the hospital's rule allows now."""

    ORIGINAL = "original"  # never printed
    COPY = "copy"  # printed before: 副本
    NONE = "none"  # printed as often as the rule allows, or void


@dataclass(frozen=True, slots=True)
class Invoice:
    """`red` (红字) takes another one back, which it names in `reverses`; that one names it in `reversed_by`."""

    batch_code: str  # 票据代码, 8 digits
    number: str  # 票据号码, 10 digits
    check_code: str  # 校验码, 6 characters
    date: date
    title: LocalText  # what was paid for
    amount: Money
    red: bool
    reverses: str
    reversed_by: str
    printed: int  # how often
    right: PrintRight
    verify_url: str  # what its QR code holds: where anybody may verify it
    document_id: str  # of its pages on A4 (`kiosk/domain/pdf.py`)

    @property
    def stands(self) -> bool:
        """Worth its amount: neither taken back nor taking back."""
        return not self.red and not self.reversed_by

    @property
    def may_print(self) -> bool:
        """A void one never, whatever the hospital's rule says of it."""
        return self.stands and self.right is not PrintRight.NONE


@dataclass(frozen=True, slots=True)
class Invoices(Query[tuple[Invoice, ...]]):
    """The person's own of these days, both included, the newest first."""

    since: date
    until: date
