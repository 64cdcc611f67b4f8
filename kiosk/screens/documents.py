"""Invoices, prices, and what was paid."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kiosk.domain.invoice import Invoice, PrintRight
from kiosk.domain.money import Money
from kiosk.domain.payment import Channel
from kiosk.domain.payment_record import PaymentRecord, RecordState
from kiosk.domain.price import Price, PriceKind, PricesFound
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen
from kiosk.screens.paying import SlipNotice

OLDER = "older"  # the choice beside the rows of a list: a whole year instead of the last months


@dataclass(frozen=True, slots=True, kw_only=True)
class LookingUp(Screen):
    """The hospital is asked. Answers: none."""


class RecordKind(StrEnum):
    INVOICES = "invoices"
    PAYMENTS = "payments"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoRecords(Screen):
    """There are none. `whole_year`: not in a whole year. Answers: Continue (look further back, or finish)."""

    masked_name: str
    kind: RecordKind
    whole_year: bool


class InvoiceMark(StrEnum):
    """What to know of it at a glance."""

    NEW = "new"  # never printed
    PRINTED = "printed"  # the next one is a copy
    USED_UP = "used_up"  # printed as often as the rule allows
    REVERSED = "reversed"  # 已红冲: void
    RED = "red"  # 红字: takes another one back


def mark_of(invoice: Invoice) -> InvoiceMark:
    if invoice.red:
        return InvoiceMark.RED
    if invoice.reversed_by:
        return InvoiceMark.REVERSED
    marks = {PrintRight.ORIGINAL: InvoiceMark.NEW, PrintRight.COPY: InvoiceMark.PRINTED}
    return marks.get(invoice.right, InvoiceMark.USED_UP)


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    number: str  # what Picked names
    title: LocalText
    date: date
    amount: Money
    mark: InvoiceMark

    @classmethod
    def of(cls, invoice: Invoice) -> "InvoiceRow":
        return cls(invoice.number, invoice.title, invoice.date, invoice.amount, mark_of(invoice))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseInvoice(Screen):
    """Answers: Picked(number, or OLDER unless `whole_year`)."""

    masked_name: str
    rows: tuple[InvoiceRow, ...]
    whole_year: bool


class PrintWay(StrEnum):
    A4 = "a4"  # the invoice itself
    SLIP = "slip"  # its numbers and its code, on the slip printer
    NONE = "none"  # void


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowInvoice(Screen):
    """`other_number`: of the red one that reversed it, or of the one it reverses. `slip`: what became of the print.
    Answers: Continue (print it; once printed, finish); Back."""

    masked_name: str
    batch_code: str
    number: str
    check_code: str
    date: date
    title: LocalText
    amount: Money
    mark: InvoiceMark
    other_number: str
    verify_url: str
    way: PrintWay
    slip: SlipNotice = SlipNotice.NONE

    @classmethod
    def of(
        cls, invoice: Invoice, masked_name: str, way: PrintWay, *, slip: SlipNotice = SlipNotice.NONE, card_in: bool
    ) -> "ShowInvoice":
        return cls(
            masked_name=masked_name,
            batch_code=invoice.batch_code,
            number=invoice.number,
            check_code=invoice.check_code,
            date=invoice.date,
            title=invoice.title,
            amount=invoice.amount,
            mark=mark_of(invoice),
            other_number=invoice.reverses or invoice.reversed_by,
            verify_url=invoice.verify_url,
            way=way,
            slip=slip,
            can_back=True,
            card_in=card_in,
        )


@dataclass(frozen=True, slots=True)
class PaymentRow:
    settlement_no: str  # what Picked names
    title: LocalText
    settled_at: datetime
    patient_part: Money
    state: RecordState

    @classmethod
    def of(cls, record: PaymentRecord) -> "PaymentRow":
        return cls(record.settlement_no, record.title, record.settled_at, record.patient_part, record.state)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosePaymentRecord(Screen):
    """Answers: Picked(settlement number, or OLDER unless `whole_year`)."""

    masked_name: str
    rows: tuple[PaymentRow, ...]
    whole_year: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPaymentRecord(Screen):
    """`here`: paid at this machine, which prints its slip again (Continue). Answers: Continue; Back."""

    masked_name: str
    title: LocalText
    settled_at: datetime
    total: Money
    fund: Money
    account: Money
    patient_part: Money
    channel: Channel
    state: RecordState
    setl_id: str
    invoice_number: str
    here: bool

    @classmethod
    def of(cls, record: PaymentRecord, masked_name: str, *, card_in: bool) -> "ShowPaymentRecord":
        return cls(
            masked_name=masked_name,
            title=record.title,
            settled_at=record.settled_at,
            total=record.total,
            fund=record.fund,
            account=record.account,
            patient_part=record.patient_part,
            channel=record.channel,
            state=record.state,
            setl_id=record.setl_id,
            invoice_number=record.invoice_number,
            here=record.here,
            can_back=True,
            card_in=card_in,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosePriceKind(Screen):
    """Medicine, or anything else? Answers: Picked(kind)."""

    kinds: tuple[PriceKind, ...] = tuple(PriceKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPrices(Screen):
    """Pinyin initials on our own pad. `nothing_for`: what was searched for and not found. Answers: Picked(initials)."""

    kind: PriceKind
    initials_max: int
    nothing_for: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowPrices(Screen):
    """`more`: there are others, more letters find fewer. Answers: Continue (another search)."""

    kind: PriceKind
    initials: str
    rows: tuple[Price, ...]
    more: bool

    @classmethod
    def of(cls, kind: PriceKind, initials: str, found: PricesFound) -> "ShowPrices":
        return cls(kind=kind, initials=initials, rows=found.rows, more=found.more, can_back=True)
