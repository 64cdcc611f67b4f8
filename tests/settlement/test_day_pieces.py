"""What the day's close is made of: the journal's side, tasks for staff, its slip, and a second look."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from kiosk.domain.case import Phase, WaitingFor
from kiosk.domain.day_close import DayClose, DayItem, Match
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.payment import Channel
from kiosk.domain.slip import NOBODYS, SlipKind, SlipState
from kiosk.settlement import reconcile_journal, slips
from kiosk.settlement.events import Call
from kiosk.settlement.reconcile_sides import JournalOrder
from kiosk.settlement.reconcile_task import difference_task
from kiosk.settlement.record import Method, State
from kiosk.settlement.slips import CHINA, SlipRow
from kiosk.settlement.view import case_of
from offline_queue.operation import Lane
from tests.settlement.books import PRIVATE, Desk, record
from tests.settlement.simulation import simulation

DATE = "2026-11-24"
HOUR_MS = 3_600_000
ITEM = DayItem(Match.LONG, "LONG_NOT_SETTLED", "YZcase1", "T01-000001", Money(300), None, Money(300))
DAY = DayClose("T01", DATE, "2026-11-25 00:10:00", True, {Match.MATCHED: 1}, NOTHING, NOTHING, NOTHING, ())


def midnight_ms(date: str = DATE) -> int:
    return int(datetime.fromisoformat(date).replace(tzinfo=CHINA).timestamp() * 1000)


def at(desk: Desk, wall_ms: int) -> None:
    desk.clock.wall_offset_ms = wall_ms - desk.clock.now_ms


def test_the_day_has_two_neighbours() -> None:
    assert reconcile_journal.neighbours("2026-03-01") == ("2026-02-28", "2026-03-01", "2026-03-02")
    with pytest.raises(ValueError, match="isoformat"):
        reconcile_journal.neighbours("today")


def test_the_journals_side_holds_three_days_and_whatever_is_named(desk: Desk) -> None:
    made = {"before": -25, "yesterday": -24, "today": 1, "tomorrow": 47, "after": 48}
    for number, (case_id, hours) in enumerate(made.items()):
        at(desk, midnight_ms() + hours * HOUR_MS)
        desk.case(case_id, f"PV{number}")
    found = desk.run(lambda tx: reconcile_journal.journal_of(tx, desk.ledger, DATE, 0, ()))
    assert [each.order_number for each in found] == ["YZyesterday", "YZtoday", "YZtomorrow"]
    named = ["YZbefore", "YZnobody", "ZZafter", "YZtoday"]
    more = desk.run(lambda tx: reconcile_journal.journal_of(tx, desk.ledger, DATE, 0, named))
    assert [each.order_number for each in more] == ["YZyesterday", "YZtoday", "YZtomorrow", "YZbefore"]


def test_a_case_is_of_the_day_by_the_hospitals_clock(desk: Desk) -> None:
    at(desk, midnight_ms() - HOUR_MS)  # our clock is two hours slow
    desk.case()
    (order,) = desk.run(lambda tx: reconcile_journal.journal_of(tx, desk.ledger, DATE, 2 * HOUR_MS, ()))
    assert order == JournalOrder("YZcase1", "STcase1", "T01-000001", State.INTENT, Money(300), DATE)
    (early,) = desk.run(lambda tx: reconcile_journal.journal_of(tx, desk.ledger, DATE, 0, ()))
    assert early.date == "2026-11-23"


def test_more_names_than_one_question_holds_are_asked_in_parts(desk: Desk) -> None:
    at(desk, midnight_ms("2026-01-01"))
    for number in range(3):
        desk.case(f"case{number}", f"PV{number}")
    names = [f"YZcase{number}" for number in range(1_201)]
    found = desk.run(lambda tx: reconcile_journal.journal_of(tx, desk.ledger, DATE, 0, names))
    assert [each.order_number for each in found] == ["YZcase0", "YZcase1", "YZcase2"]
    assert [len(part) for part in reconcile_journal._chunks(["x"] * 1_201)] == [500, 500, 201]


def test_a_difference_is_one_task_under_an_id_of_its_own() -> None:
    task = difference_task(DATE, ITEM)
    assert task == difference_task(DATE, ITEM)
    assert task.op_id != difference_task("2026-11-25", ITEM).op_id
    assert task.op_id != difference_task(DATE, replace(ITEM, code="PAID_AFTER_CLOSE")).op_id
    assert task.op_id.startswith("rec-2026-11-24-")
    assert len(task.op_id) == len("rec-2026-11-24-") + 20
    assert (task.kind, task.lane, task.fkey) == ("staff_task", Lane.RECORD, task.op_id)
    assert msgspec.json.decode(task.body) == {
        "task_id": task.op_id,
        "kind": "RECONCILE_DIFFERENCE",
        "case": {
            "case_id": "YZcase1",
            "trace_number": "T01-000001",
            "phase": "long",
            "reason_code": "LONG_NOT_SETTLED",
            "order_no": "YZcase1",
            "amount_fen": 300,
        },
    }


@pytest.mark.parametrize(
    ("channel", "hospital", "at_stake"),
    [(300, 100, 200), (100, 300, 200), (None, 40, 40), (50, None, 50), (70, 70, 70)],
)
def test_a_task_says_how_much_is_at_stake(channel: int | None, hospital: int | None, at_stake: int) -> None:
    kept, settled = (None if fen is None else Money(fen) for fen in (channel, hospital))
    item = replace(ITEM, trace_number="", order_number="Y" * 40, channel=kept, hospital=settled)
    case = msgspec.json.decode(difference_task(DATE, item).body)["case"]
    assert (case["amount_fen"], case["trace_number"], case["order_no"]) == (at_stake, "-", "Y" * 32)


def test_a_days_slip_is_of_nobody() -> None:
    row = SlipRow("day-1", "day", SlipKind.DAY_CLOSE, SlipState.PRINTING, True, "v1")
    slip = slips.day_slip(row, DAY, "医院", "一楼")
    assert (slip.slip_id, slip.kind, slip.case, slip.copy) == ("day-1", SlipKind.DAY_CLOSE, NOBODYS, True)
    assert (slip.lines, slip.hospital_name, slip.place, slip.day) == ((), "医院", "一楼", DAY)
    assert (slip.printed_at_text, slip.qr_content) == ("2026-11-25 00:10:00", "")


def test_a_note_of_the_terminals_own_is_in_journal_and_audit_and_the_last_one_counts(desk: Desk) -> None:
    journal = desk.ledger.journal
    assert desk.run(lambda tx: journal.last_note(tx, "day")) is None
    for content in (b"one", b"two"):
        desk.run(lambda tx, content=content: journal.note(tx, "day", "close", content))  # type: ignore[misc]
    assert desk.run(lambda tx: journal.last_note(tx, "day")) == b"two"
    rows = desk.run(lambda tx: tx.all("SELECT kind, subject, content FROM audit ORDER BY seq"))
    assert rows == [("terminal.close", "day", b"one"), ("terminal.close", "day", b"two")]


def test_only_an_end_without_money_is_looked_at_again_and_once_at_a_time(tmp_path: Path, template: Path) -> None:
    with simulation(tmp_path, template, 1, method=Method.QR) as sim:
        sim.start_first()
        row = sim.writer.read(lambda tx: sim.ledger.journal.find(tx, "case1"))
        assert row is not None
        sim.runner.due()
        sim.runner.look_again(row)  # open: the machine is at it
        assert sim.runner.due() == []
        ended = replace(row, record=replace(row.record, case_id="gone", state=State.PROVEN_CLOSED))
        for _ in range(2):
            sim.runner.look_again(ended)
        (order,) = sim.runner.due()
        assert (order.call, order.record.case_id) == (Call.QUERY_TRADE, "gone")
        sim.runner.look_again(ended)  # asked already
        assert sim.runner.due() == []
        settled = replace(row, record=replace(row.record, case_id="done", state=State.SETTLED))
        sim.runner.look_again(settled)
        assert sim.runner.course("done") is None


def test_the_life_of_a_code_runs_down_to_nothing(tmp_path: Path, template: Path) -> None:
    with simulation(tmp_path, template, 1, method=Method.QR) as sim:
        sim.start_first()
        sim.runner.due()
        course = sim.runner.course("case1")
        assert course is not None
        assert sim.runner.code_left_s(course) == 120.0
        sim.clock.now_ms += 30_500
        assert sim.runner.code_left_s(course) == 89.5
        sim.clock.now_ms += 200_000
        assert sim.runner.code_left_s(course) == 0.0


def test_a_case_is_shown_with_everything_a_patient_may_see() -> None:
    waiting = record(
        state=State.AWAITING,
        channel=Channel.WECHAT,
        code_url="https://q/1",
        payer_must_confirm=True,
        reason="CODE_EXPIRED",
    )
    shown = case_of(waiting, PRIVATE, version=7, trace_number="T01-000009", recovered=True, code_left_s=42.9)
    assert (shown.case_id, shown.version, shown.trace_number) == ("case1", 7, "T01-000009")
    assert (shown.masked_name, shown.phase, shown.waiting_for) == ("张*丰", Phase.AWAITING, WaitingFor.PATIENT)
    assert (shown.total, shown.fund, shown.account, shown.patient_part) == (
        Money(1_000),
        Money(700),
        NOTHING,
        Money(300),
    )
    assert (shown.channel, shown.code_url, shown.code_expires_in_s) == (Channel.WECHAT, "https://q/1", 42)
    assert (shown.payer_must_confirm, shown.reason_code, shown.recovered) == (True, "PAY_TIMEOUT", True)
    by_code = replace(waiting, method=Method.PAYER_CODE)
    hidden = case_of(by_code, PRIVATE, version=7, trace_number="", recovered=False, code_left_s=42.9)
    assert (hidden.code_url, hidden.code_expires_in_s, hidden.recovered) == ("", 0, False)
    late = case_of(waiting, PRIVATE, version=7, trace_number="", recovered=False, code_left_s=-3.0)
    assert late.code_expires_in_s == 0
    free = record(method=Method.NOTHING_TO_PAY, amount=NOTHING, state=State.CHARGE_ASKED)
    assert case_of(free, PRIVATE, version=1, trace_number="", recovered=False).waiting_for is WaitingFor.INSURER
    done = record(state=State.SETTLED, payer_must_confirm=True)
    ended = case_of(done, PRIVATE, version=1, trace_number="", recovered=False)
    assert (ended.waiting_for, ended.payer_must_confirm, ended.code_url) == (WaitingFor.NOBODY, False, "")


def test_the_three_days_are_those_of_the_hospitals_clock(desk: Desk) -> None:
    """Our clock is two hours slow: the days begin and end two hours earlier on it."""
    slow_ms, day_ms = 2 * HOUR_MS, 24 * HOUR_MS
    begins, ends = midnight_ms() - day_ms - slow_ms, midnight_ms() + 2 * day_ms - slow_ms
    for number, wall_ms in enumerate((begins - 1, begins, ends - 1, ends)):
        at(desk, wall_ms)
        desk.case(f"case{number}", f"PV{number}")
    found = desk.run(lambda tx: reconcile_journal.journal_of(tx, desk.ledger, DATE, slow_ms, ()))
    assert [(each.order_number, each.date) for each in found] == [("YZcase1", "2026-11-23"), ("YZcase2", "2026-11-25")]


def test_the_last_of_many_notes_counts(desk: Desk) -> None:
    for content in (b"one", b"two", b"three"):
        desk.run(lambda tx, content=content: desk.ledger.journal.note(tx, "day", "close", content))  # type: ignore[misc]
    assert desk.run(lambda tx: desk.ledger.journal.last_note(tx, "day")) == b"three"


def test_a_case_that_goes_on_meanwhile_is_not_looked_at_again(tmp_path: Path, template: Path) -> None:
    """The row that the day's close read may be old by now."""
    with simulation(tmp_path, template, 1, method=Method.QR) as sim:
        sim.start_first()
        row = sim.writer.read(lambda tx: sim.ledger.journal.find(tx, "case1"))
        assert row is not None
        stale = replace(row, record=replace(row.record, state=State.DECLINED))
        course = sim.runner.course("case1")
        assert course is not None
        before = (course.record, course.version, course.planned)
        sim.runner.look_again(stale)
        assert (course.record, course.version, course.planned) == before
        assert [each.case_id for each in sim.runner.open_records()] == ["case1"]
        ended = replace(row, record=replace(row.record, case_id="gone", state=State.PROVEN_CLOSED))
        sim.runner.look_again(ended)
        again = sim.runner.course("gone")
        assert again is not None
        assert again.recovered
        assert [each.case_id for each in sim.runner.open_records()] == ["case1"]
        assert {order.record.case_id for order in sim.runner.due()} == {"case1", "gone"}
        sim.runner.look_again(ended)  # it is asked about already
        assert again.planned is None


def test_a_free_case_waits_for_the_insurer_only_while_it_is_started() -> None:
    free = record(method=Method.NOTHING_TO_PAY, amount=NOTHING, state=State.SETTLED)
    ended = case_of(free, PRIVATE, version=1, trace_number="", recovered=False)
    assert ended.waiting_for is WaitingFor.NOBODY
    shown = case_of(record(state=State.AWAITING), PRIVATE, version=1, trace_number="", recovered=False)
    assert shown.code_expires_in_s == 0
