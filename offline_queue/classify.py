"""What an HTTP answer proves about an operation. Pure; anything that is not provably the server's own word is Unknown.

A proxy or a captive portal answers too: a receipt and a refusal count only as JSON that names the operation.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from offline_queue.answers import Answer, Delivered, InFlight, NotReceived, Rejected, Unauthorised, Unknown
from offline_queue.backoff import retry_after_s
from offline_queue.operation import RECEIPT_BYTES_MAX, Operation, Receipt

JSON_TYPES = ("application/json", "application/problem+json")
CODE = re.compile(r"[A-Z0-9_]{1,64}")
IN_FLIGHT = "REQUEST_IN_FLIGHT"
GONE_ALREADY = 404
KEY_REUSED = 422
STATUS_UNKNOWN = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer as it came. Header names are matched without regard to case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def __repr__(self) -> str:
        return f"Reply({self.status}, {len(self.body)} bytes)"

    def header(self, name: str) -> str:
        """The header's value, or an empty string."""
        return next((value for key, value in self.headers.items() if key.lower() == name), "")


def classify(reply: Reply, operation: Operation, wall_ms: int) -> Answer:
    """What an answer to a *send* proves (durability.md section 4; RFC 9110, RFC 9457, Idempotency-Key draft-07).

    2xx with a receipt that echoes op_id and body hash is delivered, and so is a 404 with one: what was to be undone is
    gone already. A 4xx that names the op_id is a definite no, 409 only if it is not about a request in flight, 422 for
    good; 401 and 403 hold the queue; the rest is unknown.
    """
    wait_s = retry_after_s(reply.header("retry-after"), wall_ms)
    said = _json(reply)
    if reply.status in (401, 403) and not _names(said, operation):
        return Unauthorised(f"HTTP_{reply.status}")
    if 200 <= reply.status < 300 or reply.status == GONE_ALREADY:
        delivered = _delivered(reply, said, operation)
        if delivered is not None or reply.status != GONE_ALREADY:
            return delivered or Unknown("NOT_OUR_RECEIPT", wait_s)
    if reply.status in STATUS_UNKNOWN or not 400 <= reply.status < 500:
        return Unknown(f"HTTP_{reply.status}", wait_s)
    if not _names(said, operation):
        return Unknown("NOT_OUR_ANSWER", wait_s)
    code = _code(said, reply.status)
    if code == IN_FLIGHT:
        return InFlight(wait_s)
    return Rejected(code, reply.body, final=reply.status == KEY_REUSED)


def classify_query(reply: Reply, operation: Operation, wall_ms: int) -> Answer:
    """What an answer to a *query* proves: delivered, never received (a 404 that names the op_id), or nothing yet."""
    if reply.status == 404 and _names(_json(reply), operation):
        return NotReceived("HTTP_404", by_server=True)
    answer = classify(reply, operation, wall_ms)
    return Unknown(answer.code) if isinstance(answer, Rejected) else answer


def _json(reply: Reply) -> dict[str, Any]:
    media = reply.header("content-type").split(";")[0].strip().lower()
    if media not in JSON_TYPES or len(reply.body) > RECEIPT_BYTES_MAX:
        return {}
    try:
        said = json.loads(reply.body)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _names(said: dict[str, Any], operation: Operation) -> bool:
    return said.get("op_id") == operation.op_id


def _delivered(reply: Reply, said: dict[str, Any], operation: Operation) -> Delivered | None:
    receipt = said.get("receipt")
    if not isinstance(receipt, dict) or receipt.get("op_id") != operation.op_id:
        return None
    if receipt.get("body_sha256") != operation.body_hash.hex():
        return None
    return Delivered(Receipt(operation.op_id, operation.body_hash, reply.body))


def _code(said: dict[str, Any], status: int) -> str:
    code = said.get("code")
    return code if isinstance(code, str) and CODE.fullmatch(code) else f"HTTP_{status}"
