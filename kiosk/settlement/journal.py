"""Cases, their locks and the active visit in the database. All functions run inside a transaction of the writer.

One commit of a step is: case row, journal entry, outbox row, slip row, audit row.
"""

from dataclasses import dataclass

import msgspec

from kiosk.domain.slip import SlipState
from kiosk.settlement.record import ENDED, Record, State
from kiosk.settlement.view import Private
from offline_queue.audit import Audit
from offline_queue.clock import QueueTime
from offline_queue.journal import Journal
from offline_queue.seal import Sealer
from offline_queue.transaction import Row, Transaction

_COLUMNS = "seq, case_id, version, lock_id, visit, told, created_wall_ms, changed_wall_ms, record, private, online_ms"
_RECORD = msgspec.json.Decoder(Record)
_PRIVATE = msgspec.json.Decoder(Private)
_ENCODER = msgspec.json.Encoder()
CASES_READ_MAX = 200


@dataclass(frozen=True, slots=True)
class CaseRow:
    seq: int
    version: int
    lock_id: str
    visit: str  # digest of the visit's token
    told: bool
    created_wall_ms: int
    changed_wall_ms: int
    record: Record
    private: Private
    online_ms: int = 0  # unresolved while the server could be asked, over all lives of the keeper

    @property
    def case_id(self) -> str:
        return self.record.case_id


class CaseJournal:
    """Rows of `cases` and what is written with them."""

    def __init__(self, time: QueueTime, sealer: Sealer) -> None:
        self._time = time
        self._sealer = sealer
        self._journal = Journal(time, sealer)
        self.audit = Audit(time)

    def insert(self, tx: Transaction, record: Record, private: Private, lock_id: str, visit: str) -> CaseRow:
        """The intent. sqlite3.IntegrityError if the quote has an open case (two taps)."""
        now = self._time.wall_ms()
        cursor = tx.execute(
            "INSERT INTO cases (case_id, version, state, direction, open, quote_id, lock_id, visit, created_wall_ms,"
            " changed_wall_ms, record, private) VALUES (?, 1, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)",
            (
                record.case_id,
                record.state,
                record.direction,
                record.quote_id,
                lock_id,
                visit,
                now,
                now,
                _ENCODER.encode(record),
                self._sealer.seal(_ENCODER.encode(private), _place(record.case_id)),
            ),
        )
        self._tell(tx, "intent", record)
        return CaseRow(cursor.lastrowid or 0, 1, lock_id, visit, False, now, now, record, private)

    def update(self, tx: Transaction, record: Record, kind: str) -> None:
        """One step. A case whose phase is new has not been told yet."""
        tx.execute(
            "UPDATE cases SET version = version + 1, state = ?, direction = ?, open = ?, changed_wall_ms = ?,"
            " record = ?, told = CASE WHEN state = ? THEN told ELSE 0 END WHERE case_id = ?",
            (
                record.state,
                record.direction,
                record.state not in ENDED,
                self._time.wall_ms(),
                _ENCODER.encode(record),
                record.state,
                record.case_id,
            ),
        )
        self._tell(tx, kind, record)

    def _tell(self, tx: Transaction, kind: str, record: Record) -> None:
        content = _ENCODER.encode({"state": record.state, "reason": record.reason, "fen": record.amount.fen})
        self._journal.append(tx, record.case_id, kind, content)
        self.audit.append(tx, f"case.{kind}", record.case_id, content)

    def note(self, tx: Transaction, stream: str, kind: str, content: bytes) -> None:
        """Something of the terminal's own, not of a case."""
        self._journal.append(tx, stream, kind, content)
        self.audit.append(tx, f"terminal.{kind}", stream, content)

    def last_note(self, tx: Transaction, stream: str) -> bytes | None:
        entries = self._journal.read(tx, stream)
        return entries[-1].content if entries else None

    def find(self, tx: Transaction, case_id: str) -> CaseRow | None:
        row = tx.one(f"SELECT {_COLUMNS} FROM cases WHERE case_id = ?", (case_id,))
        return self._row(row) if row else None

    def latest_of(self, tx: Transaction, quote_id: str) -> CaseRow | None:
        row = tx.one(f"SELECT {_COLUMNS} FROM cases WHERE quote_id = ? ORDER BY seq DESC LIMIT 1", (quote_id,))
        return self._row(row) if row else None

    def unfinished(self, tx: Transaction, late_checks_max: int) -> list[CaseRow]:
        """What a start must take up: open cases, and ended ones that are still looked at for late truth."""
        rows = tx.all(f"SELECT {_COLUMNS} FROM cases WHERE open = 1 ORDER BY seq")
        late = tx.all(
            f"SELECT {_COLUMNS} FROM cases WHERE state IN (?, ?, ?) ORDER BY seq DESC LIMIT ?",
            (State.DECLINED, State.PROVEN_CLOSED, State.REVERSED, CASES_READ_MAX),
        )
        watched = [row for row in map(self._row, late) if row.record.late_checks < late_checks_max]
        return [*map(self._row, rows), *watched]

    def untold(self, tx: Transaction, since_wall_ms: int) -> list[CaseRow]:
        """Not told yet, or told while the slip was still coming out of the printer of a turn that died."""
        query = f"""
            SELECT {_COLUMNS} FROM cases
            WHERE changed_wall_ms >= ? AND (told = 0 OR EXISTS (
                SELECT 1 FROM slips WHERE slips.case_id = cases.case_id AND slips.state = ?
                AND slips.visit <> (SELECT visit FROM active_visit)))
            ORDER BY seq LIMIT ?"""
        rows = tx.all(query, (since_wall_ms, SlipState.PRINTING, CASES_READ_MAX))
        return [self._row(row) for row in rows]

    def listed(self, tx: Transaction) -> list[CaseRow]:
        """For staff: open cases and those that are theirs and not dealt with."""
        theirs = "state = ? AND case_id NOT IN (SELECT case_id FROM handled)"
        query = f"SELECT {_COLUMNS} FROM cases WHERE open = 1 OR ({theirs}) ORDER BY seq LIMIT ?"
        return [self._row(row) for row in tx.all(query, (State.BY_HAND, CASES_READ_MAX))]

    def latest(self, tx: Transaction, limit: int) -> list[CaseRow]:
        """Every case, ended or not: the newest `limit`, oldest first."""
        rows = tx.all(f"SELECT {_COLUMNS} FROM cases ORDER BY seq DESC LIMIT ?", (limit,))
        return [self._row(row) for row in reversed(rows)]

    def note_online(self, tx: Transaction, case_id: str, online_ms: int) -> None:
        """S12 counts on over restarts. No step of the case: neither version nor story changes."""
        tx.execute("UPDATE cases SET online_ms = ? WHERE case_id = ?", (online_ms, case_id))

    def mark_told(self, tx: Transaction, case_id: str) -> None:
        tx.execute("UPDATE cases SET told = 1 WHERE case_id = ?", (case_id,))

    def story(self, tx: Transaction, case_id: str) -> list[dict[str, object]]:
        """Every step of a case, for staff."""
        entries = self._journal.read(tx, case_id)
        return [{"kind": each.kind, "wall_ms": each.wall_ms, **msgspec.json.decode(each.content)} for each in entries]

    def _row(self, row: Row) -> CaseRow:
        seq, case_id, version, lock_id, visit, told, created, changed, record, private, online_ms = row
        return CaseRow(
            seq=seq,
            version=version,
            lock_id=lock_id,
            visit=visit,
            told=bool(told),
            created_wall_ms=created,
            changed_wall_ms=changed,
            record=_RECORD.decode(record),
            private=_PRIVATE.decode(self._sealer.open(private, _place(case_id))),
            online_ms=online_ms,
        )


def _place(case_id: str) -> bytes:
    return f"cases/{case_id}/private".encode()
