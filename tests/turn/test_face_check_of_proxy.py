"""Who acts for somebody else is compared with the hospital's photo of them, or with that of their own identity card."""

from dataclasses import replace

import pytest

from drivers.api.id_card_reader import IdCardDetected
from kiosk.domain.face import Likeness
from kiosk.domain.face_check import (
    FaceCheckPolicy,
    FaceReason,
    FaceResult,
    PhotoOnFile,
    PhotoSource,
    ReferencePhoto,
    SealedPhoto,
)
from kiosk.domain.looking import CheckFace
from kiosk.keeper.protocol import Refusal
from kiosk.ports import FaceMeans
from kiosk.screens.answers import Continue, Picked
from kiosk.screens.bills import ChooseBills
from kiosk.screens.face_check import FaceCheckConsent
from kiosk.screens.identity import ForWhom
from kiosk.screens.paying import Problem
from kiosk.screens.welcome import Attract
from tests.turn.face_check import (
    CHILD,
    WLT,
    FakeIdPhotos,
    Stand,
    acting,
    asked,
    asked_again,
    goes_on_without,
    looks,
    picks_by_card,
    shown,
    told,
)
from tests.turn.fakes import ID_CARD, FakeDevices, FakeEyes, FakeKeeper

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]


async def test_who_acts_for_a_child_is_compared_with_the_hospitals_photo_after_the_yes(stand: Stand) -> None:
    person = await acting(stand)
    first = await person.sees(FaceCheckConsent)
    assert (first.reason, first.source, first.card_in) == (FaceReason.ACTING, PhotoSource.HOSPITAL, True)
    assert asked(person, PhotoOnFile)
    assert not asked(person, ReferencePhoto), "the photo is asked for after the yes only"
    person.touches(Continue())
    await looks(person, Likeness.SAME)
    await person.sees(ChooseBills)
    look = person.eyes.looks[0]
    assert isinstance(look, CheckFace)
    assert look.reference.startswith(b"\x89PNG"), "written anew, not as it came"
    assert (told(person)[0].reason, told(person)[0].source) == (FaceReason.ACTING, PhotoSource.HOSPITAL)


async def test_who_acts_without_a_photo_on_file_is_asked_nothing(stand: Stand) -> None:
    person = await acting(stand, has_photo=False)
    await person.sees(ChooseBills)
    assert not shown(person, FaceCheckConsent)
    assert not asked(person, ReferencePhoto)


@pytest.mark.parametrize("policy", [FaceCheckPolicy.OFFERED, FaceCheckPolicy.WANTED])
async def test_a_hospital_that_cannot_say_whether_it_has_a_photo(stand: Stand, policy: FaceCheckPolicy) -> None:
    person = await acting(stand, policy, refuse={"PhotoOnFile": [Refusal.HOSPITAL_ERROR]})
    if policy is FaceCheckPolicy.OFFERED:
        await person.sees(ChooseBills)
    else:
        assert (await person.sees(Problem)).code == Refusal.HOSPITAL_ERROR
    assert not shown(person, FaceCheckConsent)


async def test_a_photo_that_is_none_or_does_not_come_is_no_trouble(stand: Stand) -> None:
    for refuse in (True, False):
        person = await acting(stand)
        if refuse:
            person.keeper.refuse = {"ReferencePhoto": [Refusal.HOSPITAL_UNREACHABLE]}
        else:
            person.keeper.answers[ReferencePhoto] = SealedPhoto(bytes(100))
        await person.sees(FaceCheckConsent)
        person.touches(Continue())
        await goes_on_without(person, "REFERENCE_UNUSABLE")
        await person.sees(ChooseBills)
        assert person.eyes.looks == []
        assert told(person)[0].result is FaceResult.NOT_COMPARED


async def test_who_acts_and_is_not_found_the_same_acts_for_nobody(stand: Stand) -> None:
    person = await acting(stand)
    await person.sees(FaceCheckConsent)
    known = len(person.keeper.evidence)
    person.touches(Continue())
    await looks(person, Likeness.DIFFERENT)
    await asked_again(person)
    person.touches(Continue())
    await looks(person, Likeness.DIFFERENT)
    assert (await person.sees(Problem)).code == Refusal.FACE_AT_WINDOW
    assert len(person.keeper.evidence) == known, "the child was not asked for"


async def test_for_oneself_nobody_is_compared(stand: Stand) -> None:
    keeper = FakeKeeper(dependents=(CHILD,), answers={PhotoOnFile: True})
    person = stand(keeper, eyes=FakeEyes((CheckFace,)))
    person.visit.face_means = FaceMeans(FaceCheckPolicy.WANTED)
    await picks_by_card(person, "myself")
    await person.sees(ChooseBills)
    assert not shown(person, FaceCheckConsent)


async def test_who_acts_by_an_identity_card_is_compared_with_its_photo(stand: Stand) -> None:
    keeper = FakeKeeper(dependents=(CHILD,))
    person = stand(keeper, FakeDevices(id_card=replace(ID_CARD, photo=WLT)), FakeEyes((CheckFace,)))
    photos = FakeIdPhotos()
    person.visit.face_means = FaceMeans(FaceCheckPolicy.OFFERED, photos)
    await person.sees(Attract)
    person.visit.post(IdCardDetected())
    await person.sees(ForWhom)
    person.touches(Picked("dp_1"))
    assert (await person.sees(FaceCheckConsent)).source is PhotoSource.ID_CARD
    person.touches(Continue())
    await looks(person, Likeness.SAME)
    await person.sees(ChooseBills)
    assert photos.asked == [WLT]
    assert not asked(person, PhotoOnFile)


async def test_the_photo_of_another_card_is_not_compared_with(stand: Stand) -> None:
    """Who it is says the insurance card now; what an identity card said before is over."""
    keeper = FakeKeeper(dependents=(CHILD,), answers={PhotoOnFile: False})
    person = stand(keeper, eyes=FakeEyes((CheckFace,)))
    person.visit.face_means = FaceMeans(FaceCheckPolicy.OFFERED, FakeIdPhotos())
    person.visit.card_photo = WLT
    await picks_by_card(person, "dp_1")
    await person.sees(ChooseBills)
    assert not shown(person, FaceCheckConsent)
