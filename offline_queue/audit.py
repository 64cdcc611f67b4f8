"""The audit chain: every row's hash covers the row before it, so that an edit, a deletion or a swap shows.

Rows cut off at the end show only against a head that was told to somebody else: see `anchor`.
"""

import hashlib
from dataclasses import dataclass

from offline_queue.clock import QueueTime
from offline_queue.errors import ErrorCode, QueueError
from offline_queue.transaction import Row, Transaction

CONTENT_BYTES_MAX = 64 * 1024
GENESIS = bytes(32)
PAGE_ROWS = 1_000


@dataclass(frozen=True, slots=True)
class Head:
    """The newest row of the chain: what is told to the server, and later proves that nothing was cut off."""

    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found. `broken_at` is the first row that does not fit, or the anchor that is missing."""

    rows: int
    broken_at: int | None
    reason: str

    @property
    def intact(self) -> bool:
        return self.broken_at is None


class Audit:
    """Append and verify. Content is the caller's, canonical bytes without personal data."""

    def __init__(self, time: QueueTime) -> None:
        self._time = time

    def append(self, tx: Transaction, kind: str, subject: str, content: bytes = b"") -> Head:
        """Add one row in the caller's transaction."""
        if len(content) > CONTENT_BYTES_MAX:
            raise QueueError(ErrorCode.OP_INVALID, f"audit content is longer than {CONTENT_BYTES_MAX} bytes")
        last = self.head(tx)
        wall_ms = self._time.wall_ms()
        digest = chain(last.hash, last.seq + 1, wall_ms, kind, subject, content)
        tx.execute(
            "INSERT INTO audit (seq, wall_ms, kind, subject, content, hash) VALUES (?, ?, ?, ?, ?, ?)",
            (last.seq + 1, wall_ms, kind, subject, content, digest),
        )
        return Head(last.seq + 1, digest)

    def head(self, tx: Transaction) -> Head:
        """The newest row, or the genesis before the first."""
        row = tx.one("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
        return Head(*row) if row else Head(0, GENESIS)

    def anchor(self, tx: Transaction, head: Head, proof: bytes) -> None:
        """Keep the server's word (`proof`, its receipt) that it was told this head."""
        tx.execute(
            "INSERT OR IGNORE INTO audit_anchor (seq, hash, wall_ms, proof) VALUES (?, ?, ?, ?)",
            (head.seq, head.hash, self._time.wall_ms(), proof),
        )

    def verify(self, tx: Transaction, told: tuple[Head, ...] = ()) -> Verdict:
        """Walk the whole chain. `told` are heads kept elsewhere (the server's list); ours are checked too."""
        anchors: dict[int, bytes] = dict(tx.all("SELECT seq, hash FROM audit_anchor"))
        seq, digest = 0, GENESIS
        for head in told:
            if anchors.setdefault(head.seq, head.hash) != head.hash:
                return Verdict(0, head.seq, "our anchor is not the one the server was told")
        while rows := tx.all("SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?", (seq, PAGE_ROWS)):
            for row in rows:
                seq, fault = seq + 1, _fault(row, seq + 1, digest, anchors)
                if fault:
                    return Verdict(seq - 1, seq, fault)
                digest = row[5]
        missing = [anchored for anchored in anchors if anchored > seq]
        return Verdict(seq, min(missing, default=None), "rows are cut off" if missing else "")


def chain(previous: bytes, seq: int, wall_ms: int, kind: str, subject: str, content: bytes) -> bytes:
    """SHA-256 over the previous hash and the row; every part with its length, so that none can flow into the next."""
    hasher = hashlib.sha256(previous)
    for part in (b"%d" % seq, b"%d" % wall_ms, kind.encode(), subject.encode(), content):
        hasher.update(b"%d:" % len(part) + part)
    return hasher.digest()


def _fault(row: Row, seq: int, previous: bytes, anchors: dict[int, bytes]) -> str:
    found, wall_ms, kind, subject, content, digest = row
    if found != seq:
        return "a row is missing"
    if digest != chain(previous, seq, wall_ms, kind, subject, content):
        return "a row was changed"
    if anchors.get(seq, digest) != digest:
        return "the chain is not the one the server was told"
    return ""
