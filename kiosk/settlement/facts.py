"""What a step writes into the record besides the next state."""

from collections.abc import Sequence
from dataclasses import replace

from kiosk.domain.payment import Channel
from kiosk.hospital.port import Refused, SettlementReceipt, Trade
from kiosk.settlement.events import Act, Answered, EnqueueConfirm, EnqueueReversal, Event
from kiosk.settlement.kinds import Kind
from kiosk.settlement.record import ENDED, Direction, Record, State

_OURS = frozenset({Kind.TRADE_UNKNOWN, Kind.TRADE_ABSENT, Kind.TRADE_ABSENT_FOR_GOOD, Kind.CLOSE_ANSWERED})
_LATE_ANSWERS = frozenset(
    {Kind.TRADE_CLOSED, Kind.TRADE_DECLINED, Kind.TRADE_RETURNED, Kind.TRADE_ABSENT, Kind.TRADE_ABSENT_FOR_GOOD}
)
_REASONS = {
    Kind.CANCEL_ASKED: "CANCELLED",
    Kind.PAYING_OVER: "CODE_EXPIRED",
    Kind.HAND_DUE: "NOT_RESOLVED",
    Kind.TRADE_ODD: "AMOUNT_MISMATCH",
    Kind.REFUND_BARRED: "ALREADY_SETTLED",
    Kind.RESTART: "INTERRUPTED",
    Kind.TRADE_RETURNED: "REFUNDED_ELSEWHERE",
    Kind.TRADE_CLOSED: "CODE_EXPIRED",
    Kind.TRADE_ABSENT: "NOT_RECEIVED",
    Kind.TRADE_ABSENT_FOR_GOOD: "NOT_RECEIVED",
}


def with_facts(record: Record, event: Event, kind: Kind, state: State, acts: Sequence[Act]) -> Record:
    record = _seen(record, event, kind)
    record = _directed(record, acts)
    if kind is Kind.PATIENT_WAIT_OVER:
        record = replace(record, overdue=True)
    if state not in ENDED:
        record = replace(record, late_checks=0)
    elif record.state in ENDED and kind in _LATE_ANSWERS:
        record = replace(record, late_checks=record.late_checks + 1)
    return replace(record, state=state, reason=_reason(record, event, kind, state))


def _seen(record: Record, event: Event, kind: Kind) -> Record:
    """Keep what the answer tells, if it is about our number."""
    if not isinstance(event, Answered) or kind in _OURS:
        return record
    match event.answer:
        case Trade() as trade if trade.order_number == record.order_number:
            return replace(
                record,
                channel=trade.channel if trade.channel is not Channel.NONE else record.channel,
                channel_trade_number=trade.channel_trade_number or record.channel_trade_number,
                code_url=trade.code_url or record.code_url,
                payer_must_confirm=kind is Kind.TRADE_PAYING,
            )
        case SettlementReceipt() as receipt if kind in (Kind.CONFIRM_DONE, Kind.SETTLEMENT_SEEN):
            return replace(record, receipt=receipt)
        case Refused(code) if kind in (Kind.CONFIRM_REFUSED, Kind.NOT_SETTLED, Kind.NOT_SETTLED_FREE):
            return replace(record, refusal=code)
    return record


def _directed(record: Record, acts: Sequence[Act]) -> Record:
    for act in acts:
        if isinstance(act, EnqueueConfirm):
            assert record.direction is not Direction.REVERSE, "a case that was reversed is never confirmed"
            record = replace(record, direction=Direction.CONFIRM)
        if isinstance(act, EnqueueReversal):
            record = replace(record, direction=Direction.REVERSE, refund_round=record.refund_round + 1)
    return record


def _reason(record: Record, event: Event, kind: Kind, state: State) -> str:
    """Why it stands as it does. The first reason for closing stays; a definite no names itself."""
    if state is State.SETTLED or state is State.CHARGED:
        return ""
    if kind in (Kind.NOT_SETTLED, Kind.NOT_SETTLED_FREE):
        return record.refusal
    if isinstance(event, Answered):
        match event.answer:
            case Refused(code) if kind is Kind.CHARGE_REFUSED:
                return code
            case Trade() as trade if kind is Kind.TRADE_DECLINED and state is State.DECLINED:
                return trade.decline_code or "DECLINED"
    if record.reason and kind not in (Kind.TRADE_ODD, Kind.HAND_DUE, Kind.REFUND_BARRED):
        return record.reason
    return _REASONS.get(kind, record.reason) if state is not State.AWAITING else ""
