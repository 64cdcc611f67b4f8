"""The operations in the outbox: their ids are fixed here, from the case or lock, before any byte leaves."""

import msgspec

from kiosk.hospital.port import NoteKind
from kiosk.settlement.record import Record
from offline_queue.operation import Lane, NewOperation

CONFIRM, REVERSE = "confirm", "reverse"


def confirm(record: Record) -> NewOperation:
    body = {"settlement_no": record.settlement_number, "order_no": record.order_number, "paid_fen": record.amount.fen}
    return _operation(record.settlement_number, CONFIRM, Lane.MONEY, record.case_id, body)


def reverse(record: Record) -> NewOperation:
    body = {"refund_no": record.refund_number, "order_no": record.order_number, "amount_fen": record.amount.fen}
    return _operation(record.refund_number, REVERSE, Lane.MONEY, record.case_id, body)


def unlock(lock_id: str, lock_key: str) -> NewOperation:
    """A server may use a lock's id again, after a restore say; our key for the lock is unique for ever.

    The lock is named by the address, so the server gets no body.
    """
    return NewOperation(f"un{lock_key}", NoteKind.UNLOCK, Lane.RECORD, lock_id, b"")


def help_call(call_key: str, step: str) -> NewOperation:
    return _note(call_key, NoteKind.HELP, {"call_id": call_key, "step": step})


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
    return _note(task_id, NoteKind.STAFF_TASK, {"task_id": task_id, "kind": "SETTLEMENT_BY_HAND", "case": case})


def _operation(op_id: str, kind: str, lane: Lane, fkey: str, body: dict[str, object]) -> NewOperation:
    return NewOperation(op_id, kind, lane, fkey, msgspec.json.encode({"op_id": op_id, **body}))


def _note(op_id: str, kind: str, body: dict[str, object]) -> NewOperation:
    """The body is the contract's, to the byte: the server's receipt is its hash."""
    return NewOperation(op_id, kind, Lane.RECORD, op_id, msgspec.json.encode(body))
