"""Keys and what was answered under them (draft-ietf-httpapi-idempotency-key-header, with body hash and receipts)."""

import hashlib
from dataclasses import dataclass

from hardware_sim.hospital.problems import Problem
from hardware_sim.hospital.values import Json


def receipt(key: str, raw: bytes) -> Json:
    return {"op_id": key, "body_sha256": hashlib.sha256(raw).hexdigest()}


@dataclass(slots=True)
class _Seen:
    act: str
    body_sha256: str
    running: bool = True
    answered: Json | None = None


class IdempotencyKeys:
    """A key belongs to the terminal that sent it. Kept for the life of the stand-in, which is shorter than 30 days."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str], _Seen] = {}

    def begin(self, terminal: str, key: str, act: str, raw: bytes) -> Json | None:
        """The former answer, or None for 'do it'. Raises KEY_REUSED, REQUEST_IN_FLIGHT."""
        body_sha256 = hashlib.sha256(raw).hexdigest()
        seen = self._seen.setdefault((terminal, key), _Seen(act, body_sha256, running=False))
        if (seen.act, seen.body_sha256) != (act, body_sha256):
            raise Problem(422, "KEY_REUSED")
        if seen.running:
            raise Problem(409, "REQUEST_IN_FLIGHT", retry_after_s=1.0)
        seen.running = True
        return seen.answered

    def end(self, terminal: str, key: str, answered: Json | None) -> None:
        """`answered` None: it failed, the same key may be sent again."""
        seen = self._seen[terminal, key]
        seen.running = False
        if answered is not None:
            seen.answered = answered
