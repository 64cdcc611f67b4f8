"""What must hold of every rule of the machine's table, said once for all of them."""

from collections.abc import Iterator

import pytest

from kiosk.domain.slip import SlipKind
from kiosk.settlement.events import (
    Act,
    Ask,
    Call,
    EnqueueConfirm,
    EnqueueReversal,
    EnqueueUnlock,
    FinishOperation,
    GiveUpOperation,
    GoOn,
    OweSlip,
    ReopenOperation,
    Timer,
    Wait,
)
from kiosk.settlement.kinds import Kind
from kiosk.settlement.machine import REFUSED, TABLE, TIMERS, Rule
from kiosk.settlement.record import ENDED, State

S, K = State, Kind
GIVEN_UP = frozenset({S.DECLINED, S.PROVEN_CLOSED, S.REVERSED})
CALLS = {
    S.CHARGE_ASKED: {Call.CHARGE},
    S.CHARGE_UNKNOWN: {Call.QUERY_TRADE},
    S.AWAITING: {Call.QUERY_TRADE},
    S.CLOSING: {Call.QUERY_TRADE, Call.CLOSE_TRADE},
    S.CONFIRMING: {Call.CONFIRM},
    S.CONFIRM_UNKNOWN: {Call.QUERY_SETTLEMENT},
    S.REVERSING: {Call.QUERY_TRADE, Call.REFUND},
}
# What is under way already goes on: these say something about the patient, not about the money.
NO_NEWS = frozenset({K.CANCEL_ASKED, K.PATIENT_WAIT_OVER, K.HAND_DUE})
Row = tuple[State, Kind, Rule]


def rules() -> Iterator[Row]:
    for state, row in TABLE.items():
        for kind, rule in row.items():
            yield state, kind, rule


@pytest.fixture(params=[(state, kind) for state, row in TABLE.items() for kind in row], ids="-".join)
def row(request: pytest.FixtureRequest) -> Row:
    """Looked up when the test runs: a changed table is seen."""
    state, kind = request.param
    return state, kind, TABLE[state][kind]


def acts_of(rule: Rule, kind: type[Act]) -> list[Act]:
    return [act for act in rule.acts if isinstance(act, kind)]


def test_an_open_case_always_has_its_next_call(row: Row) -> None:
    state, kind, rule = row
    asks = [act for act in rule.acts if isinstance(act, Ask)]
    if rule.next in CALLS and not (rule.next is state and kind in NO_NEWS):
        assert len(asks) == 1
        assert asks[0].call in CALLS[rule.next]
    elif rule.next in GIVEN_UP and kind in (K.LATE_CHECK_DUE, K.TRADE_UNKNOWN):
        assert [ask.call for ask in asks] == [Call.QUERY_TRADE]
    elif rule.next in GIVEN_UP and kind in (K.TRADE_OPEN, K.TRADE_PAYING):
        assert [ask.call for ask in asks] == [Call.CLOSE_TRADE]
    else:
        assert asks == []


def test_an_unanswered_call_is_never_asked_about_at_once_again(row: Row) -> None:
    state, kind, rule = row
    first = state is S.CHARGE_ASKED and kind is K.TRADE_UNKNOWN  # the patient stands there: ask soon
    if kind in (K.TRADE_UNKNOWN, K.CONFIRM_UNKNOWN, K.SETTLEMENT_UNKNOWN):
        waits = {act.wait for act in rule.acts if isinstance(act, Ask)}
        assert waits == ({Wait.INTERVAL} if first else {Wait.BACK_OFF})


def test_a_call_that_was_answered_without_effect_is_made_again_with_a_back_off_only(row: Row) -> None:
    state, kind, rule = row
    again = {
        (S.CLOSING, Call.CLOSE_TRADE): {K.TRADE_OPEN, K.TRADE_PAYING, K.TRADE_ABSENT},
        (S.REVERSING, Call.REFUND): {K.TRADE_PAID, K.TRADE_ODD, K.TRADE_OPEN, K.TRADE_PAYING},
        (S.CONFIRMING, Call.CONFIRM): {K.SETTLEMENT_ABSENT},
    }
    for ask in (act for act in rule.acts if isinstance(act, Ask)):
        repeats = kind in again.get((rule.next, ask.call), set()) and state not in ENDED
        into = rule.next is not state and kind is not K.SETTLEMENT_ABSENT
        if repeats and not into:
            assert ask.wait is Wait.BACK_OFF


def test_money_received_goes_on_to_the_confirm(row: Row) -> None:
    _, kind, rule = row
    arrives = rule.next is S.CHARGED and kind not in NO_NEWS
    assert bool(acts_of(rule, GoOn)) is arrives
    assert bool(acts_of(rule, EnqueueConfirm)) is (kind in (K.PROCEED, K.RESTART) and rule.next is S.CONFIRMING)


def test_who_gives_up_gives_the_bills_back(row: Row) -> None:
    state, _, rule = row
    assert bool(acts_of(rule, EnqueueUnlock)) is (rule.next in GIVEN_UP and state not in GIVEN_UP)


def test_each_end_finishes_the_operation_and_owes_the_slip_that_says_so(row: Row) -> None:
    state, kind, rule = row
    enters = rule.next is not state
    finished = [act.code for act in rule.acts if isinstance(act, FinishOperation)]
    owed = [act.kind for act in rule.acts if isinstance(act, OweSlip)]
    if enters and rule.next is S.SETTLED:
        assert (finished, owed) == (["SETTLED"], [SlipKind.SETTLED])
    elif enters and rule.next is S.REVERSED:
        assert (finished, owed) == (["REVERSED"], [SlipKind.REVERSED])
    elif enters and rule.next is S.BY_HAND:
        assert (finished, owed) == ([], [SlipKind.BY_HAND])
    elif kind in (K.NOT_SETTLED, K.NOT_SETTLED_FREE):
        assert (finished, owed) == (["REFUSED"], [])
    elif kind is K.PATIENT_WAIT_OVER:
        assert (finished, owed) == ([], [SlipKind.BEING_CHECKED])
    else:
        assert (finished, owed) == ([], [])


def test_what_staff_get_is_given_up_and_what_they_hand_back_is_open_again(row: Row) -> None:
    state, kind, rule = row
    assert bool(acts_of(rule, GiveUpOperation)) is (rule.next is S.BY_HAND and state is not S.BY_HAND)
    assert bool(acts_of(rule, ReopenOperation)) is (kind in (K.HANDED_BACK_CONFIRM, K.HANDED_BACK_REVERSE))


def test_every_way_into_a_reversal_has_a_number_of_its_own(row: Row) -> None:
    state, kind, rule = row
    into = rule.next is S.REVERSING and state is not S.REVERSING and kind is not K.HANDED_BACK_REVERSE
    assert bool(acts_of(rule, EnqueueReversal)) is into


def test_the_charge_stands_in_the_table_once() -> None:
    charges = [(state, kind) for state, kind, rule in rules() if any(_is_charge(act) for act in rule.acts)]
    assert charges == [(S.INTENT, K.BEGIN)]


def _is_charge(act: Act) -> bool:
    return isinstance(act, Ask) and act.call is Call.CHARGE


def test_a_refund_is_asked_only_where_a_query_has_shown_what_stands() -> None:
    shown = {K.NOT_SETTLED, K.TRADE_PAID, K.TRADE_ODD, K.TRADE_OPEN, K.TRADE_PAYING}
    for state, kind, rule in rules():
        if any(isinstance(act, Ask) and act.call is Call.REFUND for act in rule.acts):
            assert kind in shown, (state, kind)


def test_each_state_has_the_timers_it_needs_and_no_other() -> None:
    waited_for = {S.CHARGE_UNKNOWN, S.CLOSING, S.CONFIRMING, S.CONFIRM_UNKNOWN, S.REVERSING}
    for state in State:
        wanted = set()
        wanted |= {Timer.PATIENT_WAIT} if state in waited_for | {S.CHARGE_ASKED, S.CHARGED} else set()
        wanted |= {Timer.HAND} if state in waited_for else set()
        wanted |= {Timer.PAYING} if state is S.AWAITING else set()
        wanted |= {Timer.LATE_CHECK} if state in GIVEN_UP else set()
        assert TIMERS[state] == wanted, state


def test_each_pair_is_either_a_rule_or_refused() -> None:
    for state in State:
        assert set(TABLE[state]) | REFUSED[state] == set(Kind)
        assert not set(TABLE[state]) & REFUSED[state]
