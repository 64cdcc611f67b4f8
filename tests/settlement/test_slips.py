"""Slips owed to patients: Owed → Printing → Printed | Unknown."""

from dataclasses import replace
from datetime import UTC, datetime

from kiosk.domain.slip import SlipKind, SlipLine, SlipState
from kiosk.hospital.port import SettlementReceipt
from kiosk.settlement import slips
from kiosk.settlement.slips import COPIES_MAX, SlipRow
from kiosk.settlement.view import case_of
from tests.settlement.books import Desk


def owe(desk: Desk, kind: SlipKind = SlipKind.SETTLED, case_id: str = "case1") -> None:
    desk.run(lambda tx: slips.owe(tx, case_id, kind, desk.clock.wall_ms()))


def lease(desk: Desk, visit: str = "v1", case_id: str = "") -> SlipRow | None:
    return desk.run(lambda tx: slips.lease(tx, visit, case_id))


def report(desk: Desk, slip_id: str, state: SlipState, visit: str = "v1") -> bool:
    return desk.run(lambda tx: slips.report(tx, visit, slip_id, state))


def rows(desk: Desk) -> list[tuple[object, ...]]:
    query = "SELECT slip_id, kind, state, copy, visit, owed_wall_ms FROM slips ORDER BY seq"
    return [tuple(row) for row in desk.run(lambda tx: tx.all(query))]


def test_a_slip_is_owed_leased_and_printed_once(desk: Desk) -> None:
    owe(desk)
    assert rows(desk) == [("case1-1", "settled", "owed", 0, "", desk.clock.wall_ms())]
    assert lease(desk) == SlipRow("case1-1", "case1", SlipKind.SETTLED, SlipState.PRINTING, False, "v1")
    assert rows(desk)[0][2:5] == ("printing", 0, "v1")
    assert lease(desk) is None  # this visit has it in the printer
    assert report(desk, "case1-1", SlipState.PRINTED)
    assert rows(desk)[0][2:5] == ("printed", 0, "")
    assert lease(desk, "v2") is None


def test_news_that_nobody_has_printed_is_replaced_by_what_is_true_now(desk: Desk) -> None:
    owe(desk, SlipKind.BEING_CHECKED)
    desk.clock.now_ms += 5_000
    owe(desk, SlipKind.SETTLED)
    assert rows(desk) == [("case1-1", "settled", "owed", 0, "", desk.clock.wall_ms())]


def test_a_slip_in_the_printer_stays_and_the_later_news_is_another(desk: Desk) -> None:
    owe(desk, SlipKind.BEING_CHECKED)
    lease(desk)
    owe(desk, SlipKind.SETTLED)
    assert [row[:3] for row in rows(desk)] == [
        ("case1-1", "being_checked", "printing"),
        ("case1-2", "settled", "owed"),
    ]


def test_what_another_visit_left_in_the_printer_is_printed_again_as_a_copy(desk: Desk) -> None:
    owe(desk)
    lease(desk, "v1")
    again = lease(desk, "v2")
    assert again is not None
    assert (again.slip_id, again.copy, again.visit) == ("case1-1", True, "v2")
    assert not report(desk, "case1-1", SlipState.PRINTED, "v1")  # the dead turn has nothing to say any more
    assert report(desk, "case1-1", SlipState.UNKNOWN, "v2")
    third = lease(desk, "v2")
    assert third is not None
    assert third.copy


def test_a_slip_given_back_unprinted_is_no_copy(desk: Desk) -> None:
    owe(desk)
    lease(desk)
    assert report(desk, "case1-1", SlipState.OWED)
    again = lease(desk)
    assert again is not None
    assert not again.copy


def test_only_a_slip_that_is_in_the_printer_is_reported_on(desk: Desk) -> None:
    owe(desk)
    assert not report(desk, "case1-1", SlipState.PRINTED, "")
    assert not report(desk, "case1-9", SlipState.PRINTED)
    lease(desk)
    assert report(desk, "case1-1", SlipState.PRINTED)
    assert not report(desk, "case1-1", SlipState.UNKNOWN)
    assert rows(desk)[0][2] == "printed"


def test_the_oldest_goes_first_and_one_case_may_be_asked_for(desk: Desk) -> None:
    owe(desk, case_id="case1")
    owe(desk, case_id="case2")
    chosen = lease(desk, case_id="case2")
    assert chosen is not None
    assert chosen.case_id == "case2"
    assert lease(desk, case_id="case2") is None
    other = lease(desk)
    assert other is not None
    assert other.case_id == "case1"


def test_a_scanned_slip_owes_one_copy_and_not_one_for_each_scan(desk: Desk) -> None:
    owe(desk)
    lease(desk)
    report(desk, "case1-1", SlipState.UNKNOWN)
    desk.run(lambda tx: slips.owe_copy(tx, "case1", 7))
    desk.run(lambda tx: slips.owe_copy(tx, "case1", 8))
    assert rows(desk) == [
        ("case1-1", "settled", "printed", 0, "", rows(desk)[0][5]),
        ("case1-2", "settled", "owed", 1, "", 7),
    ]
    copy = lease(desk)
    assert copy is not None
    assert copy.copy
    desk.run(lambda tx: slips.owe_copy(tx, "case1", 9))
    assert len(rows(desk)) == 2  # it is in the printer
    desk.run(lambda tx: slips.owe_copy(tx, "nobody", 9))
    assert len(rows(desk)) == 2


def test_a_slip_scanned_again_and_again_does_not_fill_the_disk(desk: Desk) -> None:
    for _ in range(COPIES_MAX + 5):
        owe(desk)
        leased = lease(desk)
        if leased is not None:
            report(desk, leased.slip_id, SlipState.PRINTED)
    assert len(rows(desk)) == COPIES_MAX


def test_a_slip_says_what_the_case_says(desk: Desk) -> None:
    case = desk.case()
    row = SlipRow("case1-1", "case1", SlipKind.SETTLED, SlipState.PRINTING, True, "v1")
    view = case_of(case.record, case.private, version=1, trace_number="T01-000001", recovered=False)
    at = int(datetime(2026, 11, 24, 16, 30, 5, tzinfo=UTC).timestamp() * 1000)
    slip = slips.slip_of(row, case, view, "医院", "一楼", at)
    assert (slip.slip_id, slip.kind, slip.case, slip.copy) == ("case1-1", SlipKind.SETTLED, view, True)
    assert (slip.lines, slip.coverage_name) == ((SlipLine("检验费", 1_000),), "职工医保")
    assert (slip.hospital_name, slip.place, slip.qr_content) == ("医院", "一楼", "YZ1:S:case1")
    assert slip.printed_at_text == "2026-11-25 00:30:05"  # China's time
    assert (slip.settlement_number, slip.invoice_number, slip.channel_trade_number) == ("", "", "")


def test_a_settled_slip_carries_the_hospitals_numbers_and_time(desk: Desk) -> None:
    case = desk.case()
    receipt = SettlementReceipt("STcase1", "330200", "0012", datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC))
    settled = replace(case, record=replace(case.record, receipt=receipt, channel_trade_number="42"))
    view = case_of(settled.record, settled.private, version=1, trace_number="T01-000001", recovered=False)
    row = SlipRow("case1-1", "case1", SlipKind.SETTLED, SlipState.PRINTING, False, "v1")
    slip = slips.slip_of(row, settled, view, "医院", "一楼", 0)
    assert (slip.settlement_number, slip.invoice_number, slip.channel_trade_number) == ("330200", "0012", "42")
    assert slip.printed_at_text == "2026-11-24 09:02:03"


def test_staff_get_the_days_slip_and_patients_get_theirs(desk: Desk) -> None:
    def staff() -> SlipRow | None:
        return desk.run(lambda tx: slips.lease(tx, "v1", "", staff=True))

    owe(desk)
    assert staff() is None
    owe(desk, SlipKind.DAY_CLOSE, "day-2026-11-24")
    days = staff()
    assert days == SlipRow("day-2026-11-24-1", "day-2026-11-24", SlipKind.DAY_CLOSE, SlipState.PRINTING, False, "v1")
    assert report(desk, days.slip_id, SlipState.OWED)
    patients = lease(desk)
    assert patients == SlipRow("case1-1", "case1", SlipKind.SETTLED, SlipState.PRINTING, False, "v1")
    assert lease(desk) is None
    assert lease(desk, case_id="day-2026-11-24") is None
