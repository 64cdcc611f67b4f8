"""Booking an examination: a day, a time, the sheet; what stands against it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from kiosk.domain.exam import BookExam, CancelExam, ExamOrder, ExamOrders, ExamSlot, ExamSlots, ExamState
from kiosk.domain.wording import LocalText
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.aftercare import Missing, NothingThere
from kiosk.screens.answers import Back, BillsChosen, Continue, Picked
from kiosk.screens.bills import ChooseBills, ConfirmSplit
from kiosk.screens.exams import (
    GIVE_BACK,
    MOVE,
    BookedExam,
    ChooseExam,
    ChooseExamTime,
    ConfirmExam,
    ExamBooked,
    ExamClash,
    ExamGivenBack,
    ExamUnpaid,
)
from kiosk.screens.leaving import TakeCardAndSlip
from kiosk.screens.paying import ChoosePayment, MoneyFate, Paid, PayWay, Problem, SlipNotice
from kiosk.screens.welcome import Service
from tests.turn.aftercare import begins, on_paper
from tests.turn.fakes import FakeDevices, FakeKeeper, Person

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]

TOMORROW, LATER = date(2026, 11, 24), date(2026, 11, 26)
ORDER = ExamOrder(
    "EX000002", ExamState.ORDERED, LocalText("腹部彩超"), LocalText("超声科"), LocalText("二楼 3 室"),
    (LocalText("检查前 8 小时不吃东西"),), True, 15, None, None,
)  # fmt: skip
BOOKED = replace(ORDER, state=ExamState.BOOKED, date=LATER, starts=time(9, 0))
SLOTS = (
    ExamSlot("us-1", TOMORROW, time(8, 0), 0),
    ExamSlot("us-2", TOMORROW, time(8, 30), 0),
    ExamSlot("us-3", LATER, time(9, 0), 2),
    ExamSlot("us-4", LATER, time(9, 30), 1),
    ExamSlot("us-5", date(2026, 11, 27), time(9, 0), 1),
)


def keeper_with(*orders: ExamOrder, booking: object = BOOKED) -> FakeKeeper:
    return FakeKeeper(answers={ExamOrders: orders, ExamSlots: SLOTS, BookExam: booking, CancelExam: ORDER})


def refusing(*refusals: Refused) -> Callable[[BookExam], ExamOrder]:
    """Says no as often as it is told to, then yes."""
    left = list(refusals)

    def book(command: BookExam) -> ExamOrder:
        if left:
            raise left.pop(0)
        return BOOKED

    return book


async def takes(person: Person, slot_id: str) -> None:
    await person.sees(ChooseExamTime)
    person.touches(Picked(slot_id))
    await person.sees(ConfirmExam)
    person.touches(Continue())


async def test_an_examination_is_booked_and_its_sheet_printed(stand: Stand) -> None:
    person = stand(keeper_with(ORDER))
    await begins(person, Service.BOOK_EXAM)
    await person.sees(ChooseExam)
    person.touches(Picked("EX000002"))
    times = await person.sees(ChooseExamTime)
    assert times.days == ("2026-11-26", "2026-11-27"), "tomorrow is full"
    assert times.day == "2026-11-26", "the first day that has a free time"
    await takes(person, "us-3")
    booked = await person.sees(ExamBooked)
    assert booked.plan.be_there == "08:30"
    assert person.keeper.asked[-1] == BookExam("EX000002", "us-3")
    person.touches(Continue())
    assert "请 08:30 到，提前半小时" in on_paper(person)
    assert "1. 检查前 8 小时不吃东西" in on_paper(person)
    assert person.ui.shown[-1] != booked or booked.slip in (SlipNotice.PRINTING, SlipNotice.PRINTED)


async def test_a_time_that_was_taken_meanwhile_is_offered_again_on_the_same_day(stand: Stand) -> None:
    person = stand(keeper_with(ORDER, booking=refusing(Refused(Refusal.SLOT_TAKEN))))
    await begins(person, Service.BOOK_EXAM)
    await person.sees(ChooseExam)
    person.touches(Picked("EX000002"))
    await person.sees(ChooseExamTime)
    person.touches(Picked("2026-11-27"))
    await asyncio.sleep(0.1)
    await takes(person, "us-5")
    again = await person.sees(ChooseExamTime)
    assert (again.problem_code, again.day) == ("SLOT_TAKEN", "2026-11-27")
    await takes(person, "us-3")
    await person.sees(ExamBooked)


async def test_a_clash_says_with_what_and_another_time_can_be_taken(stand: Stand) -> None:
    reason = LocalText("和 11 月 25 日 08:30 的上消化道钡餐冲突")
    person = stand(keeper_with(ORDER, booking=refusing(Refused(Refusal.EXAM_CONFLICT, reason))))
    await begins(person, Service.BOOK_EXAM)
    await person.sees(ChooseExam)
    person.touches(Picked("EX000002"))
    await takes(person, "us-4")
    assert (await person.sees(ExamClash)).reason == reason
    person.touches(Continue())
    await takes(person, "us-3")
    await person.sees(ExamBooked)


async def test_another_refusal_is_told_as_a_problem(stand: Stand) -> None:
    person = stand(keeper_with(ORDER, booking=refusing(Refused(Refusal.EXAM_NOT_FOUND))))
    await begins(person, Service.BOOK_EXAM)
    await person.sees(ChooseExam)
    person.touches(Picked("EX000002"))
    await takes(person, "us-4")
    assert (await person.sees(Problem)).code == "EXAM_NOT_FOUND"


async def test_an_unpaid_one_leads_to_the_bills_and_back(stand: Stand) -> None:
    person = stand(keeper_with(replace(ORDER, state=ExamState.UNPAID, bill_id="b1")))
    await begins(person, Service.BOOK_EXAM)
    await person.sees(ChooseExam)
    person.touches(Picked("EX000002"))
    await person.sees(ExamUnpaid)
    person.touches(Back())
    await person.sees(ChooseExam)
    person.touches(Picked("EX000002"))
    await person.sees(ExamUnpaid)
    person.touches(Continue())
    await person.sees(ChooseBills)


async def pays(person: Person) -> None:
    await begins(person, Service.BOOK_EXAM)
    await person.sees(ChooseExam)
    person.touches(Picked("EX000002"))
    await person.sees(ExamUnpaid)
    person.touches(Continue())
    await person.sees(ChooseBills)
    person.touches(BillsChosen(("b1",)))
    await person.sees(ConfirmSplit)
    person.touches(Continue())
    await person.sees(ChoosePayment)
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(Paid)
    person.touches(Continue())


def paid_later(then: ExamOrder) -> Callable[[ExamOrders], tuple[ExamOrder, ...]]:
    left = [replace(ORDER, state=ExamState.UNPAID, bill_id="b1"), then]
    return lambda asked: (left.pop(0) if len(left) > 1 else left[0],)


async def test_once_it_is_paid_its_time_is_asked_for_at_once_and_the_card_may_go(stand: Stand) -> None:
    keeper = keeper_with()
    keeper.answers[ExamOrders] = paid_later(ORDER)
    person = stand(keeper)
    await pays(person)
    person.removes_card()
    await takes(person, "us-3")
    await person.sees(ExamBooked)


async def test_a_no_after_paying_says_that_it_is_paid(stand: Stand) -> None:
    keeper = keeper_with(booking=refusing(Refused(Refusal.HOSPITAL_UNREACHABLE)))
    keeper.answers[ExamOrders] = paid_later(ORDER)
    person = stand(keeper)
    await pays(person)
    await takes(person, "us-3")
    assert (await person.sees(Problem)).fate is MoneyFate.PAID


async def test_a_payment_still_checked_books_nothing(stand: Stand) -> None:
    keeper = keeper_with()
    keeper.answers[ExamOrders] = paid_later(replace(ORDER, state=ExamState.UNPAID, bill_id="b1"))
    person = stand(keeper)
    await pays(person)
    await person.sees(TakeCardAndSlip)


async def test_a_booked_one_is_moved_or_given_back(stand: Stand) -> None:
    person = stand(keeper_with(BOOKED))
    await begins(person, Service.BOOK_EXAM)
    await person.sees(ChooseExam)
    person.touches(Picked("EX000002"))
    await person.sees(BookedExam)
    person.touches(Picked(MOVE))
    assert (await person.sees(ChooseExamTime)).day == "2026-11-26"
    person.touches(Back())
    await person.sees(BookedExam)
    person.touches(Picked(GIVE_BACK))
    await person.sees(ExamGivenBack)
    assert person.keeper.asked[-1] == CancelExam("EX000002")


async def test_without_paper_the_screen_says_so(stand: Stand) -> None:
    person = stand(keeper_with(BOOKED), FakeDevices(print_errors=[DeviceError(ErrorCode.PAPER_OUT)]))
    await begins(person, Service.BOOK_EXAM)
    await person.sees(ChooseExam)
    person.touches(Picked("EX000002"))
    await person.sees(BookedExam)
    person.touches(Picked("print"))
    while (await person.sees(ExamBooked)).slip is SlipNotice.PRINTING:
        person.ui.changed.clear()
        await person.ui.changed.wait()
    assert (await person.sees(ExamBooked)).slip is SlipNotice.WAITING


async def test_what_is_done_is_not_offered(stand: Stand) -> None:
    person = stand(keeper_with(replace(BOOKED, state=ExamState.DONE)))
    await begins(person, Service.BOOK_EXAM)
    assert (await person.sees(NothingThere)).missing is Missing.EXAMS


async def test_a_booking_without_a_time_is_no_answer(stand: Stand) -> None:
    person = stand(keeper_with(replace(BOOKED, starts=None)))
    await begins(person, Service.BOOK_EXAM)
    await person.sees(ChooseExam)
    person.touches(Picked("EX000002"))
    assert (await person.sees(Problem)).code == "HOSPITAL_ERROR"
