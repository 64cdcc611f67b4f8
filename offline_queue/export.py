"""What staff see of the queue: values for JSON, without bodies unless they are asked for."""

import base64
from collections.abc import Iterator
from typing import Any

from offline_queue import gate, rows
from offline_queue.audit import Audit, Head
from offline_queue.clock import QueueTime
from offline_queue.errors import ErrorCode, QueueError
from offline_queue.operation import Lane, Operation, State
from offline_queue.outbox import Outbox
from offline_queue.story import Event
from offline_queue.transaction import Transaction

ROWS_MAX = 500

Item = dict[str, Any]


def counts(tx: Transaction) -> Item:
    """How many per lane and state. `lost` is 0 unless rows vanished: every number ever given must still be there."""
    found = tx.all("SELECT lane, state, count(*) FROM outbox GROUP BY lane, state")
    lanes: Item = {lane.name: {state.name: 0 for state in State} for lane in Lane}
    for lane, state, count in found:
        lanes[Lane(lane).name][State(state).name] = count
    given = tx.one("SELECT max(seq) FROM outbox")
    return {"lanes": lanes, "lost": ((given and given[0]) or 0) - sum(count for _, _, count in found)}


def listing(
    tx: Transaction, states: tuple[State, ...] = tuple(State), after_seq: int = 0, limit: int = ROWS_MAX
) -> list[Item]:
    """Operations in these states, in order, after a seq."""
    marks = ",".join("?" * len(states))
    found = tx.all(
        f"{rows.SELECT} WHERE seq > ? AND state IN ({marks}) ORDER BY seq LIMIT ?",
        (after_seq, *states, min(limit, ROWS_MAX)),
    )
    return [item(rows.operation(row)) for row in found]


def item(op: Operation) -> Item:
    """One operation as JSON values; its body only as a hash."""
    return {
        "seq": op.seq,
        "op_id": op.op_id,
        "kind": op.kind,
        "lane": op.lane.name,
        "key": op.fkey,
        "state": op.state.name,
        "handled": op.handled,
        "reason": op.reason,
        "attempts": op.attempts,
        "tries": op.tries,
        "in_doubt": op.doubt,
        "created_wall_ms": op.created_wall_ms,
        "closed_wall_ms": op.closed_wall_ms,
        "body_sha256": op.body_hash.hex(),
        "names_op": op.names_op,
    }


def show(tx: Transaction, outbox: Outbox, time: QueueTime, op_id: str, with_body: bool = False) -> Item:
    """The whole story of one operation: every answer and decision, why it waits, what staff may do."""
    op = rows.find(tx, op_id)
    if op is None:
        raise QueueError(ErrorCode.OP_UNKNOWN, op_id)
    story = [_event(event) for event in outbox.story.of(tx, op.seq)]
    shown = {**item(op), "waits": _waits(tx, op, time), "staff_may": _staff_may(op), "story": story}
    if with_body:
        shown["body_base64"] = _text(_body(tx, outbox, op))
        shown["receipt_base64"] = _text(outbox.receipt(tx, op_id))
    return shown


def export(tx: Transaction, outbox: Outbox, with_body: bool = False) -> Iterator[Item]:
    """Every operation with its story, in order. Read it within the transaction."""
    after = 0
    while found := tx.all(f"{rows.SELECT} WHERE seq > ? ORDER BY seq LIMIT ?", (after, ROWS_MAX)):
        for row in found:
            op = rows.operation(row)
            after = op.seq
            line = {**item(op), "story": [_event(event) for event in outbox.story.of(tx, op.seq)]}
            yield {**line, "body_base64": _text(_body(tx, outbox, op))} if with_body else line


def verify(tx: Transaction, audit: Audit, told: tuple[Head, ...] = ()) -> Item:
    """Check the file, the chain and the count of operations. `told` are the heads that the server was told."""
    verdict = audit.verify(tx, told)
    file = [row[0] for row in tx.all("PRAGMA integrity_check(10)")]
    lost = counts(tx)["lost"]
    return {
        "intact": verdict.intact and file == ["ok"] and lost == 0,
        "audit_rows": verdict.rows,
        "audit_broken_at": verdict.broken_at,
        "audit_reason": verdict.reason,
        "operations_lost": lost,
        "file": file,
    }


def _waits(tx: Transaction, op: Operation, time: QueueTime) -> Item:
    """Why it is not on its way: the nearest reason."""
    if op.state is not State.OPEN:
        return {"for": "STAFF" if op.state is State.PARKED or _unhandled(op) else "NOTHING"}
    if not op.head:
        ahead = tx.one("SELECT op_id FROM outbox WHERE fkey = ? AND blocks = 1 ORDER BY seq LIMIT 1", (op.fkey,))
        return {"for": "ANOTHER_OF_ITS_KEY", "op_id": ahead[0] if ahead else None}
    now, way = time.now_ms(), gate.load(tx, gate.GATE_POLICY)
    if way.opens_ms > now:
        return {"for": "HOST", "reason": way.reason, "wait_ms": way.opens_ms - now}
    return {"for": "TIME", "wait_ms": op.due_ms - now} if op.due_ms > now else {"for": "ITS_TURN"}


def _staff_may(op: Operation) -> list[str]:
    acts = {State.OPEN: ["park", "retry"], State.PARKED: ["retry"], State.DEAD: ["retry"]}.get(op.state, [])
    may_release = op.head and (op.blocks or _unhandled(op))
    return [*acts, "release"] if acts and may_release else acts


def _unhandled(op: Operation) -> bool:
    return op.state is State.DEAD and not op.handled


def _body(tx: Transaction, outbox: Outbox, op: Operation) -> bytes | None:
    kept = tx.one("SELECT 1 FROM outbox WHERE seq = ? AND body IS NOT NULL", (op.seq,))
    return outbox.parcel(tx, op).body if kept else None


def _text(data: bytes | None) -> str | None:
    return None if data is None else base64.b64encode(data).decode()


def _event(event: Event) -> Item:
    return {
        "kind": event.kind,
        "code": event.code,
        "actor": event.actor,
        "repeats": event.repeats,
        "first_wall_ms": event.first_wall_ms,
        "last_wall_ms": event.last_wall_ms,
        "detail": event.detail.decode("utf-8", "replace"),
    }
