"""The insurer's calculator."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_sim.hospital.insurance import (
    BELOW_DEDUCTIBLE,
    CADRE,
    EMPLOYEE,
    OVER_CAP,
    OWN_PAY_ITEMS,
    RESIDENT,
    Account,
    ChargedItem,
    Grade,
    after_cancelling,
    after_settlement,
    split,
)
from hardware_sim.hospital.values import shares

FEN = st.integers(0, 8_000_000)
ITEMS = st.lists(st.builds(ChargedItem, FEN, st.sampled_from(Grade)), min_size=1, max_size=12)
ACCOUNTS = st.builds(
    Account, st.sampled_from([EMPLOYEE, RESIDENT, CADRE]), FEN, st.integers(0, 30_000), st.integers(0, 2_000_000)
)


def no_deductible(insutype: str, balance_fen: int = 0, cap_left_fen: int = 2_000_000) -> Account:
    return Account(insutype, balance_fen, 0, cap_left_fen)


def test_an_employee_above_the_deductible_gets_seven_tenths_of_the_scope() -> None:
    items = [ChargedItem(10_000, Grade.A), ChargedItem(10_000, Grade.B), ChargedItem(5_000, Grade.C)]
    done = split(no_deductible(EMPLOYEE, 3_000), items, account_used=True, fund_includes_account=False)
    assert (done.hifp_pay, done.acct_pay, done.psn_cash_pay, done.balc) == (13_300, 3_000, 8_700, 0)
    assert done.fund_pay_sumamt == 13_300
    assert done.uncovered_reason == OWN_PAY_ITEMS


def test_in_guangdong_the_funds_part_holds_the_account() -> None:
    items = [ChargedItem(10_000, Grade.A)]
    done = split(no_deductible(EMPLOYEE, 3_000), items, account_used=True, fund_includes_account=True)
    assert (done.hifp_pay, done.acct_pay, done.fund_pay_sumamt, done.psn_cash_pay) == (7_000, 3_000, 10_000, 0)


def test_below_the_deductible_the_fund_pays_nothing_and_says_why() -> None:
    account = Account.new_year(EMPLOYEE, 0, frozen=False)
    done = split(account, [ChargedItem(29_999, Grade.A)], account_used=True, fund_includes_account=False)
    assert (done.hifp_pay, done.act_pay_dedc, done.psn_cash_pay) == (0, 29_999, 29_999)
    assert done.uncovered_reason == BELOW_DEDUCTIBLE


def test_the_yearly_cap_ends_what_the_fund_pays() -> None:
    account = no_deductible(RESIDENT, cap_left_fen=1_000)
    done = split(account, [ChargedItem(100_000, Grade.A)], account_used=True, fund_includes_account=False)
    assert (done.hifp_pay, done.psn_cash_pay) == (1_000, 99_000)
    assert done.uncovered_reason == OVER_CAP


def test_a_cadre_pays_nothing_not_even_for_own_pay_items() -> None:
    items = [ChargedItem(333, Grade.B), ChargedItem(777, Grade.C)]
    done = split(no_deductible(CADRE), items, account_used=True, fund_includes_account=False)
    assert (done.hifp_pay, done.psn_cash_pay) == (1_110, 0)


def test_what_is_not_insurable_a_cadre_pays_too() -> None:
    done = split(no_deductible(CADRE), [ChargedItem(777, Grade.NONE)], account_used=True, fund_includes_account=False)
    assert done.psn_cash_pay == 777


@pytest.mark.parametrize(("amount_fen", "fund_fen"), [(1, 1), (2, 1), (3, 2), (5, 4), (15, 11)])
def test_a_ratio_is_rounded_half_up_to_whole_fen(amount_fen: int, fund_fen: int) -> None:
    items = [ChargedItem(amount_fen, Grade.A)]
    done = split(no_deductible(EMPLOYEE), items, account_used=True, fund_includes_account=False)
    assert done.hifp_pay == fund_fen


@given(account=ACCOUNTS, items=ITEMS, account_used=st.booleans(), includes=st.booleans())
def test_the_parts_add_up_and_none_is_negative(
    account: Account, items: list[ChargedItem], account_used: bool, includes: bool
) -> None:
    done = split(account, items, account_used=account_used, fund_includes_account=includes)
    parts = done.fund_pay_sumamt + done.psn_cash_pay + (0 if includes else done.acct_pay)
    assert parts == done.medfee_sumamt == sum(item.amount_fen for item in items)
    assert min(done.fund_pay_sumamt, done.hifp_pay, done.acct_pay, done.psn_cash_pay, done.act_pay_dedc, done.balc) >= 0
    assert done.acct_pay + done.balc == account.balance_fen
    assert account_used or done.acct_pay == 0


@given(account=ACCOUNTS, items=ITEMS)
def test_both_provinces_ask_the_same_of_the_patient(account: Account, items: list[ChargedItem]) -> None:
    hunan = split(account, items, account_used=True, fund_includes_account=False)
    guangdong = split(account, items, account_used=True, fund_includes_account=True)
    assert guangdong.psn_cash_pay == hunan.psn_cash_pay
    assert guangdong.fund_pay_sumamt == hunan.fund_pay_sumamt + hunan.acct_pay


@given(account=ACCOUNTS, items=ITEMS)
def test_a_settlement_can_be_taken_from_the_account_once_and_given_back(
    account: Account, items: list[ChargedItem]
) -> None:
    done = split(account, items, account_used=True, fund_includes_account=False)
    left = after_settlement(account, done)
    assert left is not None
    assert min(left.balance_fen, left.deductible_left_fen, left.cap_left_fen) >= 0
    assert after_cancelling(left, done) == account


@given(amount=FEN, weights=st.dictionaries(st.text("AB1", min_size=1, max_size=4), FEN, min_size=1, max_size=9))
def test_shares_add_up_to_the_amount(amount: int, weights: dict[str, int]) -> None:
    parts = shares(amount, weights)
    assert set(parts) == set(weights)
    assert sum(parts.values()) == (amount if sum(weights.values()) else 0)
    assert min(parts.values()) >= 0
