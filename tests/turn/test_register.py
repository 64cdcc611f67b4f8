"""Registering on a virtual clock: five screens and six touches; back loses nothing; a slot taken is asked for again."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from drivers.api.code_scanner import CodeScanned
from kiosk.domain.appointment import Appointment, AppointmentState, NumberKind
from kiosk.domain.case import Phase
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.payment import NothingToPay, PayByPayerCode, PayByQr
from kiosk.domain.quote import Quote
from kiosk.domain.registration import (
    Department,
    Departments,
    HalfDay,
    Hold,
    HoldSlot,
    ReleaseHold,
    Session,
    Sessions,
    Slot,
    Slots,
)
from kiosk.domain.ticket import Ticket
from kiosk.domain.wording import LocalText
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Back, Continue, Picked
from kiosk.screens.leaving import TakeCardAndSlip
from kiosk.screens.paying import ChoosePayment, PayWay, Problem, Progress, ShowPayQr
from kiosk.screens.registration import (
    BY_LETTERS,
    ChooseDepartment,
    ChooseDoctor,
    ChooseSlot,
    ConfirmRegistration,
    FindDepartment,
    Registered,
)
from kiosk.screens.welcome import Attract, ChooseService, PresentCard, Reading, Service
from tests.turn.fakes import BILL, FakeKeeper, Person

Stand = Callable[..., Person]
TOMORROW = date(2026, 11, 24)
HEART = Department("D001", LocalText("心血管内科"), "chest", LocalText("心和肺"), "XXGNK")
LUNGS = Department("D002", LocalText("呼吸科"), "chest", LocalText("心和肺"), "HXK")
EYES = Department("D011", LocalText("眼科"), "face", LocalText("眼耳鼻口"), "YK")
FULL = Session("S-0", NumberKind.NORMAL, None, None, None, date(2026, 11, 23), (HalfDay.AM,), Money(1500), 0)
SUN = Session(
    "S-1", NumberKind.EXPERT, LocalText("孙明远"), LocalText("主任医师"), None, TOMORROW, (HalfDay.AM,), Money(5000), 3
)
HALF_PAST = Slot("S-1-0930", HalfDay.AM, time(9, 30), time(10, 0), 2)
TEN = Slot("S-1-1000", HalfDay.AM, time(10, 0), time(10, 30), 1)
APPOINTMENT = Appointment(
    "AP100001", AppointmentState.BOOKED, NumberKind.EXPERT, HEART.name, SUN.doctor, LocalText("3 楼 5 诊室"), TOMORROW,
    time(9, 30), time(10, 0), 12, Money(5000), "b1",
)  # fmt: skip
HOLD = Hold("HD1", "b1", datetime(2026, 11, 23, 9, 5), 8, APPOINTMENT)
SPLIT = Quote("q1", ("b1",), Money(5000), Money(1750), NOTHING, Money(3250), LocalText("城镇职工"))

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]


def keeper(**more: Any) -> FakeKeeper:
    made = FakeKeeper(**more)
    made.quote = SPLIT
    made.ticket = Ticket.of(APPOINTMENT, 8)
    made.answers = {
        Departments: (HEART, LUNGS, EYES),
        Sessions: (FULL, SUN),
        Slots: (HALF_PAST, TEN),
        HoldSlot: HOLD,
        ReleaseHold: None,
    }
    return made


class Refusing:
    """Says no so many times, then yes."""

    def __init__(self, *refusals: Refusal) -> None:
        self.left = list(refusals)

    def __call__(self, asked: HoldSlot) -> Hold:
        if self.left:
            raise Refused(self.left.pop(0))
        return HOLD


async def to_doctors(person: Person) -> ChooseDoctor:
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(Service.REGISTER))
    await person.sees(PresentCard)
    person.inserts_card()
    tree = await person.sees(ChooseDepartment)
    assert [[row.department_id for row in group.departments] for group in tree.groups] == [["D001", "D002"], ["D011"]]
    assert tree.opened == ""
    person.touches(Picked("D001"))
    return await person.sees(ChooseDoctor)


async def to_slots(person: Person) -> ChooseSlot:
    await to_doctors(person)
    person.touches(Picked("S-1"))
    return await person.sees(ChooseSlot)


async def to_confirm(person: Person) -> ConfirmRegistration:
    await to_slots(person)
    person.touches(Picked(HALF_PAST.slot_id))
    return await person.sees(ConfirmRegistration)


async def slots_again(person: Person, problem_code: str) -> None:
    while (await person.sees(ChooseSlot)).problem_code != problem_code:
        await asyncio.sleep(0.01)


async def ends(person: Person) -> None:
    person.touches(Continue())
    await person.sees(TakeCardAndSlip)
    person.removes_card()
    await person.is_served()


async def test_a_known_patient_registers_in_five_screens_and_six_touches(stand: Stand) -> None:
    person = stand(keeper())
    doctors = await to_doctors(person)
    assert (doctors.day, doctors.today) == (TOMORROW, date(2026, 11, 23))  # today is full
    person.touches(Picked("S-1"))
    await person.sees(ChooseSlot)
    person.touches(Picked(HALF_PAST.slot_id))
    confirm = await person.sees(ConfirmRegistration)
    assert (confirm.patient_part, confirm.fund, confirm.held_until) == (Money(3250), Money(1750), HOLD.expires_at)
    person.visit.post(CodeScanned("134512345678901234"))  # the phone held to the scanner is no touch
    registered = await person.sees(Registered)
    assert (registered.ticket.number, registered.ticket.ahead) == (12, 8)
    await ends(person)
    assert isinstance(person.keeper.methods[0], PayByPayerCode)
    assert "ReleaseHold" not in person.keeper.calls
    told = (ChooseDepartment, ChooseDoctor, ChooseSlot, ConfirmRegistration, Registered)
    asked = [type(screen) for screen in person.ui.shown if not isinstance(screen, Reading | Progress)]
    assert [kind for kind in dict.fromkeys(asked) if kind in told] == list(told)
    assert ChoosePayment not in asked


async def test_our_code_is_one_touch_from_the_split(stand: Stand) -> None:
    person = stand(keeper())
    await to_confirm(person)
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(ShowPayQr)
    await person.sees(Registered)
    await ends(person)
    assert person.keeper.methods == [PayByQr()]


async def test_what_insurance_pays_in_full_is_confirmed_and_not_paid(stand: Stand) -> None:
    free = keeper(phases=[Phase.SETTLED])
    free.quote = replace(SPLIT, fund=Money(5000), patient_part=NOTHING)
    person = stand(free)
    assert (await to_confirm(person)).ways == ()
    person.touches(Continue())
    await person.sees(Registered)
    await ends(person)
    assert free.methods == [NothingToPay()]


async def test_a_department_is_found_by_its_letters(stand: Stand) -> None:
    person = stand(keeper())
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(Service.REGISTER))
    await person.sees(PresentCard)
    person.inserts_card()
    await person.sees(ChooseDepartment)
    person.touches(Picked(BY_LETTERS))
    found = await person.sees(FindDepartment)
    assert [row.initials for row in found.departments] == ["XXGNK", "HXK", "YK"]
    person.touches(Picked("D011"))
    await person.sees(ChooseDoctor)
    assert Sessions("D011") in person.keeper.asked
    person.touches(Back())
    await person.sees(FindDepartment)
    person.touches(Back())
    await person.sees(ChooseDepartment)


async def test_a_slot_taken_meanwhile_is_offered_again_and_nothing_chosen_is_lost(stand: Stand) -> None:
    taken = keeper()
    taken.answers[HoldSlot] = Refusing(Refusal.SLOT_TAKEN)
    person = stand(taken)
    await to_slots(person)
    person.touches(Picked(HALF_PAST.slot_id))
    await slots_again(person, "SLOT_TAKEN")
    assert taken.calls.count("Slots") == 2  # with what is left now
    person.touches(Picked(TEN.slot_id))
    await person.sees(ConfirmRegistration)
    assert [each for each in taken.asked if isinstance(each, HoldSlot)] == [
        HoldSlot(HALF_PAST.slot_id),
        HoldSlot(TEN.slot_id),
    ]


async def test_a_hold_that_ended_before_the_split_is_said_and_a_time_asked_for_again(stand: Stand) -> None:
    late = keeper(refuse={"preview b1 310": [Refusal.BILL_CHANGED]})
    person = stand(late)
    await to_slots(person)
    person.touches(Picked(HALF_PAST.slot_id))
    await slots_again(person, "HOLD_EXPIRED")
    assert ReleaseHold("HD1") in late.asked


async def test_a_bill_that_went_with_its_hold_is_not_asked_for_again(stand: Stand) -> None:
    person = stand(keeper(bills=(replace(BILL, bill_id="b9"),)))
    await to_slots(person)
    person.touches(Picked(HALF_PAST.slot_id))
    await slots_again(person, "HOLD_EXPIRED")


async def test_a_hold_that_ended_while_paying_is_said_too(stand: Stand) -> None:
    late = keeper(phases=[Phase.DECLINED])
    late.reason_code = "BILL_CHANGED"
    person = stand(late)
    await to_confirm(person)
    person.touches(Picked(PayWay.SHOW_QR))
    await slots_again(person, "HOLD_EXPIRED")


async def test_a_payment_that_is_declined_leaves_the_number_held_and_another_way_open(stand: Stand) -> None:
    person = stand(keeper(phases=[Phase.DECLINED]))
    await to_confirm(person)
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(ChoosePayment)
    assert "ReleaseHold" not in person.keeper.calls


async def test_back_from_the_split_gives_the_number_back_and_keeps_the_doctor(stand: Stand) -> None:
    person = stand(keeper())
    await to_confirm(person)
    person.touches(Back())
    await slots_again(person, "")
    assert person.keeper.calls[-3:-1] == ["release_quote", "ReleaseHold"]
    person.touches(Back())
    assert (await person.sees(ChooseDoctor)).day == TOMORROW
    person.touches(Back())
    assert (await person.sees(ChooseDepartment)).opened == "chest"
    person.touches(Back())
    await person.sees(ChooseService)


async def test_a_card_pulled_gives_the_number_back(stand: Stand) -> None:
    person = stand(keeper())
    await to_confirm(person)
    person.removes_card()
    await person.sees(Problem)
    assert ReleaseHold("HD1") in person.keeper.asked


async def test_a_hospital_that_does_not_answer_is_said_where_the_choices_are_kept(stand: Stand) -> None:
    away = keeper()
    away.answers[HoldSlot] = Refusing(Refusal.HOSPITAL_UNREACHABLE)
    person = stand(away)
    await to_slots(person)
    person.touches(Picked(HALF_PAST.slot_id))
    await slots_again(person, "HOSPITAL_UNREACHABLE")
    person.touches(Picked(HALF_PAST.slot_id))
    await person.sees(ConfirmRegistration)
