"""The hospital's photo of a person, for one comparison: sealed to this question, opened here, kept nowhere."""

from kiosk.domain.face_check import CONSENT, ReferencePhoto, StoredPhoto
from kiosk.domain.photo_seal import PhotoKey, SealBroken
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.visit import Visit


async def reference_photo(visit: Visit, handle: str, consent: str = CONSENT) -> StoredPhoto:
    """Only after the person's yes. Raises Refused; HOSPITAL_ERROR for one that was not sealed to this question."""
    key = PhotoKey()
    photo = await visit.keeper.ask(ReferencePhoto(consent, key.public), handle)
    try:
        return key.opened(photo, visit.machine.terminal_id, consent)
    except SealBroken as broken:
        visit.timeline.note("photo_refused", code=broken.code)
        raise Refused(Refusal.HOSPITAL_ERROR) from None
