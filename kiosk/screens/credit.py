"""Pay after treatment: the agreement, what is owed, and bills that were put off."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain.credit import Credit, CreditLock, CreditTerms, Owed
from kiosk.domain.money import Money
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen
from kiosk.screens.paying import SlipNotice


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowCredit(Screen):
    """How it stands. `just_signed`: a moment ago. Answers: Continue (read and sign; pay what is owed; else finish)."""

    masked_name: str
    offered: bool
    signed: bool
    limit: Money
    used: Money
    left: Money
    owed: tuple[Owed, ...]
    just_signed: bool = False

    @classmethod
    def of(cls, credit: Credit, masked_name: str, *, just_signed: bool, card_in: bool) -> "ShowCredit":
        return cls(
            masked_name=masked_name,
            offered=credit.offered,
            signed=credit.signed,
            limit=credit.limit,
            used=credit.used,
            left=credit.left,
            owed=credit.owed,
            just_signed=just_signed,
            can_cancel=True,
            card_in=card_in,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTerms(Screen):
    """The agreement in pages; agreeing is possible once the last one was seen. Answers: Continue (I agree); Back."""

    masked_name: str
    limit: Money
    clauses: tuple[LocalText, ...]

    @classmethod
    def of(cls, terms: CreditTerms, masked_name: str, *, card_in: bool) -> "ReadTerms":
        return cls(masked_name=masked_name, limit=terms.limit, clauses=terms.clauses, can_back=True, card_in=card_in)


@dataclass(frozen=True, slots=True, kw_only=True)
class BillsPutOff(Screen):
    """Nothing was paid: what is owed, and by when. Answers: Continue."""

    masked_name: str
    amount: Money
    pay_by: date
    used: Money
    left: Money
    slip: SlipNotice

    @classmethod
    def of(cls, lock: CreditLock, masked_name: str, slip: SlipNotice, *, card_in: bool) -> "BillsPutOff":
        left = Money(max(0, lock.limit.fen - lock.used.fen))
        return cls(
            masked_name=masked_name,
            amount=lock.amount,
            pay_by=lock.pay_by,
            used=lock.used,
            left=left,
            slip=slip,
            card_in=card_in,
        )
