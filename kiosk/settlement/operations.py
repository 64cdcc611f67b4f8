"""The operations in the outbox: their ids are fixed here, from the case or lock, before any byte leaves."""

import msgspec

from kiosk.hospital.port import NoteKind
from kiosk.settlement.record import Method, Record
from offline_queue.operation import Lane, NewOperation

CONFIRM, REVERSE = "confirm", "reverse"


def confirm(record: Record) -> NewOperation:
    """As `kiosk/hospital/rest.py` sends it."""
    body: dict[str, object] = {
        "settlement_no": record.settlement_number,
        "preview_id": record.quote_id,
        "order_no": None if record.method is Method.NOTHING_TO_PAY else record.order_number,
        "paid_fen": record.amount.fen,
    }
    return _operation(record.settlement_number, CONFIRM, Lane.MONEY, record.case_id, body)


def reverse(record: Record) -> NewOperation:
    """As `kiosk/hospital/rest.py` sends it."""
    body: dict[str, object] = {
        "refund_no": record.refund_number,
        "amount_fen": record.amount.fen,
        "reason": "NOT_SETTLED",
    }
    return _operation(record.refund_number, REVERSE, Lane.MONEY, record.case_id, body)


def unlock(lock_id: str, lock_key: str) -> NewOperation:
    """A server may use a lock's id again, after a restore say; our key for the lock is unique for ever.

    The lock is named by the address, so the server gets no body.
    """
    return NewOperation(f"un{lock_key}", NoteKind.UNLOCK, Lane.RECORD, lock_id, b"")


def help_call(call_key: str, step: str) -> NewOperation:
    return _operation(call_key, NoteKind.HELP, Lane.RECORD, call_key, {"call_id": call_key, "step": step})


def staff_task(record: Record, trace_number: str) -> NewOperation:
    task_id = f"task-{record.case_id}{record.refund_round}"
    case = {
        "case_id": record.case_id,
        "trace_number": trace_number,
        "phase": "by_hand",
        "reason_code": record.reason,
        "order_no": record.order_number,
        "amount_fen": record.amount.fen,
    }
    return _operation(
        task_id,
        NoteKind.STAFF_TASK,
        Lane.RECORD,
        task_id,
        {"task_id": task_id, "kind": "SETTLEMENT_BY_HAND", "case": case},
    )


def _operation(op_id: str, kind: str, lane: Lane, fkey: str, body: dict[str, object]) -> NewOperation:
    """The body is the contract's, to the byte: the server's receipt is its hash, and our number is in it."""
    return NewOperation(op_id, kind, lane, fkey, msgspec.json.encode(body))
