"""Bill locks that this terminal holds, so that none is forgotten when a turn or the keeper dies."""

from enum import StrEnum

from offline_queue.transaction import Transaction


class LockState(StrEnum):
    HELD = "held"
    UNLOCK_OWED = "unlock_owed"
    GONE = "gone"  # released, swept by the server, or used up by a settlement


def hold(tx: Transaction, lock_id: str, lock_key: str, visit: str) -> None:
    tx.execute(
        "INSERT OR REPLACE INTO locks (lock_id, lock_key, visit, state) VALUES (?, ?, ?, ?)",
        (lock_id, lock_key, visit, LockState.HELD),
    )


def let_go(tx: Transaction, lock_id: str) -> None:
    """The visit needs it no more; an open case may."""
    tx.execute("UPDATE locks SET visit = '' WHERE lock_id = ?", (lock_id,))


def let_go_of_visits(tx: Transaction, still_active: str = "") -> list[str]:
    """Visits other than this one have ended. Returns the locks that nobody holds for a visit."""
    tx.execute("UPDATE locks SET visit = '' WHERE state = ? AND visit <> ?", (LockState.HELD, still_active))
    return [row[0] for row in tx.all("SELECT lock_id FROM locks WHERE state = ? AND visit = ''", (LockState.HELD,))]


def is_free(tx: Transaction, lock_id: str) -> bool:
    """No visit holds it, and no case that is open, settled or with staff hangs on it."""
    held = tx.one("SELECT 1 FROM locks WHERE lock_id = ? AND state = ? AND visit = ''", (lock_id, LockState.HELD))
    used = tx.one("SELECT 1 FROM cases WHERE lock_id = ? AND (open = 1 OR state IN ('settled', 'by_hand'))", (lock_id,))
    return held is not None and used is None


def key_of(tx: Transaction, lock_id: str) -> str:
    row = tx.one("SELECT lock_key FROM locks WHERE lock_id = ?", (lock_id,))
    return str(row[0]) if row else ""


def mark(tx: Transaction, lock_id: str, state: LockState) -> None:
    tx.execute("UPDATE locks SET state = ? WHERE lock_id = ?", (state, lock_id))
