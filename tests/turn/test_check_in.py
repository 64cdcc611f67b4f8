"""Checking in on a virtual clock: by card and by ticket, paid and unpaid, with the hospital and without."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from drivers.api.code_scanner import CodeScanned
from drivers.api.receipt_printer import TextLine
from kiosk.domain.appointment import Appointment, Appointments, AppointmentState, NumberKind
from kiosk.domain.bill import Bill
from kiosk.domain.check_in import CheckIn, CheckInNotice, Place, TicketOf, TicketVisit
from kiosk.domain.money import Money
from kiosk.domain.screening import FeverClinic, Questionnaire, ScreeningQuestionnaire, ToBeRouted
from kiosk.domain.ticket_code import ticket_code
from kiosk.domain.wording import LocalText
from kiosk.journeys.check_in import NO_APPOINTMENT
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Continue, Picked
from kiosk.screens.base import Screen
from kiosk.screens.check_in import ChooseVisit, InQueue, NoCheckIn, PresentTicket
from kiosk.screens.paying import Paid, PayWay, Problem, SlipNotice
from kiosk.screens.registration import ConfirmRegistration
from kiosk.screens.screening import GoToClinic
from kiosk.screens.welcome import Attract, ChooseService, PresentCard, Service
from tests.turn.fakes import BILL, FakeKeeper, Person

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]
PAID = Appointment(
    "AP000001", AppointmentState.PAID, NumberKind.EXPERT, LocalText("心血管内科"), LocalText("孙明远"),
    LocalText("门诊楼 3 楼 5 诊室"), date(2026, 11, 23), time(9, 30), time(10, 0), 12, Money(5000),
)  # fmt: skip
BOOKED = replace(PAID, state=AppointmentState.BOOKED, bill_id=BILL.bill_id)
QUESTIONS = Questionnaire("v1", FeverClinic(LocalText("发热门诊"), None), ())


def place_of(asked: CheckIn) -> Place:
    return Place(replace(PAID, appointment_id=asked.appointment_id), 4, 25, False, "https://queue.example/q/1")


def refusing(refusal: Refusal) -> Callable[[object], Any]:
    def refuse(asked: object) -> Any:
        raise Refused(refusal)

    return refuse


def keeper(*appointments: Appointment, **answers: Any) -> FakeKeeper:
    known: dict[type, Any] = {
        Appointments: appointments,
        CheckIn: place_of,
        ScreeningQuestionnaire: QUESTIONS,
        ToBeRouted: False,
        TicketOf: TicketVisit(PAID, "张*丰", False),
    }
    by_name = {kind.__name__: kind for kind in known}
    return FakeKeeper(answers=known | {by_name[name]: answer for name, answer in answers.items()})


async def chooses(person: Person) -> None:
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(Service.CHECK_IN))
    await person.sees(PresentCard)


def touched(person: Person) -> list[type[Screen]]:
    """The screens on which a finger must come down."""
    asking = (Attract, ChooseService, ChooseVisit, InQueue)
    return [type(each) for each in person.ui.shown if isinstance(each, asking)]


def words_on(person: Person) -> list[str]:
    lines = [each for each in person.devices.printed[-1].elements if isinstance(each, TextLine)]
    return [text for line in lines for text in (line.text, line.right)]


async def test_by_card_it_takes_three_touches_and_gives_a_place_and_a_ticket(stand: Stand) -> None:
    person = stand(keeper(PAID))
    await chooses(person)
    person.inserts_card()
    shown = await person.sees(InQueue)
    assert (shown.ahead, shown.wait_min, shown.visit.number, shown.provisional) == (4, 25, 12, False)
    await asyncio.sleep(0.1)
    assert (await person.sees(InQueue)).slip is SlipNotice.PRINTED
    person.touches(Continue())
    person.removes_card()
    await person.is_served()
    assert len(set(touched(person))) == 3
    assert {"已签到", "4 人", "25 分钟"} <= set(words_on(person))
    assert len(person.devices.printed) == 1


async def test_a_ticket_held_to_the_scanner_at_the_public_screen_goes_straight_on(stand: Stand) -> None:
    person = stand(keeper())
    await person.sees(Attract)
    person.visit.post(CodeScanned("YZ1:A:AP000001"))
    assert (await person.sees(InQueue)).masked_name == "张*丰"
    assert "identify" not in person.keeper.calls
    person.touches(Continue())
    await person.is_served()


async def test_a_ticket_may_be_shown_instead_of_a_card(stand: Stand) -> None:
    person = stand(keeper())
    await chooses(person)
    person.visit.post(CodeScanned("YZ1:A:AP000001"))
    assert (await person.sees(InQueue)).masked_name == "张*丰"
    assert "identify" not in person.keeper.calls


async def test_of_several_visits_of_today_the_person_chooses(stand: Stand) -> None:
    tomorrow = replace(PAID, appointment_id="AP000009", date=date(2026, 11, 24))
    person = stand(keeper(PAID, replace(PAID, appointment_id="AP000002"), tomorrow))
    await chooses(person)
    person.inserts_card()
    page = await person.sees(ChooseVisit)
    assert [each.appointment_id for each in page.visits] == ["AP000001", "AP000002"]
    person.touches(Picked("AP000009"))  # is not offered
    await asyncio.sleep(0.1)
    person.touches(Picked("AP000002"))
    assert (await person.sees(InQueue)).visit.appointment_id == "AP000002"


@pytest.mark.parametrize(
    ("appointments", "code"),
    [
        ((), NO_APPOINTMENT),
        ((replace(PAID, date=date(2026, 11, 22)),), NO_APPOINTMENT),
        ((replace(PAID, date=date(2026, 11, 25)),), "APPOINTMENT_NOT_TODAY"),
        ((replace(PAID, state=AppointmentState.CHECKED_IN),), "ALREADY_CHECKED_IN"),
        ((replace(PAID, state=AppointmentState.MISSED),), "APPOINTMENT_MISSED"),
        ((replace(PAID, state=AppointmentState.CANCELLED),), "APPOINTMENT_CANCELLED"),
    ],
)
async def test_why_there_is_nothing_to_check_in_for(
    stand: Stand, appointments: tuple[Appointment, ...], code: str
) -> None:
    person = stand(keeper(*appointments))
    await chooses(person)
    person.inserts_card()
    assert (await person.sees(NoCheckIn)).reason_code == code
    assert "CheckIn" not in person.keeper.calls


@pytest.mark.parametrize(
    "refusal", ["CHECK_IN_EARLY", "APPOINTMENT_MISSED", "WRONG_PLACE", "ALREADY_CHECKED_IN", "APPOINTMENT_UNPAID"]
)
async def test_the_hospitals_no_is_told_with_the_visit_it_is_about(stand: Stand, refusal: str) -> None:
    person = stand(keeper(PAID, CheckIn=refusing(Refusal(refusal))))
    await chooses(person)
    person.inserts_card()
    shown = await person.sees(NoCheckIn)
    assert (shown.reason_code, shown.visit and shown.visit.number) == (refusal, 12)
    assert person.keeper.told == []


async def test_what_is_booked_is_paid_first(stand: Stand) -> None:
    other = replace(BILL, bill_id="b2")
    person = stand(keeper(BOOKED))
    person.keeper.bills = (other, BILL)
    await chooses(person)
    person.inserts_card()
    assert (await person.sees(ConfirmRegistration)).ticket.number == 12
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(Paid)
    assert "CheckIn" not in person.keeper.calls
    person.touches(Continue())
    await person.sees(InQueue)
    assert "preview b1 310" in person.keeper.calls


async def test_a_fee_that_is_not_owed_any_more_is_told(stand: Stand) -> None:
    person = stand(keeper(BOOKED))
    paid_elsewhere: tuple[Bill, ...] = ()
    person.keeper.bills = paid_elsewhere
    await chooses(person)
    person.inserts_card()
    assert (await person.sees(Problem)).code == Refusal.BILL_CHANGED


async def test_whom_the_screening_routes_does_not_check_in(stand: Stand) -> None:
    person = stand(keeper(PAID, ToBeRouted=True))
    await chooses(person)
    person.inserts_card()
    await person.sees(GoToClinic)
    person.touches(Continue())
    person.removes_card()
    await person.is_served()
    assert "CheckIn" not in person.keeper.calls


async def test_whom_the_screening_routes_by_ticket_does_not_check_in_either(stand: Stand) -> None:
    person = stand(keeper(TicketOf=TicketVisit(PAID, "张*丰", True)))
    await person.sees(Attract)
    person.visit.post(CodeScanned("YZ1:A:AP000001"))
    await person.sees(GoToClinic)
    person.touches(Continue())
    await person.is_served()
    assert "CheckIn" not in person.keeper.calls


async def test_when_the_line_is_lost_on_the_way_the_place_is_provisional(stand: Stand) -> None:
    person = stand(keeper(PAID, CheckIn=refusing(Refusal.HOSPITAL_UNREACHABLE)))
    await chooses(person)
    person.inserts_card()
    shown = await person.sees(InQueue)
    assert shown.provisional and shown.reminder == ""
    (notice,) = person.keeper.told
    assert isinstance(notice, CheckInNotice)
    assert (notice.appointment_id, notice.by_ticket) == ("AP000001", False)
    person.touches(Continue())
    person.removes_card()
    await person.is_served()
    assert "签到待确认" in words_on(person)
    assert "已签到" not in words_on(person)


async def test_a_ticket_that_says_enough_checks_in_without_the_hospital(stand: Stand) -> None:
    away = refusing(Refusal.HOSPITAL_UNREACHABLE)
    person = stand(keeper(TicketOf=away, ScreeningQuestionnaire=away))
    await person.sees(Attract)
    person.visit.post(CodeScanned(ticket_code(PAID)))
    shown = await person.sees(InQueue)
    assert shown.provisional and shown.visit.place.zh == "门诊楼 3 楼 5 诊室"
    (notice,) = person.keeper.told
    assert isinstance(notice, CheckInNotice) and notice.by_ticket


async def test_a_ticket_that_says_nothing_is_a_problem_without_the_hospital(stand: Stand) -> None:
    person = stand(keeper(TicketOf=refusing(Refusal.HOSPITAL_UNREACHABLE)))
    await person.sees(Attract)
    person.visit.post(CodeScanned("YZ1:A:AP000001"))
    assert (await person.sees(Problem)).code == Refusal.HOSPITAL_UNREACHABLE
    assert person.keeper.told == []


async def test_a_ticket_of_another_day_gets_no_provisional_place(stand: Stand) -> None:
    person = stand(keeper(TicketOf=refusing(Refusal.HOSPITAL_UNREACHABLE)))
    await person.sees(Attract)
    person.visit.post(CodeScanned(ticket_code(replace(PAID, date=date(2026, 11, 24)))))
    assert (await person.sees(NoCheckIn)).reason_code == Refusal.APPOINTMENT_NOT_TODAY
    assert person.keeper.told == []


async def test_when_nobody_can_say_who_it_is_the_ticket_is_asked_for(stand: Stand) -> None:
    person = stand(keeper(Appointments=refusing(Refusal.HOSPITAL_UNREACHABLE)))
    await chooses(person)
    person.inserts_card()
    await person.sees(PresentTicket)
    person.visit.post(CodeScanned("something else"))
    await asyncio.sleep(0.1)
    assert (await person.sees(PresentTicket)).problem_code == "CODE_NOT_TICKET"
    person.visit.post(CodeScanned(ticket_code(PAID)))
    assert (await person.sees(InQueue)).provisional


async def test_a_keeper_that_is_away_is_no_check_in_at_all(stand: Stand) -> None:
    """Only what the keeper has stored may be called a check-in."""
    person = stand(keeper(PAID, CheckIn=refusing(Refusal.KEEPER_UNREACHABLE)))
    await chooses(person)
    person.inserts_card()
    assert (await person.sees(Problem)).code == Refusal.KEEPER_UNREACHABLE
    assert not any(isinstance(each, InQueue) for each in person.ui.shown)
