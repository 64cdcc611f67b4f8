"""What one step writes: case, journal, outbox, slip, lock and audit rows, in one transaction."""

import math
from collections.abc import Callable

from kiosk.domain.slip import SlipKind
from kiosk.hospital.port import Unknown
from kiosk.settlement import locks, operations, slips
from kiosk.settlement.events import (
    Act,
    Answered,
    EnqueueConfirm,
    EnqueueReversal,
    EnqueueUnlock,
    Event,
    FinishOperation,
    GiveUpOperation,
    OweSlip,
    ReopenOperation,
)
from kiosk.settlement.journal import CaseJournal
from kiosk.settlement.locks import LockState
from kiosk.settlement.machine import Step
from kiosk.settlement.record import Direction, Record, State
from offline_queue import answers, gate
from offline_queue.clock import QueueTime
from offline_queue.errors import ErrorCode, QueueError
from offline_queue.operation import NewOperation, Operation, Receipt
from offline_queue.operation import State as OpState
from offline_queue.outbox import Outbox
from offline_queue.staff import StaffDesk
from offline_queue.transaction import Transaction

KEEPER = "keeper"  # the actor of what the machine does by itself


class Ledger:
    """Writes steps. Everything in it runs inside the writer's transaction."""

    def __init__(
        self, journal: CaseJournal, outbox: Outbox, staff: StaffDesk, time: QueueTime, terminal_id: str
    ) -> None:
        self.journal = journal
        self.outbox = outbox
        self._staff = staff
        self._time = time
        self._terminal_id = terminal_id

    def trace_number(self, seq: int) -> str:
        """Short enough to be read aloud: the terminal and the number of the case on it."""
        return f"{self._terminal_id}-{seq:06d}"

    def write(self, tx: Transaction, seq: int, lock_id: str, old: Record, event: Event, step: Step) -> None:
        if step.record != old:
            self.journal.update(tx, step.record, step.kind)
        for act in step.acts:
            self._act(tx, seq, lock_id, old, step.record, act)
        if isinstance(event, Answered) and isinstance(event.answer, Unknown):
            self._note_unknown(tx, step.record, event.answer)
            if event.answer.retry_after_s is not None:
                gate.keep_quiet(tx, self._time.now_ms(), event.answer.retry_after_s)
        if step.record.state is State.SETTLED and old.state is not State.SETTLED:
            locks.mark(tx, lock_id, LockState.GONE)

    def quiet_until_ms(self, tx: Transaction) -> int:
        """Queue time before which the host wants to hear nothing."""
        return gate.load(tx, gate.GATE_POLICY).quiet_until_ms

    def writes(self, old: Record, event: Event, step: Step) -> bool:
        """Whether there is anything to commit: a trade that is still not paid is no news."""
        unknown = event.answer if isinstance(event, Answered) and isinstance(event.answer, Unknown) else None
        told = unknown is not None and (old.direction is not Direction.NONE or unknown.retry_after_s is not None)
        durable = any(not hasattr(act, "wait") for act in step.acts)
        return step.record != old or durable or told

    def release(self, tx: Transaction, lock_id: str) -> None:
        """Give the bills back if nobody needs the lock."""
        if locks.is_free(tx, lock_id) and self._enqueue(tx, operations.unlock(lock_id, locks.key_of(tx, lock_id))):
            locks.mark(tx, lock_id, LockState.UNLOCK_OWED)

    def _enqueue(self, tx: Transaction, new: NewOperation) -> bool:
        """False: no room. The server sweeps a lock, and staff see a case of theirs without the task."""
        try:
            self.outbox.enqueue(tx, new)
        except QueueError as error:
            if error.code is not ErrorCode.DISK_RESERVE:
                raise
            return False
        return True

    def _act(self, tx: Transaction, seq: int, lock_id: str, old: Record, new: Record, act: Act) -> None:
        match act:
            case EnqueueConfirm():
                self.outbox.enqueue(tx, operations.confirm(new))
            case EnqueueReversal():
                self.outbox.enqueue(tx, operations.reverse(new))
            case ReopenOperation():
                self._reopen(tx, new)
            case FinishOperation(code):
                self._finish(tx, old, code)
            case GiveUpOperation():
                self._give_up(tx, seq, old, new)
            case OweSlip(kind):
                self._owe(tx, new, kind)
            case EnqueueUnlock():
                self.release(tx, lock_id)

    def _owe(self, tx: Transaction, record: Record, kind: SlipKind) -> None:
        slips.owe(tx, record.case_id, kind, self._time.wall_ms())

    def _reopen(self, tx: Transaction, record: Record) -> None:
        """A refund under a second number could go out twice: the old number is used again."""
        stored = self._operation(tx, record)
        if stored is not None and stored.state in (OpState.DEAD, OpState.PARKED):
            self._staff.retry(tx, stored.op_id, KEEPER, "handed back")

    def _finish(self, tx: Transaction, record: Record, code: str) -> None:
        """The answers on the way here named our number and proved the end: that is the receipt."""
        open_ = self._operation(tx, record)
        if open_ is not None:
            receipt = Receipt(open_.op_id, open_.body_hash, f"{code} {record.refusal}".strip().encode())
            self.outbox.acknowledge(tx, open_.op_id, receipt)

    def _give_up(self, tx: Transaction, seq: int, old: Record, new: Record) -> None:
        open_ = self._operation(tx, old)
        if open_ is not None:
            self.outbox.reject(tx, open_.op_id, answers.Rejected(new.reason, final=True))
        self._enqueue(tx, operations.staff_task(new, self.trace_number(seq)))

    def _note_unknown(self, tx: Transaction, record: Record, answer: Unknown) -> None:
        open_ = self._operation(tx, record)
        if open_ is not None and open_.state is OpState.OPEN:
            wish = None if answer.retry_after_s is None else math.ceil(answer.retry_after_s)
            self.outbox.postpone(tx, open_.op_id, answers.Unknown(answer.reason, wish))

    def _operation(self, tx: Transaction, record: Record) -> Operation | None:
        ids: dict[Direction, Callable[[], str]] = {
            Direction.CONFIRM: lambda: record.settlement_number,
            Direction.REVERSE: lambda: record.refund_number,
        }
        make = ids.get(record.direction)
        return self.outbox.find(tx, make()) if make else None
