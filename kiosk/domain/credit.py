"""Pay after treatment (医后付): an agreement with a limit, under which bills are put off instead of paid.

Bills put off are locked to the credit until they are settled in the ordinary way; what is unsettled at the day's
cut-off (23:00) goes to the credit line and is due by its date.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kiosk.domain.inquiry import Command, Query
from kiosk.domain.money import Money
from kiosk.domain.wording import LocalText


class OwedState(StrEnum):
    TODAY = "today"  # put off: pays nothing more than its amount if settled before the cut-off
    ON_CREDIT = "on_credit"  # the cut-off has passed
    OVERDUE = "overdue"  # so has its date: nothing more can be put off


@dataclass(frozen=True, slots=True)
class Owed:
    """One bill put off. `due`: the last day on which to pay it."""

    bill_id: str
    title: LocalText
    amount: Money
    state: OwedState
    due: date


@dataclass(frozen=True, slots=True)
class Credit:
    """`offered` False: this person cannot sign (a child, no insurance). `used`: what is owed now."""

    offered: bool
    signed: bool
    limit: Money
    used: Money
    owed: tuple[Owed, ...] = ()

    @property
    def left(self) -> Money:
        return Money(max(0, self.limit.fen - self.used.fen))


@dataclass(frozen=True, slots=True)
class CreditTerms:
    """What is signed: `clauses` in the order of reading. Another wording has another version."""

    version: str
    limit: Money
    clauses: tuple[LocalText, ...]


@dataclass(frozen=True, slots=True)
class CreditLock:
    """What one putting-off came to."""

    lock_id: str
    amount: Money
    pay_by: date  # at the latest; until the cut-off of today it is an ordinary bill
    used: Money  # with this
    limit: Money


@dataclass(frozen=True, slots=True)
class CreditStatus(Query[Credit]):
    """How the person's agreement stands, and what is owed."""


@dataclass(frozen=True, slots=True)
class Terms(Query[CreditTerms]):
    """The agreement that this person would sign. CREDIT_NOT_OFFERED."""


@dataclass(frozen=True, slots=True)
class SignCredit(Command[Credit]):
    """The person has read this version and agrees. CREDIT_NOT_OFFERED, CREDIT_TERMS_CHANGED."""

    version: str


@dataclass(frozen=True, slots=True)
class LockCredit(Command[CreditLock]):
    """Put these bills off: all or none. CREDIT_NOT_SIGNED, _OVER_LIMIT, _OVERDUE, BILL_PAID, BILL_LOCKED."""

    bill_ids: tuple[str, ...]
