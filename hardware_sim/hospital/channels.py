"""The payment channels, WeChat- and Alipay-like: orders live by their own clock, whoever asks.

`advance` applies what is due; each call does so first, and the server twenty times a second.
"""

from dataclasses import replace
from datetime import datetime

from hardware_sim.hospital.clock import Clock, after
from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.ledger import Happened, Ledger
from hardware_sim.hospital.orders import OPEN, Channel, OnItsWay, Order, OrderRequest, Refund, State
from hardware_sim.hospital.previews import Preview
from hardware_sim.hospital.problems import Problem, not_found
from hardware_sim.hospital.values import Numbers
from hardware_sim.hospital.wallets import Wallets

ASK_AGAIN_S = 5.0


class Channels:
    def __init__(
        self, config: HospitalConfig, clock: Clock, numbers: Numbers, ledger: Ledger, wallets: Wallets
    ) -> None:
        self._config, self._clock, self._numbers = config, clock, numbers
        self._ledger, self._wallets = ledger, wallets
        self._orders: dict[str, Order] = {}

    def all(self) -> tuple[Order, ...]:
        self.advance()
        return tuple(self._orders.values())

    def find(self, order_no: str) -> Order | None:
        self.advance()
        return self._orders.get(order_no)

    def get(self, order_no: str) -> Order:
        order = self.find(order_no)
        if order is None:
            raise not_found("PAYMENT")
        return order

    def by_code(self, code_url: str) -> Order | None:
        return next((order for order in self.all() if order.code_url == code_url), None)

    def start(self, request: OrderRequest, preview: Preview) -> Order:
        """A new order; the caller has looked for an old one under this number."""
        now = self._clock.now()
        expires_at = after(now, request.expires_in_s)
        order = Order(request, preview.lock.lock_id, preview.weights, now, expires_at)
        self._orders[request.order_no] = order
        if order.by_payer_code:
            self._charge_wallet(order)
        else:
            order.code_url = f"https://pay.hospital.example/q/{self._numbers.token()}"
        return order

    def close(self, order: Order) -> bool:
        """False: not yet possible, ask again."""
        if order.state not in OPEN:
            return True
        if not self._can_be_taken_back(order):
            return False
        order.state = State.REVOKED if order.by_payer_code else State.CLOSED
        order.password_until = None
        return True

    def refund(self, order: Order, refund_no: str, amount_fen: int) -> bool:
        """False: not yet possible. An unpaid order is closed instead. Raises KEY_REUSED, AMOUNT_MISMATCH."""
        if old := order.refunds.get(refund_no):
            if old.amount_fen != amount_fen:
                raise Problem(422, "KEY_REUSED")
            return True
        if order.state not in (State.SUCCESS, State.REFUND):
            return self.close(order)
        if amount_fen > order.paid_fen - order.asked_back_fen:
            raise Problem(422, "AMOUNT_MISMATCH")
        lands_at = after(self._clock.now(), self._config.refund_delay_s)
        order.refunds[refund_no] = Refund(refund_no, amount_fen, lands_at)
        self.advance()
        return True

    def send_payment(self, order: Order, channel: Channel, seconds: float, even_if_closed: bool = False) -> None:
        """The payer has agreed; the money arrives after `seconds`."""
        order.channel, order.password_until = channel, None
        order.on_its_way = OnItsWay(after(self._clock.now(), seconds), channel, even_if_closed)
        self.advance()

    def ask_password(self, order: Order, channel: Channel) -> None:
        order.state, order.channel = State.USERPAYING, channel
        order.password_until = after(self._clock.now(), self._config.password_s_max)

    def decline(self, order: Order, code: str) -> None:
        order.state, order.decline_code, order.password_until = State.PAYERROR, code, None

    def advance(self) -> None:
        now = self._clock.now()
        for order in self._orders.values():
            self._payment_lands(order, now)
            self._time_runs_out(order, now)
            self._refunds_land(order, now)

    def _charge_wallet(self, order: Order) -> None:
        channel = Channel(order.request.channel)
        order.channel = channel
        answer = self._wallets.spend(
            order.request.payer_code, channel, order.request.amount_fen, by_face=order.request.method == "face"
        )
        if answer.decline_code:
            self.decline(order, answer.decline_code)
        elif answer.asks_password:
            self.ask_password(order, channel)
        else:
            self.send_payment(order, channel, 0.0)

    def _can_be_taken_back(self, order: Order) -> bool:
        """A payment on its way must arrive first, unless it is one of those that arrive after the close."""
        if order.on_its_way:
            return order.on_its_way.even_if_closed
        too_soon = self._clock.now() < after(order.made_at, self._config.reverse_not_before_s)
        return not (order.by_payer_code and order.state is State.USERPAYING and too_soon)

    def _payment_lands(self, order: Order, now: datetime) -> None:
        coming = order.on_its_way
        if coming is None or coming.lands_at > now:
            return
        order.on_its_way, order.state = None, State.SUCCESS
        order.trade_no = self._trade_no(coming.channel, coming.lands_at)
        self._ledger.add(
            Happened.CHARGED,
            coming.lands_at,
            order.order_no,
            order.request.amount_fen,
            order.weights,
            order_no=order.order_no,
            channel=coming.channel.value,
            channel_trade_no=order.trade_no,
        )

    def _time_runs_out(self, order: Order, now: datetime) -> None:
        if order.on_its_way:
            return
        if order.state is State.USERPAYING and order.password_until and order.password_until <= now:
            self._password_ends(order)
        if order.state is State.NOTPAY and order.expires_at <= now:
            order.state = State.CLOSED

    def _password_ends(self, order: Order) -> None:
        if order.by_payer_code:
            self.decline(order, "PASSWORD_TIMEOUT")
        else:
            order.state, order.channel, order.password_until = State.NOTPAY, None, None

    def _refunds_land(self, order: Order, now: datetime) -> None:
        for refund in [each for each in order.refunds.values() if not each.landed and each.lands_at <= now]:
            order.refunds[refund.refund_no] = replace(refund, landed=True)
            if order.refunded_fen == order.paid_fen:
                order.state = State.REFUND
            self._ledger.add(
                Happened.REFUNDED,
                refund.lands_at,
                refund.refund_no,
                refund.amount_fen,
                order.weights,
                order_no=order.order_no,
                channel=order.channel.value if order.channel else "",
                channel_trade_no=order.trade_no,
            )

    def _trade_no(self, channel: Channel, at: datetime) -> str:
        prefix = "42000" if channel is Channel.WECHAT else "2026"
        return self._numbers.serial(f"{prefix}{at:%Y%m%d}", 10)
