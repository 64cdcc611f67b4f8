"""A terminal for the tests: speaks the contract over any carrier, and holds every answer against the contract."""

import itertools
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from hardware_sim.people import person
from tests.hospital_stand_in.contract import Contract

Carrier = Callable[[str, str, dict[str, str], bytes], "Reply"]  # method, path, headers, body


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    raw: bytes

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0]

    @property
    def body(self) -> Any:
        return json.loads(self.raw) if self.raw else None

    def __getitem__(self, name: str) -> Any:
        return self.body[name]

    @property
    def code(self) -> str:
        """Of a problem; "" for an answer."""
        return str(self.body.get("code", "")) if self.content_type == "application/problem+json" else ""


class Terminal:
    def __init__(self, carrier: Carrier, contract: Contract, terminal_id: str = "T01") -> None:
        self._carrier, self._contract, self.terminal_id = carrier, contract, terminal_id
        self._serial = itertools.count(1)

    def number(self, prefix: str) -> str:
        return f"{prefix}{self.terminal_id}{next(self._serial):06d}"

    def call(
        self,
        operation_id: str,
        number: str = "",
        body: Any = None,
        key: str = "",
        headers: dict[str, str] | None = None,
        query: dict[str, str] | None = None,
    ) -> Reply:
        """Keyed calls get a fresh key unless one is given."""
        reply = self.call_unchecked(operation_id, number, body, key, headers, query)
        contract = self._contract
        contract.check(operation_id, reply.status, reply.content_type, _titled(reply.headers), reply.body)
        return reply

    def call_unchecked(
        self,
        operation_id: str,
        number: str = "",
        body: Any = None,
        key: str = "",
        headers: dict[str, str] | None = None,
        query: dict[str, str] | None = None,
    ) -> Reply:
        operation = self._contract.operations[operation_id]
        path = "/".join(number if part.startswith("{") else part for part in operation.path.split("/"))
        path += f"?{urlencode(query)}" if query else ""
        sent = {"X-Terminal-Id": self.terminal_id, "Content-Type": "application/json"}
        if operation.method != "GET" and operation_id != "identifyPatient":
            sent["Idempotency-Key"] = key or self.number("key-")
        raw = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        return self._carrier(operation.method, path, sent | (headers or {}), raw)

    # the steps of a settlement

    def identify(self, key: str) -> Reply:
        who = person(key)
        evidence = {
            "kind": "insurance_card",
            "card_number": who.card_number,
            "card_identifier": who.card_identifier,
            "id_number": who.id_number,
            "name": who.name,
        }
        return self.call("identifyPatient", body={"evidence": evidence})

    def identify_by_slip(self, token: str) -> Reply:
        return self.call("identifyPatient", body={"evidence": {"kind": "bill_slip", "token": token}})

    def lock(self, token: str, bill_ids: list[str], key: str = "", **more: Any) -> Reply:
        return self.call("lockBills", body={"patient_token": token, "bill_ids": bill_ids} | more, key=key)

    def preview(self, token: str, lock_id: str, coverage: str, account_used: bool = True) -> Reply:
        body = {"patient_token": token, "lock_id": lock_id, "coverage_code": coverage, "account_used": account_used}
        return self.call("previewSettlement", body=body)

    def quote(self, key: str, coverage: str = "") -> "Quoted":
        """Identify, take all bills, lock, preview."""
        token = self.identify(key)["patient_token"]
        bills = [bill["bill_id"] for bill in self.call("listUnpaidBills", token)["bills"]]
        lock = self.lock(token, bills)
        assert lock.status == 200, lock.raw
        preview = self.preview(token, lock["lock_id"], coverage)
        assert preview.status == 200, preview.raw
        return Quoted(token, bills, lock["lock_id"], preview["preview_id"], preview["psn_cash_pay"], preview.body)

    def show_code(self, quoted: "Quoted", order_no: str = "", key: str = "", expires_in_s: int = 120) -> Reply:
        body = {
            "order_no": order_no or self.number("ORDER"),
            "preview_id": quoted.preview_id,
            "amount_fen": quoted.due_fen,
            "method": "native_qr",
            "expires_in_s": expires_in_s,
        }
        return self.call("startPayment", body=body, key=key)

    def charge_code(self, quoted: "Quoted", payer_code: str, channel: str = "wechat", order_no: str = "") -> Reply:
        body = {
            "order_no": order_no or self.number("ORDER"),
            "preview_id": quoted.preview_id,
            "amount_fen": quoted.due_fen,
            "method": "payer_code",
            "channel": channel,
            "payer_code": payer_code,
        }
        return self.call("startPayment", body=body)

    def charge_face(self, quoted: "Quoted", face_code: str, order_no: str = "") -> Reply:
        body = {
            "order_no": order_no or self.number("ORDER"),
            "preview_id": quoted.preview_id,
            "amount_fen": quoted.due_fen,
            "method": "face",
            "channel": "wechat",
            "face_code": face_code,
        }
        return self.call("startPayment", body=body)

    def query(self, order_no: str) -> Reply:
        return self.call("getPayment", order_no)

    def close(self, order_no: str, key: str = "") -> Reply:
        return self.call("closePayment", order_no, key=key)

    def refund(self, order_no: str, amount_fen: int, refund_no: str = "") -> Reply:
        body = {"refund_no": refund_no or self.number("REFUND"), "amount_fen": amount_fen, "reason": "TEST"}
        return self.call("refundPayment", order_no, body)

    def confirm(self, quoted: "Quoted", order_no: str | None, settlement_no: str = "", key: str = "") -> Reply:
        body = {
            "settlement_no": settlement_no or self.number("SETTLE"),
            "preview_id": quoted.preview_id,
            "order_no": order_no,
            "paid_fen": quoted.due_fen,
        }
        return self.call("confirmSettlement", body=body, key=key)


@dataclass(frozen=True)
class Quoted:
    token: str
    bill_ids: list[str]
    lock_id: str
    preview_id: str
    due_fen: int
    split: dict[str, Any]


def _titled(headers: dict[str, str]) -> dict[str, str]:
    """As the contract spells them."""
    return {("ETag" if name.lower() == "etag" else name.title()): value for name, value in headers.items()}
