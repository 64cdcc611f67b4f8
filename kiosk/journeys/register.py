"""Registering for a visit (挂号): where, with whom, when; the number is held while it is paid for, and the slip is the
ticket. Back is one question back, and nothing that was chosen before is lost.
"""

import asyncio
from contextlib import suppress
from datetime import date

from kiosk.domain.patient import Patient, Purpose
from kiosk.domain.registration import (
    Department,
    Departments,
    Hold,
    HoldSlot,
    ReleaseHold,
    Session,
    Sessions,
    Slots,
    groups,
)
from kiosk.domain.screening import ScreeningMoment
from kiosk.domain.ticket import Ticket
from kiosk.journeys.identify import identify
from kiosk.journeys.pay_fee import FEE_GONE, pay_fee
from kiosk.journeys.screening import screen as screened
from kiosk.journeys.steps import CHOOSE, CONFIRM
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Picked
from kiosk.screens.base import Screen
from kiosk.screens.registration import (
    BY_LETTERS,
    ChooseDepartment,
    ChooseDoctor,
    ChooseSlot,
    FindDepartment,
    department_rows,
)
from kiosk.screens.welcome import Reading
from kiosk.visit import Ending, Visit, WentBack

HOLD_EXPIRED = "HOLD_EXPIRED"
GIVE_BACK_S_MAX = 2.0
OFFERED_AGAIN = frozenset(
    {
        Refusal.SLOT_TAKEN,
        Refusal.ALREADY_REGISTERED,
        Refusal.HOSPITAL_UNREACHABLE,  # a hold whose answer is lost gives way to the next one
        Refusal.HOSPITAL_BUSY,
        Refusal.HOSPITAL_ERROR,
    }
)


async def register(visit: Visit) -> None:
    patient = await identify(visit, Purpose.REGISTRATION)
    departments = await visit.during(_reading(visit), visit.keeper.ask(Departments()), needs_card=True)
    opened = ""
    while True:
        tree = ChooseDepartment.of(groups(departments), opened, step=CHOOSE, card_in=visit.card_in)
        picked = await _pick(visit, tree)
        with suppress(WentBack):
            if picked == BY_LETTERS:
                return await _by_letters(visit, patient, departments)
            department = next(each for each in departments if each.department_id == picked)
            opened = department.group_id
            return await _at(visit, patient, department)


async def _by_letters(visit: Visit, patient: Patient, departments: tuple[Department, ...]) -> None:
    screen = FindDepartment(departments=department_rows(departments), step=CHOOSE, can_back=True, card_in=visit.card_in)
    while True:
        picked = await _pick(visit, screen)
        with suppress(WentBack):
            return await _at(visit, patient, next(each for each in departments if each.department_id == picked))


async def _at(visit: Visit, patient: Patient, department: Department) -> None:
    day: date | None = None
    while True:
        ask = visit.keeper.ask(Sessions(department.department_id))
        session = await _doctor(visit, department, await visit.during(_reading(visit), ask, needs_card=True), day)
        day = session.date
        with suppress(WentBack):
            return await _with(visit, patient, department, session)


async def _with(visit: Visit, patient: Patient, department: Department, session: Session) -> None:
    """A number that is gone meanwhile is asked for again, at another time, with the reason said."""
    problem_code = ""
    while True:
        slot_id = await _slot(visit, department, session, problem_code)
        problem_code = ""
        with suppress(WentBack):
            if session.date == visit.clock.now().date():  # who comes later is asked when they come
                await screened(visit, patient, ScreeningMoment.REGISTRATION)
            problem_code = await _hold_and_pay(visit, patient, slot_id)
            if not problem_code:
                return


async def _hold_and_pay(visit: Visit, patient: Patient, slot_id: str) -> str:
    """Why it is to be asked again; "" when it is done."""
    try:
        hold = await visit.during(_reading(visit), visit.keeper.do(HoldSlot(slot_id), patient.handle), needs_card=True)
    except Refused as refused:
        if refused.refusal not in OFFERED_AGAIN:
            raise
        return str(refused.refusal)
    try:
        ticket = Ticket.of(hold.appointment, hold.ahead)
        await pay_fee(visit, patient, hold.bill_id, ticket, hold.expires_at)
    except (WentBack, Ending):
        await _give_back(visit, patient, hold)
        raise
    except Refused as refused:
        await _give_back(visit, patient, hold)
        if refused.refusal not in FEE_GONE:
            raise
        return HOLD_EXPIRED
    return ""


async def _give_back(visit: Visit, patient: Patient, hold: Hold) -> None:
    """The hospital keeps it while money may be on its way, and sweeps what is never given back."""
    with suppress(Refused, TimeoutError):
        async with asyncio.timeout(GIVE_BACK_S_MAX):
            await visit.keeper.do(ReleaseHold(hold.hold_id), patient.handle)


async def _doctor(visit: Visit, department: Department, sessions: tuple[Session, ...], day: date | None) -> Session:
    """`day`: the one that was chosen before."""
    today = visit.clock.now().date()
    shown = day or min((each.date for each in sessions if each.remaining), default=today)
    screen = ChooseDoctor.of(department.name, sessions, today, shown, step=CHOOSE, card_in=visit.card_in)
    picked = await _pick(visit, screen)
    return next(each for each in sessions if each.session_id == picked)


async def _slot(visit: Visit, department: Department, session: Session, problem_code: str) -> str:
    ask = visit.keeper.ask(Slots(session.session_id))
    slots = await visit.during(_reading(visit), ask, needs_card=True)
    screen = ChooseSlot.of(
        department.name,
        visit.clock.now().date(),
        session,
        slots,
        step=CONFIRM,
        card_in=visit.card_in,
        problem_code=problem_code,
    )
    return await _pick(visit, screen)


async def _pick(visit: Visit, screen: Screen) -> str:
    while not isinstance(answer := await visit.ask(screen), Picked):
        pass
    return answer.choice


def _reading(visit: Visit) -> Reading:
    return Reading(step=CHOOSE, card_in=visit.card_in)
