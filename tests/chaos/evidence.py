"""What an engine knows at one moment, as plain values. The 34 checks in `invariants.py` judge it.

An engine fills in what it can see and leaves the rest empty: a check says nothing about what was not watched. Which
checks an engine arms (finds evidence for) is counted, so that "nothing was found" never means "nothing was looked at".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.domain.day_close import DayClose


@dataclass(frozen=True, slots=True)
class OpFact:
    """One outbox row, as it stands in the file."""

    seq: int
    op_id: str
    kind: str
    lane: int
    fkey: str
    state: int
    head: bool
    blocks: bool
    attempts: int
    due_ms: int
    queued_ms: int
    body_hash: bytes
    body: bytes | None  # opened; None once purged
    receipt: bytes | None
    names_op: str | None


@dataclass(frozen=True, slots=True)
class CaseFact:
    """One settlement, as the journal holds it."""

    case_id: str
    seq: int
    version: int
    state: str
    method: str
    amount_fen: int
    direction: str
    refund_round: int
    quote_id: str
    order_number: str
    settlement_number: str
    phase: str  # what the patient may see
    steps: tuple[str, ...]  # the journal's kinds, in order


@dataclass(frozen=True, slots=True)
class SlipFact:
    slip_id: str
    case_id: str
    kind: str
    state: str
    copy: bool


@dataclass(frozen=True, slots=True)
class Books:
    """The terminal's database. `audit_fault` is what the real verify says of the chain, "" when it is whole."""

    operations: Mapping[str, OpFact]
    cases: Mapping[str, CaseFact]
    slips: Mapping[str, SlipFact]
    audit_rows: int
    audit_fault: str
    pragmas: Mapping[str, str | int]  # journal_mode, synchronous, as read back on the connection
    integrity: str  # "ok"


@dataclass(frozen=True, slots=True)
class Promised:
    """What the terminal has said aloud: it must hold for ever after."""

    operations: Mapping[str, bytes] = field(default_factory=dict)  # op_id → body hash; enqueue returned
    unknown_operations: frozenset[str] = frozenset()  # its commit raised: there or not, never under a new id
    cases: frozenset[str] = frozenset()  # begin returned
    audit_rows: int = 0
    told: Sequence[tuple[str, str]] = ()  # (case id, phase) shown, in order
    printed: Sequence[tuple[str, str, str]] = ()  # (case id, slip kind, slip id) on paper, in order


@dataclass(frozen=True, slots=True)
class Sent:
    """One request that left the terminal, as the other end saw it or the wire did."""

    at_ms: int  # queue time
    wall_ms: int
    call: str  # charge, query_trade, close_trade, confirm, query_settlement, refund, unlock, help, staff_task, …
    key: str  # Idempotency-Key, or the number asked about
    case_id: str  # "" where it is about no case
    lane: int
    body_hash: bytes
    in_journal: bool  # when it left, the row it follows from was committed
    direction: str  # of the case as committed at that moment
    state: str  # of the case as committed at that moment
    answer: str = ""  # what came back: a name of the fault matrix, "" nothing yet
    answered_at_ms: int | None = None
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class TradeFact:
    """What really happened at the channel."""

    order_number: str
    bill: str  # what it pays for
    state: str
    paid_fen: int
    refunded_fen: int
    paid_late: bool = False  # paid after the channel had said it was closed
    foreign: bool = False  # of another terminal


@dataclass(frozen=True, slots=True)
class SettlementFact:
    """What really stands at the hospital."""

    settlement_number: str
    order_number: str
    bill: str
    amount_fen: int
    stands: bool


@dataclass(frozen=True, slots=True)
class Truth:
    """The far side, from its own ledger. `bills` are what the patient owes of each, fen."""

    trades: Mapping[str, TradeFact]
    settlements: Mapping[str, SettlementFact]
    bills: Mapping[str, int]
    effects: Mapping[str, int] = field(default_factory=dict)  # op_id or number → how often it took effect
    anchor: tuple[int, bytes] | None = None  # last audit head the server was told: rows, hash


@dataclass(frozen=True, slots=True)
class Evidence:
    """One moment. `before` is an earlier moment of the same life of the database."""

    books: Books
    before: Books | None = None
    promised: Promised = Promised()
    sent: Sequence[Sent] = ()
    truth: Truth | None = None
    now_ms: int = 0
    online_ms: int = 0  # how long the hospital could be reached since the oldest unknown began
    at_rest: bool = False  # healed, nothing under way any more
    raw: Mapping[str, bytes] = field(default_factory=dict)  # file name → bytes: database, WAL, logs
    secrets: Sequence[bytes] = ()  # what must not be in them
    day: DayClose | None = None
    day_again: DayClose | None = None  # the same, made once more
    day_orders: int | None = None  # how many orders of the day anybody knows
    key_life_ms: int = 24 * 3_600_000
    grace_ms: int = 60_000  # one more answer and its back-off
    second_opener: str = ""  # what a second process was told when it tried: an error code
    below_reserve: bool = False  # the disk is below its reserve
    refused_ops: Mapping[str, str] = field(default_factory=dict)  # op_id → code it was refused with, this moment
