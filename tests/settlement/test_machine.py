"""The transition table, read as a table."""

import pytest

from kiosk.settlement.events import Ask, Call, EnqueueConfirm, EnqueueReversal, Wait
from kiosk.settlement.kinds import Kind
from kiosk.settlement.machine import REFUSED, TABLE, TIMERS
from kiosk.settlement.record import ENDED, State

PAIRS = [(state, kind, rule) for state, rules in TABLE.items() for kind, rule in rules.items()]


@pytest.mark.parametrize("state", State)
def test_every_event_is_ruled_or_refused_in_every_state(state: State) -> None:
    assert set(TABLE[state]) | REFUSED[state] == set(Kind)
    assert not set(TABLE[state]) & REFUSED[state]
    assert state in TIMERS


def into(wanted: State) -> set[tuple[State, Kind]]:
    """How a state is entered."""
    return {(state, kind) for state, kind, rule in PAIRS if rule.next is wanted and state is not wanted}


def calls(state: State, kind: Kind) -> list[Call]:
    return [act.call for act in TABLE[state][kind].acts if isinstance(act, Ask)]


def test_a_charge_is_asked_from_the_intent_only() -> None:
    asked = [(state, kind) for state, kind, _ in PAIRS if Call.CHARGE in calls(state, kind)]
    assert asked == [(State.INTENT, Kind.BEGIN)]


def test_every_unknown_leads_to_a_query() -> None:
    for state, kind, rule in PAIRS:
        if kind.endswith("_unknown") and state not in ENDED:
            assert calls(state, kind) in ([Call.QUERY_TRADE], [Call.QUERY_SETTLEMENT]), (state, kind)
            assert rule.next not in ENDED


def test_a_restart_asks_before_it_acts() -> None:
    for state, rules in TABLE.items():
        if Kind.RESTART in rules and state not in ENDED | {State.INTENT, State.CHARGED}:
            assert calls(state, Kind.RESTART) in ([Call.QUERY_TRADE], [Call.QUERY_SETTLEMENT]), state


def test_money_goes_back_only_after_a_query_showed_that_nothing_is_settled() -> None:
    assert into(State.REVERSING) == {
        (State.CONFIRM_UNKNOWN, Kind.NOT_SETTLED),
        (State.BY_HAND, Kind.HANDED_BACK_REVERSE),
        *((end, Kind.TRADE_PAID) for end in (State.DECLINED, State.PROVEN_CLOSED, State.REVERSED)),
    }


def test_reversed_is_reached_by_a_query_only() -> None:
    for state, kind, rule in PAIRS:
        if rule.next is State.REVERSED and state is not State.REVERSED:
            assert kind in (Kind.TRADE_RETURNED, Kind.TRADE_CLOSED, Kind.TRADE_DECLINED), (state, kind)


def test_settled_is_reached_by_the_hospitals_receipt_only() -> None:
    assert into(State.SETTLED) == {
        (State.CONFIRMING, Kind.CONFIRM_DONE),
        (State.CONFIRM_UNKNOWN, Kind.SETTLEMENT_SEEN),
    }


def test_an_end_is_left_only_by_a_new_compensating_operation_or_by_staff() -> None:
    for state, kind, rule in PAIRS:
        if state in ENDED and rule.next is not state:
            compensates = any(isinstance(act, EnqueueReversal) for act in rule.acts)
            assert compensates or kind.startswith("handed_back_") or rule.next is State.BY_HAND, (state, kind)
    assert all(rule.next is State.SETTLED for rule in TABLE[State.SETTLED].values())


def test_proven_closed_is_proven() -> None:
    assert {kind for _, kind in into(State.PROVEN_CLOSED)} == {
        Kind.RESTART,  # of an intent: nothing was asked
        Kind.CANCEL_ASKED,  # of an intent
        Kind.TRADE_CLOSED,
        Kind.TRADE_ABSENT_FOR_GOOD,
        Kind.NOT_SETTLED_FREE,
    }
    assert TABLE[State.AWAITING][Kind.CANCEL_ASKED].next is State.CLOSING


def test_confirm_and_reversal_are_written_in_the_step_that_asks_for_them() -> None:
    for state, kind, rule in PAIRS:
        asks = calls(state, kind)
        if Call.CONFIRM in asks and state is not State.CONFIRM_UNKNOWN:
            assert any(isinstance(act, EnqueueConfirm) for act in rule.acts)
        if Call.REFUND in asks and state is not State.REVERSING:
            assert any(isinstance(act, EnqueueReversal) for act in rule.acts)


def test_a_repeat_of_what_moves_money_always_waits() -> None:
    for _, _, rule in PAIRS:
        for act in rule.acts:
            if isinstance(act, Ask) and act.wait is Wait.NOW and act.call in (Call.REFUND, Call.CONFIRM):
                assert any(isinstance(other, EnqueueConfirm | EnqueueReversal) for other in rule.acts)


def test_every_open_state_keeps_something_going() -> None:
    """From each open state some event other than staff's leads on: nothing is stuck."""
    for state in set(State) - ENDED:
        assert any(rule.next is not state for rule in TABLE[state].values()), state
