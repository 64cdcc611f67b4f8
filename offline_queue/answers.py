"""What a try can end in. Unknown is an outcome: it means ask, never again."""

from dataclasses import dataclass, field

from offline_queue.operation import Receipt

DETAIL_BYTES_MAX = 4_096


@dataclass(frozen=True, slots=True)
class Delivered:
    """The server has it and said so."""

    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Rejected:
    """The server definitely refuses it. `final`: no second try can help (the same key with another body, say)."""

    code: str
    body: bytes = field(default=b"", repr=False)
    final: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """No answer that proves anything: it may have arrived or not."""

    reason: str
    retry_after_s: int | None = None
    body: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class NotReceived:
    """The server provably does not have it: it said so itself, or no connection was ever made."""

    reason: str
    by_server: bool
    retry_after_s: int | None = None


@dataclass(frozen=True, slots=True)
class Unauthorised:
    """The host does not take this terminal's word just now: everything waits, nothing is lost."""

    reason: str


@dataclass(frozen=True, slots=True)
class InFlight:
    """The first try is still being worked on by the server: ask later."""

    retry_after_s: int | None = None


Answer = Delivered | Rejected | Unknown | NotReceived | Unauthorised | InFlight
