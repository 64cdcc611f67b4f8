"""The head of the audit chain is told to the server, which keeps it: what is cut off here shows there."""

from collections.abc import Callable

import msgspec

from kiosk.hospital.port import NoteKind
from kiosk.settlement.ledger import Ledger
from offline_queue.audit import Head
from offline_queue.errors import ErrorCode, QueueError
from offline_queue.operation import Lane, NewOperation, Operation, Receipt
from offline_queue.transaction import Transaction

KEY = "audit-heads"  # one after the other, over all lives of the keeper
CHAIN_CHARS = 32
ANCHOR_S_MIN = 60.0  # not more often than this


def chain_of(tx: Transaction) -> str:
    """The chain's name: the hash of its first row. A new database has another; one put back has the same."""
    row = tx.one("SELECT hash FROM audit WHERE seq = 1")
    return row[0].hex()[:CHAIN_CHARS] if row else ""


class Anchors:
    """Inside transactions of the writer."""

    def __init__(self, ledger: Ledger, wall_ms: Callable[[], int]) -> None:
        self._ledger = ledger
        self._wall_ms = wall_ms

    def tell(self, tx: Transaction, at_once: bool = False) -> None:
        """Queue the newest row, unless one is on its way or was told a moment ago. `at_once`: at the day's close."""
        head = self._ledger.journal.audit.head(tx)
        last = tx.one("SELECT seq, wall_ms FROM audit_anchor ORDER BY seq DESC LIMIT 1") or (0, 0)
        is_new = head.seq > last[0]
        recent = abs(self._wall_ms() - last[1]) < ANCHOR_S_MIN * 1000  # a clock that was set back is not recent
        if is_new and (at_once or not recent) and not self._is_waiting(tx):
            self._enqueue(tx, head)

    def _is_waiting(self, tx: Transaction) -> bool:
        return tx.one("SELECT 1 FROM outbox WHERE fkey = ? AND blocks = 1 LIMIT 1", (KEY,)) is not None

    def _enqueue(self, tx: Transaction, head: Head) -> None:
        body = msgspec.json.encode({"chain": chain_of(tx), "seq": head.seq, "sha256": head.hash.hex()})
        op_id = f"audit-{head.seq:010d}-{head.hash.hex()[:8]}"
        try:
            self._ledger.outbox.enqueue(tx, NewOperation(op_id, NoteKind.AUDIT_HEAD, Lane.AUDIT, KEY, body))
        except QueueError as error:
            if error.code is not ErrorCode.DISK_RESERVE:  # the next one covers these rows too
                raise

    def told(self, tx: Transaction, operation: Operation, receipt: Receipt) -> None:
        """The server has it: its receipt is kept beside the chain."""
        if operation.kind == NoteKind.AUDIT_HEAD:
            said = msgspec.json.decode(self._ledger.outbox.parcel(tx, operation).body)
            head = Head(int(said["seq"]), bytes.fromhex(said["sha256"]))
            self._ledger.journal.audit.anchor(tx, head, receipt.content)
