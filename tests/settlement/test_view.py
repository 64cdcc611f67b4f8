"""What the patient is told of a case."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.case import Phase, WaitingFor
from kiosk.domain.money import NOTHING, Money
from kiosk.settlement.record import Method, Record, State
from kiosk.settlement.view import Private, case_of, phase_of

ERRORS = Path(__file__).parents[2] / "docs" / "errors.md"
RECORD = Record("case1", State.AWAITING, Method.QR, Money(100), "PV1", code_url="https://q/1")
PRIVATE = Private("张*丰", Money(100), NOTHING, NOTHING, ())


def reason_shown(reason: str) -> str:
    record = replace(RECORD, state=State.DECLINED, reason=reason)
    return case_of(record, PRIVATE, version=1, trace_number="T01-000001", recovered=False).reason_code


@pytest.mark.parametrize(
    "reason",
    [
        *(
            "NOT_ACCEPTING",
            "PREVIEW_EXPIRED",
            "PREVIEW_NOT_FOUND",
            "LOCK_NOT_FOUND",
            "PAYMENT_EXISTS",
            "AMOUNT_MISMATCH",
        ),
        *("KEY_REUSED", "CONFIRM_REFUSED", "BILL_CHANGED", "BILL_PAID", "BALANCE_NOT_ENOUGH", "AUTH_CODE_EXPIRED"),
        *("AUTH_CODE_INVALID", "AUTH_CODE_USED", "LIMIT_EXCEEDED", "PASSWORD_TIMEOUT", "PAYER_CANCELLED", "DECLINED"),
        *("CODE_EXPIRED", "NOT_RECEIVED", "INTERRUPTED"),
    ],
)
def test_why_nothing_was_taken_is_a_code_that_is_documented(reason: str) -> None:
    assert f"| {reason_shown(reason)} |" in ERRORS.read_text()


def test_who_cancelled_needs_no_reason() -> None:
    assert reason_shown("CANCELLED") == ""


@pytest.mark.parametrize("state", State)
def test_every_state_has_a_phase_and_somebody_to_wait_for(state: State) -> None:
    case = case_of(replace(RECORD, state=state), PRIVATE, version=1, trace_number="T01-000001", recovered=False)
    ended = case.phase in (Phase.SETTLED, Phase.DECLINED, Phase.CLOSED, Phase.REVERSED, Phase.BY_HAND)
    assert (case.waiting_for is WaitingFor.NOBODY) is ended


def test_the_code_is_shown_only_while_it_can_be_paid() -> None:
    shown = {
        state
        for state in State
        if case_of(replace(RECORD, state=state), PRIVATE, version=1, trace_number="-", recovered=False).code_url
    }
    assert shown == {State.AWAITING}


def test_received_is_never_said_of_a_settlement_without_money() -> None:
    free = replace(RECORD, state=State.CONFIRMING, method=Method.NOTHING_TO_PAY, amount=NOTHING)
    assert phase_of(free) is Phase.STARTING


def test_who_was_told_being_checked_hears_the_end_next() -> None:
    assert phase_of(replace(RECORD, state=State.CONFIRMING, overdue=True)) is Phase.CHECKING
    assert phase_of(replace(RECORD, state=State.SETTLED, overdue=True)) is Phase.SETTLED
