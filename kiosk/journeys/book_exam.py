"""Examination booking (检查预约): the ordered examination, a day, a time, the sheet that says how to prepare."""

from contextlib import suppress
from datetime import date, timedelta

from kiosk.domain.exam import (
    BOOKABLE_DAYS,
    BookExam,
    CancelExam,
    ExamOrder,
    ExamOrders,
    ExamSlot,
    ExamSlots,
    ExamState,
)
from kiosk.domain.patient import Patient, Purpose
from kiosk.journeys.look_up import look_up, whole_person
from kiosk.journeys.pay_bills import pay_bills
from kiosk.journeys.show_printed import printed
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.aftercare import Missing, NothingThere
from kiosk.screens.answers import Picked
from kiosk.screens.documents import LookingUp
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
    ExamPlan,
    ExamRow,
    ExamUnpaid,
)
from kiosk.screens.paying import MoneyFate, Problem, SlipNotice
from kiosk.visit import Visit, WentBack


async def book_exam(visit: Visit) -> None:
    patient = await whole_person(visit, Purpose.EXAM_BOOKING)
    while True:
        orders = await look_up(visit, ExamOrders(), patient.handle)
        orders = tuple(order for order in orders if order.state is not ExamState.DONE)
        if not orders:
            return await visit.tell(NothingThere(masked_name=patient.masked_name, missing=Missing.EXAMS))
        order = await _choose(visit, patient, orders)
        with suppress(WentBack):
            if order.state is ExamState.UNPAID:
                return await _pay_first(visit, patient, order)
            if order.state is ExamState.BOOKED:
                return await _look_after(visit, patient, order)
            return await _book(visit, patient, order)


async def _choose(visit: Visit, patient: Patient, orders: tuple[ExamOrder, ...]) -> ExamOrder:
    rows = tuple(ExamRow.of(order) for order in orders)
    screen = ChooseExam(masked_name=patient.masked_name, exams=rows, can_back=True, card_in=visit.card_in)
    known = {order.order_id: order for order in orders}
    while True:
        match await visit.ask(screen):
            case Picked(choice) if choice in known:
                return known[choice]


async def _pay_first(visit: Visit, patient: Patient, order: ExamOrder) -> None:
    """Then go on with it. Once money has moved, no word of "nothing has moved" may follow, and the card may go."""
    await visit.ask(ExamUnpaid(name=order.name, can_back=True, card_in=visit.card_in))
    await pay_bills(visit, patient)
    visit.need_card("")
    try:
        orders = await look_up(visit, ExamOrders(), patient.handle)
    except Refused:
        return  # how the payment ended was told
    paid = [each for each in orders if each.order_id == order.order_id and each.state is ExamState.ORDERED]
    if not paid:
        return
    try:
        await _book(visit, patient, paid[0])
    except Refused as refused:
        await visit.tell(Problem(code=str(refused.refusal), fate=MoneyFate.PAID, can_cancel=True))


async def _look_after(visit: Visit, patient: Patient, order: ExamOrder) -> None:
    """It has its time: move it, give it back, or print the sheet again."""
    plan = _plan(order)
    while True:
        match await visit.ask(BookedExam(plan=plan, can_back=True, card_in=visit.card_in)):
            case Picked(choice) if choice == MOVE:
                with suppress(WentBack):
                    return await _book(visit, patient, order)
            case Picked(choice) if choice == GIVE_BACK:
                work = visit.keeper.do(CancelExam(order.order_id), patient.handle)
                await visit.during(LookingUp(card_in=visit.card_in), work)
                return await visit.tell(ExamGivenBack(name=order.name, card_in=visit.card_in))
            case Picked():
                return await _tell_booked(visit, patient, order)


async def _book(visit: Visit, patient: Patient, order: ExamOrder) -> None:
    """A time that was taken meanwhile is told on the same day's page; of a clash is told with what."""
    problem_code, day = "", order.date
    while True:
        slots = await _slots(visit, patient, order)
        slot = await _choose_time(visit, order, slots, day, problem_code)
        problem_code, day = "", slot.date
        plan = ExamPlan.of(order, slot.date, slot.starts)
        try:
            await visit.ask(ConfirmExam(plan=plan, can_back=True, card_in=visit.card_in))
            work = visit.keeper.do(BookExam(order.order_id, slot.slot_id), patient.handle)
            booked = await visit.during(LookingUp(card_in=visit.card_in), work)
        except WentBack:
            continue
        except Refused as refused:
            if refused.refusal is Refusal.SLOT_TAKEN:
                problem_code = str(refused.refusal)
            elif refused.refusal is Refusal.EXAM_CONFLICT:
                with suppress(WentBack):
                    await visit.ask(
                        ExamClash(name=order.name, reason=refused.reason, can_cancel=True, card_in=visit.card_in)
                    )
            else:
                raise
            continue
        return await _tell_booked(visit, patient, booked)


async def _slots(visit: Visit, patient: Patient, order: ExamOrder) -> tuple[ExamSlot, ...]:
    today = date.fromordinal(visit.clock.today_ordinal())
    query = ExamSlots(order.order_id, today, today + timedelta(days=BOOKABLE_DAYS))
    return await visit.during(
        LookingUp(card_in=visit.card_in), visit.keeper.ask(query, patient.handle), needs_card=True
    )


async def _choose_time(
    visit: Visit, order: ExamOrder, slots: tuple[ExamSlot, ...], day: date | None, problem_code: str
) -> ExamSlot:
    """Begins at `day`, else at the first one with a free time."""
    free = [slot.date for slot in slots if slot.remaining > 0]
    today = date.fromordinal(visit.clock.today_ordinal())
    day = day or (free[0] if free else today)
    times = {slot.slot_id: slot for slot in slots}
    days = {slot.date.isoformat(): slot.date for slot in slots}
    while True:
        screen = ChooseExamTime.of(order, slots, today, day, problem_code=problem_code, card_in=visit.card_in)
        match await visit.ask(screen):
            case Picked(choice) if choice in times:
                return times[choice]
            case Picked(choice) if choice in days:
                day, problem_code = days[choice], ""


def _plan(order: ExamOrder) -> ExamPlan:
    if order.date is None or order.starts is None:
        raise Refused(Refusal.HOSPITAL_ERROR)  # booked, and no time
    return ExamPlan.of(order, order.date, order.starts)


async def _tell_booked(visit: Visit, patient: Patient, order: ExamOrder) -> None:
    plan = _plan(order)
    screen = ExamBooked(plan=plan, slip=SlipNotice.NONE, card_in=visit.card_in)
    await visit.tell(await printed(visit, screen, "exam", order=order, masked_name=patient.masked_name))
