"""The staff desk (员工台): sign in, see what waits for a person, act on it, close the day, leave.

It shows numbers and codes and nobody's name: who dealt with a case before has left nothing here to be seen.
"""

from datetime import date, timedelta

from kiosk.domain.day_close import DayClose
from kiosk.domain.staff import StaffAct, StaffPerson, StaffStory
from kiosk.journeys.slips import print_owed
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Picked, Typed
from kiosk.screens.maintenance import (
    CLOSE_TODAY,
    CLOSE_YESTERDAY,
    CaseStory,
    DayClosed,
    EnterPin,
    Reason,
    StaffDesk,
    Why,
)
from kiosk.screens.welcome import Reading
from kiosk.visit import Visit, WentBack

BACK_TO_START = frozenset({Refusal.PIN_LOCKED, Refusal.NOT_ALLOWED})


async def staff_desk(visit: Visit, badge: str) -> None:
    """`badge`: what was scanned. Ends with the turn, and with it the right to be here."""
    person = await _sign_in(visit, badge)
    visit.timeline.note("staff_signed_in")
    while True:
        answer = await visit.ask(await _desk(visit, person))
        try:
            match answer:
                case Picked(choice) if choice in (CLOSE_TODAY, CLOSE_YESTERDAY):
                    await _close_day(visit, person, _day(visit, choice))
                case Picked(item_id):
                    await _case(visit, person, item_id)
        except WentBack:
            continue


async def _sign_in(visit: Visit, badge: str) -> StaffPerson:
    problem_code = ""
    while True:
        answer = await visit.ask(EnterPin(problem_code=problem_code, can_cancel=True))
        if isinstance(answer, Typed):
            try:
                return await visit.during(Reading(), visit.keeper.sign_in(badge, answer.text))
            except Refused as refused:
                if refused.refusal in BACK_TO_START:
                    raise
                problem_code = str(refused.refusal)


async def _desk(visit: Visit, person: StaffPerson) -> StaffDesk:
    items = await visit.keeper.staff_items(person.handle)
    return StaffDesk.of(items, await visit.keeper.health(), person.name)


async def _case(visit: Visit, person: StaffPerson, item_id: str) -> None:
    """Its story, and an act with its reason. Raises WentBack."""
    story = await visit.keeper.staff_story(person.handle, item_id)
    while True:
        answer = await visit.ask(CaseStory(story=story, can_back=True))
        if isinstance(answer, Picked) and answer.choice in story.may:
            try:
                story = await _act(visit, person, story, StaffAct(answer.choice))
            except WentBack:
                continue


async def _act(visit: Visit, person: StaffPerson, story: StaffStory, act: StaffAct) -> StaffStory:
    screen = Why(act=act, trace_number=story.item.trace_number, reasons=Reason.of(act), can_back=True)
    while True:
        answer = await visit.ask(screen)
        if isinstance(answer, Picked) and answer.choice in screen.reasons:
            work = visit.keeper.staff_act(person.handle, story.item.item_id, act, answer.choice)
            return await visit.during(Reading(), work)


async def _close_day(visit: Visit, person: StaffPerson, day: str) -> None:
    """Match the three books, print what they say."""
    closed: DayClose = await visit.during(Reading(), visit.keeper.close_day(person.handle, day))
    notice = await print_owed(visit, "", person.handle)
    await visit.ask(DayClosed.of(closed, notice))


def _day(visit: Visit, choice: str) -> str:
    today = date.fromordinal(visit.clock.today_ordinal())
    return (today - timedelta(days=choice == CLOSE_YESTERDAY)).isoformat()
