"""What an event means to the machine: the columns of its table."""

from enum import StrEnum

from kiosk.hospital.port import NotFound, Refused, SettlementReceipt, Trade, TradeState, Unknown
from kiosk.settlement.events import (
    Answered,
    Begin,
    Call,
    CancelAsked,
    Event,
    Fired,
    HandedBack,
    HospitalAnswer,
    Proceed,
    Restart,
    Timer,
)
from kiosk.settlement.record import Direction, Method, Record


class Kind(StrEnum):
    BEGIN = "begin"
    BEGIN_FREE = "begin_free"  # insurance pays all
    RESTART = "restart"
    PROCEED = "proceed"
    CANCEL_ASKED = "cancel_asked"
    TRADE_OPEN = "trade_open"
    TRADE_PAYING = "trade_paying"
    TRADE_PAID = "trade_paid"  # exactly our amount, nothing given back
    TRADE_CLOSED = "trade_closed"
    TRADE_DECLINED = "trade_declined"
    TRADE_RETURNED = "trade_returned"  # all given back
    TRADE_ODD = "trade_odd"  # an amount that is not ours
    TRADE_ABSENT = "trade_absent"  # never arrived, but might still
    TRADE_ABSENT_FOR_GOOD = "trade_absent_for_good"  # and its auto-close time has passed
    TRADE_UNKNOWN = "trade_unknown"
    CHARGE_REFUSED = "charge_refused"
    CLOSE_ANSWERED = "close_answered"  # whatever it said: only a query proves
    REFUND_ANSWERED = "refund_answered"  # the same
    REFUND_BARRED = "refund_barred"  # a settlement stands on the order after all: two truths, a person must look
    CONFIRM_DONE = "confirm_done"
    CONFIRM_REFUSED = "confirm_refused"
    CONFIRM_UNKNOWN = "confirm_unknown"
    SETTLEMENT_SEEN = "settlement_seen"
    SETTLEMENT_ABSENT = "settlement_absent"
    NOT_SETTLED = "not_settled"  # a query shows it, after a definite no
    NOT_SETTLED_FREE = "not_settled_free"  # and there is no money to give back
    SETTLEMENT_UNKNOWN = "settlement_unknown"
    PAYING_OVER = "paying_over"
    PATIENT_WAIT_OVER = "patient_wait_over"
    HAND_DUE = "hand_due"
    LATE_CHECK_DUE = "late_check_due"
    HANDED_BACK_CHARGE = "handed_back_charge"
    HANDED_BACK_CONFIRM = "handed_back_confirm"
    HANDED_BACK_REVERSE = "handed_back_reverse"


_TIMERS = {
    Timer.PAYING: Kind.PAYING_OVER,
    Timer.PATIENT_WAIT: Kind.PATIENT_WAIT_OVER,
    Timer.HAND: Kind.HAND_DUE,
    Timer.LATE_CHECK: Kind.LATE_CHECK_DUE,
}
_HANDED_BACK = {
    Direction.NONE: Kind.HANDED_BACK_CHARGE,
    Direction.CONFIRM: Kind.HANDED_BACK_CONFIRM,
    Direction.REVERSE: Kind.HANDED_BACK_REVERSE,
}
_TRADE_STATES = {
    TradeState.NOT_PAID: Kind.TRADE_OPEN,
    TradeState.USER_PAYING: Kind.TRADE_PAYING,
    TradeState.CLOSED: Kind.TRADE_CLOSED,
    TradeState.REVOKED: Kind.TRADE_CLOSED,
    TradeState.PAY_ERROR: Kind.TRADE_DECLINED,
}


def kind_of(record: Record, event: Event, auto_closed: bool) -> Kind:
    """`auto_closed`: so long ago was the charge asked that the channel has closed it by itself."""
    match event:
        case Begin():
            return Kind.BEGIN_FREE if record.method is Method.NOTHING_TO_PAY else Kind.BEGIN
        case Restart():
            return Kind.RESTART
        case Proceed():
            return Kind.PROCEED
        case CancelAsked():
            return Kind.CANCEL_ASKED
        case HandedBack():
            return _HANDED_BACK[record.direction]
        case Fired(timer):
            return _TIMERS[timer]
        case Answered(call, answer):
            return _answer_kind(record, call, answer, auto_closed)


def _answer_kind(record: Record, call: Call, answer: HospitalAnswer, auto_closed: bool) -> Kind:
    if call is Call.CLOSE_TRADE:
        return Kind.CLOSE_ANSWERED
    if call is Call.REFUND:
        return Kind.REFUND_BARRED if answer == Refused("ALREADY_SETTLED") else Kind.REFUND_ANSWERED
    if call is Call.CONFIRM:
        return _confirm_kind(record, answer)
    if call is Call.QUERY_SETTLEMENT:
        return _settlement_kind(record, answer)
    return _trade_kind(record, call, answer, auto_closed)


def _trade_kind(record: Record, call: Call, answer: HospitalAnswer, auto_closed: bool) -> Kind:
    if isinstance(answer, Refused) and call is Call.CHARGE:
        return Kind.CHARGE_REFUSED
    if isinstance(answer, NotFound):
        return Kind.TRADE_ABSENT_FOR_GOOD if auto_closed else Kind.TRADE_ABSENT
    if not isinstance(answer, Trade) or answer.order_number != record.order_number:
        return Kind.TRADE_UNKNOWN
    return _TRADE_STATES.get(answer.state) or _paid_kind(record, answer)


def _paid_kind(record: Record, trade: Trade) -> Kind:
    if trade.state is TradeState.REFUND or trade.refunded.fen:
        return Kind.TRADE_RETURNED if trade.refunded == trade.paid == record.amount else Kind.TRADE_ODD
    return Kind.TRADE_PAID if trade.paid == record.amount else Kind.TRADE_ODD


def _confirm_kind(record: Record, answer: HospitalAnswer) -> Kind:
    if _is_ours(record, answer):
        return Kind.CONFIRM_DONE
    return Kind.CONFIRM_REFUSED if isinstance(answer, Refused) else Kind.CONFIRM_UNKNOWN


def _settlement_kind(record: Record, answer: HospitalAnswer) -> Kind:
    if _is_ours(record, answer):
        return Kind.SETTLEMENT_SEEN
    if isinstance(answer, Refused) or (isinstance(answer, NotFound) and record.refusal):
        return Kind.NOT_SETTLED_FREE if record.method is Method.NOTHING_TO_PAY else Kind.NOT_SETTLED
    return Kind.SETTLEMENT_ABSENT if isinstance(answer, NotFound) else Kind.SETTLEMENT_UNKNOWN


def _is_ours(record: Record, answer: HospitalAnswer) -> bool:
    return isinstance(answer, SettlementReceipt) and answer.settlement_number == record.settlement_number


def unreachable(answer: HospitalAnswer) -> bool:
    """No time passes for the 15 minutes to staff while nobody can be asked."""
    return isinstance(answer, Unknown) and answer.reason == "HOSPITAL_UNREACHABLE"
