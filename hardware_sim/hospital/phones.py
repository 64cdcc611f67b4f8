"""The patients' phones: the hands' side of the payment channels. For the bench and the panel, not for the terminal."""

import threading

from hardware_sim.hospital.channels import Channels
from hardware_sim.hospital.orders import OPEN, Channel, Order, State
from hardware_sim.hospital.requests import RequestLog
from hardware_sim.hospital.wallets import Behaviour, Wallets


class PhoneRefusal(Exception):
    """What the phone shows instead of 'paid'. `code`: UNKNOWN_CODE, ORDER_CLOSED, ALREADY_PAID, BALANCE_NOT_ENOUGH …"""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Phones:
    """Thread-safe. `bank_wait_s` of the waits is how long the bank takes after the payer agreed."""

    def __init__(
        self, channels: Channels, wallets: Wallets, waits: dict[str, float], log: RequestLog, lock: threading.RLock
    ) -> None:
        self._channels, self._wallets, self._waits, self._log, self._lock = channels, wallets, waits, log, lock

    def scan_and_pay(
        self,
        code_url: str,
        channel: Channel | str = Channel.WECHAT,
        behaviour: Behaviour | str = Behaviour.OK,
        *,
        lands_after_s: float | None = None,
        even_if_closed: bool = False,
    ) -> State:
        """Scan the code on the screen and agree. Then the order is SUCCESS, NOTPAY (money on its way) or USERPAYING.

        `lands_after_s` None: the configured bank wait. `even_if_closed`: the money arrives though the order is closed
        meanwhile. Raises PhoneRefusal.
        """
        with self._lock:
            order = self._scan(code_url)
            answer = self._wallets.consider(Behaviour(behaviour), order.request.amount_fen)
            if answer.decline_code:
                raise PhoneRefusal(answer.decline_code)
            if answer.asks_password and behaviour == Behaviour.ASKS_PASSWORD:
                self._channels.ask_password(order, Channel(channel))
            else:
                self._pay(order, Channel(channel), lands_after_s, even_if_closed)
            return order.state

    def new_payer_code(self, channel: Channel | str = Channel.WECHAT, behaviour: Behaviour | str = Behaviour.OK) -> str:
        """A fresh code on the phone's screen, 18 digits."""
        with self._lock:
            return self._wallets.new_code(Channel(channel), Behaviour(behaviour))

    def new_face_code(self, channel: Channel | str = Channel.WECHAT, behaviour: Behaviour | str = Behaviour.OK) -> str:
        """What the channel gives its own camera for a face: to be paid with, once."""
        with self._lock:
            return self._wallets.new_face_code(Channel(channel), Behaviour(behaviour))

    def enter_password(
        self, order_no: str, *, lands_after_s: float | None = None, even_if_closed: bool = False
    ) -> State:
        """Raises PhoneRefusal where no password is asked for."""
        with self._lock:
            order = self._asked(order_no)
            assert order.channel is not None
            self._pay(order, order.channel, lands_after_s, even_if_closed)
            return order.state

    def cancel_password(self, order_no: str) -> State:
        """The payer presses 'cancel'."""
        with self._lock:
            order = self._asked(order_no)
            self._channels.decline(order, "PAYER_CANCELLED")
            return order.state

    def asked_for_password(self) -> tuple[str, ...]:
        """Order numbers."""
        with self._lock:
            return tuple(each.order_no for each in self._channels.all() if each.password_until)

    def codes_shown(self) -> tuple[str, ...]:
        """`code_url` of every order that can be paid by scanning now, oldest first."""
        with self._lock:
            orders = [order for order in self._channels.all() if order.code_url and order.state is State.NOTPAY]
            return tuple(order.code_url for order in orders if order.on_its_way is None)

    def _scan(self, code_url: str) -> Order:
        order = self._channels.by_code(code_url)
        if order is None:
            raise PhoneRefusal("UNKNOWN_CODE")
        if order.state is State.SUCCESS or order.on_its_way:
            raise PhoneRefusal("ALREADY_PAID")
        if order.state not in OPEN:
            raise PhoneRefusal("ORDER_CLOSED")
        return order

    def _asked(self, order_no: str) -> Order:
        order = self._channels.find(order_no)
        if order is None or order.password_until is None:
            raise PhoneRefusal("NO_PASSWORD_ASKED")
        return order

    def _pay(self, order: Order, channel: Channel, lands_after_s: float | None, even_if_closed: bool) -> None:
        seconds = self._waits.get("bank", 0.0) if lands_after_s is None else lands_after_s
        self._log.waited("bank", seconds)
        self._channels.send_payment(order, channel, seconds, even_if_closed)
