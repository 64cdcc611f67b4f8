"""The whole story of a settlement, for staff: every step, every answer, every act of theirs, what it waits for."""

import msgspec

from kiosk.settlement.journal import CaseRow
from kiosk.settlement.ledger import Ledger
from kiosk.settlement.record import ENDED, Record, State
from offline_queue import export
from offline_queue.clock import QueueTime
from offline_queue.transaction import Transaction

ACTS_MAX = 200
OPERATIONS_MAX = 50

Values = dict[str, object]

# Who the machine waits for in each open state.
_WAITS_FOR = {
    State.INTENT: "CHANNEL",
    State.CHARGE_ASKED: "CHANNEL",
    State.CHARGE_UNKNOWN: "CHANNEL",
    State.AWAITING: "PATIENT",
    State.CLOSING: "CHANNEL",
    State.CHARGED: "HOSPITAL",
    State.CONFIRMING: "HOSPITAL",
    State.CONFIRM_UNKNOWN: "HOSPITAL",
    State.REVERSING: "CHANNEL",
    State.BY_HAND: "STAFF",
}


def case_story(tx: Transaction, ledger: Ledger, time: QueueTime, row: CaseRow) -> Values:
    """Its steps, the operations that follow from it with every answer to them, its slips, and what staff did."""
    names = [str(found[0]) for found in tx.all(_OPERATIONS, (row.case_id, f"task-{row.case_id}%", OPERATIONS_MAX))]
    return {
        "steps": ledger.journal.story(tx, row.case_id),
        "operations": [export.show(tx, ledger.outbox, time, name) for name in names],
        "slips": [
            dict(zip(("slip_id", "kind", "state"), found, strict=True)) for found in tx.all(_SLIPS, (row.case_id,))
        ],
        "acts": staff_acts(tx, row.case_id),
        "waits": _waits(tx, ledger, time, row.record),
        "staff_may": staff_may(tx, row),
    }


def staff_acts(tx: Transaction, item: str) -> list[Values]:
    """Who did what to it, and why; looking at it counts."""
    found = tx.all(
        "SELECT kind, wall_ms, content FROM audit WHERE subject = ? AND kind LIKE 'staff.%' LIMIT ?", (item, ACTS_MAX)
    )
    return [
        {"act": kind.removeprefix("staff."), "wall_ms": wall_ms, **act_of(content)} for kind, wall_ms, content in found
    ]


def act_bytes(actor: str, why: str) -> bytes:
    return msgspec.json.encode({"actor": actor, "why": why})


def act_of(content: bytes) -> Values:
    said: Values = msgspec.json.decode(content)
    return said


def staff_may(tx: Transaction, row: CaseRow) -> list[str]:
    """What may be done now. While the machine is at work on it: nothing, it asks before it acts."""
    if row.record.state is not State.BY_HAND:
        return []
    return ["retry"] if is_handled(tx, row.case_id) else ["retry", "handled"]


def is_handled(tx: Transaction, case_id: str) -> bool:
    return tx.one("SELECT 1 FROM handled WHERE case_id = ?", (case_id,)) is not None


def set_handled(tx: Transaction, case_id: str, handled: bool) -> None:
    """A person has dealt with it: it leaves the list, and stays in the books as it was."""
    change = (
        "INSERT OR IGNORE INTO handled (case_id) VALUES (?)" if handled else "DELETE FROM handled WHERE case_id = ?"
    )
    tx.execute(change, (case_id,))


def _waits(tx: Transaction, ledger: Ledger, time: QueueTime, record: Record) -> Values:
    if record.state in ENDED and record.state is not State.BY_HAND:
        return {"for": "NOTHING"}
    quiet_ms = ledger.quiet_until_ms(tx) - time.now_ms()
    if record.state is not State.BY_HAND and quiet_ms > 0:
        return {"for": "HOST", "reason": "RETRY_AFTER", "wait_ms": quiet_ms}
    return {"for": _WAITS_FOR[record.state], "reason": record.reason}


_OPERATIONS = "SELECT op_id FROM outbox WHERE fkey = ? OR op_id LIKE ? ORDER BY seq LIMIT ?"
_SLIPS = "SELECT slip_id, kind, state FROM slips WHERE case_id = ? ORDER BY seq"
