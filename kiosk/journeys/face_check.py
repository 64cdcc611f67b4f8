"""A face compared with a photo of the person's, beside their card: consent first, and always another way. Whoever is
not found the same is never told that they are somebody else: staff look.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from drivers.api.id_card_reader import IdCard
from kiosk.documents.reference_photo import ReferenceUnusable, read_reference
from kiosk.domain.face import Likeness
from kiosk.domain.face_check import (
    CONSENT,
    TRIES_MAX,
    FaceCheckDone,
    FaceCheckPolicy,
    FaceReason,
    FaceResult,
    PhotoOnFile,
    PhotoSource,
)
from kiosk.domain.looking import CheckFace
from kiosk.domain.patient import Patient
from kiosk.journeys.face import check_face
from kiosk.journeys.reference_photo import reference_photo
from kiosk.journeys.steps import IDENTIFY
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.recognition.models import SHA256, Model
from kiosk.screens.answers import Picked
from kiosk.screens.base import Step
from kiosk.screens.documents import LookingUp
from kiosk.screens.face_check import FaceCheckConsent
from kiosk.screens.faces import OTHER_WAY
from kiosk.visit import Visit, WentBack

_RESULTS = {
    Likeness.SAME: FaceResult.SAME,
    Likeness.UNSURE: FaceResult.UNSURE,
    Likeness.DIFFERENT: FaceResult.DIFFERENT,
    None: FaceResult.NOT_COMPARED,
}
REFERENCE_UNUSABLE = "REFERENCE_UNUSABLE"
_LIVENESS = "LIVENESS_"
_NOT_THE_SAME = frozenset({FaceResult.UNSURE, FaceResult.DIFFERENT})


@dataclass(frozen=True, slots=True)
class _Tried:
    """`code`: why nothing was compared."""

    result: FaceResult
    code: str = ""

    @property
    def once_more(self) -> bool:
        """A blink that was missed, or bad light, is worth another try."""
        return self.result in _NOT_THE_SAME or self.code.startswith(_LIVENESS)


Photo = Callable[[], Awaitable[bytes | None]]


@dataclass(frozen=True, slots=True)
class _Check:
    """`photo` is called after consent only. `handle`: who it is, where the hospital knows them."""

    reason: FaceReason
    source: PhotoSource
    photo: Photo
    handle: str = ""
    step: Step | None = None


async def check_holder(visit: Visit, card: IdCard) -> None:
    """Whether an identity card is its holder's. Raises WentBack; Refused FACE_AT_WINDOW: staff look at it."""
    photo = _of_card(visit, card.photo)
    found = _Check(FaceReason.ENROLMENT, PhotoSource.ID_CARD, photo, step=IDENTIFY) if photo else None
    await _check(visit, found)


async def check_acting(visit: Visit, patient: Patient) -> None:
    """Whether it is `patient` who acts for another. The card that they showed is the other factor. Raises as above."""
    found = None
    if photo := _of_card(visit, visit.card_photo):
        found = _Check(FaceReason.ACTING, PhotoSource.ID_CARD, photo, patient.handle)
    elif photo := await _of_hospital(visit, patient):
        found = _Check(FaceReason.ACTING, PhotoSource.HOSPITAL, photo, patient.handle)
    await _check(visit, found)


def _possible(visit: Visit) -> bool:
    return visit.face_means.policy is not FaceCheckPolicy.OFF and bool(visit.eyes.can(CheckFace))


def _of_card(visit: Visit, wlt: bytes) -> Photo | None:
    id_photos = visit.face_means.id_photos
    return None if id_photos is None or not wlt or not _possible(visit) else lambda: id_photos.opened(wlt)


async def _of_hospital(visit: Visit, patient: Patient) -> Photo | None:
    """Before consent only whether there is one is asked."""
    if not _possible(visit):
        return None
    asking = visit.keeper.ask(PhotoOnFile(), patient.handle)
    if not await visit.during(LookingUp(card_in=visit.card_in), asking, needs_card=True):
        return None

    async def fetched() -> bytes | None:
        try:
            return read_reference((await reference_photo(visit, patient.handle)).image)
        except ReferenceUnusable as unusable:
            visit.timeline.note("no_reference", code=unusable.code)
        except Refused as refused:
            visit.timeline.note("no_reference", code=str(refused.refusal))
        return None

    return fetched


async def _check(visit: Visit, check: _Check | None) -> None:
    """None: nothing can be compared here."""
    result = FaceResult.NOT_COMPARED
    given_up = False
    if check is not None:
        tried, tries, consent = await _compared(visit, check)
        result, model = tried.result, SHA256[Model.RECOGNIZER]
        done = FaceCheckDone(check.reason, result, check.source, tries, consent, model, tried.code)
        await visit.keeper.tell(done, check.handle)
        visit.timeline.note("face_check", result=str(result), tries=tries)
        given_up = result in _NOT_THE_SAME and tries >= TRIES_MAX
    wanted = visit.face_means.policy is FaceCheckPolicy.WANTED
    if given_up or (wanted and result is not FaceResult.SAME):
        raise Refused(Refusal.FACE_AT_WINDOW)


async def _compared(visit: Visit, check: _Check) -> tuple[_Tried, int, str]:
    """What came of it, after how many tries, and the wording that was agreed to."""
    tried, tries, consent = _Tried(FaceResult.DECLINED), 0, ""
    while tries < TRIES_MAX and await _agrees(visit, check, once_more=tries > 0):
        consent = CONSENT
        with suppress(WentBack):
            tried = await _try(visit, check)
            tries += 1
            visit.timeline.note("face_tried", result=str(tried.result), code=tried.code)
            if not tried.once_more:
                break
    return tried, tries, consent


async def _agrees(visit: Visit, check: _Check, *, once_more: bool) -> bool:
    screen = FaceCheckConsent(
        step=check.step, reason=check.reason, source=check.source, once_more=once_more, can_back=True
    )
    at_window = visit.face_means.policy is FaceCheckPolicy.WANTED
    return await visit.ask(replace(screen, window=at_window, card_in=visit.card_in)) != Picked(OTHER_WAY)


async def _try(visit: Visit, check: _Check) -> _Tried:
    async def fetched() -> bytes | None:
        return await check.photo()

    reference = await visit.during(LookingUp(card_in=visit.card_in), fetched(), needs_card=True)
    if reference is None:
        return _Tried(FaceResult.NOT_COMPARED, REFERENCE_UNUSABLE)
    checked = await check_face(visit, reference, check.step)
    return _Tried(FaceResult.DECLINED) if checked is None else _Tried(_RESULTS[checked.likeness], checked.reason)
