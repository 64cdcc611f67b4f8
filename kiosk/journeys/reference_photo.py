"""The photo of a person that a face is compared with, once: the identity card's, or the hospital's, which is sealed to
this question. Opened here after the person's yes, kept nowhere.
"""

from collections.abc import Awaitable, Callable

from kiosk.domain.face_check import (
    CONSENT,
    FaceCheckPolicy,
    PhotoOnFile,
    ReferencePhoto,
    ReferenceUnusable,
    StoredPhoto,
)
from kiosk.domain.looking import CheckFace
from kiosk.domain.photo_seal import PhotoKey, SealBroken
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.recognition.reference_photo import read_reference
from kiosk.screens.documents import LookingUp
from kiosk.visit import Visit

Photo = Callable[[], Awaitable[bytes | None]]


def _possible(visit: Visit) -> bool:
    return visit.face_means.policy is not FaceCheckPolicy.OFF and bool(visit.eyes.can(CheckFace))


def photo_of_card(visit: Visit, wlt: bytes) -> Photo | None:
    """Out of the chip. None: it has none, or nothing can be compared here."""
    id_photos = visit.face_means.id_photos
    return None if id_photos is None or not wlt or not _possible(visit) else lambda: id_photos.opened(wlt)


async def photo_of_hospital(visit: Visit, handle: str) -> Photo | None:
    """Before consent only whether there is one is asked. None as above."""
    if not _possible(visit) or not await _on_file(visit, handle):
        return None

    async def fetched() -> bytes | None:
        try:
            return read_reference((await reference_photo(visit, handle)).image)
        except ReferenceUnusable as unusable:
            visit.timeline.note("no_reference", code=unusable.code)
        except Refused as refused:
            visit.timeline.note("no_reference", code=str(refused.refusal))
        return None

    return fetched


async def _on_file(visit: Visit, handle: str) -> bool:
    """A hospital that cannot say keeps nobody who might go on without."""
    asking = visit.keeper.ask(PhotoOnFile(), handle)
    try:
        return await visit.during(LookingUp(card_in=visit.card_in), asking, needs_card=True)
    except Refused as refused:
        if visit.face_means.policy is FaceCheckPolicy.WANTED:
            raise
        visit.timeline.note("no_reference", code=str(refused.refusal))
        return False


async def reference_photo(visit: Visit, handle: str, consent: str = CONSENT) -> StoredPhoto:
    """Only after the person's yes. Raises Refused; HOSPITAL_ERROR for one that was not sealed to this question."""
    key = PhotoKey()
    photo = await visit.keeper.ask(ReferencePhoto(consent, key.public), handle)
    try:
        return key.opened(photo, visit.machine.terminal_id, consent)
    except SealBroken as broken:
        visit.timeline.note("photo_refused", code=broken.code)
        raise Refused(Refusal.HOSPITAL_ERROR) from None
