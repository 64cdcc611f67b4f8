"""The camera during a question: codes where there is no scanner, and whether anybody is still here."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from drivers.api.camera import CameraFailed, CameraRecovered
from drivers.api.code_scanner import ScannerFailed
from drivers.api.errors import ErrorCode
from kiosk.domain.looking import CodesClash, CodeUnusable, Look, LookForAnybody, LookForCodes, Somebody
from kiosk.ports import Event
from kiosk.screens.base import Screen
from kiosk.screens.check_in import PresentTicket
from kiosk.screens.paying import PresentPayerCode
from kiosk.screens.welcome import PresentCard, PresentSlip

if TYPE_CHECKING:
    from kiosk.visit import Visit

CODES_CLASH = "CODES_CLASH"
KNOWN_LOOKS_MAX, KNOWN_LOOK_S = 20, 0.05  # what is known of a device is up to half a second old
UNSEEN = (ScannerFailed,)
SEEN = (CodesClash, CodeUnusable, CameraFailed, CameraRecovered)  # told on the screen itself
CodeScreen = PresentCard | PresentPayerCode | PresentSlip | PresentTicket
S = TypeVar("S", bound=Screen)


class NoEyes:
    """A machine without a camera."""

    def can(self, look: type[Look]) -> bool | None:
        return False

    def look(self, look: Look) -> None:
        """Nobody asks for it."""

    def rest(self) -> None:
        """It always does."""


def reads_codes(visit: Visit) -> bool:
    """At the scanner, or before the camera."""
    return visit.devices.usable("code_scanner") is not False or codes_by_camera(visit)


def codes_by_camera(visit: Visit) -> bool:
    """There is no scanner that works, and a camera that can read codes."""
    return visit.devices.usable("code_scanner") is False and visit.eyes.can(LookForCodes) is not False


@contextmanager
def looking(visit: Visit, look: Look) -> Iterator[None]:
    """The camera is on as long as the block lasts."""
    visit.eyes.look(look)
    visit.looks = True
    try:
        yield
    finally:
        visit.looks = False
        visit.eyes.rest()


@contextmanager
def codes(visit: Visit, screen: S, *, wanted: bool) -> Iterator[S]:
    """The screen to show: where codes are `wanted` and only a camera can read them, it is on and the screen says so."""
    if not wanted or not codes_by_camera(visit) or not isinstance(screen, CodeScreen):
        yield screen
        return
    with looking(visit, LookForCodes()):
        yield replace(screen, by_camera=True)


async def camera_instead(visit: Visit, screen: Screen) -> bool:
    """The scanner has just failed: whether a camera takes its place at this screen."""
    can = isinstance(screen, CodeScreen) and visit.eyes.can(LookForCodes) is not False
    for _ in range(KNOWN_LOOKS_MAX if can else 0):
        if codes_by_camera(visit):
            return True
        await asyncio.sleep(KNOWN_LOOK_S)
    return False


def seen_on(screen: S, event: Event) -> S:
    """The screen after what the camera told: it says what to do better."""
    if not isinstance(screen, CodeScreen):
        return screen
    match event:
        case CodesClash():
            return replace(screen, problem_code=CODES_CLASH)
        case CodeUnusable(code):
            return replace(screen, problem_code=code)
        case CameraFailed(error):
            return replace(screen, problem_code=_to_who_looks(error.code))
        case CameraRecovered():
            return replace(screen, problem_code="")
    return screen


def _to_who_looks(code: ErrorCode) -> str:
    """Unplugged or a wrong address, it is all one to who stands there: no picture, another way. Not "to the window"."""
    return str(ErrorCode.CAMERA_DARK if code is ErrorCode.CAMERA_DARK else ErrorCode.CAMERA_STALLED)


async def event_while_here(visit: Visit, kinds: tuple[type[Event], ...], wait_s_max: float) -> Event | None:
    """The next event of these kinds. None after `wait_s_max`, or sooner: nobody has touched anything for a while, and
    the camera sees nobody either.
    """
    unseen_s = visit.limits.presence_after_s
    if visit.looks or not visit.eyes.can(LookForAnybody) or unseen_s >= wait_s_max:
        return await visit.event_of(kinds, wait_s_max)
    if (event := await visit.event_of(kinds, unseen_s)) is not None:
        return event
    with looking(visit, LookForAnybody()):
        return await _event_or_gone(visit, kinds, wait_s_max - unseen_s)


async def _event_or_gone(visit: Visit, kinds: tuple[type[Event], ...], left_s_max: float) -> Event | None:
    ends_s = visit.clock.monotonic_s() + left_s_max
    here = False
    while (left_s := ends_s - visit.clock.monotonic_s()) > 0:
        wait_s = left_s if here else min(left_s, visit.limits.presence_gone_s)
        match await visit.event_of((*kinds, Somebody, CameraFailed), wait_s):
            case Somebody(seen):
                here = seen
            case CameraFailed() if CameraFailed not in kinds:
                here = True  # it cannot tell: the usual limit counts
            case None if not here:
                visit.timeline.note("nobody_here")
                return None
            case event if event is not None:
                return event
    return None
