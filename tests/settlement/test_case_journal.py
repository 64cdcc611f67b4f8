"""Cases in the database: what is read back is what was written, and a start takes up what it must."""

import sqlite3
from dataclasses import replace

import msgspec
import pytest

from kiosk.domain.slip import SlipKind, SlipState
from kiosk.settlement import slips
from kiosk.settlement.journal import CaseJournal
from kiosk.settlement.record import Direction, Record, State
from kiosk.settlement.view import Private
from offline_queue.seal import Plain
from tests.settlement.books import PRIVATE, Desk, record

HOUR_MS = 3_600_000


def update(desk: Desk, changed: Record, kind: str = "test") -> None:
    desk.run(lambda tx: desk.ledger.journal.update(tx, changed, kind))


def test_an_intent_is_read_back_as_it_was_written(desk: Desk) -> None:
    case = desk.case()
    assert desk.run(lambda tx: desk.ledger.journal.find(tx, "case1")) == case
    assert (case.seq, case.version, case.lock_id, case.visit, case.told) == (1, 1, "LK1", "visit", False)
    assert (case.created_wall_ms, case.changed_wall_ms) == (desk.clock.wall_ms(), desk.clock.wall_ms())
    assert (case.record, case.private) == (record(), PRIVATE)
    assert desk.run(lambda tx: desk.ledger.journal.find(tx, "case2")) is None


def test_a_row_of_before_tickets_is_read_as_one_without() -> None:
    old = {name: value for name, value in msgspec.to_builtins(PRIVATE).items() if name != "ticket"}
    assert msgspec.json.decode(msgspec.json.encode(old), type=Private) == PRIVATE


def test_a_step_changes_the_row_and_leaves_a_line_in_journal_and_audit(desk: Desk) -> None:
    case = desk.case()
    desk.clock.now_ms += 9
    changed = replace(case.record, state=State.REVERSING, direction=Direction.REVERSE, reason="BILL_CHANGED")
    update(desk, changed, "not_settled")
    row = desk.run(lambda tx: desk.ledger.journal.find(tx, "case1"))
    assert row is not None
    assert (row.version, row.record, row.changed_wall_ms) == (2, changed, desk.clock.wall_ms())
    assert row.created_wall_ms == case.created_wall_ms
    columns = desk.run(lambda tx: tx.one("SELECT state, direction, open FROM cases"))
    assert columns == ("reversing", "reverse", 1)
    audit = desk.run(lambda tx: tx.all("SELECT kind, subject, content FROM audit ORDER BY seq"))
    assert [row[:2] for row in audit] == [("case.intent", "case1"), ("case.not_settled", "case1")]
    assert msgspec.json.decode(audit[1][2]) == {"state": "reversing", "reason": "BILL_CHANGED", "fen": 300}
    lines = desk.run(lambda tx: tx.all("SELECT stream, n, kind FROM journal ORDER BY n"))
    assert lines == [("case1", 1, "intent"), ("case1", 2, "not_settled")]


def test_the_story_is_every_step_with_its_time(desk: Desk) -> None:
    case = desk.case()
    update(desk, replace(case.record, state=State.CHARGE_ASKED), "begin")
    told = desk.run(lambda tx: desk.ledger.journal.story(tx, "case1"))
    assert [line["kind"] for line in told] == ["intent", "begin"]
    assert told[1]["state"] == "charge_asked"
    assert desk.run(lambda tx: desk.ledger.journal.story(tx, "case2")) == []


def test_two_taps_are_one_case(desk: Desk) -> None:
    desk.case()
    with pytest.raises(sqlite3.IntegrityError):
        desk.case("case2")
    assert desk.run(lambda tx: desk.ledger.journal.find(tx, "case2")) is None


def test_the_latest_case_of_a_quote_is_the_one_that_counts(desk: Desk) -> None:
    first = desk.case()
    update(desk, replace(first.record, state=State.DECLINED))
    desk.case("case2")
    desk.case("case3", quote_id="PV2")
    row = desk.run(lambda tx: desk.ledger.journal.latest_of(tx, "PV1"))
    assert row is not None
    assert row.case_id == "case2"
    assert desk.run(lambda tx: desk.ledger.journal.latest_of(tx, "PV9")) is None


def test_a_start_takes_up_open_cases_and_those_still_watched_for_late_truth(desk: Desk) -> None:
    ends = {
        "settled": State.SETTLED,
        "by_hand": State.BY_HAND,
        "closed": State.PROVEN_CLOSED,
        "declined": State.DECLINED,
        "reversed": State.REVERSED,
    }
    for number, (case_id, state) in enumerate(ends.items()):
        case = desk.case(case_id, f"PV-{number}")
        update(desk, replace(case.record, state=state))
    watched = desk.case("watched", "PV-w")
    update(desk, replace(watched.record, state=State.PROVEN_CLOSED, late_checks=3))
    desk.case("open", "PV-o")
    found = desk.run(lambda tx: desk.ledger.journal.unfinished(tx, 3))
    assert [row.case_id for row in found] == ["open", "reversed", "declined", "closed"]


def test_a_case_is_told_until_its_state_changes(desk: Desk) -> None:
    case = desk.case()
    journal = desk.ledger.journal
    assert [row.case_id for row in desk.run(lambda tx: journal.untold(tx, 0))] == ["case1"]
    desk.run(lambda tx: journal.mark_told(tx, "case1"))
    assert desk.run(lambda tx: journal.untold(tx, 0)) == []
    update(desk, replace(case.record, overdue=True))  # the same state
    assert desk.run(lambda tx: journal.untold(tx, 0)) == []
    update(desk, replace(case.record, state=State.CHARGED))
    assert [row.told for row in desk.run(lambda tx: journal.untold(tx, 0))] == [False]


def test_only_what_changed_lately_is_told(desk: Desk) -> None:
    desk.case()
    since = desk.clock.wall_ms()
    assert len(desk.run(lambda tx: desk.ledger.journal.untold(tx, since))) == 1
    assert desk.run(lambda tx: desk.ledger.journal.untold(tx, since + 1)) == []


def test_a_case_whose_slip_is_still_in_the_printer_counts_as_untold(desk: Desk) -> None:
    desk.case()
    journal = desk.ledger.journal
    desk.run(lambda tx: tx.execute("INSERT INTO active_visit (id, visit) VALUES (1, 'v2')"))
    desk.run(lambda tx: journal.mark_told(tx, "case1"))
    desk.run(lambda tx: slips.owe(tx, "case1", SlipKind.SETTLED, 1))
    desk.run(lambda tx: slips.lease(tx, "v1", ""))
    assert [row.case_id for row in desk.run(lambda tx: journal.untold(tx, 0))] == ["case1"]
    desk.run(lambda tx: slips.report(tx, "v1", "case1-1", SlipState.PRINTED))
    assert desk.run(lambda tx: journal.untold(tx, 0)) == []


def test_lists_for_staff_hold_what_is_open_or_theirs_and_exports_the_newest(desk: Desk) -> None:
    done = desk.case("done", "PV1")
    update(desk, replace(done.record, state=State.SETTLED))
    theirs = desk.case("theirs", "PV2")
    update(desk, replace(theirs.record, state=State.BY_HAND))
    desk.case("open", "PV3")
    journal = desk.ledger.journal
    assert {row.case_id for row in desk.run(journal.listed)} == {"theirs", "open"}
    assert [row.case_id for row in desk.run(lambda tx: journal.latest(tx, 2))] == ["theirs", "open"]


def test_no_case_is_deleted_and_no_end_or_reversal_is_undone(desk: Desk) -> None:
    case = desk.case()
    update(desk, replace(case.record, state=State.SETTLED))
    with pytest.raises(sqlite3.IntegrityError):
        update(desk, replace(case.record, state=State.CHARGED))
    with pytest.raises(sqlite3.IntegrityError):
        desk.run(lambda tx: tx.execute("DELETE FROM cases"))
    other = desk.case("case2", "PV2")
    update(desk, replace(other.record, direction=Direction.REVERSE))
    with pytest.raises(sqlite3.IntegrityError):
        update(desk, replace(other.record, direction=Direction.CONFIRM))


def test_a_persons_part_is_sealed_for_its_case(desk: Desk) -> None:
    places: list[bytes] = []

    class Noting(Plain):
        def seal(self, data: bytes, place: bytes) -> bytes:
            places.append(place)
            return data

        def open(self, sealed: bytes, place: bytes) -> bytes:
            places.append(place)
            return sealed

    journal = CaseJournal(desk.store.time, Noting())
    desk.run(lambda tx: journal.insert(tx, record(), PRIVATE, "LK1", "visit"))
    desk.run(lambda tx: journal.find(tx, "case1"))
    assert places == [b"cases/case1/private", b"journal/1/case1", b"cases/case1/private"]


def test_the_story_is_told_whole(desk: Desk) -> None:
    case = desk.case()
    desk.clock.now_ms += 7
    update(desk, replace(case.record, state=State.BY_HAND, reason="NOT_RESOLVED"), "hand_due")
    wall_ms = desk.clock.wall_ms()
    assert desk.run(lambda tx: desk.ledger.journal.story(tx, "case1")) == [
        {"kind": "intent", "wall_ms": wall_ms - 7, "state": "intent", "reason": "", "fen": 300},
        {"kind": "hand_due", "wall_ms": wall_ms, "state": "by_hand", "reason": "NOT_RESOLVED", "fen": 300},
    ]
