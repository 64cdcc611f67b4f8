"""A face beside a card: asked first, never the only way, never an accusation, and written down without a picture."""

import asyncio
import io
from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from PIL import Image

from drivers.api.camera import CameraFailed
from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.id_card_reader import IdCardDetected
from kiosk.domain.enrolment import Enrol, Enrolled
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
    ReferencePhoto,
    SealedPhoto,
)
from kiosk.domain.looking import CheckFace, FaceChecked
from kiosk.domain.patient import Dependent, Relation
from kiosk.domain.photo_seal import info
from kiosk.journeys.face_check import check_holder
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.ports import FaceMeans
from kiosk.recognition.models import SHA256, Model
from kiosk.screens.answers import Back, Continue, Picked, Typed
from kiosk.screens.base import Screen
from kiosk.screens.bills import ChooseBills
from kiosk.screens.face_check import FaceCheckConsent, FaceNotCompared
from kiosk.screens.faces import OTHER_WAY, LookHere
from kiosk.screens.identity import EnterDigits, ForWhom, NewHere, NowEnrolled, PresentIdCard
from kiosk.screens.leaving import WINDOW
from kiosk.screens.paying import Problem
from kiosk.screens.welcome import Attract, Service
from tests.turn.aftercare import begins
from tests.turn.fakes import ID_CARD, MACHINE, FakeDevices, FakeEyes, FakeKeeper, Person

Stand = Callable[..., Person]
pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]

PNG, WLT = b"\x89PNG out of the card", bytes(1024)
CHILD = Dependent("dp_1", "张*宝", Relation.CHILD)


@dataclass
class FakeIdPhotos:
    """A vendor's program."""

    png: bytes | None = PNG
    asked: list[bytes] = field(default_factory=list)

    async def opened(self, wlt: bytes) -> bytes | None:
        self.asked.append(wlt)
        return self.png


def on_file() -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((102, 126)).save(out, "JPEG")
    return out.getvalue()


def sealed(asked: ReferencePhoto) -> SealedPhoto:
    key = X25519PublicKey.from_public_bytes(urlsafe_b64decode(asked.sealed_to + "="))
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
    return SealedPhoto(suite.encrypt(on_file(), key, info(MACHINE.terminal_id, asked.consent)))


def newcomer(
    stand: Stand, policy: FaceCheckPolicy = FaceCheckPolicy.OFFERED, photos: FakeIdPhotos | None = None
) -> tuple[Person, FakeIdPhotos]:
    keeper = FakeKeeper(answers={Enrol: Enrolled("H00100001")})
    person = stand(keeper, FakeDevices(id_card=replace(ID_CARD, photo=WLT)), FakeEyes((CheckFace,)))
    photos = photos or FakeIdPhotos()
    person.visit.face_means = FaceMeans(policy, photos)
    return person, photos


async def to_new_here(person: Person) -> None:
    await begins(person, Service.ENROL, card=False)
    await person.sees(PresentIdCard)
    person.visit.post(IdCardDetected())
    await person.sees(NewHere)
    person.touches(Continue())


async def acting(
    stand: Stand,
    policy: FaceCheckPolicy = FaceCheckPolicy.OFFERED,
    *,
    has_photo: bool = True,
    sees: bool = True,
    refuse: dict[str, list[Refusal]] | None = None,
) -> Person:
    """A mother with the insurance card in, who picks her child."""
    answers = {PhotoOnFile: has_photo, ReferencePhoto: sealed}
    keeper = FakeKeeper(dependents=(CHILD,), answers=answers, refuse=refuse or {})
    person = stand(keeper, eyes=FakeEyes((CheckFace,) if sees else ()))
    person.visit.face_means = FaceMeans(policy)
    await picks_by_card(person, "dp_1")
    return person


async def picks_by_card(person: Person, whom: str) -> None:
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ForWhom)
    person.touches(Picked(whom))


async def looks(person: Person, likeness: Likeness | None) -> None:
    await person.sees(LookHere)
    person.visit.post(FaceChecked(likeness))


async def asked_again(person: Person) -> FaceCheckConsent:
    while not (shown := await person.sees(FaceCheckConsent)).once_more:
        person.ui.changed.clear()
        await person.ui.changed.wait()
    return shown


async def goes_on_without(person: Person, code: str) -> None:
    """Who agreed hears that nothing came of it, and goes on."""
    assert (await person.sees(FaceNotCompared)).reason_code == code
    person.touches(Continue())


def told(person: Person) -> list[FaceCheckDone]:
    """What came of it."""
    return [each for each in all_told(person) if each.result is not FaceResult.AGREED]


def all_told(person: Person) -> list[FaceCheckDone]:
    return [each for each in person.keeper.told if isinstance(each, FaceCheckDone)]


def shown(person: Person, kind: type[Screen]) -> bool:
    return any(isinstance(each, kind) for each in person.ui.shown)


def asked(person: Person, kind: type) -> bool:
    return any(isinstance(each, kind) for each in person.keeper.asked)


async def test_a_newcomer_agrees_is_found_the_same_and_goes_on(stand: Stand) -> None:
    person, photos = newcomer(stand)
    await to_new_here(person)
    asked_first = await person.sees(FaceCheckConsent)
    assert (asked_first.reason, asked_first.source) == (FaceReason.ENROLMENT, PhotoSource.ID_CARD)
    assert (photos.asked, person.eyes.looks) == ([], []), "nothing is opened and nobody is looked at before the yes"
    person.touches(Continue())
    await looks(person, Likeness.SAME)
    await person.sees(EnterDigits)
    assert person.eyes.looks == [CheckFace(PNG), None]
    assert told(person) == [
        FaceCheckDone(
            FaceReason.ENROLMENT,
            FaceResult.SAME,
            PhotoSource.ID_CARD,
            1,
            CONSENT,
            SHA256[Model.RECOGNIZER],
            "0.36/0.45",
        )
    ]
    person.touches(Typed("19900000001"))
    await person.sees(NowEnrolled)


async def test_one_may_always_leave_it_and_go_on(stand: Stand) -> None:
    person, photos = newcomer(stand)
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    person.touches(Picked(OTHER_WAY))
    await person.sees(EnterDigits)
    assert (photos.asked, person.eyes.looks) == ([], [])
    assert [(each.result, each.tries, each.consent) for each in told(person)] == [(FaceResult.DECLINED, 0, "")]


async def test_a_consent_is_written_down_once_and_before_anybody_looks(stand: Stand) -> None:
    person, _ = newcomer(stand)
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    assert all_told(person) == []
    person.touches(Continue())
    await person.sees(LookHere)
    (agreed,) = all_told(person)
    assert (agreed.result, agreed.consent, agreed.tries) == (FaceResult.AGREED, CONSENT, 0)
    person.visit.post(FaceChecked(Likeness.DIFFERENT))
    await asked_again(person)
    person.touches(Continue())
    await looks(person, Likeness.SAME)
    await person.sees(EnterDigits)
    assert [each.result for each in all_told(person)] == [FaceResult.AGREED, FaceResult.SAME]


async def test_a_consent_that_cannot_be_written_down_is_none(stand: Stand) -> None:
    person, photos = newcomer(stand)
    person.keeper.refuse["FaceCheckDone"] = [Refusal.KEEPER_UNREACHABLE]
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    person.touches(Continue())
    assert (await person.sees(Problem)).code == Refusal.KEEPER_UNREACHABLE
    assert (photos.asked, person.eyes.looks) == ([], [])


async def test_only_a_yes_is_a_consent(stand: Stand) -> None:
    person, photos = newcomer(stand)
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    person.touches(Picked("window"))
    await person.sees(EnterDigits)
    assert (photos.asked, person.eyes.looks) == ([], [])


async def test_before_the_camera_one_may_still_leave_it(stand: Stand) -> None:
    person, _ = newcomer(stand)
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    person.touches(Continue())
    await person.sees(LookHere)
    person.touches(Picked(OTHER_WAY))
    await person.sees(EnterDigits)
    assert [(each.result, each.consent) for each in told(person)] == [(FaceResult.DECLINED, CONSENT)]


async def test_back_leads_out_of_it_question_by_question(stand: Stand) -> None:
    person, _ = newcomer(stand)
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    person.touches(Continue())
    await person.sees(LookHere)
    person.touches(Back())
    assert not (await person.sees(FaceCheckConsent)).once_more, "looking away was no try"
    person.touches(Back())
    await person.sees(NewHere)
    assert [(each.result, each.tries, each.consent) for each in told(person)] == [(FaceResult.DECLINED, 1, CONSENT)]


async def test_going_back_draws_no_new_acts_without_end(stand: Stand) -> None:
    person, photos = newcomer(stand, FaceCheckPolicy.WANTED)
    await to_new_here(person)
    for _ in range(TRIES_MAX):
        await person.sees(FaceCheckConsent)
        person.touches(Continue())
        await person.sees(LookHere)
        person.touches(Back())
    assert (await person.sees(Problem)).code == "FACE_AT_WINDOW"
    assert len(photos.asked) == TRIES_MAX
    with pytest.raises(Refused):
        await check_holder(person.visit, replace(ID_CARD, photo=WLT))
    assert len(photos.asked) == TRIES_MAX


async def test_who_went_on_without_is_asked_anew_the_next_time(stand: Stand) -> None:
    person, _ = newcomer(stand)
    await to_new_here(person)
    for _ in range(TRIES_MAX):
        await person.sees(FaceCheckConsent)
        person.touches(Continue())
        await person.sees(LookHere)
        person.touches(Back())
    await person.sees(EnterDigits)
    assert person.visit.face_tries == {}


async def test_going_back_before_the_yes_is_nothing_to_write_down(stand: Stand) -> None:
    person, _ = newcomer(stand)
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    person.touches(Back())
    await person.sees(NewHere)
    assert told(person) == []


async def test_who_leaves_after_a_try_has_no_new_ones(stand: Stand) -> None:
    person, _ = newcomer(stand)
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    person.touches(Continue())
    await looks(person, Likeness.DIFFERENT)
    await asked_again(person)
    person.touches(Back())
    await person.sees(NewHere)
    person.touches(Continue())
    await person.sees(FaceCheckConsent)
    person.touches(Continue())
    await looks(person, Likeness.DIFFERENT)
    assert (await person.sees(Problem)).code == "FACE_AT_WINDOW"
    assert [(each.result, each.tries) for each in told(person)] == [
        (FaceResult.DIFFERENT, 1),
        (FaceResult.DIFFERENT, 2),
    ]
    with pytest.raises(Refused):
        await check_holder(person.visit, replace(ID_CARD, photo=WLT))


async def test_what_was_compared_is_written_down_though_the_person_leaves(stand: Stand) -> None:
    person, _ = newcomer(stand)
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    person.touches(Continue())
    await looks(person, Likeness.UNSURE)
    await asked_again(person)
    await person.is_served()
    assert [(each.result, each.tries) for each in told(person)] == [(FaceResult.UNSURE, 1)]


async def test_once_it_was_the_same_going_back_asks_no_second_time(stand: Stand) -> None:
    person, _ = newcomer(stand)
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    person.touches(Continue())
    await looks(person, Likeness.SAME)
    await person.sees(EnterDigits)
    person.touches(Back())
    await person.sees(NewHere)
    person.touches(Continue())
    await person.sees(EnterDigits)
    assert len(told(person)) == 1


@pytest.mark.parametrize("likeness", [Likeness.UNSURE, Likeness.DIFFERENT])
async def test_after_two_tries_staff_look_and_nobody_is_accused(stand: Stand, likeness: Likeness) -> None:
    person, _ = newcomer(stand)
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    person.touches(Continue())
    await looks(person, likeness)
    await asked_again(person)
    person.touches(Continue())
    await looks(person, likeness)
    problem = await person.sees(Problem)
    assert (problem.code, problem.can_window, problem.can_retry) == (Refusal.FACE_AT_WINDOW, True, False)
    assert [(str(each.result), each.tries) for each in told(person)] == [(str(likeness), 2)]
    assert not asked(person, Enrol)
    person.touches(Picked(WINDOW))
    while not person.devices.printed:
        person.ui.changed.clear()
        await person.ui.changed.wait()


async def test_the_second_try_may_be_the_same_or_left(stand: Stand) -> None:
    for goes_on in (Continue(), Picked(OTHER_WAY)):
        person, _ = newcomer(stand)
        await to_new_here(person)
        await person.sees(FaceCheckConsent)
        person.touches(Continue())
        await looks(person, Likeness.UNSURE)
        await asked_again(person)
        person.touches(goes_on)
        if isinstance(goes_on, Continue):
            await looks(person, Likeness.SAME)
        await person.sees(EnterDigits)


async def test_where_it_is_wanted_who_leaves_it_goes_to_the_window(stand: Stand) -> None:
    person, _ = newcomer(stand, FaceCheckPolicy.WANTED)
    await to_new_here(person)
    assert (await person.sees(FaceCheckConsent)).window, "the choice says where it leads"
    person.touches(Picked(OTHER_WAY))
    assert (await person.sees(Problem)).code == Refusal.FACE_AT_WINDOW
    assert not asked(person, Enrol)


@pytest.mark.parametrize("why", ["no decoder", "no photo", "no camera"])
@pytest.mark.parametrize("policy", [FaceCheckPolicy.OFFERED, FaceCheckPolicy.WANTED])
async def test_where_nothing_can_be_compared_nothing_is_asked(stand: Stand, why: str, policy: FaceCheckPolicy) -> None:
    person, _ = newcomer(stand, policy)
    if why == "no decoder":
        person.visit.face_means = FaceMeans(policy)
    if why == "no photo":
        person.devices.id_card = ID_CARD
    if why == "no camera":
        person.eyes.can_do = ()
    await to_new_here(person)
    if policy is FaceCheckPolicy.OFFERED:
        await person.sees(EnterDigits)
    else:
        assert (await person.sees(Problem)).code == Refusal.FACE_AT_WINDOW
    assert not shown(person, FaceCheckConsent)


@pytest.mark.parametrize(("born", "asked_for"), [(date(2012, 11, 24), False), (date(2012, 11, 23), True)])
async def test_under_14_only_a_guardian_could_agree_and_nobody_is_asked(
    stand: Stand, born: date, asked_for: bool
) -> None:
    person, _ = newcomer(stand)
    person.devices.id_card = replace(ID_CARD, photo=WLT, birth_date=born)
    await to_new_here(person)
    await person.sees(FaceCheckConsent if asked_for else EnterDigits)
    assert shown(person, FaceCheckConsent) is asked_for


async def test_where_it_is_off_nothing_of_it_is_seen(stand: Stand) -> None:
    person, photos = newcomer(stand, FaceCheckPolicy.OFF)
    await to_new_here(person)
    await person.sees(EnterDigits)
    assert not shown(person, FaceCheckConsent)
    assert (photos.asked, told(person)) == ([], [])


async def test_a_card_whose_photo_does_not_open_is_no_trouble(stand: Stand) -> None:
    person, photos = newcomer(stand, photos=FakeIdPhotos(png=None))
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    person.touches(Continue())
    await goes_on_without(person, "REFERENCE_UNUSABLE")
    await person.sees(EnterDigits)
    assert photos.asked == [WLT]
    assert person.eyes.looks == []
    assert told(person)[0].result is FaceResult.NOT_COMPARED


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


async def test_a_blink_that_was_missed_is_asked_for_once_more(stand: Stand) -> None:
    person, _ = newcomer(stand)
    await to_new_here(person)
    for once_more in (False, True):
        assert (await person.sees(FaceCheckConsent)).once_more is once_more
        person.touches(Continue())
        await person.sees(LookHere)
        person.visit.post(FaceChecked(None, "LIVENESS_TIMED_OUT"))
        await asyncio.sleep(0.1)
    await goes_on_without(person, "FACE_ONCE_MORE")
    await person.sees(EnterDigits)
    done = told(person)[0]
    assert (done.result, done.tries, done.code) == (FaceResult.NOT_COMPARED, 2, "LIVENESS_TIMED_OUT")


@pytest.mark.parametrize("policy", [FaceCheckPolicy.OFFERED, FaceCheckPolicy.WANTED])
async def test_a_camera_that_fails_in_the_middle_is_told_and_never_the_persons_trouble(
    stand: Stand, policy: FaceCheckPolicy
) -> None:
    person, _ = newcomer(stand, policy)
    await to_new_here(person)
    await person.sees(FaceCheckConsent)
    person.touches(Continue())
    await person.sees(LookHere)
    person.visit.post(CameraFailed(DeviceError(ErrorCode.CAMERA_STALLED)))
    if policy is FaceCheckPolicy.OFFERED:
        await goes_on_without(person, "CAMERA_STALLED")
        await person.sees(EnterDigits)
    else:
        assert (await person.sees(Problem)).code == Refusal.FACE_AT_WINDOW
