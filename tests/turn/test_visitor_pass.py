"""A visitor's pass: whom, by which rules, with a photo only if wanted."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from PIL import Image

from drivers.api.camera import CameraFailed
from drivers.api.code_scanner import CodeScanned
from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.id_card_reader import IdCardDetected
from drivers.api.receipt_printer import Picture, QrCode
from kiosk.domain.evidence import IdKind
from kiosk.domain.face import FacePhoto
from kiosk.domain.looking import PhotoTaken, TakePhoto
from kiosk.domain.visiting import IssueVisitorPass, VisitingTerms, VisitorPass, VisitTerms
from kiosk.domain.wording import LocalText
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Back, Continue, Picked, Typed
from kiosk.screens.faces import OTHER_WAY, LookHere
from kiosk.screens.identity import EnterDigits, PresentIdCard, TakeIdCard, Wanted
from kiosk.screens.paying import Problem, SlipNotice
from kiosk.screens.visiting import WITHOUT_PHOTO, ConfirmVisit, PassPhotoConsent, PassReady, VisitRefused
from kiosk.screens.welcome import Service
from tests.turn.aftercare import begins, on_paper
from tests.turn.fakes import ID_CARD, FakeDevices, FakeEyes, FakeKeeper, Person

Stand = Callable[..., Person]
pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]

NUMBER = "2026110001"
WARD = LocalText("心内科病区", "Cardiology")
RULE = LocalText("一次两个人")
HOURS: Any = {"ward": WARD, "bed": "07", "date": date(2026, 11, 23), "starts": time(14), "ends": time(20)}
TERMS = VisitTerms(masked_name="何*", left=2, rules=(RULE,), **HOURS)
GIVEN = VisitorPass("VP000001", "YZ1:V:5cXyKq2m", "何*", "张*丰", **HOURS)


def keeper() -> FakeKeeper:
    return FakeKeeper(answers={VisitingTerms: TERMS, IssueVisitorPass: GIVEN})


def refusing(refused: Refused) -> Callable[[object], object]:
    def no(_: object) -> object:
        raise refused

    return no


def photo() -> PhotoTaken:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((300, 400)).save(out, "JPEG")
    return PhotoTaken(FacePhoto(out.getvalue()))


async def to_number(person: Person) -> EnterDigits:
    await begins(person, Service.VISITOR_PASS, card=False)
    await person.sees(PresentIdCard)
    person.visit.post(IdCardDetected())
    return await person.sees(EnterDigits)


async def to_consent(person: Person) -> None:
    await to_number(person)
    person.touches(Typed(NUMBER))
    await person.sees(ConfirmVisit)
    person.touches(Continue())
    await person.sees(PassPhotoConsent)


async def printed(person: Person) -> PassReady:
    while (shown := await person.sees(PassReady)).slip in (SlipNotice.PRINTING, SlipNotice.NONE):
        person.ui.changed.clear()
        await person.ui.changed.wait()
    return shown


def pictures(person: Person) -> list[Picture]:
    return [each for each in person.devices.printed[-1].elements if isinstance(each, Picture)]


def orders(person: Person) -> list[IssueVisitorPass]:
    return [each for each in person.keeper.asked if isinstance(each, IssueVisitorPass)]


async def test_a_pass_with_a_photo_after_consent(stand: Stand) -> None:
    person = stand(keeper(), eyes=FakeEyes((TakePhoto,)))
    assert (await to_number(person)).wanted is Wanted.ADMISSION
    person.touches(Typed(NUMBER))
    shown = await person.sees(ConfirmVisit)
    assert (shown.visit.masked_name, shown.visit.bed, shown.visit.hours, shown.left) == ("何*", "07", "14:00–20:00", 2)
    assert shown.rules == (RULE,)
    person.touches(Continue())
    await person.sees(PassPhotoConsent)
    assert person.eyes.looks == [], "the camera is off before the person says yes"
    person.touches(Continue())
    await person.sees(LookHere)
    person.visit.post(photo())
    assert (await printed(person)).with_photo
    assert orders(person) == [IssueVisitorPass(NUMBER, IdKind.CITIZEN, ID_CARD.id_number, ID_CARD.name, True)]
    assert len(pictures(person)) == 1
    assert {"探视证", "张*丰", "何*", "心内科病区", "07"} <= set(on_paper(person))
    codes = [each.content for each in person.devices.printed[-1].elements if isinstance(each, QrCode)]
    assert codes == [GIVEN.code]
    person.touches(Continue())
    await person.sees(TakeIdCard)
    await person.is_served()


async def test_a_pass_without_one_is_as_good(stand: Stand) -> None:
    person = stand(keeper(), eyes=FakeEyes((TakePhoto,)))
    await to_consent(person)
    person.touches(Picked(WITHOUT_PHOTO))
    assert not (await printed(person)).with_photo
    assert person.eyes.looks == []
    assert pictures(person) == []
    assert not orders(person)[0].with_photo


async def test_before_the_camera_one_may_still_go_on_without(stand: Stand) -> None:
    for leave in (Picked(OTHER_WAY), CameraFailed(DeviceError(ErrorCode.CAMERA_STALLED)), FacePhoto(b"no picture")):
        person = stand(keeper(), eyes=FakeEyes((TakePhoto,)))
        await to_consent(person)
        person.touches(Continue())
        await person.sees(LookHere)
        match leave:
            case Picked():
                person.touches(leave)
            case FacePhoto():
                person.visit.post(PhotoTaken(leave))
            case _:
                person.visit.post(leave)
        shown = await printed(person)
        assert (shown.with_photo, shown.photo_missed) == (False, not isinstance(leave, Picked)), (
            "who wanted one is told"
        )
        assert pictures(person) == []


async def test_without_a_camera_no_photo_is_spoken_of(stand: Stand) -> None:
    person = stand(keeper())
    await to_number(person)
    person.touches(Typed(NUMBER))
    await person.sees(ConfirmVisit)
    person.touches(Continue())
    assert not (await printed(person)).photo_missed
    assert not [each for each in person.ui.shown if isinstance(each, PassPhotoConsent)]


async def test_back_goes_one_question_back_each_time(stand: Stand) -> None:
    person = stand(keeper(), eyes=FakeEyes((TakePhoto,)))
    await to_consent(person)
    person.touches(Continue())
    await person.sees(LookHere)
    person.touches(Back())
    await person.sees(PassPhotoConsent)
    person.touches(Back())
    await person.sees(ConfirmVisit)
    person.touches(Back())
    await person.sees(EnterDigits)
    assert orders(person) == []


async def test_a_child_is_offered_no_photo(stand: Stand) -> None:
    card = replace(ID_CARD, birth_date=date(2013, 1, 1))
    person = stand(keeper(), FakeDevices(id_card=card), FakeEyes((TakePhoto,)))
    await to_number(person)
    person.touches(Typed(NUMBER))
    await person.sees(ConfirmVisit)
    person.touches(Continue())
    await printed(person)
    assert not [each for each in person.ui.shown if isinstance(each, PassPhotoConsent)]


async def test_only_a_yes_is_a_consent_to_the_photo(stand: Stand) -> None:
    person = stand(keeper(), eyes=FakeEyes((TakePhoto,)))
    await to_consent(person)
    person.touches(Picked(OTHER_WAY))
    await printed(person)
    assert person.eyes.looks == []


async def test_a_wristband_is_read_and_what_is_none_is_said(stand: Stand) -> None:
    person = stand(keeper())
    await to_number(person)
    person.visit.post(CodeScanned("YZ1:B:12345678"))
    while not (await person.sees(EnterDigits)).problem_code:
        person.ui.changed.clear()
        await person.ui.changed.wait()
    assert (await person.sees(EnterDigits)).problem_code == "NOT_ADMISSION"
    person.visit.post(CodeScanned(f"YZ1:I:{NUMBER}"))
    await person.sees(ConfirmVisit)
    assert VisitingTerms(NUMBER) in person.keeper.asked


async def test_an_unknown_number_is_asked_for_again_and_three_are_enough(stand: Stand) -> None:
    person = stand(keeper())
    person.keeper.refuse = {"VisitingTerms": [Refusal.ADMISSION_NOT_FOUND, Refusal.TOO_MANY_TRIES]}
    await to_number(person)
    person.touches(Typed(NUMBER))
    while not (await person.sees(EnterDigits)).problem_code:
        person.ui.changed.clear()
        await person.ui.changed.wait()
    assert (await person.sees(EnterDigits)).problem_code == "ADMISSION_NOT_FOUND"
    person.touches(Typed(NUMBER))
    assert (await person.sees(Problem)).code == "TOO_MANY_TRIES"


@pytest.mark.parametrize("refusal", [Refusal.WARD_NOT_VISITED, Refusal.VISITORS_FULL, Refusal.VISITING_CLOSED])
async def test_a_no_of_the_wards_is_told_in_the_hospitals_words(stand: Stand, refusal: Refusal) -> None:
    reason = LocalText("可以视频探视")
    person = stand(FakeKeeper(answers={VisitingTerms: refusing(Refused(refusal, reason))}))
    await to_number(person)
    person.touches(Typed(NUMBER))
    shown = await person.sees(VisitRefused)
    assert (shown.reason_code, shown.reason) == (refusal, reason)
    assert person.devices.printed == []


async def test_the_last_place_may_go_meanwhile(stand: Stand) -> None:
    person = stand(
        FakeKeeper(answers={VisitingTerms: TERMS, IssueVisitorPass: refusing(Refused(Refusal.VISITORS_FULL))})
    )
    await to_number(person)
    person.touches(Typed(NUMBER))
    await person.sees(ConfirmVisit)
    person.touches(Continue())
    assert (await person.sees(VisitRefused)).reason_code == "VISITORS_FULL"
    assert person.devices.printed == []


async def test_without_paper_the_code_is_on_the_screen(stand: Stand) -> None:
    person = stand(keeper(), FakeDevices(print_errors=[DeviceError(ErrorCode.PAPER_OUT)]))
    await to_number(person)
    person.touches(Typed(NUMBER))
    await person.sees(ConfirmVisit)
    person.touches(Continue())
    shown = await printed(person)
    assert (shown.slip, shown.code) == (SlipNotice.WAITING, GIVEN.code)


async def test_without_a_scanner_nobody_is_told_to_scan(stand: Stand) -> None:
    person = stand(keeper(), FakeDevices(broken={"code_scanner"}))
    assert not (await to_number(person)).scanner
    assert (await to_number(stand(keeper()))).scanner
