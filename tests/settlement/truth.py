"""A hospital and its channel on a virtual clock, the truth about money, and a wire that loses, delays and swaps."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from kiosk.domain.money import NOTHING, Money
from kiosk.domain.payment import Channel
from kiosk.hospital.port import NotFound, Refused, SettlementReceipt, Trade, TradeState, Unknown
from kiosk.settlement.events import Call, HospitalAnswer
from kiosk.settlement.record import BY_CODE, Method
from kiosk.settlement.runner import Order

EPOCH = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
LIVE = (TradeState.NOT_PAID, TradeState.USER_PAYING)


class VirtualClock:
    """`offline_queue.clock.Clock`, moved by hand. A boot is new for the wall only if a test says so."""

    def __init__(self) -> None:
        self.now_ms = 1_000
        self.wall_offset_ms = int(EPOCH.timestamp() * 1000)

    def wall_ms(self) -> int:
        return self.now_ms + self.wall_offset_ms

    def monotonic_ms(self) -> int:
        return self.now_ms

    def boot_id(self) -> str:
        return "one"


class Dice:
    """`offline_queue.clock.Randomness` from a seed."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def below(self, bound: int) -> int:
        return self._random.randrange(bound)


@dataclass
class TrueOrder:
    quote_id: str
    trade: Trade
    born_ms: int
    payer_asks_password: bool = False


@dataclass
class Truth:
    """What really happened. Judges every act that reaches it."""

    clock: VirtualClock
    bill_amount: Money
    orders: dict[str, TrueOrder] = field(default_factory=dict)
    settlements: dict[str, SettlementReceipt | str] = field(default_factory=dict)
    bill_changed: bool = False
    violations: list[str] = field(default_factory=list)
    arrivals: Counter[str] = field(default_factory=Counter)
    asked_his: dict[str, bool] = field(default_factory=dict)  # case → a query said "not settled" after the last confirm
    asked_ms: dict[str, int] = field(default_factory=dict)  # order → when its charge left the terminal
    asked_for: set[str] = field(default_factory=set)  # orders that a patient has seen: a code, or the phone's question
    paid_late: bool = False

    def paid_net(self) -> int:
        return sum(each.trade.paid.fen - each.trade.refunded.fen for each in self.orders.values())

    def settled_number(self) -> str:
        return next((number for number, what in self.settlements.items() if not isinstance(what, str)), "")

    def pay(self, number: str, late: bool = False) -> bool:
        """The payer pays. `late`: the channel closed it meanwhile, and takes the money all the same."""
        order = self.orders.get(number)
        if number not in self.asked_for:
            return False  # nobody has seen its code
        if order is None or order.trade.state not in (*LIVE, *((TradeState.CLOSED,) if late else ())):
            return False
        self.paid_late |= order.trade.state is TradeState.CLOSED
        order.trade = replace(
            order.trade,
            state=TradeState.SUCCESS,
            paid=self.bill_amount,
            channel=Channel.WECHAT,
            channel_trade_number="42",
        )
        if self.paid_net() > self.bill_amount.fen and not self.paid_late:
            self.violations.append("S2: more than the bill was taken")
        return True

    def serve(self, order: Order) -> HospitalAnswer:
        record = order.record
        self.arrivals[f"{order.call}:{record.case_id}"] += 1
        match order.call:
            case Call.CHARGE:
                return self._charge(order)
            case Call.QUERY_TRADE:
                return self._trade(record.order_number)
            case Call.CLOSE_TRADE:
                return self._close(record.order_number)
            case Call.REFUND:
                return self._refund(record.case_id, record.order_number, record.settlement_number)
            case Call.CONFIRM:
                return self._confirm(order)
            case Call.QUERY_SETTLEMENT:
                return self._settlement(record.case_id, record.settlement_number)

    def _charge(self, order: Order) -> HospitalAnswer:
        record = order.record
        known = self.orders.get(record.order_number)
        if known is not None:
            return known.trade
        by_code = record.method in BY_CODE
        state = TradeState.USER_PAYING if by_code else TradeState.NOT_PAID
        trade = Trade(
            record.order_number, state, NOTHING, NOTHING, Channel.NONE, code_url="" if by_code else "https://q/1"
        )
        self.orders[record.order_number] = TrueOrder(record.quote_id, trade, self.clock.now_ms)
        return trade

    def _trade(self, number: str) -> HospitalAnswer:
        order = self.orders.get(number)
        if order is None:
            return NotFound()
        if order.trade.state in LIVE and self.clock.now_ms - order.born_ms > 120_000:
            order.trade = replace(order.trade, state=TradeState.CLOSED)
        return order.trade

    def _close(self, number: str) -> HospitalAnswer:
        order = self.orders.get(number)
        if order is None:
            return NotFound()
        paying = order.trade.state is TradeState.USER_PAYING
        if paying and self.clock.now_ms - self.asked_ms[number] < 15_000:
            self.violations.append("a payer code was closed within 15 s")
        if order.trade.state in LIVE and not (paying and self.clock.now_ms - order.born_ms < 15_000):
            order.trade = replace(order.trade, state=TradeState.CLOSED)
        return order.trade

    def _refund(self, case_id: str, number: str, settlement: str) -> HospitalAnswer:
        if isinstance(self.settlements.get(settlement), SettlementReceipt):
            return Refused("ALREADY_SETTLED")
        order = self.orders.get(number)
        if order is None:
            return NotFound()
        confirmed = self.arrivals[f"{Call.CONFIRM}:{case_id}"] > 0
        if confirmed and not self.asked_his.get(case_id):
            self.violations.append("S7: money went back before a query showed that nothing is settled")
        if order.trade.state is TradeState.SUCCESS:
            order.trade = replace(order.trade, state=TradeState.REFUND, refunded=order.trade.paid)
        elif order.trade.state in LIVE:
            order.trade = replace(order.trade, state=TradeState.CLOSED)
        return order.trade

    def _confirm(self, order: Order) -> HospitalAnswer:
        record = order.record
        known = self.settlements.get(record.settlement_number)
        if known is not None:
            return known if isinstance(known, SettlementReceipt) else Refused(known)
        paid = self.orders.get(record.order_number)
        free = record.method is Method.NOTHING_TO_PAY
        if not free and (paid is None or paid.trade.state is not TradeState.SUCCESS):
            if paid is not None and paid.trade.refunded:
                return Refused("ALREADY_REVERSED")  # a confirm that was delayed on the wire
            self.violations.append("S4: settled without money")
        self.asked_his[record.case_id] = False
        if self.bill_changed or self.settled_number():
            self.settlements[record.settlement_number] = "BILL_CHANGED"
            return Refused("BILL_CHANGED")
        receipt = SettlementReceipt(
            record.settlement_number, "3302", "INV1", EPOCH + timedelta(milliseconds=self.clock.now_ms)
        )
        self.settlements[record.settlement_number] = receipt
        return receipt

    def _settlement(self, case_id: str, number: str) -> HospitalAnswer:
        known = self.settlements.get(number)
        if isinstance(known, SettlementReceipt):
            return known
        self.asked_his[case_id] = True
        return Refused(known) if known else NotFound()


@dataclass
class Wire:
    """Carries an order to the truth and an answer back, each after a while, or not."""

    truth: Truth
    random: Random
    loss: float  # of each message
    later: Callable[[int, Callable[[], None]], None]
    healed: bool = False

    def carry(self, order: Order, answered: Callable[[HospitalAnswer], None]) -> None:
        there, back = self._trip_ms(), self._trip_ms()
        if order.call is Call.CHARGE:
            self.truth.asked_ms[order.record.order_number] = self.truth.clock.now_ms
        if self._lost():
            self.later(15_000, lambda: answered(Unknown("HOSPITAL_UNREACHABLE")))
            return
        if self._lost():  # it arrives after everybody has given it up
            self.later(self.random.randrange(15_000, 60_000), lambda: self._serve(order))
            self.later(15_000, lambda: answered(Unknown("HOSPITAL_UNREACHABLE")))
            return
        self.later(there, lambda: self._return(order, back, answered))

    def _serve(self, order: Order) -> None:
        self.truth.serve(order)

    def _return(self, order: Order, back_ms: int, answered: Callable[[HospitalAnswer], None]) -> None:
        answer = self.truth.serve(order)
        if self._lost():
            answer = self.random.choice(
                [Unknown("HOSPITAL_ERROR"), Unknown("HOSPITAL_BUSY", 3.0), Unknown("HOSPITAL_UNREACHABLE")]
            )
        elif self._lost() and isinstance(answer, Trade):
            paid = self.truth.bill_amount
            answer = replace(answer, order_number="YZsomebodyelse", state=TradeState.SUCCESS, paid=paid)
        self.later(back_ms, lambda: answered(answer))

    def _trip_ms(self) -> int:
        return self.random.choice((5, 20, 200, 2_000))

    def _lost(self) -> bool:
        return not self.healed and self.random.random() < self.loss
