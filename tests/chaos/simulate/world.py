"""A hospital and its channel that speak the contract's bytes, and the ledger of what really happened to money.

A model of its own: it shares neither code nor types with the client.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

JSON, PROBLEM = "application/json", "application/problem+json"
LIVE = ("NOTPAY", "USERPAYING")
AUTO_CLOSE_MS = 120_000
PAYER_CODE_MS = 45_000
REVERSE_NOT_BEFORE_MS = 15_000


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    key: str
    body: bytes

    @property
    def content(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body or b"{}")
        return found


@dataclass(frozen=True)
class Answer:
    status: int
    media: str
    body: bytes
    retry_after: str = ""  # the header as it is written


@dataclass
class Order:
    number: str
    bill: str
    amount_fen: int
    state: str
    born_ms: int
    by_code: bool
    paid_fen: int = 0
    refunded_fen: int = 0
    paid_late: bool = False
    refunds: dict[str, int] = field(default_factory=dict)


@dataclass
class Settlement:
    number: str
    order: str
    bill: str
    amount_fen: int
    rejected: str = ""


@dataclass
class World:
    """`bill_of` says which bill a quote stands for; amounts are the patient's part, fen."""

    now_ms: Callable[[], int]
    bill_of: dict[str, str] = field(default_factory=dict)
    bills: dict[str, int] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    settlements: dict[str, Settlement] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)  # bills that the hospital changed meanwhile
    seen_codes: set[str] = field(default_factory=set)  # orders whose code or question a payer has seen
    effects: Counter[str] = field(default_factory=Counter)
    notes: dict[str, bytes] = field(default_factory=dict)

    def serve(self, request: Request) -> Answer:
        parts = request.path.strip("/").split("/")[1:]
        match request.method, parts:
            case "POST", ["payments"]:
                return self._charge(request)
            case "GET", ["payments", number]:
                return self._queried(number)
            case "POST", ["payments", number, "close"]:
                return self._close(request, number)
            case "POST", ["payments", number, "refund"]:
                return self._refund(request, number)
            case "POST", ["settlements"]:
                return self._confirm(request)
            case "GET", ["settlements", number]:
                return self._settlement(number)
        return self._note(request)

    # the payer

    def pay(self, number: str, late: bool = False) -> bool:
        order = self.orders.get(number)
        if order is None or number not in self.seen_codes:
            return False
        self._tick(order)
        if order.state not in (*LIVE, *(("CLOSED",) if late else ())) or order.paid_fen:
            return False
        order.paid_late = order.state == "CLOSED"
        order.state, order.paid_fen = "SUCCESS", order.amount_fen
        return True

    # the channel

    def _charge(self, request: Request) -> Answer:
        said = request.content
        number, bill = said["order_no"], self.bill_of.get(said["preview_id"], "")
        known = self.orders.get(number)
        if known is None:
            refusal = self._no_charge(bill, said["amount_fen"])
            if refusal:
                return problem(409, refusal, order_no=number)
            by_code = said["method"] in ("payer_code", "face")
            state = "USERPAYING" if by_code else "NOTPAY"
            known = self.orders[number] = Order(number, bill, said["amount_fen"], state, self.now_ms(), by_code)
            self.effects[number] += 1
            if by_code:
                self.seen_codes.add(number)
        return self._trade(known, request)

    def _no_charge(self, bill: str, amount_fen: int) -> str:
        if bill not in self.bills or self.bills[bill] != amount_fen:
            return "BILL_CHANGED"
        if any(each.bill == bill and not each.rejected for each in self.settlements.values()):
            return "BILL_PAID"
        others = [each for each in self.orders.values() if each.bill == bill]
        for each in others:
            self._tick(each)
        return (
            "PAYMENT_EXISTS" if any(each.state in LIVE or each.paid_fen > each.refunded_fen for each in others) else ""
        )

    def _queried(self, number: str) -> Answer:
        order = self.orders.get(number)
        return problem(404, "PAYMENT_NOT_FOUND", order_no=number) if order is None else self._trade(order)

    def _close(self, request: Request, number: str) -> Answer:
        order = self.orders.get(number)
        if order is None:
            return problem(404, "PAYMENT_NOT_FOUND", order_no=number)
        self._tick(order)
        young = order.by_code and self.now_ms() - order.born_ms < REVERSE_NOT_BEFORE_MS
        if order.state in LIVE and not young:
            order.state = "CLOSED"
        return self._trade(order, request)

    def _refund(self, request: Request, number: str) -> Answer:
        order, said = self.orders.get(number), request.content
        if order is None:
            return problem(404, "PAYMENT_NOT_FOUND", order_no=number)
        if any(each.order == number and not each.rejected for each in self.settlements.values()):
            return problem(409, "ALREADY_SETTLED", order_no=number)
        self._tick(order)
        if said["refund_no"] not in order.refunds and order.state == "SUCCESS":
            fen = min(said["amount_fen"], order.paid_fen - order.refunded_fen)
            order.refunds[said["refund_no"]] = fen
            order.refunded_fen += fen
            order.state = "REFUND" if order.refunded_fen == order.paid_fen else order.state
            self.effects[said["refund_no"]] += 1
        elif order.state in LIVE:
            order.state = "CLOSED"
        return self._trade(order, request)

    def _tick(self, order: Order) -> None:
        """The channel closes by itself what nobody pays."""
        life_ms = PAYER_CODE_MS if order.by_code else AUTO_CLOSE_MS
        if order.state in LIVE and self.now_ms() - order.born_ms > life_ms:
            order.state = "CLOSED"

    def _trade(self, order: Order, request: Request | None = None) -> Answer:
        self._tick(order)
        body: dict[str, Any] = {
            "order_no": order.number,
            "state": order.state,
            "channel": "wechat" if order.paid_fen else "none",
            "paid_fen": order.paid_fen,
            "refunded_fen": order.refunded_fen,
            "channel_trade_no": "42" if order.paid_fen else "",
            "code_url": "" if order.by_code else f"https://q/{order.number}",
        }
        return answer(body, request)

    # the hospital

    def _confirm(self, request: Request) -> Answer:
        said = request.content
        number, order_no = said["settlement_no"], said["order_no"] or ""
        known = self.settlements.get(number)
        if known is None:
            bill = self.bill_of.get(said["preview_id"], "")
            refusal = self._no_settlement(bill, order_no, said["paid_fen"])
            known = self.settlements[number] = Settlement(number, order_no, bill, said["paid_fen"], refusal)
            self.effects[number] += not refusal
        if known.rejected:
            return problem(409, known.rejected, settlement_no=number)
        return self._settled(known, request)

    def _no_settlement(self, bill: str, order_no: str, paid_fen: int) -> str:
        order = self.orders.get(order_no)
        if bill in self.changed or bill not in self.bills:
            return "BILL_CHANGED"
        if any(each.bill == bill and not each.rejected for each in self.settlements.values()):
            return "BILL_PAID"
        if order_no and (order is None or order.paid_fen - order.refunded_fen != paid_fen):
            return "NOT_CONFIRMABLE"
        return "" if paid_fen == self.bills[bill] else "AMOUNT_MISMATCH"

    def _settlement(self, number: str) -> Answer:
        known = self.settlements.get(number)
        if known is None:
            return problem(404, "SETTLEMENT_NOT_FOUND", settlement_no=number)
        if known.rejected:
            return answer({"settlement_no": number, "state": "REJECTED", "reject_code": known.rejected})
        return self._settled(known)

    def _settled(self, known: Settlement, request: Request | None = None) -> Answer:
        body = {"settlement_no": known.number, "state": "SETTLED", "setl_id": "3302", "invoice_no": "INV1"}
        return answer(body | {"settled_at": "2026-11-24T10:00:00+08:00"}, request)

    def _note(self, request: Request) -> Answer:
        if self.notes.setdefault(request.key, request.body) != request.body:
            return problem(422, "KEY_REUSED", op_id=request.key)
        self.effects[request.key] = 1  # by its key: done once however often it comes
        return answer({"op_id": request.key}, request)


def answer(body: dict[str, Any], request: Request | None = None) -> Answer:
    """With our receipt, where something was done."""
    if request is not None:
        body["receipt"] = {"op_id": request.key, "body_sha256": hashlib.sha256(request.body).hexdigest()}
    return Answer(200, JSON, json.dumps(body).encode())


def problem(status: int, code: str, **about: str) -> Answer:
    return Answer(status, PROBLEM, json.dumps({"type": "about:blank", "title": code, "code": code, **about}).encode())
