"""A difference of the day's close as a task for staff: once for each difference, however often the day is closed."""

import hashlib

import msgspec

from kiosk.domain.day_close import DayItem
from kiosk.domain.money import NOTHING
from kiosk.hospital.port import NoteKind
from offline_queue.operation import Lane, NewOperation

KIND = "RECONCILE_DIFFERENCE"


def difference_task(date: str, item: DayItem) -> NewOperation:
    """Its id is made of what differs, so the same finding is the same operation."""
    digest = hashlib.sha256(msgspec.json.encode((date, item))).hexdigest()[:20]
    task_id = f"rec-{date}-{digest}"
    kept, settled = item.channel or NOTHING, item.hospital or NOTHING
    case = {
        "case_id": item.order_number,
        "trace_number": item.trace_number or "-",
        "phase": item.match,
        "reason_code": item.code,
        "order_no": item.order_number[:32],
        "amount_fen": abs(kept.fen - settled.fen) or max(kept.fen, settled.fen),
    }
    body = msgspec.json.encode({"task_id": task_id, "kind": KIND, "case": case})
    return NewOperation(task_id, NoteKind.STAFF_TASK, Lane.RECORD, task_id, body)
