"""One order's three sides → its class and its code. Every code has its line in docs/errors.md."""

from enum import StrEnum

from kiosk.domain.day_close import Match
from kiosk.settlement.reconcile_sides import Sides
from kiosk.settlement.record import ENDED, State


class Difference(StrEnum):
    LONG_NOT_SETTLED = "LONG_NOT_SETTLED"  # paid, the terminal holds a receipt, the hospital lists no settlement
    LONG_CANCELLED = "LONG_CANCELLED"  # the hospital cancelled the settlement; the money was not given back
    PAID_AFTER_CLOSE = "PAID_AFTER_CLOSE"  # paid although the terminal had it proven closed or declined
    REFUND_MISSING = "REFUND_MISSING"  # a query once showed it given back; the bill shows it paid
    LONG_UNKNOWN = "LONG_UNKNOWN"  # paid, not settled, and the terminal never heard of it
    SHORT_NO_MONEY = "SHORT_NO_MONEY"  # settled, never paid
    SHORT_REFUNDED = "SHORT_REFUNDED"  # settled, and the money went back
    AMOUNTS_DIFFER = "AMOUNTS_DIFFER"  # paid and settled, not the same fen
    SETTLED_TWICE = "SETTLED_TWICE"  # two settlements stand on one order
    TERMINAL_AMOUNT = "TERMINAL_AMOUNT"  # hospital and channel agree; the terminal has another amount
    STANDS_THOUGH_ENDED = "STANDS_THOUGH_ENDED"  # paid and settled; the terminal has it closed, declined or reversed
    UNDONE_ELSEWHERE = "UNDONE_ELSEWHERE"  # hospital and channel have undone what the terminal has as settled
    ONLY_TERMINAL = "ONLY_TERMINAL"  # settled for the terminal; neither of the others knows the order
    UNKNOWN_TO_TERMINAL = "UNKNOWN_TO_TERMINAL"  # paid and settled, not in the terminal's journal
    IN_PROGRESS = "IN_PROGRESS"  # the machine is still at work
    WITH_STAFF = "WITH_STAFF"  # BY_HAND, and the money does not agree yet
    REFUND_ON_ITS_WAY = "REFUND_ON_ITS_WAY"  # given back at the patient's wish; the channel does not show it yet
    BILL_NOT_FINAL = "BILL_NOT_FINAL"  # the channel's bill is not closed and does not show the order yet


def classify(sides: Sides) -> tuple[Match, str]:
    """The code of what matches is empty."""
    waits = _in_flight(sides)
    if waits is not None:
        return Match.IN_FLIGHT, waits
    kept, settled = sides.kept, sides.settled
    if kept == settled:
        code = _beside_the_terminal(sides)
        return (Match.AMOUNT_DIFFERS, code) if code else (Match.MATCHED, "")
    if not settled:
        return Match.LONG, _long(sides)
    if not kept:
        refunded = sides.channel is not None and bool(sides.channel.refunded)
        return Match.SHORT, Difference.SHORT_REFUNDED if refunded else Difference.SHORT_NO_MONEY
    twice = sum(each.stands for each in sides.settlements) > 1
    return Match.AMOUNT_DIFFERS, Difference.SETTLED_TWICE if twice else Difference.AMOUNTS_DIFFER


def _in_flight(sides: Sides) -> Difference | None:
    case = sides.case
    if case is not None and case.state not in ENDED:
        return Difference.IN_PROGRESS
    if case is not None and case.state is State.BY_HAND:
        return None if sides.kept == sides.settled and sides.final else Difference.WITH_STAFF
    if sides.given_back and sides.kept and not sides.final:
        return Difference.REFUND_ON_ITS_WAY
    believed = sides.believed
    if sides.channel is None and not sides.final and (believed or sides.settled):
        return Difference.BILL_NOT_FINAL
    return None


def _long(sides: Sides) -> Difference:
    if any(not each.stands for each in sides.settlements):
        return Difference.LONG_CANCELLED
    if sides.case is None:
        return Difference.LONG_UNKNOWN
    if sides.case.state in (State.DECLINED, State.PROVEN_CLOSED):
        return Difference.PAID_AFTER_CLOSE
    return Difference.REFUND_MISSING if sides.case.state is State.REVERSED else Difference.LONG_NOT_SETTLED


def _beside_the_terminal(sides: Sides) -> Difference | None:
    """Hospital and channel agree: does the terminal? Where it does not know (staff finished it), they count."""
    if sides.case is None:
        return Difference.UNKNOWN_TO_TERMINAL if sides.kept else None
    believed = sides.believed
    if believed is None or believed == sides.kept:
        return None
    if not believed:
        return Difference.STANDS_THOUGH_ENDED
    if sides.kept:
        return Difference.TERMINAL_AMOUNT
    known = sides.channel is not None or bool(sides.settlements)
    return Difference.UNDONE_ELSEWHERE if known else Difference.ONLY_TERMINAL
