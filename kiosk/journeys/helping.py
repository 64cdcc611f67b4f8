"""Help from people: staff are called, and who comes is told; a slip to go on with at the window (人工窗口).

The screen beneath waits meanwhile. In one visit there is one call, until staff say that it is over.
"""

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from drivers.api.camera import CameraEvent
from kiosk.domain.help import HelpCall, HelpCallState, HelpState, WindowTicket
from kiosk.domain.looking import EyeNews
from kiosk.keeper.refused import Refused
from kiosk.ports import Answered, PersonEvent
from kiosk.screens.answers import Picked
from kiosk.screens.leaving import WINDOW, StaffCalled
from kiosk.screens.paying import Problem, SlipNotice

if TYPE_CHECKING:
    from kiosk.visit import Visit

SPOKEN_LETTERS = 6  # of a number, which a person can tell another
STAFF_CALL_S_MAX = 2.0  # the person is told within that time, whether or not the call got through


async def call_staff(visit: "Visit", news: "tuple[asyncio.Future[Any], ...]") -> None:
    """Tell the nurses' device, and show what becomes of it, until the person goes on: says so, puts a card in or out,
    holds a code to the scanner; or one of `news` is done, or nothing has come for `result_shown_s_max`.
    """
    called: StaffCalled | None = await _called(visit)
    while called is not None:
        visit.show_overlay(called)
        called = await _next(visit, called, news)
    visit.show_overlay(None)


async def window_ticket(visit: "Visit") -> tuple[SlipNotice, str]:
    """Print the slip for the window. Where it is, and the end of its number, to be told: the window knows it as soon as
    there is a line.
    """
    from kiosk.journeys.paper import print_paper  # which needs the Visit, which needs us

    code = visit.screen.code if isinstance(visit.screen, Problem) else ""
    ticket = WindowTicket(visit.service, type(visit.screen).__name__, code)
    number = ""
    with suppress(Refused):
        number = await visit.keeper.tell(ticket, visit.patient.handle if visit.patient else "")
    told = number[-SPOKEN_LETTERS:].upper()
    step = visit.screen.step if visit.screen else None
    try:
        async with asyncio.timeout(visit.limits.print_s_max):
            return await print_paper(visit, "window", ticket=ticket, step=step, number=number, told=told), told
    except TimeoutError:
        return SlipNotice.UNSURE, told


async def show_window_ticket(visit: "Visit", problem: Problem) -> None:
    """`problem` again, with where its slip for the window is."""
    visit.show(replace(problem, ticket=SlipNotice.PRINTING))
    ticket, number = await window_ticket(visit)
    visit.show(replace(problem, ticket=ticket, ticket_number=number))


async def _called(visit: "Visit") -> StaffCalled:
    queued = True
    with suppress(Refused, TimeoutError):
        async with asyncio.timeout(STAFF_CALL_S_MAX):
            if not visit.help_call_id or (await _state(visit)).state is HelpState.ENDED:
                visit.help_call_id = await visit.keeper.call_staff(type(visit.screen).__name__)
            queued = not (await visit.keeper.health()).reachable
    return StaffCalled(queued=queued, terminal_id=visit.machine.terminal_id)


async def _next(visit: "Visit", shown: StaffCalled, news: "tuple[asyncio.Future[Any], ...]") -> StaffCalled | None:
    """What to show after `shown`; None: the person has gone on."""
    if shown.ticket is SlipNotice.PRINTING:
        ticket, number = await window_ticket(visit)
        return replace(shown, ticket=ticket, ticket_number=number)
    watching = asyncio.create_task(_change(visit, shown))
    deadline_s = visit.clock.monotonic_s() + visit.limits.result_shown_s_max
    try:
        while (left_s := deadline_s - visit.clock.monotonic_s()) > 0 and not any(task.done() for task in news):
            event = await visit.event_or(watching, *news, wait_s_max=left_s)
            if isinstance(event, Answered) and event.answer == Picked(WINDOW):
                return replace(shown, ticket=SlipNotice.PRINTING)
            if isinstance(event, PersonEvent):
                visit.hand_back(event)
            if isinstance(event, Answered | PersonEvent) and not isinstance(event, EyeNews | CameraEvent):
                return None  # what the camera sees is nobody's answer: it waits for its screen
            if watching.done():
                return watching.result()
    finally:
        watching.cancel()
        await asyncio.wait({watching})
    return None


async def _change(visit: "Visit", shown: StaffCalled) -> StaffCalled:
    """`shown` once there is something new to say: it has arrived at last, or somebody comes."""
    while True:
        with suppress(Refused):
            call = await _state(visit)
            now = replace(shown, queued=call.state is HelpState.UNKNOWN, answered_by=call.answered_by)
            if now != shown and call.state is not HelpState.UNKNOWN:
                visit.timeline.note("help", state=str(call.state))
                return now
        await asyncio.sleep(visit.limits.help_look_s)


async def _state(visit: "Visit") -> HelpCall:
    """UNKNOWN for a call that nobody could keep."""
    if not visit.help_call_id:
        return HelpCall(HelpState.UNKNOWN)
    return await visit.keeper.ask(HelpCallState(visit.help_call_id))
