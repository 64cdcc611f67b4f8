"""The bills and who pays what."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.bill import Bill
from kiosk.domain.coverage import CoverageStatus
from kiosk.domain.money import Money
from kiosk.domain.patient import Patient
from kiosk.domain.quote import Quote
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen, Step, Summary

SELF_PAY = "self_pay"  # the choice beside the coverages


@dataclass(frozen=True, slots=True)
class CoverageRow:
    code: str  # what Picked names
    name: LocalText
    usable: bool  # a frozen one is shown and cannot be picked
    balance: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseCoverage(Screen):
    """A person with several insurances chooses; self-pay is beside them. Answers: Picked(code or SELF_PAY)."""

    masked_name: str
    coverages: tuple[CoverageRow, ...]

    @classmethod
    def of(cls, patient: Patient, *, step: Step, card_in: bool) -> "ChooseCoverage":
        rows = tuple(
            CoverageRow(c.code, c.name, c.status is CoverageStatus.ACTIVE, c.account_balance) for c in patient.coverages
        )
        return cls(masked_name=patient.masked_name, coverages=rows, step=step, can_cancel=True, card_in=card_in)


@dataclass(frozen=True, slots=True)
class BillRow:
    bill_id: str
    title: LocalText
    department: LocalText
    ordered_at: datetime
    item_names: tuple[LocalText, ...]
    amount: Money
    not_insurable_reason: LocalText | None
    put_off: bool = False  # owed already, under pay after treatment

    @classmethod
    def of(cls, bill: Bill, put_off: bool = False) -> "BillRow":
        reason = None if bill.insurable else bill.not_insurable_reason or LocalText("医保不支付", "Not covered")
        names = tuple(item.name for item in bill.items)
        return cls(bill.bill_id, bill.title, bill.department, bill.ordered_at, names, bill.amount, reason, put_off)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseBills(Screen):
    """All are chosen at first; the sum follows the choice on screen. Answers: BillsChosen."""

    masked_name: str
    bills: tuple[BillRow, ...]
    guardian_masked_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoBills(Screen):
    """Nothing is unpaid. Answers: Continue (finish)."""

    masked_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmSplit(Screen):
    """What insurance pays and what is left. `patient_part` zero: nothing to pay, the main act settles. Answers:
    Continue.
    """

    summary: Summary
    total: Money
    fund: Money
    account: Money
    patient_part: Money
    coverage_name: LocalText | None
    account_balance_after: Money | None
    uncovered_reason: LocalText | None

    @classmethod
    def of(cls, quote: Quote, masked_name: str, *, step: Step, card_in: bool) -> "ConfirmSplit":
        return cls(
            step=step,
            can_back=True,
            card_in=card_in,
            summary=Summary(masked_name, len(quote.bill_ids), quote.total),
            total=quote.total,
            fund=quote.fund,
            account=quote.account,
            patient_part=quote.patient_part,
            coverage_name=quote.coverage_name,
            account_balance_after=quote.account_balance_after,
            uncovered_reason=quote.uncovered_reason,
        )
