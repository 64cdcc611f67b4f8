"""What a ticket's code says without the hospital, and that a damaged one says nothing."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hardware_sim.hospital.outpatient.appointment_records import seed_appointments
from hardware_sim.hospital.outpatient.ticket_codes import ticket_code as printed_by_the_hospital
from kiosk.domain.appointment import Appointment, AppointmentState, NumberKind
from kiosk.domain.money import Money
from kiosk.domain.scanned_code import TEXT_MAX, UnknownCode, classify
from kiosk.domain.ticket_code import TicketCode, read_ticket, ticket_code
from kiosk.domain.wording import LocalText

APPOINTMENT = Appointment(
    "AP000001", AppointmentState.PAID, NumberKind.EXPERT, LocalText("心血管内科", "Cardiology"), None,
    LocalText("门诊楼 3 楼 A 区 5 诊室", "Outpatients 3F"), date(2026, 11, 23), time(9, 30), time(10, 0), 12,
    Money(5000),
)  # fmt: skip


def test_a_ticket_says_what_it_is_for() -> None:
    code = classify(ticket_code(APPOINTMENT))
    assert isinstance(code, TicketCode) and code.printed is not None
    assert code.appointment_id == code.printed.appointment_id == "AP000001"
    assert code.printed.place.zh == "门诊楼 3 楼 A 区 5 诊室"
    assert (code.printed.date, code.printed.starts, code.printed.ends) == (date(2026, 11, 23), time(9, 30), time(10, 0))
    assert code.printed.number == 12


def test_what_the_hospital_prints_by_the_contract_is_read_here() -> None:
    (seeded, *_) = seed_appointments(datetime(2026, 11, 23, 9, 0))
    found = read_ticket(printed_by_the_hospital(seeded))
    assert found is not None and found.printed is not None
    assert (found.printed.number, found.printed.place.zh) == (seeded.number, seeded.place.zh)
    assert read_ticket(printed_by_the_hospital(seeded, short=True)) == TicketCode(seeded.appointment_id, None)


def test_names_too_long_for_a_readable_code_leave_the_short_one() -> None:
    text = ticket_code(replace(APPOINTMENT, place=LocalText("长" * 80)))
    assert text == "YZ1:A:AP000001"
    assert read_ticket(text) == TicketCode("AP000001", None)


def test_a_code_fits_what_a_scanner_may_bring() -> None:
    assert len(ticket_code(APPOINTMENT)) <= TEXT_MAX
    assert ticket_code(APPOINTMENT).isascii()


@pytest.mark.parametrize(
    "text", ["YZ1:A:", "YZ1:A:AP 1", "YZ1:A:AP000001:", "YZ1:A:AP000001:abcdefgh", "yz1:a:AP00001"]
)
def test_what_is_no_ticket_is_none(text: str) -> None:
    assert read_ticket(text) is None
    assert isinstance(classify(text), UnknownCode)


@given(place=st.integers(0, 200), letter=st.sampled_from("0123456789abcdefABCXYZ_-"))
def test_one_wrong_letter_says_nothing(place: int, letter: str) -> None:
    text = ticket_code(APPOINTMENT)
    place = place % len(text)
    damaged = text[:place] + letter + text[place + 1 :]
    found = read_ticket(damaged)
    assert damaged == text or found is None or found.printed is None
