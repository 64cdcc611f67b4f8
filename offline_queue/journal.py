"""A journal: what was meant, then what came of it, in numbered entries per stream."""

from dataclasses import dataclass

from offline_queue.clock import QueueTime
from offline_queue.errors import ErrorCode, QueueError
from offline_queue.seal import PLAIN, Sealer
from offline_queue.transaction import Transaction

CONTENT_BYTES_MAX = 256 * 1024
ENTRIES_MAX = 10_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `n` counts from 1 in its stream without gaps."""

    stream: str
    n: int
    kind: str
    wall_ms: int
    content: bytes

    def __repr__(self) -> str:
        return f"Entry({self.stream!r}, {self.n}, {self.kind!r})"


class Journal:
    """Entries are added, never changed. Content is sealed at rest when a sealer is given."""

    def __init__(self, time: QueueTime, sealer: Sealer = PLAIN) -> None:
        self._time = time
        self._sealer = sealer

    def append(self, tx: Transaction, stream: str, kind: str, content: bytes) -> Entry:
        """Add the stream's next entry in the caller's transaction. QueueError OP_INVALID beyond the limits."""
        row = tx.one("SELECT max(n) FROM journal WHERE stream = ?", (stream,))
        n = ((row and row[0]) or 0) + 1
        if len(content) > CONTENT_BYTES_MAX or n > ENTRIES_MAX:
            raise QueueError(ErrorCode.OP_INVALID, "the journal entry is too long, or the stream is")
        entry = Entry(stream, n, kind, self._time.wall_ms(), content)
        sealed = self._sealer.seal(content, _place(stream, n))
        tx.execute(
            "INSERT INTO journal (stream, n, kind, wall_ms, content) VALUES (?, ?, ?, ?, ?)",
            (stream, n, kind, entry.wall_ms, sealed),
        )
        return entry

    def read(self, tx: Transaction, stream: str) -> tuple[Entry, ...]:
        """The stream from its first entry."""
        rows = tx.all("SELECT n, kind, wall_ms, content FROM journal WHERE stream = ? ORDER BY n", (stream,))
        return tuple(
            Entry(stream, n, kind, wall_ms, self._sealer.open(content, _place(stream, n)))
            for n, kind, wall_ms, content in rows
        )


def _place(stream: str, n: int) -> bytes:
    return f"journal/{n}/{stream}".encode()
