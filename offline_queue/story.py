"""The story of one operation: every answer it got and every decision about it, bounded."""

from dataclasses import dataclass

from offline_queue.clock import QueueTime
from offline_queue.seal import PLAIN, Sealer
from offline_queue.transaction import Transaction

DETAIL_BYTES_MAX = 4_096
CODE_CHARS_MAX = 64
ROWS_MAX = 200


@dataclass(frozen=True, slots=True)
class Event:
    """One answer or decision; the same one several times in a row is one event with `repeats`."""

    kind: str
    code: str
    actor: str | None  # who of the staff; None for the server's answers
    repeats: int
    first_wall_ms: int
    last_wall_ms: int
    detail: bytes

    def __repr__(self) -> str:
        return f"Event({self.kind!r}, {self.code!r}, repeats={self.repeats})"


class Story:
    """Kept in the same transaction as what it tells of. Details are sealed: a server may quote a person's name."""

    def __init__(self, time: QueueTime, sealer: Sealer = PLAIN) -> None:
        self._time = time
        self._sealer = sealer

    def tell(
        self, tx: Transaction, seq: int, kind: str, code: str, detail: bytes = b"", actor: str | None = None
    ) -> None:
        """Add an event. Longer details are cut; of more than ROWS_MAX events the oldest answers go, decisions stay."""
        code, now = code[:CODE_CHARS_MAX], self._time.wall_ms()
        repeats, first = 1, now
        last = tx.one(
            "SELECT id, kind, code, repeats, first_wall_ms FROM answers WHERE seq = ? ORDER BY id DESC", (seq,)
        )
        if last and actor is None and last[1:3] == (kind, code):
            # Put in anew, not updated: the newest row of the table must carry the newest queue time.
            tx.execute("DELETE FROM answers WHERE id = ?", (last[0],))
            repeats, first = last[3] + 1, last[4]
        tx.execute(
            "INSERT INTO answers (seq, kind, code, actor, detail, repeats, first_wall_ms, last_wall_ms, last_queue_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (seq, kind, code, actor, self._seal(seq, detail), repeats, first, now, self._time.now_ms()),
        )
        self._trim(tx, seq)

    def of(self, tx: Transaction, seq: int) -> tuple[Event, ...]:
        """All events, oldest first."""
        rows = tx.all(
            "SELECT kind, code, actor, repeats, first_wall_ms, last_wall_ms, detail FROM answers"
            " WHERE seq = ? ORDER BY id",
            (seq,),
        )
        return tuple(
            Event(kind, code, actor, repeats, first, last, self._open(seq, detail))
            for kind, code, actor, repeats, first, last, detail in rows
        )

    def _seal(self, seq: int, detail: bytes) -> bytes | None:
        return self._sealer.seal(detail[:DETAIL_BYTES_MAX], _place(seq)) if detail else None

    def _open(self, seq: int, sealed: bytes | None) -> bytes:
        return b"" if sealed is None else self._sealer.open(sealed, _place(seq))

    def _trim(self, tx: Transaction, seq: int) -> None:
        count = tx.one("SELECT count(*) FROM answers WHERE seq = ?", (seq,))
        if count and count[0] > ROWS_MAX:
            tx.execute(
                "DELETE FROM answers WHERE id ="
                " (SELECT id FROM answers WHERE seq = ? AND actor IS NULL ORDER BY id LIMIT 1)",
                (seq,),
            )


def _place(seq: int) -> bytes:
    return f"answers/{seq}".encode()
