"""`kiosk queue`: what staff see and may do. Every act is in the audit chain, with who did it."""

from collections.abc import Callable
from itertools import islice

from kiosk.hospital.port import HospitalError
from kiosk.keeper.anchoring import chain_of
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.keeper.staff_story import act_bytes, case_story, set_handled, staff_acts
from kiosk.settlement.journal import CaseRow
from kiosk.settlement.ledger import Ledger
from kiosk.settlement.record import State
from kiosk.settlement.view import phase_of
from offline_queue import export
from offline_queue.audit import Head
from offline_queue.clock import QueueTime
from offline_queue.errors import QueueError
from offline_queue.operation import Lane
from offline_queue.operation import State as OpState
from offline_queue.staff import StaffDesk
from offline_queue.transaction import Transaction
from offline_queue.writer import Writer

EXPORT_ROWS_MAX = 2_000
ACTOR_CHARS_MAX = 64
WHY_CHARS_MAX = 200
ITEM_CHARS_MAX = 128
WAITING = (OpState.OPEN, OpState.PARKED, OpState.DEAD)

Values = dict[str, object]


def nobody_asked(_chain: str) -> tuple[tuple[int, bytes], ...]:
    """The keeper is stopped, and the file opened by hand."""
    raise HospitalError("NOT_ASKED")


class StaffCounter:
    """`hand_back` lets the machine go on with a case that is BY_HAND."""

    def __init__(
        self,
        writer: Writer,
        ledger: Ledger,
        desk: StaffDesk,
        time: QueueTime,
        hand_back: Callable[[CaseRow], None],
        server_heads: Callable[[str], tuple[tuple[int, bytes], ...]] = nobody_asked,
    ) -> None:
        self._writer = writer
        self._ledger = ledger
        self._desk = desk
        self._time = time
        self._hand_back = hand_back
        self._server_heads = server_heads

    def do(self, action: str, item: str, actor: str, why: str = "") -> Values:
        """Raises Refused BAD_REQUEST for what cannot be done. `why` is journaled with who did it."""
        acts: dict[str, Callable[[str, str, str], Values]] = {
            "list": self._list,
            "show": self._show,
            "retry": self._retry,
            "park": self._park,
            "release": self._release,
            "handled": self._handled,
            "export": self._export,
            "verify": self._verify,
        }
        if action not in acts or len(why) > WHY_CHARS_MAX:
            raise Refused(Refusal.BAD_REQUEST)
        self.note(action, item, actor, why)
        try:
            return acts[action](item, actor, why or f"kiosk queue {action}")
        except QueueError as error:
            self.note(f"refused.{action}", item, actor, str(error.code))
            return {"error": str(error.code), "detail": error.detail}
        except Refused as refused:
            self.note(f"refused.{action}", item, actor, str(refused.refusal))
            raise

    def note(self, action: str, item: str, actor: str, why: str = "") -> None:
        """Raises Refused BAD_REQUEST where nobody says who does it."""
        if not 0 < len(actor) <= ACTOR_CHARS_MAX:
            raise Refused(Refusal.BAD_REQUEST)
        audit = self._ledger.journal.audit
        content = act_bytes(actor, why)
        self._writer.run(lambda tx: audit.append(tx, f"staff.{action}", item[:ITEM_CHARS_MAX] or "-", content))

    def _list(self, item: str, actor: str, why: str) -> Values:
        def read(tx: Transaction) -> Values:
            return {
                "cases": [self._case(row) for row in self._ledger.journal.listed(tx)],
                "operations": export.listing(tx, WAITING),
                **export.counts(tx),
            }

        return self._writer.read(read)

    def _show(self, item: str, actor: str, why: str) -> Values:
        def read(tx: Transaction) -> Values:
            row = self._ledger.journal.find(tx, item)
            if row is not None:
                return {**self._case(row), **case_story(tx, self._ledger, self._time, row)}
            return {**export.show(tx, self._ledger.outbox, self._time, item), "acts": staff_acts(tx, item)}

        return self._writer.read(read)

    def _retry(self, item: str, actor: str, why: str) -> Values:
        row = self._writer.read(lambda tx: self._case_of(tx, item))
        if row is None:
            self._writer.run(lambda tx: self._desk.retry(tx, item, actor, why))
        elif row.record.state is State.BY_HAND:
            case_id = row.case_id
            self._writer.run(lambda tx: set_handled(tx, case_id, False))
            self._hand_back(row)
        else:
            raise Refused(Refusal.BAD_REQUEST)
        return self._show(item, actor, why)

    def _park(self, item: str, actor: str, why: str) -> Values:
        if self._writer.read(lambda tx: self._case_of(tx, item)) is not None:
            raise Refused(Refusal.BAD_REQUEST)  # what follows money that moved is never held back
        self._writer.run(lambda tx: self._desk.park(tx, item, actor, why))
        return self._show(item, actor, why)

    def _release(self, item: str, actor: str, why: str) -> Values:
        """What is younger of its key goes on without it; never of money."""
        if self._writer.read(lambda tx: self._case_of(tx, item)) is not None:
            raise Refused(Refusal.BAD_REQUEST)
        self._writer.run(lambda tx: self._desk.release(tx, item, actor, why))
        return self._show(item, actor, why)

    def _handled(self, item: str, actor: str, why: str) -> Values:
        """A case of theirs, or a dead letter, has been dealt with by a person."""
        row = self._writer.read(lambda tx: self._ledger.journal.find(tx, item))
        if row is None:
            return self._release(item, actor, why)
        if row.record.state is not State.BY_HAND:
            raise Refused(Refusal.BAD_REQUEST)
        self._writer.run(lambda tx: set_handled(tx, item, True))
        return self._show(item, actor, why)

    def _export(self, item: str, actor: str, why: str) -> Values:
        def read(tx: Transaction) -> Values:
            rows = list(islice(export.export(tx, self._ledger.outbox), EXPORT_ROWS_MAX))
            cases = self._ledger.journal.latest(tx, EXPORT_ROWS_MAX)
            return {"cases": [self._case(row) for row in cases], "operations": rows}

        return self._writer.read(read)

    def _verify(self, item: str, actor: str, why: str) -> Values:
        """Against what the server was told, if it answers: a file put back from an old copy is whole in itself."""
        try:
            told = tuple(Head(*head) for head in self._server_heads(self._writer.read(chain_of)))
        except HospitalError as error:
            return self._verified(()) | {"server_heads": error.code}
        return self._verified(told) | {"server_heads": len(told)}

    def _verified(self, told: tuple[Head, ...]) -> Values:
        return self._writer.read(lambda tx: export.verify(tx, self._ledger.journal.audit, told))

    def _case_of(self, tx: Transaction, item: str) -> CaseRow | None:
        """The case of this number, or the one that this operation of lane 0 belongs to."""
        operation = self._ledger.outbox.find(tx, item)
        is_money = operation is not None and operation.lane is Lane.MONEY
        return self._ledger.journal.find(tx, operation.fkey if operation and is_money else item)

    def _case(self, row: CaseRow) -> Values:
        """By its numbers, without the person."""
        record = row.record
        return {
            "case_id": record.case_id,
            "trace_number": self._ledger.trace_number(row.seq),
            "state": record.state,
            "phase": phase_of(record),
            "direction": record.direction,
            "reason": record.reason,
            "order_number": record.order_number,
            "settlement_number": record.settlement_number,
            "amount_fen": record.amount.fen,
            "created_wall_ms": row.created_wall_ms,
            "told": row.told,
        }
