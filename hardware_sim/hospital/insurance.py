"""The insurer's calculator: 2206's fields from items, rules and the person's account. Integer fen throughout.

Order of the steps as in `setlinfo` of the national interface: own-pay items (丙) and the first part of 乙 items leave
the scope; the deductible comes off; the fund pays its ratio up to the year's cap; the personal account pays what is
left of everything but own-pay items; the rest is cash.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from hardware_sim.hospital.values import Text

EMPLOYEE, RESIDENT, CADRE = "310", "390", "340"
PER_MILLE = 1000

NAMES = {
    EMPLOYEE: Text("职工基本医疗保险", "Employee medical insurance"),
    RESIDENT: Text("城乡居民基本医疗保险", "Resident medical insurance"),
    CADRE: Text("离休人员医疗保障", "Retired cadre medical care"),
}
SUSPENDED = Text("参保状态为暂停，本次不能使用医保", "Coverage is suspended; insurance cannot be used now")
NOT_COVERED = Text("没有参加该险种", "Not covered by this insurance")
BELOW_DEDUCTIBLE = Text("未达到年度起付线，统筹基金不支付", "Below the yearly deductible: the pooled fund pays nothing")
OVER_CAP = Text("已超过年度最高支付限额", "Above the yearly limit of the fund")
OWN_PAY_ITEMS = Text("部分项目不在医保目录内", "Some items are not on the insurance list")


class Grade(StrEnum):
    """chrgitm_lv, the item's place on the insurance list."""

    A = "甲"  # all of it in scope
    B = "乙"  # the person first pays a part of it
    C = "丙"  # own pay
    NONE = "外"  # of a bill that is not insurable: nobody but the person pays


@dataclass(frozen=True, slots=True)
class Policy:
    """One insutype's rules for an outpatient."""

    ratio: int  # the fund's part of the scope, per mille
    deductible_fen: int  # a year
    cap_fen: int  # what the fund pays at most a year
    first_part: int = 100  # of 乙 items, per mille
    pays_own_pay_items: bool = False


POLICIES = {
    EMPLOYEE: Policy(ratio=700, deductible_fen=30_000, cap_fen=2_000_000),
    RESIDENT: Policy(ratio=500, deductible_fen=10_000, cap_fen=300_000, first_part=150),
    CADRE: Policy(ratio=PER_MILLE, deductible_fen=0, cap_fen=10_000_000_000, first_part=0, pays_own_pay_items=True),
}


@dataclass(frozen=True, slots=True)
class Account:
    """What is left of the year for one person and insutype. A new value after each settlement."""

    insutype: str
    balance_fen: int
    deductible_left_fen: int
    cap_left_fen: int
    frozen: bool = False

    @classmethod
    def new_year(cls, insutype: str, balance_fen: int, frozen: bool) -> "Account":
        policy = POLICIES[insutype]
        return cls(insutype, balance_fen, policy.deductible_fen, policy.cap_fen, frozen)


@dataclass(frozen=True, slots=True)
class ChargedItem:
    amount_fen: int
    grade: Grade


@dataclass(frozen=True, slots=True)
class Split:
    """`setlinfo`. `fund_pay_sumamt` holds `acct_pay` only where the province says so."""

    medfee_sumamt: int
    fund_pay_sumamt: int
    hifp_pay: int
    acct_pay: int
    psn_cash_pay: int
    act_pay_dedc: int
    balc: int
    uncovered_reason: Text | None = None


def split_without_insurance(total_fen: int) -> Split:
    return Split(total_fen, 0, 0, 0, total_fen, 0, 0)


def split(account: Account, items: list[ChargedItem], *, account_used: bool, fund_includes_account: bool) -> Split:
    policy = POLICIES[account.insutype]
    total = sum(item.amount_fen for item in items)
    own_pay = _sum(items, Grade.NONE) + (0 if policy.pays_own_pay_items else _sum(items, Grade.C))
    scope = total - own_pay - _part(_sum(items, Grade.B), policy.first_part)
    deductible = min(account.deductible_left_fen, scope)
    wanted = _part(scope - deductible, policy.ratio)
    fund = min(wanted, account.cap_left_fen)
    from_account = min(account.balance_fen, total - own_pay - fund) if account_used else 0
    return Split(
        medfee_sumamt=total,
        fund_pay_sumamt=fund + (from_account if fund_includes_account else 0),
        hifp_pay=fund,
        acct_pay=from_account,
        psn_cash_pay=total - fund - from_account,
        act_pay_dedc=deductible,
        balc=account.balance_fen - from_account,
        uncovered_reason=_reason(wanted, fund, own_pay, deductible),
    )


def after_settlement(account: Account, done: Split) -> Account | None:
    """None: the account no longer holds what the preview counted on."""
    balance = account.balance_fen - done.acct_pay
    deductible = account.deductible_left_fen - done.act_pay_dedc
    cap = account.cap_left_fen - done.hifp_pay
    if min(balance, deductible, cap) < 0:
        return None
    return replace(account, balance_fen=balance, deductible_left_fen=deductible, cap_left_fen=cap)


def after_cancelling(account: Account, done: Split) -> Account:
    return replace(
        account,
        balance_fen=account.balance_fen + done.acct_pay,
        deductible_left_fen=account.deductible_left_fen + done.act_pay_dedc,
        cap_left_fen=account.cap_left_fen + done.hifp_pay,
    )


def _sum(items: list[ChargedItem], grade: Grade) -> int:
    return sum(item.amount_fen for item in items if item.grade is grade)


def _part(amount_fen: int, per_mille: int) -> int:
    """Rounded half up to a whole fen."""
    return (amount_fen * per_mille + PER_MILLE // 2) // PER_MILLE


def _reason(wanted: int, fund: int, own_pay: int, deductible: int) -> Text | None:
    if fund < wanted:
        return OVER_CAP
    if fund == 0 and deductible:
        return BELOW_DEDUCTIBLE
    return OWN_PAY_ITEMS if own_pay else None
