"""The money, as a table: state × kind of event → next state and acts. Pure.

Every unknown leads to a query and goes on from its answer alone. A charge is asked once a case and never again; a
reversal is asked only once a query has shown that the hospital has not settled (S7), and is done only when a query
shows it (S8).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.slip import SlipKind
from kiosk.settlement.events import (
    Act,
    Ask,
    Call,
    EnqueueConfirm,
    EnqueueReversal,
    EnqueueUnlock,
    Event,
    FinishOperation,
    GiveUpOperation,
    GoOn,
    OweSlip,
    ReopenOperation,
    Timer,
    Wait,
)
from kiosk.settlement.facts import with_facts
from kiosk.settlement.kinds import Kind, kind_of
from kiosk.settlement.record import Record, State


class ImpossibleEvent(Exception):
    """IMPOSSIBLE_EVENT: a bug. The keeper ends; at its next start the case is asked about, not guessed."""

    code = "IMPOSSIBLE_EVENT"


@dataclass(frozen=True, slots=True)
class Rule:
    next: State
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    kind: Kind
    record: Record
    acts: tuple[Act, ...]


def to(state: State, *acts: Act) -> Rule:
    return Rule(state, acts)


S, K = State, Kind

CHARGE = Ask(Call.CHARGE, Wait.NOW)
QUERY = Ask(Call.QUERY_TRADE, Wait.NOW)
QUERY_SOON = Ask(Call.QUERY_TRADE, Wait.INTERVAL)
QUERY_LATER = Ask(Call.QUERY_TRADE, Wait.BACK_OFF)
CLOSE = Ask(Call.CLOSE_TRADE, Wait.NOW)
CLOSE_AGAIN = Ask(Call.CLOSE_TRADE, Wait.BACK_OFF)
CONFIRM = Ask(Call.CONFIRM, Wait.NOW)
CONFIRM_AGAIN = Ask(Call.CONFIRM, Wait.BACK_OFF)
ASK_HIS = Ask(Call.QUERY_SETTLEMENT, Wait.NOW)
ASK_HIS_LATER = Ask(Call.QUERY_SETTLEMENT, Wait.BACK_OFF)
REFUND = Ask(Call.REFUND, Wait.NOW)
REFUND_AGAIN = Ask(Call.REFUND, Wait.BACK_OFF)

TELL_CHECKED = OweSlip(SlipKind.BEING_CHECKED)
BY_HAND = to(S.BY_HAND, GiveUpOperation(), OweSlip(SlipKind.BY_HAND))
RECEIVED = to(S.CHARGED, GoOn())
SETTLED = to(S.SETTLED, FinishOperation("SETTLED"), OweSlip(SlipKind.SETTLED))
REVERSE = to(S.REVERSING, FinishOperation("REFUSED"), EnqueueReversal(), REFUND)
GIVE_BACK = to(S.REVERSING, EnqueueReversal(), REFUND)
REVERSED = to(S.REVERSED, FinishOperation("REVERSED"), OweSlip(SlipKind.REVERSED), EnqueueUnlock())
CLOSED = to(S.PROVEN_CLOSED, EnqueueUnlock())
DECLINED = to(S.DECLINED, EnqueueUnlock())

TABLE: Mapping[State, Mapping[Kind, Rule]] = {
    S.INTENT: {
        K.BEGIN: to(S.CHARGE_ASKED, CHARGE),
        K.BEGIN_FREE: RECEIVED,
        K.RESTART: CLOSED,  # no byte has left
        K.CANCEL_ASKED: CLOSED,
    },
    S.CHARGE_ASKED: {
        K.TRADE_OPEN: to(S.AWAITING, QUERY_SOON),
        K.TRADE_PAYING: to(S.AWAITING, QUERY_SOON),
        K.TRADE_PAID: RECEIVED,
        K.TRADE_DECLINED: DECLINED,
        K.CHARGE_REFUSED: DECLINED,
        K.TRADE_CLOSED: to(S.CLOSING, QUERY),
        K.TRADE_RETURNED: to(S.CLOSING, QUERY),
        K.TRADE_ODD: BY_HAND,
        K.TRADE_ABSENT: to(S.CHARGE_UNKNOWN, QUERY_LATER),
        K.TRADE_ABSENT_FOR_GOOD: to(S.CHARGE_UNKNOWN, QUERY_LATER),
        K.TRADE_UNKNOWN: to(S.CHARGE_UNKNOWN, QUERY_SOON),
        K.RESTART: to(S.CHARGE_UNKNOWN, QUERY),
        K.CANCEL_ASKED: to(S.CLOSING, QUERY),  # the charge's own answer comes first, and counts
        K.PATIENT_WAIT_OVER: to(S.CHARGE_ASKED, TELL_CHECKED),
    },
    S.CHARGE_UNKNOWN: {
        K.TRADE_OPEN: to(S.AWAITING, QUERY_SOON),
        K.TRADE_PAYING: to(S.AWAITING, QUERY_SOON),
        K.TRADE_PAID: RECEIVED,
        K.TRADE_DECLINED: DECLINED,
        K.TRADE_CLOSED: CLOSED,
        K.TRADE_RETURNED: REVERSED,
        K.TRADE_ODD: BY_HAND,
        K.TRADE_ABSENT: to(S.CLOSING, CLOSE),  # it may still arrive
        K.TRADE_ABSENT_FOR_GOOD: CLOSED,
        K.TRADE_UNKNOWN: to(S.CHARGE_UNKNOWN, QUERY_LATER),
        K.RESTART: to(S.CHARGE_UNKNOWN, QUERY),
        K.CANCEL_ASKED: to(S.CLOSING, QUERY),
        K.PATIENT_WAIT_OVER: to(S.CHARGE_UNKNOWN, TELL_CHECKED),
        K.HAND_DUE: BY_HAND,
    },
    S.AWAITING: {
        K.TRADE_OPEN: to(S.AWAITING, QUERY_SOON),
        K.TRADE_PAYING: to(S.AWAITING, QUERY_SOON),
        K.TRADE_PAID: RECEIVED,
        K.TRADE_DECLINED: DECLINED,
        K.TRADE_CLOSED: CLOSED,
        K.TRADE_RETURNED: REVERSED,
        K.TRADE_ODD: BY_HAND,
        K.TRADE_ABSENT: to(S.CLOSING, CLOSE),
        K.TRADE_ABSENT_FOR_GOOD: to(S.CLOSING, CLOSE),
        K.TRADE_UNKNOWN: to(S.AWAITING, QUERY_LATER),  # the code stays on screen: it may well be paid
        K.RESTART: to(S.AWAITING, QUERY),
        K.CANCEL_ASKED: to(S.CLOSING, CLOSE),
        K.PAYING_OVER: to(S.CLOSING, CLOSE),
    },
    S.CLOSING: {
        K.CLOSE_ANSWERED: to(S.CLOSING, QUERY),
        K.TRADE_OPEN: to(S.CLOSING, CLOSE_AGAIN),
        K.TRADE_PAYING: to(S.CLOSING, CLOSE_AGAIN),
        K.TRADE_PAID: RECEIVED,  # it was paid before it could be closed
        K.TRADE_DECLINED: DECLINED,
        K.CHARGE_REFUSED: DECLINED,
        K.TRADE_CLOSED: CLOSED,
        K.TRADE_RETURNED: REVERSED,
        K.TRADE_ODD: BY_HAND,
        K.TRADE_ABSENT: to(S.CLOSING, CLOSE_AGAIN),
        K.TRADE_ABSENT_FOR_GOOD: CLOSED,
        K.TRADE_UNKNOWN: to(S.CLOSING, QUERY_LATER),
        K.RESTART: to(S.CLOSING, QUERY),
        K.CANCEL_ASKED: to(S.CLOSING),
        K.PATIENT_WAIT_OVER: to(S.CLOSING, TELL_CHECKED),
        K.HAND_DUE: BY_HAND,
    },
    S.CHARGED: {
        K.PROCEED: to(S.CONFIRMING, EnqueueConfirm(), CONFIRM),
        K.RESTART: to(S.CONFIRMING, EnqueueConfirm(), CONFIRM),
        K.CANCEL_ASKED: to(S.CHARGED),
        K.PATIENT_WAIT_OVER: to(S.CHARGED, TELL_CHECKED),
    },
    S.CONFIRMING: {
        K.CONFIRM_DONE: SETTLED,
        K.CONFIRM_REFUSED: to(S.CONFIRM_UNKNOWN, ASK_HIS),  # before money goes back, a query must show it
        K.CONFIRM_UNKNOWN: to(S.CONFIRM_UNKNOWN, ASK_HIS_LATER),
        K.RESTART: to(S.CONFIRM_UNKNOWN, ASK_HIS),
        K.CANCEL_ASKED: to(S.CONFIRMING),
        K.PATIENT_WAIT_OVER: to(S.CONFIRMING, TELL_CHECKED),
        K.HAND_DUE: to(S.CONFIRMING),  # a confirm is on its way: its answer or a query decides first
    },
    S.CONFIRM_UNKNOWN: {
        K.SETTLEMENT_SEEN: SETTLED,
        K.SETTLEMENT_ABSENT: to(S.CONFIRMING, CONFIRM_AGAIN),
        K.NOT_SETTLED: REVERSE,
        K.NOT_SETTLED_FREE: to(S.PROVEN_CLOSED, FinishOperation("REFUSED"), EnqueueUnlock()),
        K.SETTLEMENT_UNKNOWN: to(S.CONFIRM_UNKNOWN, ASK_HIS_LATER),
        K.RESTART: to(S.CONFIRM_UNKNOWN, ASK_HIS),
        K.CANCEL_ASKED: to(S.CONFIRM_UNKNOWN),
        K.PATIENT_WAIT_OVER: to(S.CONFIRM_UNKNOWN, TELL_CHECKED),
        K.HAND_DUE: BY_HAND,
    },
    S.REVERSING: {
        K.REFUND_ANSWERED: to(S.REVERSING, QUERY),
        K.REFUND_BARRED: BY_HAND,
        K.TRADE_RETURNED: REVERSED,
        K.TRADE_CLOSED: REVERSED,
        K.TRADE_DECLINED: REVERSED,
        K.TRADE_PAID: to(S.REVERSING, REFUND_AGAIN),
        K.TRADE_ODD: to(S.REVERSING, REFUND_AGAIN),  # a part of it is back
        K.TRADE_OPEN: to(S.REVERSING, REFUND_AGAIN),
        K.TRADE_PAYING: to(S.REVERSING, REFUND_AGAIN),
        K.TRADE_ABSENT: to(S.REVERSING, QUERY_LATER),  # it was seen paid: nobody believes this
        K.TRADE_ABSENT_FOR_GOOD: to(S.REVERSING, QUERY_LATER),
        K.TRADE_UNKNOWN: to(S.REVERSING, QUERY_LATER),
        K.RESTART: to(S.REVERSING, QUERY),
        K.CANCEL_ASKED: to(S.REVERSING),
        K.PATIENT_WAIT_OVER: to(S.REVERSING, TELL_CHECKED),
        K.HAND_DUE: BY_HAND,
    },
    # The ends. Late truth (S10) leaves one only by a new compensating operation; so do staff.
    S.SETTLED: {K.CANCEL_ASKED: to(S.SETTLED)},
    S.BY_HAND: {
        K.CANCEL_ASKED: to(S.BY_HAND),
        K.HANDED_BACK_CHARGE: to(S.CHARGE_UNKNOWN, QUERY),
        K.HANDED_BACK_CONFIRM: to(S.CONFIRM_UNKNOWN, ReopenOperation(), ASK_HIS),
        K.HANDED_BACK_REVERSE: to(S.REVERSING, ReopenOperation(), QUERY),
    },
    **{
        end: {
            K.LATE_CHECK_DUE: to(end, QUERY),
            K.TRADE_PAID: GIVE_BACK,
            K.TRADE_OPEN: to(end, CLOSE),  # the charge arrived after it was given up: no trade is left waiting
            K.TRADE_PAYING: to(end, CLOSE),
            K.TRADE_UNKNOWN: to(end, QUERY_LATER),
            **{
                kind: to(end)
                for kind in (
                    K.CLOSE_ANSWERED,
                    K.TRADE_CLOSED,
                    K.TRADE_DECLINED,
                    K.TRADE_RETURNED,
                    K.TRADE_ABSENT,
                    K.TRADE_ABSENT_FOR_GOOD,
                    K.RESTART,
                    K.CANCEL_ASKED,
                )
            },
            K.TRADE_ODD: BY_HAND,
        }
        for end in (S.DECLINED, S.PROVEN_CLOSED, S.REVERSED)
    },
}

_BEGIN = frozenset({K.BEGIN, K.BEGIN_FREE})
_TRADE = frozenset(kind for kind in K if kind.startswith("trade_"))
_CLOSE = frozenset({K.CLOSE_ANSWERED})
_CHARGE = frozenset({K.CHARGE_REFUSED})
_REFUND = frozenset({K.REFUND_ANSWERED, K.REFUND_BARRED})
_PROCEED = frozenset({K.PROCEED})
_CONFIRM = frozenset({K.CONFIRM_DONE, K.CONFIRM_REFUSED, K.CONFIRM_UNKNOWN})
_HIS = frozenset({K.SETTLEMENT_SEEN, K.SETTLEMENT_ABSENT, K.NOT_SETTLED, K.NOT_SETTLED_FREE, K.SETTLEMENT_UNKNOWN})
_PAYING = frozenset({K.PAYING_OVER})
_WAIT = frozenset({K.PATIENT_WAIT_OVER})
_HAND = frozenset({K.HAND_DUE})
_LATE = frozenset({K.LATE_CHECK_DUE})
_STAFF = frozenset({K.HANDED_BACK_CHARGE, K.HANDED_BACK_CONFIRM, K.HANDED_BACK_REVERSE})
_AFTER_CHARGE = _CONFIRM | _HIS | _REFUND

# What cannot happen, written down: with TABLE it covers every pair once.
REFUSED: Mapping[State, frozenset[Kind]] = {
    S.INTENT: _TRADE | _CHARGE | _CLOSE | _PROCEED | _AFTER_CHARGE | _PAYING | _WAIT | _HAND | _LATE | _STAFF,
    S.CHARGE_ASKED: _BEGIN | _CLOSE | _PROCEED | _AFTER_CHARGE | _PAYING | _HAND | _LATE | _STAFF,
    S.CHARGE_UNKNOWN: _BEGIN | _CHARGE | _CLOSE | _PROCEED | _AFTER_CHARGE | _PAYING | _LATE | _STAFF,
    S.AWAITING: _BEGIN | _CHARGE | _CLOSE | _PROCEED | _AFTER_CHARGE | _WAIT | _HAND | _LATE | _STAFF,
    S.CLOSING: _BEGIN | _PROCEED | _AFTER_CHARGE | _PAYING | _LATE | _STAFF,
    S.CHARGED: _BEGIN | _TRADE | _CHARGE | _CLOSE | _AFTER_CHARGE | _PAYING | _HAND | _LATE | _STAFF,
    S.CONFIRMING: _BEGIN | _TRADE | _CHARGE | _CLOSE | _PROCEED | _HIS | _REFUND | _PAYING | _LATE | _STAFF,
    S.CONFIRM_UNKNOWN: _BEGIN | _TRADE | _CHARGE | _CLOSE | _PROCEED | _CONFIRM | _REFUND | _PAYING | _LATE | _STAFF,
    S.REVERSING: _BEGIN | _CHARGE | _CLOSE | _PROCEED | _CONFIRM | _HIS | _PAYING | _LATE | _STAFF,
    S.SETTLED: frozenset(K) - {K.CANCEL_ASKED},
    S.BY_HAND: frozenset(K) - {K.CANCEL_ASKED} - _STAFF,
    **dict.fromkeys(
        (S.DECLINED, S.PROVEN_CLOSED, S.REVERSED),
        _BEGIN | _CHARGE | _PROCEED | _AFTER_CHARGE | _PAYING | _WAIT | _HAND | _STAFF,
    ),
}

_WAITED_FOR = frozenset({Timer.PATIENT_WAIT, Timer.HAND})

TIMERS: Mapping[State, frozenset[Timer]] = {
    S.INTENT: frozenset(),
    S.CHARGE_ASKED: frozenset({Timer.PATIENT_WAIT}),
    S.AWAITING: frozenset({Timer.PAYING}),
    S.CHARGE_UNKNOWN: _WAITED_FOR,
    S.CLOSING: _WAITED_FOR,
    S.CHARGED: frozenset({Timer.PATIENT_WAIT}),
    S.CONFIRMING: _WAITED_FOR,
    S.CONFIRM_UNKNOWN: _WAITED_FOR,
    S.REVERSING: _WAITED_FOR,
    S.DECLINED: frozenset({Timer.LATE_CHECK}),
    S.PROVEN_CLOSED: frozenset({Timer.LATE_CHECK}),
    S.REVERSED: frozenset({Timer.LATE_CHECK}),
    S.SETTLED: frozenset(),
    S.BY_HAND: frozenset(),
}


def step(record: Record, event: Event, auto_closed: bool = False) -> Step:
    """Where `event` takes the case. Raises ImpossibleEvent for a pair in REFUSED."""
    kind = kind_of(record, event, auto_closed)
    rule = TABLE[record.state].get(kind)
    if rule is None:
        raise ImpossibleEvent(f"{kind} in {record.state}")
    return Step(kind, with_facts(record, event, kind, rule.next, rule.acts), rule.acts)
