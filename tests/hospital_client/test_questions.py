"""Questions of the domain on the wire: what leaves, and what is taken for an answer."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.inquiry import Command, Query, answer_type
from kiosk.domain.money import Money
from kiosk.hospital import routes
from kiosk.hospital.exchange import Reply
from kiosk.hospital.port import HospitalError
from kiosk.hospital.questions import Questions


@dataclass(frozen=True, slots=True)
class Price:
    name: str
    price: Money


@dataclass(frozen=True, slots=True)
class Prices(Query[tuple[Price, ...]]):
    group: str
    on: date
    only: str = ""


@dataclass(frozen=True, slots=True)
class Order(Command[Price]):
    name: str


class Wire:
    """An exchange that remembers, and answers as told."""

    def __init__(self, answer: Callable[[str, bytes], bytes]) -> None:
        self.sent: list[tuple[str, str, bytes | None, dict[str, str]]] = []
        self._answer = answer

    def call(
        self, method: str, path: str, *, s_max: float, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Reply:
        self.sent.append((method, path, body, headers or {}))
        content = self._answer((headers or {}).get("Idempotency-Key", ""), body or b"")
        return Reply(200, "application/json", content, None)


def asking(monkeypatch: pytest.MonkeyPatch, answer: Callable[[str, bytes], bytes]) -> tuple[Questions, Wire]:
    monkeypatch.setitem(routes.QUERIES, Prices, "/v1/prices/{group}")
    monkeypatch.setitem(routes.COMMANDS, Order, "/v1/patients/{patient_token}/orders")
    wire = Wire(answer)
    return Questions(wire, 1.0), wire  # type: ignore[arg-type]


def said(result: Any, receipt: dict[str, str] | None = None) -> bytes:
    return json.dumps({"result": result} | ({"receipt": receipt} if receipt else {})).encode()


def test_a_question_names_its_answer() -> None:
    assert answer_type(Prices) == tuple[Price, ...]
    with pytest.raises(TypeError):
        answer_type(type("Nameless", (Query,), {"__orig_bases__": ()}))


def test_fields_go_into_the_path_and_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    asked, wire = asking(monkeypatch, lambda *_: said([{"name": "阿司匹林", "price": {"fen": 1563}}]))
    assert asked.ask(Prices("药 1/2", date(2026, 11, 25))) == (Price("阿司匹林", Money(1563)),)
    assert wire.sent == [("GET", "/v1/prices/%E8%8D%AF%201%2F2?on=2026-11-25", None, {})]


def test_a_command_needs_the_receipt_for_its_own_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    result = {"name": "x", "price": {"fen": 1}}

    def receipt(key: str, body: bytes) -> bytes:
        return said(result, {"op_id": key, "body_sha256": hashlib.sha256(body).hexdigest()})

    asked, wire = asking(monkeypatch, receipt)
    assert asked.do(Order("x"), "pt/1", "key-0001") == Price("x", Money(1))
    assert wire.sent == [("POST", "/v1/patients/pt%2F1/orders", b'{"name":"x"}', {"Idempotency-Key": "key-0001"})]
    for other in (said(result), said(result, {"op_id": "key-0002", "body_sha256": "0" * 64})):
        asked, _ = asking(monkeypatch, lambda *_, other=other: other)
        with pytest.raises(HospitalError, match="HOSPITAL_ERROR"):
            asked.do(Order("x"), "pt/1", "key-0001")


@pytest.mark.parametrize(
    "result",
    [
        [{"name": "x", "price": {"fen": -1}}],
        [{"name": "x", "price": 1}],
        [{"name": "x" * 2_001, "price": {"fen": 1}}],
        [{"name": "x", "price": {"fen": 1}}] * 501,
        {"name": "x"},
        None,
    ],
    ids=["negative", "bare", "long", "many", "object", "nothing"],
)
def test_an_answer_beyond_the_limits_is_none(monkeypatch: pytest.MonkeyPatch, result: Any) -> None:
    asked, _ = asking(monkeypatch, lambda *_: said(result))
    with pytest.raises(HospitalError, match="HOSPITAL_ERROR"):
        asked.ask(Prices("a", date(2026, 11, 25)))


@given(content=st.binary(max_size=200) | st.text(max_size=100).map(lambda text: said(text)))
def test_any_bytes_are_an_answer_or_none(content: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        asked, _ = asking(patch, lambda *_: content)
        with pytest.raises(HospitalError):
            asked.ask(Prices("a", date(2026, 11, 25)))
