"""Slips owed to patients: Owed → Printing → Printed | Unknown. Unknown is printed again, as a copy."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from kiosk.domain.case import Case
from kiosk.domain.day_close import DayClose
from kiosk.domain.slip import NOBODYS, Slip, SlipKind, SlipState
from kiosk.settlement.journal import CaseRow
from offline_queue.transaction import Row, Transaction

_COLUMNS = "slip_id, case_id, kind, state, copy, visit"
COPIES_MAX = 20  # of one case: a slip that is scanned again and again does not fill the disk
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class SlipRow:
    slip_id: str
    case_id: str
    kind: SlipKind
    state: SlipState
    copy: bool
    visit: str


def owe(tx: Transaction, case_id: str, kind: SlipKind, wall_ms: int, copy: bool = False) -> None:
    """One slip more. One that still waits says what is true now: the old news is not printed as well."""
    changed = tx.one(
        "UPDATE slips SET kind = ?, owed_wall_ms = ? WHERE case_id = ? AND state = ? RETURNING slip_id",
        (kind, wall_ms, case_id, SlipState.OWED),
    )
    count = _count(tx, case_id)
    if changed is None and count < COPIES_MAX:
        tx.execute(
            "INSERT INTO slips (slip_id, case_id, kind, state, copy, owed_wall_ms) VALUES (?, ?, ?, ?, ?, ?)",
            (f"{case_id}-{count + 1}", case_id, kind, SlipState.OWED, copy, wall_ms),
        )


def owe_copy(tx: Transaction, case_id: str, wall_ms: int) -> None:
    """Our own slip was scanned: the newest one again, unless one is waiting anyway."""
    row = tx.one(f"SELECT {_COLUMNS} FROM slips WHERE case_id = ? ORDER BY seq DESC LIMIT 1", (case_id,))
    newest = _row(row) if row else None
    if newest is not None and newest.state in (SlipState.PRINTED, SlipState.UNKNOWN):
        tx.execute("UPDATE slips SET state = ? WHERE slip_id = ?", (SlipState.PRINTED, newest.slip_id))
        owe(tx, case_id, newest.kind, wall_ms, copy=True)


def lease(tx: Transaction, visit: str, case_id: str, staff: bool = False) -> SlipRow | None:
    """The oldest slip that waits, now PRINTING for this visit. PRINTING for a former visit counts as Unknown.

    A day's slip is for staff, and only they get it; they get no other.
    """
    scope = f"AND kind {'=' if staff else '<>'} '{SlipKind.DAY_CLOSE}'"
    scope, values = (f"{scope} AND case_id = ?", (case_id,)) if case_id else (scope, ())
    row = tx.one(
        f"SELECT {_COLUMNS} FROM slips WHERE (state IN (?, ?) OR (state = ? AND visit <> ?)) {scope}"
        " ORDER BY seq LIMIT 1",
        (SlipState.OWED, SlipState.UNKNOWN, SlipState.PRINTING, visit, *values),
    )
    if row is None:
        return None
    found = _row(row)
    copy = found.copy or found.state is not SlipState.OWED
    tx.execute(
        "UPDATE slips SET state = ?, visit = ?, copy = ? WHERE slip_id = ?",
        (SlipState.PRINTING, visit, copy, found.slip_id),
    )
    return SlipRow(found.slip_id, found.case_id, found.kind, SlipState.PRINTING, copy, visit)


def report(tx: Transaction, visit: str, slip_id: str, state: SlipState) -> bool:
    """How the print ended, said by the visit that leased it. False: it was not that visit's."""
    changed = tx.one(
        "UPDATE slips SET state = ?, visit = '' WHERE slip_id = ? AND visit = ? AND state = ? RETURNING slip_id",
        (state, slip_id, visit, SlipState.PRINTING),
    )
    return changed is not None


def slip_of(row: SlipRow, case: CaseRow, view: Case, hospital_name: str, place: str, wall_ms: int) -> Slip:
    receipt = case.record.receipt
    return Slip(
        slip_id=row.slip_id,
        kind=row.kind,
        case=view,
        copy=row.copy,
        lines=case.private.lines,
        hospital_name=hospital_name,
        place=place,
        printed_at_text=_time_text(receipt.settled_at if receipt else datetime.fromtimestamp(wall_ms / 1000, CHINA)),
        settlement_number=receipt.setl_id if receipt else "",
        invoice_number=receipt.invoice_number if receipt else "",
        channel_trade_number=case.record.channel_trade_number,
        coverage_name=case.private.coverage_name,
        qr_content=f"YZ1:S:{case.case_id}",
    )


def day_slip(row: SlipRow, day: DayClose, hospital_name: str, place: str) -> Slip:
    """A day's slip is of nobody: it has no case."""
    return Slip(
        slip_id=row.slip_id,
        kind=row.kind,
        case=NOBODYS,
        copy=row.copy,
        lines=(),
        hospital_name=hospital_name,
        place=place,
        printed_at_text=day.made_at_text,
        day=day,
    )


def _time_text(moment: datetime) -> str:
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")


def _count(tx: Transaction, case_id: str) -> int:
    row = tx.one("SELECT count(*) FROM slips WHERE case_id = ?", (case_id,))
    return int(row[0]) if row else 0


def _row(row: Row) -> SlipRow:
    slip_id, case_id, kind, state, copy, visit = row
    return SlipRow(slip_id, case_id, SlipKind(kind), SlipState(state), bool(copy), visit)
