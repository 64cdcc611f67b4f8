"""The keeper's database as plain values, read on the connection that is open anyway."""

from collections.abc import Mapping

import msgspec

from kiosk.settlement.record import Record
from kiosk.settlement.view import phase_of
from offline_queue.audit import Audit
from offline_queue.errors import QueueError
from offline_queue.seal import PLAIN, Sealer
from offline_queue.transaction import Row, Transaction
from tests.chaos.evidence import Books, CaseFact, OpFact, SlipFact

_RECORD = msgspec.json.Decoder(Record)
_OPERATIONS = (
    "SELECT seq, op_id, kind, lane, fkey, state, head, blocks, attempts, due_ms, queued_ms, body_hash, body, receipt,"
    " names_op FROM outbox"
)


def books_of(tx: Transaction, sealer: Sealer = PLAIN, audit: Audit | None = None) -> Books:
    """Everything. `audit` verifies the chain as well, which takes as long as the chain is."""
    return Books(
        operations={row[1]: _operation(row, sealer) for row in tx.all(_OPERATIONS)},
        cases=_cases(tx),
        slips=_slips(tx),
        audit_rows=_count(tx, "audit"),
        audit_fault=_audit_fault(tx, audit),
        pragmas=_pragmas(tx) if audit is not None else {},
        integrity=str(tx.all("PRAGMA integrity_check(1)")[0][0]) if audit is not None else "ok",
    )


def _operation(row: Row, sealer: Sealer) -> OpFact:
    seq, op_id, kind, lane, fkey, state, head, blocks, attempts, due, queued, digest, body, receipt, names_op = row
    return OpFact(
        seq=seq,
        op_id=op_id,
        kind=kind,
        lane=lane,
        fkey=fkey,
        state=state,
        head=bool(head),
        blocks=bool(blocks),
        attempts=attempts,
        due_ms=due,
        queued_ms=queued,
        body_hash=digest,
        body=None if body is None else sealer.open(body, f"outbox/{op_id}/body".encode()),
        receipt=None if receipt is None else sealer.open(receipt, f"outbox/{op_id}/receipt".encode()),
        names_op=names_op,
    )


def _cases(tx: Transaction) -> Mapping[str, CaseFact]:
    steps: dict[str, list[str]] = {}
    for stream, kind in tx.all("SELECT stream, kind FROM journal ORDER BY stream, n"):
        steps.setdefault(stream, []).append(kind)
    query = "SELECT seq, version, state, direction, quote_id, record FROM cases"
    return {fact.case_id: fact for fact in (_case(row, steps) for row in tx.all(query))}


def _case(row: Row, steps: Mapping[str, list[str]]) -> CaseFact:
    seq, version, state, direction, quote_id, content = row
    record = _RECORD.decode(content)
    if (record.state, record.direction) != (state, direction):
        raise AssertionError(f"{record.case_id}: the row's columns and its record say different things")
    return CaseFact(
        case_id=record.case_id,
        seq=seq,
        version=version,
        state=state,
        method=record.method,
        amount_fen=record.amount.fen,
        direction=direction,
        refund_round=record.refund_round,
        quote_id=quote_id,
        order_number=record.order_number,
        settlement_number=record.settlement_number,
        phase=phase_of(record),
        steps=tuple(steps.get(record.case_id, ())),
    )


def _slips(tx: Transaction) -> Mapping[str, SlipFact]:
    rows = tx.all("SELECT slip_id, case_id, kind, state, copy FROM slips")
    return {
        slip_id: SlipFact(slip_id, case_id, kind, state, bool(copy)) for slip_id, case_id, kind, state, copy in rows
    }


def _count(tx: Transaction, table: str) -> int:
    return int(tx.all(f"SELECT count(*) FROM {table}")[0][0])


def _audit_fault(tx: Transaction, audit: Audit | None) -> str:
    if audit is None:
        return ""
    try:
        verdict = audit.verify(tx)
    except QueueError as error:
        return str(error.code)
    return "" if verdict.intact else str(verdict)


def _pragmas(tx: Transaction) -> Mapping[str, str | int]:
    return {name: tx.all(f"PRAGMA {name}")[0][0] for name in ("journal_mode", "synchronous")}
