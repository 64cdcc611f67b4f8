"""What each answer means to the machine, and what of it goes into the record: the whole of both."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.domain.money import NOTHING, Money
from kiosk.domain.payment import Channel
from kiosk.hospital.port import NotFound, Refused, SettlementReceipt, Trade, TradeState, Unknown
from kiosk.settlement.events import (
    Act,
    Answered,
    Begin,
    Call,
    CancelAsked,
    EnqueueConfirm,
    EnqueueReversal,
    Event,
    Fired,
    HandedBack,
    HospitalAnswer,
    Proceed,
    Restart,
    Timer,
)
from kiosk.settlement.facts import with_facts
from kiosk.settlement.kinds import Kind, kind_of, unreachable
from kiosk.settlement.record import Direction, Method, Record, State
from tests.settlement.books import record

ALL, PART = Money(300), Money(100)
RECEIPT = SettlementReceipt("STcase1", "330200", "0012", datetime(2026, 11, 24, tzinfo=UTC))
FREE = {"method": Method.NOTHING_TO_PAY}
REFUSED_ONCE = {"refusal": "BILL_CHANGED"}
K = Kind


def trade(state: TradeState, paid: Money = NOTHING, refunded: Money = NOTHING, number: str = "YZcase1") -> Trade:
    return Trade(number, state, paid, refunded, Channel.WECHAT, "42", "https://q/1", 90, "LIMIT_EXCEEDED")


@pytest.mark.parametrize(
    ("event", "changed", "kind"),
    [
        (Begin(), {}, K.BEGIN),
        (Begin(), FREE, K.BEGIN_FREE),
        (Restart(), {}, K.RESTART),
        (Proceed(), {}, K.PROCEED),
        (CancelAsked(), {}, K.CANCEL_ASKED),
        (HandedBack(), {}, K.HANDED_BACK_CHARGE),
        (HandedBack(), {"direction": Direction.CONFIRM}, K.HANDED_BACK_CONFIRM),
        (HandedBack(), {"direction": Direction.REVERSE}, K.HANDED_BACK_REVERSE),
        (Fired(Timer.PAYING), {}, K.PAYING_OVER),
        (Fired(Timer.PATIENT_WAIT), {}, K.PATIENT_WAIT_OVER),
        (Fired(Timer.HAND), {}, K.HAND_DUE),
        (Fired(Timer.LATE_CHECK), {}, K.LATE_CHECK_DUE),
    ],
)
def test_what_happens_by_itself_has_its_kind(event: Event, changed: dict[str, object], kind: Kind) -> None:
    assert kind_of(record(**changed), event, False) is kind  # type: ignore[arg-type]


@pytest.mark.parametrize("call", [Call.CHARGE, Call.QUERY_TRADE])
@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (trade(TradeState.NOT_PAID), K.TRADE_OPEN),
        (trade(TradeState.USER_PAYING), K.TRADE_PAYING),
        (trade(TradeState.CLOSED), K.TRADE_CLOSED),
        (trade(TradeState.REVOKED), K.TRADE_CLOSED),
        (trade(TradeState.PAY_ERROR), K.TRADE_DECLINED),
        (trade(TradeState.SUCCESS, ALL), K.TRADE_PAID),
        (trade(TradeState.SUCCESS, PART), K.TRADE_ODD),
        (trade(TradeState.SUCCESS, Money(301)), K.TRADE_ODD),
        (trade(TradeState.SUCCESS, ALL, PART), K.TRADE_ODD),  # some of it given back
        (trade(TradeState.SUCCESS, ALL, ALL), K.TRADE_RETURNED),
        (trade(TradeState.REFUND, ALL, ALL), K.TRADE_RETURNED),
        (trade(TradeState.REFUND, ALL), K.TRADE_ODD),  # said to be given back, and nothing was
        (trade(TradeState.REFUND, PART, PART), K.TRADE_ODD),
        (trade(TradeState.SUCCESS, ALL, number="YZcase2"), K.TRADE_UNKNOWN),
        (Unknown("ERROR"), K.TRADE_UNKNOWN),
        (RECEIPT, K.TRADE_UNKNOWN),
        (NotFound(), K.TRADE_ABSENT),
    ],
)
def test_what_is_said_of_a_trade_has_its_kind(call: Call, answer: HospitalAnswer, kind: Kind) -> None:
    assert kind_of(record(), Answered(call, answer), False) is kind


@pytest.mark.parametrize(
    ("call", "answer", "changed", "kind"),
    [
        (Call.CHARGE, Refused("BALANCE_NOT_ENOUGH"), {}, K.CHARGE_REFUSED),
        (Call.QUERY_TRADE, Refused("BALANCE_NOT_ENOUGH"), {}, K.TRADE_UNKNOWN),
        (Call.CLOSE_TRADE, trade(TradeState.CLOSED), {}, K.CLOSE_ANSWERED),
        (Call.CLOSE_TRADE, NotFound(), {}, K.CLOSE_ANSWERED),
        (Call.REFUND, Refused("ALREADY_SETTLED"), {}, K.REFUND_BARRED),
        (Call.REFUND, Refused("NO"), {}, K.REFUND_ANSWERED),
        (Call.REFUND, Unknown("ERROR"), {}, K.REFUND_ANSWERED),
        (Call.CONFIRM, RECEIPT, {}, K.CONFIRM_DONE),
        (Call.CONFIRM, replace(RECEIPT, settlement_number="STcase2"), {}, K.CONFIRM_UNKNOWN),
        (Call.CONFIRM, Refused("BILL_CHANGED"), {}, K.CONFIRM_REFUSED),
        (Call.CONFIRM, NotFound(), {}, K.CONFIRM_UNKNOWN),
        (Call.CONFIRM, Unknown("ERROR"), {}, K.CONFIRM_UNKNOWN),
        (Call.QUERY_SETTLEMENT, RECEIPT, {}, K.SETTLEMENT_SEEN),
        (Call.QUERY_SETTLEMENT, replace(RECEIPT, settlement_number="STcase2"), {}, K.SETTLEMENT_UNKNOWN),
        (Call.QUERY_SETTLEMENT, NotFound(), {}, K.SETTLEMENT_ABSENT),
        (Call.QUERY_SETTLEMENT, NotFound(), FREE, K.SETTLEMENT_ABSENT),
        (Call.QUERY_SETTLEMENT, NotFound(), REFUSED_ONCE, K.NOT_SETTLED),
        (Call.QUERY_SETTLEMENT, NotFound(), REFUSED_ONCE | FREE, K.NOT_SETTLED_FREE),
        (Call.QUERY_SETTLEMENT, Refused("BILL_CHANGED"), {}, K.NOT_SETTLED),
        (Call.QUERY_SETTLEMENT, Refused("BILL_CHANGED"), FREE, K.NOT_SETTLED_FREE),
        (Call.QUERY_SETTLEMENT, Unknown("ERROR"), {}, K.SETTLEMENT_UNKNOWN),
        (Call.QUERY_SETTLEMENT, Unknown("ERROR"), REFUSED_ONCE, K.SETTLEMENT_UNKNOWN),
    ],
)
def test_what_is_said_of_a_settlement_or_of_an_end_has_its_kind(
    call: Call, answer: HospitalAnswer, changed: dict[str, object], kind: Kind
) -> None:
    assert kind_of(record(**changed), Answered(call, answer), False) is kind  # type: ignore[arg-type]


def test_a_trade_that_can_no_longer_arrive_is_absent_for_good() -> None:
    for call in (Call.CHARGE, Call.QUERY_TRADE):
        assert kind_of(record(), Answered(call, NotFound()), True) is K.TRADE_ABSENT_FOR_GOOD
    assert kind_of(record(), Answered(Call.QUERY_SETTLEMENT, NotFound()), True) is K.SETTLEMENT_ABSENT


def test_nobody_could_be_asked_only_where_the_server_was_not_reached() -> None:
    answers = (Unknown("HOSPITAL_UNREACHABLE"), Unknown("HOSPITAL_ERROR"), NotFound(), Refused("HOSPITAL_UNREACHABLE"))
    assert [unreachable(answer) for answer in answers] == [True, False, False, False]


# What goes into the record

KNOWN = record(channel=Channel.ALIPAY, channel_trade_number="1", code_url="https://q/0", payer_must_confirm=True)
BARE = Trade("YZcase1", TradeState.NOT_PAID, NOTHING, NOTHING, Channel.NONE)
FROM_TRADE = {
    "channel": Channel.WECHAT,
    "channel_trade_number": "42",
    "code_url": "https://q/1",
    "payer_must_confirm": False,
}


def fed(old: Record, event: Event, kind: Kind, state: State, *acts: Act) -> dict[str, object]:
    """What is new in the record."""
    new = with_facts(old, event, kind, state, acts)
    names = old.__dataclass_fields__
    return {name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)}


def said(answer: HospitalAnswer, call: Call = Call.QUERY_TRADE) -> Answered:
    return Answered(call, answer)


@pytest.mark.parametrize(
    ("event", "kind", "state", "new"),
    [
        (said(trade(TradeState.NOT_PAID)), K.TRADE_OPEN, State.AWAITING, FROM_TRADE),
        (
            said(trade(TradeState.USER_PAYING)),
            K.TRADE_PAYING,
            State.AWAITING,
            {name: value for name, value in FROM_TRADE.items() if name != "payer_must_confirm"},
        ),
        (said(BARE), K.TRADE_OPEN, State.AWAITING, {"payer_must_confirm": False}),
        (said(trade(TradeState.SUCCESS, ALL)), K.TRADE_PAID, State.CHARGED, FROM_TRADE),
        (said(trade(TradeState.SUCCESS, ALL, number="YZcase2")), K.TRADE_UNKNOWN, State.AWAITING, {}),
        (said(trade(TradeState.CLOSED), Call.CLOSE_TRADE), K.CLOSE_ANSWERED, State.AWAITING, {}),
        (
            said(trade(TradeState.PAY_ERROR)),
            K.TRADE_DECLINED,
            State.DECLINED,
            FROM_TRADE | {"reason": "LIMIT_EXCEEDED"},
        ),
        (
            said(replace(BARE, state=TradeState.PAY_ERROR)),
            K.TRADE_DECLINED,
            State.DECLINED,
            {"payer_must_confirm": False, "reason": "DECLINED"},
        ),
        (said(Refused("NO_FUNDS"), Call.CHARGE), K.CHARGE_REFUSED, State.DECLINED, {"reason": "NO_FUNDS"}),
        (said(RECEIPT, Call.CONFIRM), K.CONFIRM_DONE, State.SETTLED, {"receipt": RECEIPT}),
        (said(RECEIPT, Call.QUERY_SETTLEMENT), K.SETTLEMENT_SEEN, State.SETTLED, {"receipt": RECEIPT}),
        (said(RECEIPT, Call.CONFIRM), K.CONFIRM_UNKNOWN, State.CONFIRM_UNKNOWN, {}),
        (said(Refused("X"), Call.CONFIRM), K.CONFIRM_REFUSED, State.CONFIRM_UNKNOWN, {"refusal": "X"}),
        (said(Refused("X")), K.NOT_SETTLED, State.REVERSING, {"refusal": "X", "reason": "X"}),
        (said(Refused("X")), K.NOT_SETTLED_FREE, State.DECLINED, {"refusal": "X", "reason": "X"}),
        (said(Refused("X"), Call.REFUND), K.REFUND_BARRED, State.BY_HAND, {"reason": "ALREADY_SETTLED"}),
        (CancelAsked(), K.CANCEL_ASKED, State.CLOSING, {"reason": "CANCELLED"}),
        (Fired(Timer.PAYING), K.PAYING_OVER, State.CLOSING, {"reason": "CODE_EXPIRED"}),
        (Fired(Timer.PATIENT_WAIT), K.PATIENT_WAIT_OVER, State.CHARGE_UNKNOWN, {"overdue": True}),
        (Fired(Timer.HAND), K.HAND_DUE, State.BY_HAND, {"reason": "NOT_RESOLVED"}),
        (Restart(), K.RESTART, State.CLOSING, {"reason": "INTERRUPTED"}),
        (said(NotFound()), K.TRADE_ABSENT, State.PROVEN_CLOSED, {"reason": "NOT_RECEIVED"}),
        (said(NotFound()), K.TRADE_ABSENT_FOR_GOOD, State.PROVEN_CLOSED, {"reason": "NOT_RECEIVED"}),
    ],
)
def test_an_answer_leaves_what_it_proves_and_nothing_else(
    event: Event, kind: Kind, state: State, new: dict[str, object]
) -> None:
    assert fed(replace(KNOWN, state=State.INTENT), event, kind, state) == new | {"state": state}


@pytest.mark.parametrize(
    ("event", "kind", "state", "reason"),
    [
        (said(NotFound()), K.TRADE_ABSENT, State.PROVEN_CLOSED, "CANCELLED"),  # the first reason stays
        (said(BARE), K.TRADE_CLOSED, State.PROVEN_CLOSED, "CANCELLED"),
        (Restart(), K.RESTART, State.CLOSING, "CANCELLED"),
        (said(BARE), K.TRADE_ODD, State.BY_HAND, "AMOUNT_MISMATCH"),  # but for what a person must know
        (Fired(Timer.HAND), K.HAND_DUE, State.BY_HAND, "NOT_RESOLVED"),
        (said(Refused("ALREADY_SETTLED"), Call.REFUND), K.REFUND_BARRED, State.BY_HAND, "ALREADY_SETTLED"),
        (said(trade(TradeState.SUCCESS, ALL)), K.TRADE_PAID, State.CHARGED, ""),  # and what went well has none
        (said(RECEIPT, Call.CONFIRM), K.CONFIRM_DONE, State.SETTLED, ""),
    ],
)
def test_the_first_reason_stays_unless_a_person_or_a_success_says_more(
    event: Event, kind: Kind, state: State, reason: str
) -> None:
    old = replace(KNOWN, state=State.CLOSING, reason="CANCELLED")
    assert with_facts(old, event, kind, state, ()).reason == reason


@pytest.mark.parametrize(
    ("old", "state", "kind", "checks"),
    [
        (State.DECLINED, State.DECLINED, K.TRADE_DECLINED, 2),
        (State.PROVEN_CLOSED, State.PROVEN_CLOSED, K.TRADE_CLOSED, 2),
        (State.REVERSED, State.REVERSED, K.TRADE_RETURNED, 2),
        (State.PROVEN_CLOSED, State.PROVEN_CLOSED, K.TRADE_ABSENT, 2),
        (State.PROVEN_CLOSED, State.PROVEN_CLOSED, K.TRADE_ABSENT_FOR_GOOD, 2),
        (State.DECLINED, State.DECLINED, K.TRADE_UNKNOWN, 1),  # not answered
        (State.CLOSING, State.PROVEN_CLOSED, K.TRADE_CLOSED, 1),  # the end itself is no late check
        (State.DECLINED, State.REVERSING, K.TRADE_PAID, 0),  # it lives again
    ],
)
def test_only_an_answered_look_at_an_ended_trade_counts(old: State, state: State, kind: Kind, checks: int) -> None:
    seen = with_facts(replace(KNOWN, state=old, late_checks=1), said(BARE), kind, state, ())
    assert seen.late_checks == checks


def test_the_direction_is_written_before_the_call_and_each_reversal_has_a_round_of_its_own() -> None:
    confirmed = fed(KNOWN, Proceed(), K.PROCEED, State.CONFIRMING, EnqueueConfirm())
    assert confirmed == {"state": State.CONFIRMING, "direction": Direction.CONFIRM}
    once = replace(KNOWN, direction=Direction.CONFIRM, refund_round=1)
    assert fed(once, said(Refused("X")), K.NOT_SETTLED, State.REVERSING, EnqueueReversal()) == {
        "state": State.REVERSING,
        "direction": Direction.REVERSE,
        "refund_round": 2,
        "refusal": "X",
        "reason": "X",
    }
    with pytest.raises(AssertionError, match="never confirmed"):
        fed(replace(KNOWN, direction=Direction.REVERSE), Proceed(), K.PROCEED, State.CONFIRMING, EnqueueConfirm())
