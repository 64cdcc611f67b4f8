"""Insurance preview (医保预结算, 2206): who pays what. Field names of the national interface in brackets."""

from dataclasses import dataclass

from kiosk.domain.money import Money
from kiosk.domain.wording import LocalText


@dataclass(frozen=True, slots=True)
class Quote:
    """The split of one settlement, of locked bills.

    `fund` never includes `account` here, whatever the province does: kiosk.hospital takes that apart. The parts add
    up to `total`.
    """

    quote_id: str
    bill_ids: tuple[str, ...]
    total: Money  # medfee_sumamt
    fund: Money  # fund_pay_sumamt, less acct_pay where the province includes it
    account: Money  # acct_pay
    patient_part: Money  # psn_cash_pay
    coverage_name: LocalText | None = None  # None: settled without insurance
    account_balance_after: Money | None = None  # balc
    uncovered_reason: LocalText | None = None  # why insurance pays nothing, or not for all

    @property
    def self_pay(self) -> bool:
        """自费: no insurer has a part in it, or was asked to."""
        return self.coverage_name is None and self.patient_part == self.total

    def __post_init__(self) -> None:
        if self.fund + self.account + self.patient_part != self.total:
            raise ValueError("the parts of the split do not add up to its total")
