"""What the outbox's sender carries: lanes 1 and below. Lane 0 is the settlement runner's: it asks before it acts."""

from collections.abc import Callable, Collection, Iterable

import msgspec

from kiosk.domain.money import Money
from kiosk.hospital.port import Hospital, NotFound, Refused, StaffTask, Unknown
from kiosk.settlement import operations
from offline_queue import answers
from offline_queue.operation import Lane, Operation, Receipt
from offline_queue.outbox import Outbox, Parcel
from offline_queue.transaction import Transaction

CARRIED = tuple(lane for lane in Lane if lane is not Lane.MONEY)


class CarriedOutbox(Outbox):
    """The outbox as the sender sees it: without lane 0."""

    def next_ready(
        self, tx: Transaction, lanes: Iterable[Lane] = CARRIED, limit: int = 1, skip: Collection[str] = ()
    ) -> tuple[Operation, ...]:
        return super().next_ready(tx, [lane for lane in lanes if lane in CARRIED], limit, skip)

    def next_due_ms(self, tx: Transaction) -> int | None:
        row = tx.one("SELECT min(due_ms) FROM outbox WHERE state = 0 AND head = 1 AND lane > 0")
        return row[0] if row else None


class Carrier:
    """`offline_queue.sender_thread.Transport` on the hospital port. What is sent twice is done once, by its key."""

    def __init__(self, hospital: Hospital, hold_back: Callable[[float], None]) -> None:
        self._hospital = hospital
        self._hold_back = hold_back  # the server asked for quiet: settlements heed it too

    def send(self, parcel: Parcel) -> answers.Answer:
        outcome = self._call(parcel)
        match outcome:
            case Unknown(reason, retry_after_s):
                if retry_after_s is not None:
                    self._hold_back(retry_after_s)
                return answers.Unknown(reason, None if retry_after_s is None else int(retry_after_s))
            case Refused(code):
                return answers.Rejected(code)
        operation = parcel.operation
        return answers.Delivered(Receipt(operation.op_id, operation.body_hash))

    def query(self, parcel: Parcel) -> answers.Answer:
        return self.send(parcel)

    def _call(self, parcel: Parcel) -> NotFound | Refused | Unknown | None:
        body = msgspec.json.decode(parcel.body)
        match parcel.operation.kind:
            case operations.UNLOCK:
                return self._hospital.release_lock(body["lock_id"], parcel.operation.op_id)
            case operations.HELP:
                return self._hospital.call_staff(body["call_id"], body["step"])
            case operations.STAFF_TASK:
                return self._hospital.raise_staff_task(_task(body))
        return Refused("KIND_UNKNOWN")


def _task(body: dict[str, object]) -> StaffTask:
    case = msgspec.convert(body["case"], dict[str, str | int])
    return StaffTask(
        task_id=str(body["task_id"]),
        case_id=str(case["case_id"]),
        trace_number=str(case["trace_number"]),
        reason_code=str(case["reason_code"]),
        order_number=str(case["order_no"]),
        amount=Money(int(case["amount_fen"])),
    )
