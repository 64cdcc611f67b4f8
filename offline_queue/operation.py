"""What waits in the outbox, as values."""

import hashlib
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from offline_queue.errors import ErrorCode, QueueError

BODY_BYTES_MAX = 256 * 1024
NAME_CHARS_MAX = 128
RECEIPT_BYTES_MAX = 64 * 1024


class Lane(IntEnum):
    """Who goes first, and what may happen to it (durability.md section 4)."""

    MONEY = 0  # what follows money already moved: goes first, never shed, never expires
    RECORD = 1  # what a person waits for or a paper promises
    AUDIT = 2
    TELEMETRY = 3  # may be shed, oldest first


class State(IntEnum):
    """Where an operation is. DONE and SHED are final."""

    OPEN = 0
    PARKED = 1  # held back by staff
    DONE = 2  # the server's receipt is stored
    DEAD = 3  # definitely rejected; staff decide
    SHED = 4  # telemetry given up for room


@dataclass(frozen=True, slots=True)
class NewOperation:
    """An operation to be stored. The op_id is the caller's, made once and stored before any byte leaves.

    Operations of one `fkey` are sent strictly one after the other, over all lanes: let a key stay in one lane, or a
    late lane holds up an early one. `body` is what the server gets, byte for byte, at every try; put the op_id into
    it. `names_op` is the op_id of an earlier operation that this one changes.
    """

    op_id: str
    kind: str
    lane: Lane
    fkey: str
    body: bytes = field(repr=False)
    names_op: str | None = None

    def __post_init__(self) -> None:
        names = (self.op_id, self.kind, self.fkey, "-" if self.names_op is None else self.names_op)
        if not all(0 < len(name) <= NAME_CHARS_MAX for name in names):
            raise QueueError(ErrorCode.OP_INVALID, f"a name is empty or longer than {NAME_CHARS_MAX}")
        if len(self.body) > BODY_BYTES_MAX:
            raise QueueError(ErrorCode.OP_INVALID, f"the body is longer than {BODY_BYTES_MAX} bytes")

    @property
    def body_hash(self) -> bytes:
        """SHA-256 of the body as the server gets it."""
        return hashlib.sha256(self.body).digest()


class Operation(NamedTuple):
    """A stored operation. Times ending in `wall_ms` are facts, the others are queue time.

    A tuple, because it is made at every enqueue and for every row read: a frozen dataclass costs ten times as much.
    """

    seq: int
    op_id: str
    kind: str
    lane: Lane
    fkey: str
    state: State
    head: bool  # may be sent when due: nothing older of its key stands before it
    blocks: bool  # what is younger of its key waits for it
    handled: bool  # a dead letter that staff have dealt with
    doubt: bool  # a try ended without an answer: ask the server before sending again
    attempts: int  # definite rejections
    tries: int  # everything that was sent
    due_ms: int
    queued_ms: int
    created_wall_ms: int
    body_hash: bytes
    names_op: str | None
    proof_ms: int | None  # when the server last said that it does not have it
    closed_wall_ms: int | None
    reason: str | None

    def __repr__(self) -> str:
        return f"Operation({self.seq}, {self.op_id!r}, {self.kind!r}, {self.lane.name}, {self.state.name})"


@dataclass(frozen=True, slots=True)
class Receipt:
    """The server's word that it has an operation: it must name the op_id and the hash of the body it got."""

    op_id: str
    body_hash: bytes
    content: bytes = field(default=b"", repr=False)

    def __post_init__(self) -> None:
        if len(self.content) > RECEIPT_BYTES_MAX:
            raise QueueError(ErrorCode.RECEIPT_MISMATCH, f"a receipt is longer than {RECEIPT_BYTES_MAX} bytes")
