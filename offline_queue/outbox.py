"""The outbox: operations stored in the caller's own transaction, sent later, each exactly as it was stored."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from offline_queue import rows
from offline_queue.answers import InFlight, NotReceived, Rejected, Unauthorised, Unknown
from offline_queue.backoff import backoff_of, clamp_s
from offline_queue.clock import SYSTEM_RANDOMNESS, QueueTime, Randomness
from offline_queue.disk import UNGUARDED, DiskRule
from offline_queue.errors import ErrorCode, QueueError
from offline_queue.operation import Lane, NewOperation, Operation, Receipt, State
from offline_queue.seal import PLAIN, Sealer
from offline_queue.story import Story
from offline_queue.transaction import Transaction

REJECTIONS_MAX = 3
BATCH_MAX = 200

# One statement: is it there already, does something older of its key stand before it, store it.
INSERT = (
    "INSERT INTO outbox (op_id, kind, lane, fkey, head, due_ms, queued_ms, created_wall_ms, body_hash, names_op, body)"
    " VALUES (?, ?, ?, ?, NOT EXISTS (SELECT 1 FROM outbox WHERE fkey = ? AND blocks = 1), ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (op_id) DO NOTHING RETURNING seq, head"
)

Postponed = Unknown | NotReceived | Unauthorised | InFlight


@dataclass(frozen=True, slots=True)
class Parcel:
    """An operation with its body, ready to be sent."""

    operation: Operation
    body: bytes

    def __repr__(self) -> str:
        return f"Parcel({self.operation!r})"


class Outbox:
    """All methods run inside a transaction of the writer and hold no state of their own."""

    def __init__(
        self,
        time: QueueTime,
        sealer: Sealer = PLAIN,
        randomness: Randomness = SYSTEM_RANDOMNESS,
        disk: DiskRule = UNGUARDED,
        rejections_max: int = REJECTIONS_MAX,
    ) -> None:
        self._time = time
        self._sealer = sealer
        self._randomness = randomness
        self._disk = disk
        self._rejections_max = rejections_max
        self.story = Story(time, sealer)

    def enqueue(self, tx: Transaction, new: NewOperation) -> Operation:
        """Store an operation; it is safe once the transaction is committed.

        The same op_id with the same content returns the stored one, so a caller who does not know whether its commit
        took just does it again. Raises OP_ID_REUSED for another content, DISK_RESERVE when room is short.
        """
        if not self._disk.allows(new.lane):
            self._refuse_unless_stored(tx, new)
        now, wall, digest = self._time.now_ms(), self._time.wall_ms(), new.body_hash
        sealed = self._sealer.seal(new.body, _place(new.op_id, "body"))
        values = (new.op_id, new.kind, new.lane, new.fkey, new.fkey, now, now, wall, digest, new.names_op, sealed)
        row = tx.one(INSERT, values)
        if row is None:
            return _same(rows.require(tx, new.op_id, *State), new, digest)
        seq, head = row
        return _fresh(seq, new, bool(head), now, wall, digest)

    def find(self, tx: Transaction, op_id: str) -> Operation | None:
        """The operation of this id, finished and purged ones too."""
        return rows.find(tx, op_id)

    def next_ready(
        self,
        tx: Transaction,
        lanes: Iterable[Lane] = tuple(Lane),
        limit: int = 1,
        skip: Collection[str] = (),
        leave: Collection[str] = (),
    ) -> tuple[Operation, ...]:
        """What may be sent now: due, and the first of its key. From the first of `lanes` that has any.

        Never two of one key. `skip` names operations already on their way, `leave` kinds that somebody else sends.
        """
        now = self._time.now_ms()
        for lane in lanes:
            found = tx.all(
                f"{rows.SELECT} WHERE state = 0 AND head = 1 AND lane = ? AND due_ms <= ?{_but(leave)}"
                " ORDER BY due_ms, seq LIMIT ?",
                (lane, now, *leave, min(limit, BATCH_MAX) + len(skip)),
            )
            ready = [rows.operation(row) for row in found if row[1] not in skip]
            if ready:
                return tuple(ready[:limit])
        return ()

    def next_due_ms(
        self, tx: Transaction, lanes: Iterable[Lane] = tuple(Lane), leave: Collection[str] = ()
    ) -> int | None:
        """Queue time at which the next operation of these lanes becomes due; None if nothing waits for time alone."""
        chosen = f"state = 0 AND head = 1 AND lane = ?{_but(leave)}"
        query = f"SELECT due_ms FROM outbox WHERE {chosen} ORDER BY due_ms LIMIT 1"
        firsts = [tx.one(query, (lane, *leave)) for lane in lanes]
        return min((row[0] for row in firsts if row), default=None)

    def parcel(self, tx: Transaction, operation: Operation) -> Parcel:
        """The operation with its body, byte for byte as it was stored. SEAL_BROKEN if it no longer is."""
        row = tx.one("SELECT body FROM outbox WHERE seq = ?", (operation.seq,))
        if row is None or row[0] is None:
            raise QueueError(ErrorCode.OP_STATE, f"{operation.op_id} has no body any more")
        body = self._sealer.open(row[0], _place(operation.op_id, "body"))
        if hashlib.sha256(body).digest() != operation.body_hash:
            raise QueueError(ErrorCode.SEAL_BROKEN, f"the body of {operation.op_id} is not what was stored")
        return Parcel(operation, body)

    def receipt(self, tx: Transaction, op_id: str) -> bytes | None:
        """The content of the server's receipt, if it is done."""
        row = tx.one("SELECT receipt FROM outbox WHERE op_id = ?", (op_id,))
        return self._sealer.open(row[0], _place(op_id, "receipt")) if row and row[0] is not None else None

    def acknowledge(self, tx: Transaction, op_id: str, receipt: Receipt) -> None:
        """Done, on the server's receipt alone: RECEIPT_MISMATCH unless it echoes op_id and body hash.

        Again is harmless, and the first receipt stays. A late receipt also ends a parked or dead operation.
        """
        sealed = self._sealer.seal(receipt.content, _place(op_id, "receipt"))
        changed = tx.one(
            "UPDATE outbox SET state = 2, head = 0, blocks = 0, doubt = 0, receipt = ?, closed_wall_ms = ?"
            " WHERE op_id = ? AND op_id = ? AND body_hash = ? AND state IN (0, 1, 3) RETURNING fkey",
            (sealed, self._time.wall_ms(), op_id, receipt.op_id, receipt.body_hash),
        )
        if changed:
            rows.promote(tx, changed[0])
        else:
            _not_acknowledged(tx, op_id, receipt)

    def acknowledge_many(self, tx: Transaction, receipts: Iterable[Receipt]) -> None:
        """A batch of receipts in one commit."""
        for receipt in receipts:
            self.acknowledge(tx, receipt.op_id, receipt)

    def reject(self, tx: Transaction, op_id: str, answer: Rejected) -> State:
        """A definite no. Only these count: after the limit, or a final one, it is a dead letter, kept whole.

        A dead letter of lane 0 goes on blocking its key until staff release it; in other lanes the next one goes on.
        """
        op = rows.require(tx, op_id, *State)
        if op.state not in (State.OPEN, State.PARKED):
            return op.state
        self.story.tell(tx, op.seq, "rejected", answer.code, answer.body)
        wait_ms = backoff_of(op.lane).wait_ms(op.attempts + 1, self._randomness)
        tx.execute(
            "UPDATE outbox SET attempts = attempts + 1, tries = tries + 1, doubt = 0, due_ms = ? WHERE seq = ?",
            (self._time.now_ms() + wait_ms, op.seq),
        )
        spent = answer.final or op.attempts + 1 >= self._rejections_max
        return self._bury(tx, op, answer.code) if spent else op.state

    def postpone(self, tx: Transaction, op_id: str, answer: Postponed) -> int:
        """Not answered for good: wait and go on. No attempt is counted. Returns the new due time (queue time)."""
        op = rows.require(tx, op_id, *State)
        if op.state not in (State.OPEN, State.PARKED):
            return op.due_ms
        now = self._time.now_ms()
        due_ms = now + self._wait_ms(op, answer)
        doubt, proof_ms = op.doubt, op.proof_ms
        if isinstance(answer, Unknown | InFlight):
            doubt = True
        elif isinstance(answer, NotReceived) and answer.by_server:
            doubt, proof_ms = False, now
        body = answer.body if isinstance(answer, Unknown) else b""
        self.story.tell(tx, op.seq, _kind(answer), getattr(answer, "reason", ""), body)
        tx.execute(
            "UPDATE outbox SET tries = tries + 1, doubt = ?, proof_ms = ?, due_ms = ? WHERE seq = ?",
            (doubt, proof_ms, due_ms, op.seq),
        )
        return due_ms

    def _refuse_unless_stored(self, tx: Transaction, new: NewOperation) -> None:
        if rows.find(tx, new.op_id) is None:
            raise QueueError(ErrorCode.DISK_RESERVE, f"lane {new.lane}")

    def _wait_ms(self, op: Operation, answer: Postponed) -> int:
        if isinstance(answer, NotReceived) and answer.by_server and answer.retry_after_s is None:
            return 0  # asked and answered: send it now, while the proof is fresh
        wish_s: int | None = getattr(answer, "retry_after_s", None)
        if wish_s is not None:
            return clamp_s(wish_s) * 1000
        return backoff_of(op.lane).wait_ms(op.tries + 1, self._randomness)

    def _bury(self, tx: Transaction, op: Operation, code: str) -> State:
        blocks = op.blocks and op.lane is Lane.MONEY
        tx.execute(
            "UPDATE outbox SET state = 3, blocks = ?, reason = ?, closed_wall_ms = ? WHERE seq = ?",
            (blocks, code, self._time.wall_ms(), op.seq),
        )
        if not blocks:
            rows.promote(tx, op.fkey)
        return State.DEAD


def _but(kinds: Collection[str]) -> str:
    return f" AND kind NOT IN ({', '.join('?' * len(kinds))})" if kinds else ""


def _same(stored: Operation, new: NewOperation, digest: bytes) -> Operation:
    mine = (new.kind, new.lane, new.fkey, digest, new.names_op)
    if (stored.kind, stored.lane, stored.fkey, stored.body_hash, stored.names_op) != mine:
        raise QueueError(ErrorCode.OP_ID_REUSED, new.op_id)
    return stored


def _fresh(seq: int, new: NewOperation, head: bool, now_ms: int, wall_ms: int, digest: bytes) -> Operation:
    return Operation(
        seq=seq,
        op_id=new.op_id,
        kind=new.kind,
        lane=new.lane,
        fkey=new.fkey,
        state=State.OPEN,
        head=head,
        blocks=True,
        handled=False,
        doubt=False,
        attempts=0,
        tries=0,
        due_ms=now_ms,
        queued_ms=now_ms,
        created_wall_ms=wall_ms,
        body_hash=digest,
        names_op=new.names_op,
        proof_ms=None,
        closed_wall_ms=None,
        reason=None,
    )


def _not_acknowledged(tx: Transaction, op_id: str, receipt: Receipt) -> None:
    op = rows.require(tx, op_id, *State)
    if receipt.op_id != op_id or receipt.body_hash != op.body_hash:
        raise QueueError(ErrorCode.RECEIPT_MISMATCH, f"not a receipt for {op_id}")


def _kind(answer: Postponed) -> str:
    return {Unknown: "unknown", NotReceived: "not_received", Unauthorised: "unauthorised", InFlight: "in_flight"}[
        type(answer)
    ]


def _place(op_id: str, column: str) -> bytes:
    return f"outbox/{op_id}/{column}".encode()
