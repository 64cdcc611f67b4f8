"""The three-way match: every order once, every difference named, sums to the fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.day_close import DayClose, DayItem, Match
from kiosk.domain.money import NOTHING, Money
from kiosk.hospital.port import ChannelBill, ChannelOrder, DaySettlement
from kiosk.settlement.reconcile import Books, reconcile
from kiosk.settlement.reconcile_codes import Difference, classify
from kiosk.settlement.reconcile_sides import JournalOrder, Sides
from kiosk.settlement.record import State

YESTERDAY, TODAY, TOMORROW = "2026-11-23", "2026-11-24", "2026-11-25"
DAYS = (YESTERDAY, TODAY, TOMORROW)
TEN = Money(1000)


def case(state: State = State.SETTLED, amount: Money = TEN, date: str = TODAY, number: str = "1") -> JournalOrder:
    return JournalOrder(f"YZcase{number}", f"STcase{number}", f"T01-00000{number}", state, amount, date)


def paid(fen: int = 1000, back: int = 0, number: str = "1") -> ChannelOrder:
    return ChannelOrder(f"YZcase{number}", Money(fen), Money(back))


def settled(fen: int = 1000, stands: bool = True, number: str = "1", again: str = "") -> DaySettlement:
    return DaySettlement(f"STcase{number}{again}", f"YZcase{number}", stands, Money(fen))


def close(
    journal: list[JournalOrder],
    hospital: list[DaySettlement],
    channel: list[ChannelOrder],
    *,
    date: str = TODAY,
    listed: str = TODAY,
    final: bool = True,
) -> DayClose:
    bills = {day: ChannelBill(final, tuple(channel) if day == listed else ()) for day in DAYS}
    settlements = {day: tuple(hospital) if day == listed else () for day in DAYS}
    return reconcile(Books("T01", date, tuple(journal), settlements, bills), "2026-11-25 08:00:00")


def only(day: DayClose) -> tuple[Match, str]:
    [item] = day.items
    assert sum(day.counts.values()) == 1
    return item.match, item.code


def test_a_day_on_which_all_three_agree_has_zero_difference() -> None:
    day = close(
        [
            case(),
            case(State.REVERSED, number="2"),
            case(State.PROVEN_CLOSED, number="3"),
            case(State.DECLINED, number="4"),
        ],
        [settled(), settled(500, stands=False, number="2")],
        [paid(), paid(1000, 1000, number="2"), paid(0, number="3")],
    )
    assert day.agrees and day.items == ()
    assert day.counts[Match.MATCHED] == 4
    assert day.terminal == day.hospital == day.channel == TEN


def test_what_insurance_pays_in_full_is_matched_by_its_settlement_number() -> None:
    free = case(amount=NOTHING)
    day = close([free], [DaySettlement("STcase1", "", True, NOTHING)], [])
    assert day.agrees and sum(day.counts.values()) == 1


def test_money_that_no_settlement_stands_for_is_long() -> None:
    assert only(close([case()], [], [paid()])) == (Match.LONG, Difference.LONG_NOT_SETTLED)
    assert only(close([case()], [settled(stands=False)], [paid()])) == (Match.LONG, Difference.LONG_CANCELLED)
    assert only(close([case(State.PROVEN_CLOSED)], [], [paid()])) == (Match.LONG, Difference.PAID_AFTER_CLOSE)
    assert only(close([case(State.DECLINED)], [], [paid()])) == (Match.LONG, Difference.PAID_AFTER_CLOSE)
    assert only(close([case(State.REVERSED)], [], [paid()])) == (Match.LONG, Difference.REFUND_MISSING)
    assert only(close([], [], [paid()])) == (Match.LONG, Difference.LONG_UNKNOWN)


def test_a_settlement_without_its_money_is_short() -> None:
    assert only(close([case()], [settled()], [])) == (Match.SHORT, Difference.SHORT_NO_MONEY)
    assert only(close([case(State.PROVEN_CLOSED)], [settled()], [paid(0)])) == (Match.SHORT, Difference.SHORT_NO_MONEY)
    assert only(close([case()], [settled()], [paid(1000, 1000)])) == (Match.SHORT, Difference.SHORT_REFUNDED)


def test_amounts_that_differ_are_named() -> None:
    differs = Match.AMOUNT_DIFFERS
    assert only(close([case()], [settled(900)], [paid()])) == (differs, Difference.AMOUNTS_DIFFER)
    assert only(close([case()], [settled()], [paid(1000, 1)])) == (differs, Difference.AMOUNTS_DIFFER)
    assert only(close([case()], [settled(), settled(again="x")], [paid()])) == (differs, Difference.SETTLED_TWICE)
    assert only(close([case()], [settled(900)], [paid(900)])) == (differs, Difference.TERMINAL_AMOUNT)


def test_two_that_agree_do_not_silence_the_third() -> None:
    differs = Match.AMOUNT_DIFFERS
    assert only(close([case(State.REVERSED)], [settled()], [paid()])) == (differs, Difference.STANDS_THOUGH_ENDED)
    assert only(close([case()], [settled(stands=False)], [paid(1000, 1000)])) == (differs, Difference.UNDONE_ELSEWHERE)
    assert only(close([case()], [], [])) == (differs, Difference.ONLY_TERMINAL)
    assert only(close([], [settled()], [paid()])) == (differs, Difference.UNKNOWN_TO_TERMINAL)


def given_back(number: str = "1") -> DaySettlement:
    return DaySettlement(f"STcase{number}", f"YZcase{number}", False, TEN, given_back=True)


def test_what_was_given_back_at_the_patients_wish_matches_at_nothing() -> None:
    """退费, at whatever place. The terminal's case stays settled; the hospital tells the rest."""
    day = close([case()], [given_back()], [paid(1000, 1000)])
    assert day.agrees and day.counts[Match.MATCHED] == 1
    assert day.terminal == day.hospital == day.channel == NOTHING


def test_given_back_is_believed_only_with_its_money() -> None:
    assert only(close([case()], [given_back()], [paid()])) == (Match.LONG, Difference.LONG_CANCELLED)
    on_its_way = (Match.IN_FLIGHT, Difference.REFUND_ON_ITS_WAY)
    assert only(close([case()], [given_back()], [paid()], final=False)) == on_its_way


def test_what_is_under_way_is_in_flight() -> None:
    assert only(close([case(State.CHARGE_UNKNOWN)], [], [paid()])) == (Match.IN_FLIGHT, Difference.IN_PROGRESS)
    assert only(close([case(State.BY_HAND)], [], [paid()])) == (Match.IN_FLIGHT, Difference.WITH_STAFF)
    assert only(close([case(State.BY_HAND)], [], [], final=False)) == (Match.IN_FLIGHT, Difference.WITH_STAFF)
    assert only(close([case()], [settled()], [], final=False)) == (Match.IN_FLIGHT, Difference.BILL_NOT_FINAL)


def test_what_staff_have_finished_matches_once_the_bill_is_final() -> None:
    assert close([case(State.BY_HAND)], [settled()], [paid()]).agrees
    assert close([case(State.BY_HAND)], [], [paid(1000, 1000)]).agrees


def test_an_order_made_before_midnight_and_paid_after_it_belongs_to_the_day_of_its_money_and_to_no_other() -> None:
    made_before = case(date=TODAY)
    for date, count in ((TODAY, 0), (TOMORROW, 1), (YESTERDAY, 0)):
        day = close([made_before], [settled()], [paid()], date=date, listed=TOMORROW)
        assert sum(day.counts.values()) == count
        assert day.agrees


def test_paid_before_midnight_and_settled_after_it_is_in_flight_and_then_matched_on_the_same_day() -> None:
    """Its place does not move: the next run of the same day finds it done."""
    first = close([case(State.CONFIRMING)], [], [paid()], final=False)
    again = close([case()], [settled()], [paid()])
    assert only(first) == (Match.IN_FLIGHT, Difference.IN_PROGRESS)
    assert again.agrees and again.counts[Match.MATCHED] == 1


def test_a_hospital_that_lists_by_the_day_of_settling_makes_no_difference() -> None:
    bills = {day: ChannelBill(True, (paid(),) if day == TODAY else ()) for day in DAYS}
    settlements = {day: (settled(),) if day == TOMORROW else () for day in DAYS}
    today = reconcile(Books("T01", TODAY, (case(),), settlements, bills), "")
    tomorrow = reconcile(Books("T01", TOMORROW, (case(),), settlements, bills | {TOMORROW: ChannelBill(True, ())}), "")
    assert today.agrees and today.counts[Match.MATCHED] == 1
    assert sum(tomorrow.counts.values()) == 0


def test_a_terminal_whose_clock_was_a_year_off_finds_its_case_in_the_hospitals_day() -> None:
    assert close([case(date="2025-11-24")], [settled()], [paid()]).counts[Match.MATCHED] == 1


def test_the_worst_comes_first() -> None:
    day = close(
        [case(State.CHARGE_UNKNOWN, number="1"), case(number="2"), case(State.DECLINED, number="3"), case(number="4")],
        [settled(number="2"), settled(900, number="4")],
        [paid(number="1"), paid(number="3"), paid(number="4")],
    )
    assert [item.match for item in day.items] == [Match.LONG, Match.SHORT, Match.AMOUNT_DIFFERS, Match.IN_FLIGHT]


numbers = st.sampled_from("123456")
fen = st.integers(0, 3)
journals = st.lists(
    st.builds(lambda s, f, d, n: case(s, Money(f), d, n), st.sampled_from(State), fen, st.sampled_from(DAYS), numbers),
    max_size=6,
    unique_by=lambda each: each.order_number,
)
rows = st.builds(
    lambda f, stands, back, n, again, free: DaySettlement(
        f"STcase{n}{again}", "" if free else f"YZcase{n}", stands, Money(f), back and not stands
    ),
    fen,
    st.booleans(),
    st.booleans(),
    numbers,
    st.sampled_from(["", "x"]),
    st.booleans(),
)
orders = st.builds(lambda f, back, n: paid(f + back, back, n), fen, fen, numbers)
lists = st.fixed_dictionaries({day: st.lists(rows, max_size=4).map(tuple) for day in DAYS})
bills = st.fixed_dictionaries(
    {day: st.builds(ChannelBill, st.booleans(), st.lists(orders, max_size=4).map(tuple)) for day in DAYS}
)


@given(journals, lists, bills)
def test_any_three_books_are_classified_whole_and_add_up(
    journal: list[JournalOrder],
    settlements: dict[str, tuple[DaySettlement, ...]],
    bills: dict[str, ChannelBill],
) -> None:
    made = {day: reconcile(Books("T01", day, tuple(journal), settlements, bills), "") for day in DAYS}
    again = {day: reconcile(Books("T01", day, tuple(reversed(journal)), settlements, bills), "") for day in DAYS}
    assert made == again
    known = {each.order_number for each in journal}
    known |= {order.order_number for bill in bills.values() for order in bill.orders}
    by_settlement = {each.settlement_number: each.order_number for each in journal}
    for row in (row for day in settlements.values() for row in day):
        known.add(row.order_number or by_settlement.get(row.settlement_number, row.settlement_number))
    assert sum(sum(day.counts.values()) for day in made.values()) == len(known)
    for day in made.values():
        assert day.channel.fen - day.hospital.fen == sum(_gap(item) for item in day.items)
        assert len({item.order_number for item in day.items}) == len(day.items)
        for item in day.items:
            _holds(item)


def _gap(item: DayItem) -> int:
    return (item.channel or NOTHING).fen - (item.hospital or NOTHING).fen


def _holds(item: DayItem) -> None:
    assert item.code in set(Difference)
    if item.match is Match.LONG:
        assert item.channel and not item.hospital
    if item.match is Match.SHORT:
        assert item.hospital and not item.channel


def test_a_days_close_is_told_whole() -> None:
    day = close([case(), case(State.CONFIRMING, number="2")], [settled()], [paid(), paid(number="3")], final=False)
    assert day == DayClose(
        terminal_id="T01",
        date=TODAY,
        made_at_text="2026-11-25 08:00:00",
        final=False,
        counts={match: {Match.MATCHED: 1, Match.IN_FLIGHT: 1, Match.LONG: 1}.get(match, 0) for match in Match},
        terminal=Money(2000),
        hospital=TEN,
        channel=Money(2000),
        items=(
            DayItem(Match.LONG, "LONG_UNKNOWN", "YZcase3", "", None, None, TEN),
            DayItem(Match.IN_FLIGHT, "IN_PROGRESS", "YZcase2", "T01-000002", TEN, None, None),
        ),
    )


def test_of_one_class_the_most_money_at_stake_comes_first_and_else_the_number() -> None:
    day = close(
        [case(number=number) for number in "1234"],
        [settled(900, number="1"), settled(100, number="2"), settled(900, number="3"), settled(1000, number="4")],
        [paid(1000, number="1"), paid(600, number="2"), paid(1000, number="3"), paid(0, number="4")],
    )
    assert [item.order_number for item in day.items] == ["YZcase4", "YZcase2", "YZcase1", "YZcase3"]
    assert [item.match for item in day.items] == [Match.SHORT, *[Match.AMOUNT_DIFFERS] * 3]


@pytest.mark.parametrize(
    ("journal", "hospital", "channel", "final", "verdict"),
    [
        (case(), (settled(),), paid(), True, (Match.MATCHED, "")),
        (None, (), paid(1000, 1000), True, (Match.MATCHED, "")),
        (None, (settled(),), paid(), True, (Match.AMOUNT_DIFFERS, "UNKNOWN_TO_TERMINAL")),
        (case(), (), paid(1000, 1000), True, (Match.AMOUNT_DIFFERS, "UNDONE_ELSEWHERE")),
        (case(), (settled(stands=False),), None, True, (Match.AMOUNT_DIFFERS, "UNDONE_ELSEWHERE")),
        (case(), (), None, True, (Match.AMOUNT_DIFFERS, "ONLY_TERMINAL")),
        (case(amount=Money(7)), (settled(),), paid(), True, (Match.AMOUNT_DIFFERS, "TERMINAL_AMOUNT")),
        (case(State.REVERSED), (settled(),), paid(), True, (Match.AMOUNT_DIFFERS, "STANDS_THOUGH_ENDED")),
        (case(), (), None, False, (Match.IN_FLIGHT, "BILL_NOT_FINAL")),
        (None, (settled(),), None, False, (Match.IN_FLIGHT, "BILL_NOT_FINAL")),
        (case(State.REVERSED), (), None, False, (Match.MATCHED, "")),
        (case(), (settled(), settled(again="x")), paid(), True, (Match.AMOUNT_DIFFERS, "SETTLED_TWICE")),
        (case(), (settled(900),), paid(), True, (Match.AMOUNT_DIFFERS, "AMOUNTS_DIFFER")),
        (case(), (settled(900), settled(5, False, again="x")), paid(), True, (Match.AMOUNT_DIFFERS, "AMOUNTS_DIFFER")),
        (case(State.BY_HAND), (settled(),), paid(), False, (Match.IN_FLIGHT, "WITH_STAFF")),
        (case(State.BY_HAND), (settled(),), paid(), True, (Match.MATCHED, "")),
        (case(State.BY_HAND), (), paid(), True, (Match.IN_FLIGHT, "WITH_STAFF")),
    ],
)  # fmt: skip
def test_every_difference_has_its_code(
    journal: JournalOrder | None,
    hospital: tuple[DaySettlement, ...],
    channel: ChannelOrder | None,
    final: bool,
    verdict: tuple[Match, str],
) -> None:
    assert classify(Sides("YZcase1", journal, hospital, channel, final)) == verdict
