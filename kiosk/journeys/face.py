"""A photo of the person, or a check that it is their face: guided, never the only way, forgotten with the turn."""

from dataclasses import replace
from typing import TypeVar

from drivers.api.camera import CameraFailed
from kiosk.domain.face import FacePhoto, Likeness
from kiosk.domain.looking import CheckFace, FaceChecked, FaceNews, Look, PhotoTaken, TakePhoto
from kiosk.journeys.seeing import looking
from kiosk.screens.answers import Picked
from kiosk.screens.base import Step
from kiosk.screens.faces import OTHER_WAY, LookHere
from kiosk.visit import Visit

N = TypeVar("N", PhotoTaken, FaceChecked)
QUARTERS = 4


async def take_photo(visit: Visit, step: Step | None) -> FacePhoto | None:
    """None: the person wants none, or it did not come about; there is always another way. Raises WentBack."""
    taken = await _look(visit, TakePhoto(), LookHere(step=step, can_back=True), PhotoTaken)
    return taken.photo if taken else None


async def check_face(visit: Visit, reference: bytes, step: Step | None) -> Likeness | None:
    """A living face against a photo (JPEG, PNG, BMP). Only ever beside a second factor. None: it came to no comparison.
    Raises WentBack.
    """
    screen = LookHere(step=step, can_back=True, checking=True)
    checked = await _look(visit, CheckFace(reference), screen, FaceChecked)
    if checked is not None and checked.likeness is None:
        visit.timeline.note("face_not_compared", code=checked.reason)
    return checked.likeness if checked else None


async def _look(visit: Visit, look: Look, screen: LookHere, wanted: type[N]) -> N | None:
    """What is `wanted`, within `face_s_max`."""
    if visit.eyes.can(type(look)) is False:
        return None
    ends_s = visit.clock.monotonic_s() + visit.limits.face_s_max
    with looking(visit, look):
        while visit.clock.monotonic_s() < ends_s:
            visit.show(screen, goes_on=True)
            match await visit.ask(screen, device_waits=True, wants=(FaceNews, wanted, CameraFailed)):
                case FaceNews() as news:
                    screen = _told(screen, news)
                case PhotoTaken() | FaceChecked() as found if isinstance(found, wanted):
                    return found
                case Picked(choice) if choice == OTHER_WAY:
                    return None
                case CameraFailed(error):
                    visit.timeline.note("camera_problem", code=str(error.code))
                    return None
    visit.timeline.note("no_face_in_time")
    return None


def _told(screen: LookHere, news: FaceNews) -> LookHere:
    return replace(
        screen,
        guidance=news.seen.guidance,
        challenge=news.challenge,
        held=int(news.seen.held * QUARTERS),
        done=news.done,
        of=news.of,
    )
