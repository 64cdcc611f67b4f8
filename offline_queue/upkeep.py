"""Keeping the outbox small: bodies of finished operations go, their ids stay for ever; telemetry may be shed."""

from offline_queue import rows
from offline_queue.clock import QueueTime
from offline_queue.operation import Lane
from offline_queue.transaction import Transaction

ROWS_MAX = 500  # one commit's worth: the writer must not be held up


def purge(tx: Transaction, closed_before_wall_ms: int, after_seq: int = 0) -> int | None:
    """Empty operations finished before that wall time; the rest of the row stays as a tombstone.

    Looks at ROWS_MAX rows after `after_seq` and returns where to go on in the next transaction, None at the end.
    """
    window = tx.all("SELECT seq FROM outbox WHERE seq > ? ORDER BY seq LIMIT ?", (after_seq, ROWS_MAX))
    if not window:
        return None
    first, last = window[0][0], window[-1][0]
    finished = "state IN (2, 4) AND body IS NOT NULL AND closed_wall_ms < ? AND seq BETWEEN ? AND ?"
    values = (closed_before_wall_ms, first, last)
    tx.execute(f"DELETE FROM answers WHERE seq IN (SELECT seq FROM outbox WHERE {finished})", values)
    tx.execute(f"UPDATE outbox SET body = NULL, receipt = NULL WHERE {finished}", values)
    return int(last)


def shed(tx: Transaction, time: QueueTime, keep: int) -> int:
    """Give up the oldest telemetry beyond the newest `keep`, at most ROWS_MAX; how many. No other lane is ever shed."""
    edge = tx.one("SELECT seq FROM outbox WHERE state = 0 AND lane = 3 ORDER BY seq DESC LIMIT 1 OFFSET ?", (keep,))
    if edge is None:
        return 0
    found = tx.all(
        "SELECT seq, fkey FROM outbox WHERE state = 0 AND lane = 3 AND seq <= ? ORDER BY seq LIMIT ?",
        (edge[0], ROWS_MAX),
    )
    for seq, fkey in found:
        tx.execute(
            "UPDATE outbox SET state = 4, head = 0, blocks = 0, reason = 'SHED', closed_wall_ms = ? WHERE seq = ?",
            (time.wall_ms(), seq),
        )
        rows.promote(tx, fkey)
    return len(found)


def hasten(tx: Transaction, now_ms: int) -> None:
    """The host is back: what was put off because nobody answered is due now; the gate says how fast it goes."""
    for lane in Lane:
        tx.execute(
            "UPDATE outbox SET due_ms = ?"
            " WHERE state = 0 AND head = 1 AND lane = ? AND due_ms > ? AND tries > attempts",
            (now_ms, lane, now_ms),
        )
