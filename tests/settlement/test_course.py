"""A case in memory: what it waits for, and the time that counts towards staff."""

from dataclasses import replace

from kiosk.settlement.course import Course, Planned
from kiosk.settlement.events import Call, Timer
from kiosk.settlement.record import State
from tests.settlement.books import PRIVATE, record

WAITS_MS = {Timer.PAYING: 45_000, Timer.PATIENT_WAIT: 90_000, Timer.LATE_CHECK: 30_000}


def course(state: State = State.CONFIRM_UNKNOWN, **changed: object) -> Course:
    made = record(state=state, **changed)  # type: ignore[arg-type]
    return Course(1, 1, "LK1", "visit", made, PRIVATE, asked_ms=0, paying_ms=0)


def test_the_call_that_waits_already_keeps_the_earlier_time_and_another_takes_its_place() -> None:
    made = course()
    for call, due_ms, planned in (
        (Call.QUERY_TRADE, 50, Planned(Call.QUERY_TRADE, 50)),
        (Call.QUERY_TRADE, 90, Planned(Call.QUERY_TRADE, 50)),
        (Call.QUERY_TRADE, 20, Planned(Call.QUERY_TRADE, 20)),
        (Call.CLOSE_TRADE, 70, Planned(Call.CLOSE_TRADE, 70)),
    ):
        made.plan(call, due_ms)
        assert made.planned == planned


def test_only_the_time_between_two_answers_counts_and_of_a_long_gap_no_more_than_the_limit() -> None:
    made = course()
    counted = []
    for now_ms, reachable in ((100, True), (350, True), (400, False), (900, True), (950, True), (9_950, True)):
        made.hear(now_ms, reachable, 1_000)
        counted.append(made.online_ms)
    assert counted == [0, 250, 250, 250, 300, 1_300]
    assert made.heard_ms == 9_950
    settled = course(State.SETTLED)
    for now_ms in (100, 350):
        settled.hear(now_ms, True, 1_000)
    assert settled.online_ms == 0


def test_timers_are_set_on_the_way_in_run_on_and_are_cleared_on_the_way_out() -> None:
    made = course(State.AWAITING)
    made.tries = 4
    made.enter(State.CHARGE_ASKED, 1_000, WAITS_MS)
    paying = {Timer.PAYING: 46_000}
    assert {timer: due for timer, due in made.timers.items() if timer is Timer.PAYING} == paying
    assert made.tries == 0
    before = dict(made.timers)
    made.tries = 4
    made.enter(State.AWAITING, 5_000, WAITS_MS)  # the same state: nothing happens
    assert (made.timers, made.tries) == (before, 4)
    made.record = replace(made.record, state=State.PROVEN_CLOSED)
    made.enter(State.AWAITING, 7_000, WAITS_MS)
    assert made.timers == {Timer.LATE_CHECK: 37_000}


def test_who_was_told_being_checked_is_not_told_again() -> None:
    told = course(State.CONFIRM_UNKNOWN, overdue=True)
    told.enter(None, 0, WAITS_MS)
    assert Timer.PATIENT_WAIT not in told.timers
    waiting = course(State.CONFIRM_UNKNOWN)
    waiting.enter(None, 1_000, WAITS_MS)
    assert waiting.timers == {Timer.PATIENT_WAIT: 91_000}
