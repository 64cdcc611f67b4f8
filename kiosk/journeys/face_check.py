"""A face compared with a photo of the person's, beside their card: consent first, and always another way. Whoever is
not found the same is never told that they are somebody else: staff look.
"""

from contextlib import suppress
from dataclasses import dataclass, replace

from drivers.api.id_card_reader import IdCard
from kiosk.domain.face import Likeness
from kiosk.domain.face_check import (
    CONSENT,
    LIMITS,
    TRIES_MAX,
    FaceCheckDone,
    FaceCheckPolicy,
    FaceReason,
    FaceResult,
    PhotoSource,
)
from kiosk.domain.patient import Patient
from kiosk.journeys.face import check_face, may_agree
from kiosk.journeys.reference_photo import Photo, photo_of_card, photo_of_hospital
from kiosk.journeys.steps import IDENTIFY
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.recognition.models import SHA256, Model
from kiosk.screens.answers import Continue
from kiosk.screens.base import Step
from kiosk.screens.documents import LookingUp
from kiosk.screens.face_check import FaceCheckConsent, FaceNotCompared
from kiosk.visit import Ending, Visit, WentBack

_RESULTS = {
    Likeness.SAME: FaceResult.SAME,
    Likeness.UNSURE: FaceResult.UNSURE,
    Likeness.DIFFERENT: FaceResult.DIFFERENT,
    None: FaceResult.NOT_COMPARED,
}
REFERENCE_UNUSABLE = "REFERENCE_UNUSABLE"
FACE_ONCE_MORE = "FACE_ONCE_MORE"
_LIVENESS = "LIVENESS_"
_UNSAID = (_LIVENESS, "FACE_")  # of the person's look: said in words that accuse nobody
_NOT_THE_SAME = frozenset({FaceResult.UNSURE, FaceResult.DIFFERENT})


@dataclass(frozen=True, slots=True)
class _Tried:
    """`code`: why nothing was compared."""

    result: FaceResult
    code: str = ""

    @property
    def once_more(self) -> bool:
        """An act that was missed is worth another try."""
        return self.result in _NOT_THE_SAME or self.code.startswith(_LIVENESS)


@dataclass(slots=True)
class _Tally:
    """So far. `tries`: in this turn, for this reason; going back and coming again makes no new ones."""

    tries: int
    tried: _Tried = _Tried(FaceResult.DECLINED)
    consent: str = ""  # the wording that was agreed to


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
    photo = photo_of_card(visit, card.photo) if may_agree(visit, card) else None
    found = _Check(FaceReason.ENROLMENT, PhotoSource.ID_CARD, photo, step=IDENTIFY) if photo else None
    await _check(visit, found)


async def check_acting(visit: Visit, patient: Patient) -> None:
    """Whether it is `patient` who acts for another. The card that they showed is the other factor. Raises as above."""
    found = None
    if patient.under_14:  # who could not even agree to it
        pass
    elif photo := photo_of_card(visit, visit.card_photo):
        found = _Check(FaceReason.ACTING, PhotoSource.ID_CARD, photo, patient.handle)
    elif photo := await photo_of_hospital(visit, patient.handle):
        found = _Check(FaceReason.ACTING, PhotoSource.HOSPITAL, photo, patient.handle)
    await _check(visit, found)


async def _check(visit: Visit, check: _Check | None) -> None:
    """None: nothing can be compared here."""
    tried = await _compared(visit, check) if check else _Tried(FaceResult.NOT_COMPARED)
    if visit.face_means.policy is FaceCheckPolicy.WANTED and tried.result is not FaceResult.SAME:
        raise Refused(Refusal.FACE_AT_WINDOW)
    if check:
        del visit.face_tries[check.reason]
    if tried.code:
        code = FACE_ONCE_MORE if tried.code.startswith(_UNSAID) else tried.code
        await visit.tell(FaceNotCompared(step=check.step if check else None, card_in=visit.card_in, reason_code=code))


async def _compared(visit: Visit, check: _Check) -> _Tried:
    """What came of it, written down however it ends."""
    tally = _Tally(visit.face_tries.get(check.reason, 0))
    if tally.tries >= TRIES_MAX:
        raise Refused(Refusal.FACE_AT_WINDOW)
    try:
        await _compare(visit, check, tally)
    except (WentBack, Ending):
        if tally.consent:  # a photo was opened
            with suppress(Refused):
                await _tell(visit, check, tally)
        raise
    finally:
        visit.face_tries[check.reason] = tally.tries
    await _tell(visit, check, tally)
    if tally.tried.result in _NOT_THE_SAME and tally.tries >= TRIES_MAX:
        raise Refused(Refusal.FACE_AT_WINDOW)
    return tally.tried


async def _tell(visit: Visit, check: _Check, tally: _Tally, tried: _Tried | None = None) -> None:
    tried, model = tried or tally.tried, SHA256[Model.RECOGNIZER]
    of_it = (tally.tries, tally.consent, model, LIMITS, tried.code)
    done = FaceCheckDone(check.reason, tried.result, check.source, *of_it)
    await visit.keeper.tell(done, check.handle)
    visit.timeline.note("face_check", result=str(tried.result), tries=tally.tries)


async def _compare(visit: Visit, check: _Check, tally: _Tally) -> None:
    while tally.tries < TRIES_MAX and await _agrees(visit, check, once_more=tally.tried.once_more):
        if not tally.consent:
            tally.consent = CONSENT
            await _tell(visit, check, tally, _Tried(FaceResult.AGREED))  # what cannot be written down is none
        tally.tries += 1  # one that is left is one, too: the next draws other acts
        with suppress(WentBack):
            tally.tried = await _try(visit, check)
            visit.timeline.note("face_tried", result=str(tally.tried.result), code=tally.tried.code)
            if not tally.tried.once_more:
                break


async def _agrees(visit: Visit, check: _Check, *, once_more: bool) -> bool:
    screen = FaceCheckConsent(
        step=check.step, reason=check.reason, source=check.source, once_more=once_more, can_back=True
    )
    at_window = visit.face_means.policy is FaceCheckPolicy.WANTED
    return await visit.ask(replace(screen, window=at_window, card_in=visit.card_in)) == Continue()


async def _try(visit: Visit, check: _Check) -> _Tried:
    async def fetched() -> bytes | None:
        return await check.photo()

    reference = await visit.during(LookingUp(card_in=visit.card_in), fetched(), needs_card=True)
    if reference is None:
        return _Tried(FaceResult.NOT_COMPARED, REFERENCE_UNUSABLE)
    checked = await check_face(visit, reference, check.step)
    return _Tried(FaceResult.DECLINED) if checked is None else _Tried(_RESULTS[checked.likeness], checked.reason)
