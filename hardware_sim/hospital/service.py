"""One request from the wire to the answer, faults included. Knows no socket: a cut is an exception."""

import asyncio
import json
import re
from dataclasses import dataclass, field, replace
from datetime import UTC
from email.utils import format_datetime
from typing import Protocol

import msgspec

from hardware_sim.hospital import bodies
from hardware_sim.hospital.clock import after
from hardware_sim.hospital.faults import Fault, Injected
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.idempotency import receipt
from hardware_sim.hospital.operation import ID, Operation
from hardware_sim.hospital.operations import wait_name
from hardware_sim.hospital.problems import Problem, bad_request
from hardware_sim.hospital.values import Json

BODY_BYTES_MAX = 65_536


def _number(text: str) -> int | float:
    """JSON Schema's integers: 12.0 is one."""
    value = float(text)
    return int(value) if value.is_integer() else value


_DECODER = msgspec.json.Decoder(float_hook=_number)
_TERMINAL = re.compile(r"[0-9A-Za-z_-]{1,32}", re.ASCII)
_ETAG = re.compile(r'"[0-9a-f]{16,64}"', re.ASCII)
_PORTAL = b"<!DOCTYPE html><html><body><h1>Welcome to the guest network</h1><a href='/login'>Log in</a></body></html>"
_ECHOED_BODY_FIELDS = ("order_no", "settlement_no", "lock_id", "call_id", "task_id")
_NUMBERS = (*_ECHOED_BODY_FIELDS, "op_id")
_BEFORE = {
    Fault.HTTP_500: (500, "SERVER_ERROR"),
    Fault.HTTP_503: (503, "NOT_ACCEPTING"),
    Fault.HTTP_429: (429, "TOO_MANY_REQUESTS"),
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """The parts of an HTTP request that count here."""

    terminal: str
    key: str
    number: str
    if_none_match: str
    content_type: str
    raw: bytes = field(repr=False)
    after: str = ""
    parameters: dict[str, str] = field(default_factory=dict, repr=False)
    certified: str | None = None  # the certificate's name; None where there is no wire


@dataclass(frozen=True, slots=True)
class Outgoing:
    """`keep_bytes` not None: cut the connection after so many bytes of the body."""

    status: int
    headers: dict[str, str]
    body: bytes = field(repr=False)
    keep_bytes: int | None = None


class ConnectionCut(Exception):
    """No answer: the connection is to be cut."""


class Sleep(Protocol):
    async def __call__(self, delay: float, /) -> object: ...


@dataclass(slots=True)
class _Progress:
    """What is known of one request so far, for the log and the echo."""

    faults: tuple[Injected, ...] = ()
    echo: Json = field(default_factory=dict)
    number: str = ""
    code: str = ""
    waited_s: float = 0.0

    def has(self, fault: Fault) -> Injected | None:
        return next((each for each in self.faults if each.fault is fault), None)


class Service:
    def __init__(self, hospital: Hospital, sleep: Sleep = asyncio.sleep) -> None:
        self._hospital, self._sleep = hospital, sleep

    async def serve(self, operation: Operation, incoming: Incoming) -> Outgoing:
        """Raises ConnectionCut."""
        progress = _Progress(self._hospital.faults.take(operation.operation_id))
        status = 0
        try:
            outgoing = await self._answer(operation, incoming, progress)
            status = outgoing.status
            return outgoing
        finally:
            self._hospital.requests.add(
                operation.operation_id,
                terminal=incoming.terminal if _TERMINAL.fullmatch(incoming.terminal) else "",
                number=progress.number,
                status=status,
                code=progress.code,
                waited_s=progress.waited_s,
                faults=tuple(each.fault.value for each in progress.faults),
            )

    async def _answer(self, operation: Operation, incoming: Incoming, progress: _Progress) -> Outgoing:
        try:
            await self._suffer_before(progress)
            if progress.has(Fault.HTML_AS_200):
                return Outgoing(200, self._headers("text/html; charset=utf-8"), _PORTAL)
            call = self._read(operation, incoming, progress)
            self._refuse_before(progress)
            answer = await self._perform(operation, call, progress)
            await self._suffer_after(progress)
            return self._truncate(self._encode(answer, progress), progress)
        except Problem as problem:
            progress.code = problem.code
            return self._truncate(self._encode_problem(problem, progress), progress)

    def _read(self, operation: Operation, incoming: Incoming, progress: _Progress) -> Call:
        """Raises BAD_REQUEST, BODY_TOO_LARGE. Fills the echo as far as it can be known."""
        if len(incoming.raw) > BODY_BYTES_MAX:
            raise Problem(413, "BODY_TOO_LARGE")
        if operation.keyed:
            if not ID.fullmatch(incoming.key):
                raise bad_request("Idempotency-Key")
            progress.echo["op_id"] = progress.number = incoming.key
        if operation.number:
            if not operation.number_fits(incoming.number):
                raise bad_request(operation.number)
            if operation.echo:
                progress.echo[operation.number] = progress.number = incoming.number
        if not _TERMINAL.fullmatch(incoming.terminal):
            raise bad_request("X-Terminal-Id")
        if incoming.certified not in (None, incoming.terminal):
            raise Problem(403, "TERMINAL_REFUSED")
        if incoming.if_none_match and not _ETAG.fullmatch(incoming.if_none_match):
            raise bad_request("If-None-Match")
        if incoming.after and not ID.fullmatch(incoming.after):
            raise bad_request("after")
        body = self._read_body(operation, incoming)
        progress.echo |= {name: value for name in _ECHOED_BODY_FIELDS if (value := getattr(body, name, None))}
        return Call(
            terminal=incoming.terminal,
            number=incoming.number,
            key=incoming.key,
            if_none_match=incoming.if_none_match,
            raw=incoming.raw,
            body=body,
            after=incoming.after,
            query=self._read_query(operation, incoming),
        )

    def _read_query(self, operation: Operation, incoming: Incoming) -> bodies.Body | None:
        if operation.query is None:
            return None
        try:
            return msgspec.convert(incoming.parameters, type=operation.query, strict=False)
        except msgspec.ValidationError as error:
            raise bad_request(_without_contents(error)) from None

    def _read_body(self, operation: Operation, incoming: Incoming) -> bodies.Body | None:
        if operation.body is None:
            return None
        if incoming.content_type.split(";")[0].strip().lower() != "application/json":
            raise bad_request("Content-Type")
        try:
            return msgspec.convert(_DECODER.decode(incoming.raw), type=operation.body)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise bad_request(_without_contents(error)) from None

    async def _perform(self, operation: Operation, call: Call, progress: _Progress) -> Answer:
        if progress.has(Fault.DUPLICATE):
            await self._perform_once(operation, call, progress)
        return await self._perform_once(operation, call, progress)

    async def _perform_once(self, operation: Operation, call: Call, progress: _Progress) -> Answer:
        """With the key held from before the simulated wait until the end, so that a repetition meets it in flight."""
        if not operation.keyed:
            await self._wait(operation, call, progress)
            return self._run(operation, call, progress)
        act = f"{operation.operation_id} {call.number}"
        with self._hospital.lock:
            old = self._hospital.keys.begin(call.terminal, call.key, act, call.raw)
        answer: Answer | None = None
        try:
            if old is not None and not operation.again:
                answer = Answer(old)
            else:
                await self._wait(operation, call, progress)
                answer = self._run(operation, call, progress)
        finally:
            with self._hospital.lock:
                self._hospital.keys.end(call.terminal, call.key, answer.body if answer else None)
        return _with_receipt(answer, call, replayed=old is not None)

    async def _wait(self, operation: Operation, call: Call, progress: _Progress) -> None:
        await self._spend(self._hospital.waits.get(wait_name(operation, call), 0.0), progress)

    def _run(self, operation: Operation, call: Call, progress: _Progress) -> Answer:
        with self._hospital.lock:
            self._meddle(call, progress)
            suffers = frozenset(each.fault for each in progress.faults)
            return operation.handler(self._hospital, replace(call, suffers=suffers))

    def _meddle(self, call: Call, progress: _Progress) -> None:
        """What others do to the bills of this call, just before it."""
        for bill_id in _bills_of(self._hospital, call):
            if progress.has(Fault.BILL_CHANGED_MEANWHILE):
                self._hospital.bills.change(bill_id)
            if progress.has(Fault.BILL_PAID_ELSEWHERE):
                self._hospital.settlements.pay_elsewhere(bill_id)

    async def _suffer_before(self, progress: _Progress) -> None:
        if latency := progress.has(Fault.LATENCY):
            await self._spend(latency.seconds, progress)
        if progress.has(Fault.DROP_BEFORE):
            raise ConnectionCut

    def _refuse_before(self, progress: _Progress) -> None:
        for fault, (status, code) in _BEFORE.items():
            if injected := progress.has(fault):
                waiting = None if fault is Fault.HTTP_500 else float(injected.retry_after_s)
                raise Problem(status, code, retry_after_s=waiting)

    async def _suffer_after(self, progress: _Progress) -> None:
        if late := progress.has(Fault.LATE_ANSWER):
            await self._spend(late.seconds, progress)
        if progress.has(Fault.DROP_AFTER_COMMIT):
            raise ConnectionCut
        if progress.has(Fault.HTTP_500_AFTER_COMMIT):
            raise Problem(500, "SERVER_ERROR")

    async def _spend(self, seconds: float, progress: _Progress) -> None:
        if seconds > 0:
            progress.waited_s += seconds
            await self._sleep(seconds)

    def _encode(self, answer: Answer, progress: _Progress) -> Outgoing:
        headers = self._headers("application/json") | answer.headers
        if answer.body is None:
            return Outgoing(answer.status, headers, b"")
        body = _of_someone_else(answer.body) if progress.has(Fault.SOMEONE_ELSES_ANSWER) else answer.body
        return Outgoing(answer.status, headers, _dump(body))

    def _encode_problem(self, problem: Problem, progress: _Progress) -> Outgoing:
        headers = self._headers("application/problem+json")
        if problem.retry_after_s is not None:
            headers["Retry-After"] = self._retry_after(problem.retry_after_s, progress)
        body = problem.body(progress.echo)
        if progress.has(Fault.SOMEONE_ELSES_ANSWER):
            body = _of_someone_else(body)
        return Outgoing(problem.status, headers, _dump(body))

    def _truncate(self, outgoing: Outgoing, progress: _Progress) -> Outgoing:
        cut = progress.has(Fault.TRUNCATE)
        return replace(outgoing, keep_bytes=min(cut.keep_bytes, len(outgoing.body))) if cut else outgoing

    def _retry_after(self, seconds: float, progress: _Progress) -> str:
        if any(each.retry_after_as_date for each in progress.faults):
            return _http_date(self._hospital, seconds)
        return f"{seconds:.0f}"

    def _headers(self, content_type: str) -> dict[str, str]:
        return {"Content-Type": content_type, "Date": _http_date(self._hospital, 0.0), "Cache-Control": "no-store"}


def _http_date(hospital: Hospital, seconds: float) -> str:
    moment = after(hospital.told_time(), seconds)
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _with_receipt(answer: Answer, call: Call, replayed: bool) -> Answer:
    body = dict(answer.body or {}) | {"receipt": receipt(call.key, call.raw)}
    headers = answer.headers | ({"Idempotent-Replayed": "true"} if replayed else {})
    return replace(answer, body=body, headers=headers)


def _bills_of(hospital: Hospital, call: Call) -> list[str]:
    match call.body:
        case bodies.LockBills(bill_ids=bill_ids):
            return [bill_id for bill_id in bill_ids if bill_id in hospital.bills.by_id]
        case bodies.PreviewSettlement(lock_id=lock_id):
            return hospital.locks.get(lock_id).bill_ids
        case bodies.StartPayment(preview_id=preview_id) | bodies.ConfirmSettlement(preview_id=preview_id):
            return hospital.previews.get(preview_id).lock.bill_ids
    return []


def _of_someone_else(body: Json) -> Json:
    """The same answer with every number of the operation another."""
    other: Json = {name: _other(value) for name, value in body.items() if name in _NUMBERS}
    if isinstance(inner := body.get("receipt"), dict):
        other["receipt"] = inner | {"op_id": _other(inner["op_id"])}
    return body | other


def _other(number: object) -> str:
    text = str(number)
    return text[:-1] + ("0" if text[-1] != "0" else "1")


def _without_contents(error: Exception) -> str:
    """msgspec names the place and the rule, not the value, except in 'Invalid enum value' and unknown fields."""
    text = str(error)
    return re.sub(r"(value|field|tag) '.*'|(value|field|tag) `.*`(?= - at)", "value", text)[:200]


def _dump(body: Json) -> bytes:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
