"""A photo of the person, or a check that it is their face: guided, never the only way, forgotten with the turn."""

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from drivers.api.camera import CameraFailed, CameraRecovered
from drivers.api.errors import ErrorCode
from drivers.api.id_card_reader import IdCard
from kiosk.domain.age import AGREES_YEARS_MIN, years_old
from kiosk.domain.face import FacePhoto
from kiosk.domain.looking import CheckFace, FaceChecked, FaceNews, Look, LookOver, PhotoTaken, TakePhoto
from kiosk.journeys.seeing import looking
from kiosk.screens.answers import Picked
from kiosk.screens.base import Step
from kiosk.screens.faces import OTHER_WAY, LookHere
from kiosk.visit import Visit

N = TypeVar("N", PhotoTaken, FaceChecked)
QUARTERS = 4
CAMERA = (CameraFailed, CameraRecovered)
CAMERA_BACK_S_MAX = 4.0  # longer than a stall and a reopening take
FACE_TIMED_OUT = "FACE_TIMED_OUT"  # no good picture, or what was asked not done, in `face_s_max`


@dataclass(frozen=True, slots=True)
class _NoFace:
    """`code`: why; "": the person chose another way."""

    code: str = ""


@dataclass(frozen=True, slots=True)
class PhotoMissed:
    """A photo was wanted, and did not come about."""

    code: str


def may_agree(visit: Visit, card: IdCard) -> bool:
    """Whether its holder is old enough to be asked."""
    return years_old(card.birth_date, date.fromordinal(visit.clock.today_ordinal())) >= AGREES_YEARS_MIN


async def take_photo(visit: Visit, step: Step | None) -> FacePhoto | PhotoMissed | None:
    """None: the person wants none; there is always another way. Raises WentBack."""
    taken = await _look(visit, TakePhoto(), LookHere(step=step, can_back=True), PhotoTaken)
    if isinstance(taken, PhotoTaken):
        return taken.photo
    return PhotoMissed(taken.code) if taken.code else None


async def check_face(visit: Visit, reference: bytes, step: Step | None) -> FaceChecked | None:
    """A living face against a photo (JPEG, PNG, BMP). Only ever beside a second factor. None: the person chose another
    way. Raises WentBack.
    """
    screen = LookHere(step=step, can_back=True, checking=True)
    checked = await _look(visit, CheckFace(reference, visit.limits.face_act_s_max), screen, FaceChecked)
    if isinstance(checked, FaceChecked):
        return checked
    return FaceChecked(None, checked.code) if checked.code else None


async def _look(visit: Visit, look: Look, screen: LookHere, wanted: type[N]) -> N | _NoFace:
    """What is `wanted`, within `face_s_max`. A camera that is lost may come back."""
    if visit.eyes.can(type(look)) is False:
        return _NoFace(str(ErrorCode.DEVICE_OFFLINE))
    lost = ""  # why there are no pictures just now
    with looking(visit, look), _time_up(visit, visit.limits.face_s_max), ExitStack() as until_back:
        while True:
            visit.show(screen, goes_on=True)
            match await visit.ask(screen, device_waits=True, wants=(FaceNews, wanted, *CAMERA, LookOver)):
                case FaceNews() as news:
                    screen = _told(screen, news)
                case PhotoTaken() | FaceChecked() as found if isinstance(found, wanted):
                    return found
                case Picked(choice) if choice == OTHER_WAY:
                    return _NoFace()
                case CameraFailed(error) if not lost:  # a cable that was touched, a hand on the lens
                    lost = str(error.code)
                    until_back.enter_context(_time_up(visit, CAMERA_BACK_S_MAX))
                case CameraRecovered():
                    lost = ""
                    until_back.close()
                case LookOver():
                    return _NoFace(lost or FACE_TIMED_OUT)


@contextmanager
def _time_up(visit: Visit, s_max: float) -> Iterator[None]:
    """LookOver after that, also while nothing changes before the camera and there is no news."""
    timer = asyncio.get_running_loop().call_later(s_max, visit.post, LookOver())
    try:
        yield
    finally:
        timer.cancel()


def _told(screen: LookHere, news: FaceNews) -> LookHere:
    return replace(
        screen,
        guidance=news.seen.guidance,
        challenge=news.challenge,
        held=int(news.seen.held * QUARTERS),
        done=news.done,
        of=news.of,
    )
