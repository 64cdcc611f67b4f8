"""Questions and commands of the domain over the contract: one way for all of them, by the table in `routes`.

Bodies have the shapes of the domain's own values: money is `{"fen": n}`, a text `{"zh": …, "en": …}`, a date
YYYY-MM-DD. An answer is `{"result": …}`, with the receipt beside it where something was changed.
"""

import re
from dataclasses import fields, is_dataclass
from typing import Any, Generic, TypeVar
from urllib.parse import quote as quoted
from urllib.parse import urlencode

import msgspec

from kiosk.domain.inquiry import Command, Query, answer_type
from kiosk.domain.pdf import PART_BYTES_MAX
from kiosk.hospital import contract_values as wire
from kiosk.hospital import reading
from kiosk.hospital.exchange import Exchange, NoReply, Reply
from kiosk.hospital.port import HospitalError
from kiosk.hospital.routes import COMMANDS, QUERIES

R = TypeVar("R")
TEXT_CHARS_MAX = 2_000
ROWS_MAX = 500
DEPTH_MAX = 8
BYTES_MAX = PART_BYTES_MAX
_FIELD = re.compile(r"\{(\w+)\}")


class Result(msgspec.Struct, Generic[R], frozen=True):
    result: R
    receipt: wire.Receipt | None = None


class Questions:
    """Raises HospitalError."""

    def __init__(self, exchange: Exchange, read_s_max: float) -> None:
        self._exchange = exchange
        self._read_s_max = read_s_max

    def ask(self, query: Query[R], patient_token: str = "") -> R:
        path, content = _filled(QUERIES[type(query)], query, patient_token)
        parameters = {name: value for name, value in content.items() if value not in (None, "")}
        address = f"{path}?{urlencode(parameters, doseq=True)}" if parameters else path
        return _result(answer_type(type(query)), self._reply("GET", address, None, {})).result

    def do(self, command: Command[R], patient_token: str, key: str) -> R:
        path, content = _filled(COMMANDS[type(command)], command, patient_token)
        body = msgspec.json.encode(content)
        found = _result(answer_type(type(command)), self._reply("POST", path, body, {"Idempotency-Key": key}))
        if not reading.echoes(found.receipt, key, body):
            raise HospitalError("HOSPITAL_ERROR", "no receipt of ours")
        return found.result

    def _reply(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Reply:
        try:
            return self._exchange.call(method, path, s_max=self._read_s_max, body=body, headers=headers)
        except NoReply as error:
            raise HospitalError(error.reason) from error


def _filled(route: str, asked: object, patient_token: str) -> tuple[str, dict[str, Any]]:
    """The path with its fields in place, and the fields that are left. Booleans as JSON writes them."""
    content: dict[str, Any] = msgspec.to_builtins(asked)

    def value(field: re.Match[str]) -> str:
        name = field[1]
        return quoted(patient_token if name == "patient_token" else str(content.pop(name)), safe="")

    return _FIELD.sub(value, route), content


def _result(kind: type[R], reply: Reply) -> Result[R]:
    found: Result[R] | None = reading.decode(Result[kind], reply)  # type: ignore[valid-type]
    if found is None:
        raise reading.refusal(reply)
    require_limits(found.result)
    return found


def require_limits(value: object, depth: int = DEPTH_MAX) -> None:
    """No text, list or nesting longer than a terminal can use. Raises HospitalError HOSPITAL_ERROR."""
    if isinstance(value, str):
        fits = len(value) <= TEXT_CHARS_MAX
    elif isinstance(value, bytes):
        fits = len(value) <= BYTES_MAX
    elif isinstance(value, tuple):
        fits = len(value) <= ROWS_MAX and depth > 0
    else:
        fits = depth > 0
    if not fits:
        raise HospitalError("HOSPITAL_ERROR", "an answer beyond all limits")
    inner = value if isinstance(value, tuple) else ()
    if is_dataclass(value):
        inner = tuple(getattr(value, field.name) for field in fields(value))
    for each in inner:
        require_limits(each, depth - 1)
