"""One order at the payment channel, and its states (WeChat v3 `trade_state`, with those of the payer code)."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from hardware_sim.hospital.values import Json


class State(StrEnum):
    NOTPAY = "NOTPAY"
    USERPAYING = "USERPAYING"
    SUCCESS = "SUCCESS"
    CLOSED = "CLOSED"
    REVOKED = "REVOKED"
    PAYERROR = "PAYERROR"
    REFUND = "REFUND"


class Channel(StrEnum):
    WECHAT = "wechat"
    ALIPAY = "alipay"


OPEN = frozenset({State.NOTPAY, State.USERPAYING})
RECEIVED = frozenset({State.SUCCESS, State.REFUND})


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """What must be the same when an order number comes again."""

    order_no: str
    preview_id: str
    amount_fen: int
    method: str  # native_qr | payer_code | face
    channel: str
    payer_code: str = field(repr=False)  # of a phone or of a face
    expires_in_s: int


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """A payment that the payer's bank is working on. `even_if_closed`: it arrives after a close all the same."""

    lands_at: datetime
    channel: Channel
    even_if_closed: bool = False


@dataclass(frozen=True, slots=True)
class Refund:
    refund_no: str
    amount_fen: int
    lands_at: datetime
    landed: bool = False


@dataclass(slots=True)
class Order:
    request: OrderRequest
    lock_id: str
    weights: Mapping[str, int]  # of the bills
    made_at: datetime
    expires_at: datetime
    state: State = State.NOTPAY
    channel: Channel | None = None
    code_url: str = ""
    trade_no: str = ""
    decline_code: str = ""
    on_its_way: OnItsWay | None = None
    password_until: datetime | None = None
    refunds: dict[str, Refund] = field(default_factory=dict)

    @property
    def order_no(self) -> str:
        return self.request.order_no

    @property
    def paid_fen(self) -> int:
        return self.request.amount_fen if self.state in RECEIVED else 0

    @property
    def refunded_fen(self) -> int:
        return sum(refund.amount_fen for refund in self.refunds.values() if refund.landed)

    @property
    def asked_back_fen(self) -> int:
        return sum(refund.amount_fen for refund in self.refunds.values())

    @property
    def by_payer_code(self) -> bool:
        return self.request.method in ("payer_code", "face")

    def json(self, now: datetime) -> Json:
        body: Json = {
            "order_no": self.order_no,
            "state": self.state.value,
            "channel": self.channel.value if self.channel else "none",
            "paid_fen": self.paid_fen,
            "refunded_fen": self.refunded_fen,
        }
        if self.trade_no:
            body["channel_trade_no"] = self.trade_no
        if self.code_url and self.state in OPEN:
            body["code_url"] = self.code_url
            body["code_expires_in_s"] = max(0, math.ceil((self.expires_at - now).total_seconds()))
        if self.decline_code:
            body["decline_code"] = self.decline_code
        return body
