"""A face beside a card: asked first, never the only way, never an accusation, and written down without a picture."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from drivers.api.camera import CameraFailed
from drivers.api.errors import DeviceError, ErrorCode
from kiosk.domain.enrolment import Enrol
from kiosk.domain.face import Likeness
from kiosk.domain.face_check import (
    CONSENT,
    TRIES_MAX,
    FaceCheckDone,
    FaceCheckPolicy,
    FaceReason,
    FaceResult,
    PhotoSource,
)
from kiosk.domain.looking import CheckFace, FaceChecked
from kiosk.journeys.face_check import check_holder
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.ports import FaceMeans
from kiosk.recognition.models import SHA256, Model
from kiosk.screens.answers import Back, Continue, Picked, Typed
from kiosk.screens.face_check import FaceCheckConsent
from kiosk.screens.faces import OTHER_WAY, LookHere
from kiosk.screens.identity import EnterDigits, NewHere, NowEnrolled
from kiosk.screens.leaving import WINDOW
from kiosk.screens.paying import Problem
from tests.turn.face_check import (
    PNG,
    WLT,
    FakeIdPhotos,
    Stand,
    all_told,
    asked,
    asked_again,
    goes_on_without,
    looks,
    newcomer,
    shown,
    to_new_here,
    told,
)
from tests.turn.fakes import ID_CARD

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]


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
