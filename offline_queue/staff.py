"""What staff may do to an operation. Every act is in its story and in the audit chain, with who and why."""

from offline_queue import rows
from offline_queue.audit import Audit
from offline_queue.clock import QueueTime
from offline_queue.errors import ErrorCode, QueueError
from offline_queue.operation import Operation, State
from offline_queue.story import Story
from offline_queue.transaction import Transaction

WHY_CHARS_MAX = 200
ACTOR_CHARS_MAX = 64
WAITING = (State.OPEN, State.PARKED, State.DEAD)


class StaffDesk:
    """Acts on one operation, inside a transaction. `actor` is the staff member's id, `why` free text."""

    def __init__(self, time: QueueTime, story: Story, audit: Audit) -> None:
        self._time = time
        self._story = story
        self._audit = audit

    def park(self, tx: Transaction, op_id: str, actor: str, why: str) -> None:
        """Hold it back. What is younger of its key goes on waiting."""
        op = self._begin(tx, "park", op_id, actor, why, (State.OPEN,))
        tx.execute("UPDATE outbox SET state = 1, reason = 'PARKED' WHERE seq = ?", (op.seq,))

    def retry(self, tx: Transaction, op_id: str, actor: str, why: str) -> None:
        """Send it now: an open one that waits, a parked one, a dead letter. Its key and body stay the same.

        The rejections counted so far stay too: one more makes it a dead letter again.
        """
        op = self._begin(tx, "retry", op_id, actor, why, WAITING)
        older = "SELECT 1 FROM outbox WHERE fkey = ? AND blocks = 1 AND seq < ? LIMIT 1"
        if not op.blocks and tx.one(older, (op.fkey, op.seq)):
            raise QueueError(ErrorCode.OP_STATE, f"{op_id} waits for another of its key")
        tx.execute(
            "UPDATE outbox SET state = 0, head = ?, handled = 0, reason = NULL, closed_wall_ms = NULL, due_ms = ?"
            " WHERE seq = ?",
            (op.head or not op.blocks, self._time.now_ms(), op.seq),
        )

    def release(self, tx: Transaction, op_id: str, actor: str, why: str) -> None:
        """Let the next one of its key go on without it; a dead letter is thereby dealt with.

        Only the one the key waits for can be released: OP_STATE for one further back.
        """
        op = self._begin(tx, "release", op_id, actor, why, WAITING)
        if not op.head:
            raise QueueError(ErrorCode.OP_STATE, f"{op_id} waits for another of its key")
        dead = op.state is State.DEAD
        tx.execute("UPDATE outbox SET blocks = 0, handled = ? WHERE seq = ?", (dead, op.seq))
        rows.promote(tx, op.fkey)

    def _begin(
        self, tx: Transaction, act: str, op_id: str, actor: str, why: str, allowed: tuple[State, ...]
    ) -> Operation:
        if not 0 < len(actor) <= ACTOR_CHARS_MAX or not 0 < len(why) <= WHY_CHARS_MAX:
            raise QueueError(ErrorCode.OP_INVALID, "who and why must be said, briefly")
        op = rows.require(tx, op_id, *allowed)
        self._story.tell(tx, op.seq, "decision", act, why.encode(), actor)
        self._audit.append(tx, f"queue.{act}", op_id, actor.encode())
        return op
