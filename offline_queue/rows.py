"""Outbox rows: reading them as values, and the one rule that keeps the per-key order."""

from offline_queue.errors import ErrorCode, QueueError
from offline_queue.operation import Lane, Operation, State
from offline_queue.transaction import Row, Transaction

COLUMNS = (
    "seq, op_id, kind, lane, fkey, state, head, blocks, handled, doubt, attempts, tries, due_ms, queued_ms,"
    " created_wall_ms, body_hash, names_op, proof_ms, closed_wall_ms, reason"
)
SELECT = f"SELECT {COLUMNS} FROM outbox"


def operation(row: Row) -> Operation:
    """A row of COLUMNS as a value."""
    seq, op_id, kind, lane, fkey, state, head, blocks, handled, doubt, *rest = row
    return Operation(
        seq, op_id, kind, Lane(lane), fkey, State(state), bool(head), bool(blocks), bool(handled), bool(doubt), *rest
    )


def find(tx: Transaction, op_id: str) -> Operation | None:
    """The operation of this id, tombstones too."""
    row = tx.one(f"{SELECT} WHERE op_id = ?", (op_id,))
    return operation(row) if row else None


def require(tx: Transaction, op_id: str, *states: State) -> Operation:
    """The operation, which must be in one of these states: else OP_UNKNOWN or OP_STATE."""
    found = find(tx, op_id)
    if found is None:
        raise QueueError(ErrorCode.OP_UNKNOWN, op_id)
    if found.state not in states:
        raise QueueError(ErrorCode.OP_STATE, f"{op_id} is {found.state.name}")
    return found


def promote(tx: Transaction, fkey: str) -> None:
    """Something of this key no longer blocks: the oldest that still does may go."""
    tx.execute(
        "UPDATE outbox SET head = 1 WHERE seq ="
        " (SELECT seq FROM outbox WHERE fkey = ? AND blocks = 1 ORDER BY seq LIMIT 1)",
        (fkey,),
    )
