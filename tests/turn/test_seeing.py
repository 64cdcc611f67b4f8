"""The camera during a turn: on only while a screen needs it, codes without a scanner, and nobody here any more."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from drivers.api.camera import CameraFailed, CameraRecovered
from drivers.api.code_scanner import CodeScanned, ScannerFailed
from drivers.api.errors import DeviceError, ErrorCode
from kiosk.domain.face import Challenge, FacePhoto, FaceSeen, Guidance, Likeness
from kiosk.domain.looking import (
    CheckFace,
    CodesClash,
    FaceChecked,
    FaceNews,
    LookForAnybody,
    LookForCodes,
    PhotoTaken,
    Somebody,
    TakePhoto,
)
from kiosk.domain.payment import PayByPayerCode
from kiosk.journeys.face import CAMERA_BACK_S_MAX, PhotoMissed, check_face, take_photo
from kiosk.screens.answers import Back, Continue, Picked
from kiosk.screens.base import Step
from kiosk.screens.bills import ChooseBills
from kiosk.screens.faces import OTHER_WAY, LookHere
from kiosk.screens.leaving import TakeCardAndSlip, TimeoutWarning
from kiosk.screens.paying import ChoosePayment, Paid, PayWay, PresentPayerCode
from kiosk.screens.welcome import Attract, ChooseService, PresentCard, PresentSlip, Service, Way
from kiosk.visit import Visit, WentBack
from tests.turn.fakes import FakeDevices, FakeEyes, Person
from tests.turn.test_pay_bills import to_choose_payment

Stand = Callable[..., Person]
pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]
BROKEN = CameraFailed(DeviceError(ErrorCode.CAMERA_STALLED))


def without_scanner(*can_do: type) -> dict[str, Any]:
    return {"devices": FakeDevices(broken={"code_scanner"}), "eyes": FakeEyes(can_do)}


async def test_a_payer_code_is_held_to_the_camera_where_there_is_no_scanner(stand: Stand) -> None:
    person = stand(**without_scanner(LookForCodes))
    choose = await to_choose_payment(person)
    assert PayWay.PAYER_CODE in choose.ways
    assert choose.by_camera
    assert person.eyes.looks == [], "the camera is off while nobody is asked for a code"
    person.touches(Picked(PayWay.PAYER_CODE))
    assert (await person.sees(PresentPayerCode)).by_camera
    assert person.eyes.looks == [LookForCodes()]
    person.visit.post(CodeScanned("134567890123456789"))
    await person.sees(Paid)
    assert person.eyes.looks == [LookForCodes(), None], "and off again"
    assert isinstance(person.keeper.methods[0], PayByPayerCode)


async def test_with_a_scanner_the_camera_stays_off(stand: Stand) -> None:
    person = stand(eyes=FakeEyes((LookForCodes,)))
    await to_choose_payment(person)
    person.touches(Picked(PayWay.PAYER_CODE))
    assert not (await person.sees(PresentPayerCode)).by_camera
    assert person.eyes.looks == []


async def test_a_scanner_that_dies_under_the_phone_is_replaced_by_the_camera(stand: Stand) -> None:
    person = stand(eyes=FakeEyes((LookForCodes,)))
    await to_choose_payment(person)
    person.touches(Picked(PayWay.PAYER_CODE))
    await person.sees(PresentPayerCode)
    person.visit.post(ScannerFailed(DeviceError(ErrorCode.DEVICE_OFFLINE)))
    await asyncio.sleep(0.4)
    assert person.eyes.looks == []
    person.devices.broken.add("code_scanner")  # it is known a moment later
    await asyncio.sleep(0.2)
    assert (await person.sees(PresentPayerCode)).by_camera
    person.visit.post(CodeScanned("134567890123456789"))
    await person.sees(Paid)
    assert person.eyes.looks == [LookForCodes(), None]


async def test_a_scanner_that_dies_elsewhere_changes_nothing(stand: Stand) -> None:
    person = stand(eyes=FakeEyes((LookForCodes,)))
    await to_choose_payment(person)
    person.devices.broken.add("code_scanner")
    shown = len(person.ui.shown)
    person.visit.post(ScannerFailed(DeviceError(ErrorCode.DEVICE_OFFLINE)))
    await asyncio.sleep(5)
    assert (len(person.ui.shown), person.eyes.looks) == (shown, [])


async def test_without_scanner_and_camera_no_code_is_asked_for(stand: Stand) -> None:
    person = stand(**without_scanner())
    assert (await to_choose_payment(person)).ways == (PayWay.SHOW_QR,)


async def test_two_codes_at_once_are_asked_about_and_neither_is_taken(stand: Stand) -> None:
    person = stand(**without_scanner(LookForCodes))
    await to_choose_payment(person)
    person.touches(Picked(PayWay.PAYER_CODE))
    await person.sees(PresentPayerCode)
    person.visit.post(CodesClash())
    await asyncio.sleep(0.1)
    assert (await person.sees(PresentPayerCode)).problem_code == "CODES_CLASH"
    assert person.keeper.methods == []
    person.visit.post(CodeScanned("134567890123456789"))
    await person.sees(Paid)


@pytest.mark.parametrize(
    ("failed", "said"),
    [
        (ErrorCode.CAMERA_STALLED, "CAMERA_STALLED"),
        (ErrorCode.CAMERA_DARK, "CAMERA_DARK"),
        (ErrorCode.DEVICE_OFFLINE, "CAMERA_STALLED"),
        (ErrorCode.PROTOCOL_ERROR, "CAMERA_STALLED"),
    ],
)
async def test_a_camera_that_fails_says_so_and_leaves_the_way_back(stand: Stand, failed: ErrorCode, said: str) -> None:
    person = stand(**without_scanner(LookForCodes))
    await to_choose_payment(person)
    person.touches(Picked(PayWay.PAYER_CODE))
    await person.sees(PresentPayerCode)
    person.visit.post(CameraFailed(DeviceError(failed)))
    await asyncio.sleep(0.1)
    assert (await person.sees(PresentPayerCode)).problem_code == said
    person.touches(Back())
    await person.sees(ChoosePayment)
    assert person.eyes.looks[-1] is None


async def test_a_camera_that_comes_and_goes_keeps_no_turn_alive(stand: Stand) -> None:
    person = stand(**without_scanner(LookForCodes))
    await to_choose_payment(person)
    person.touches(Picked(PayWay.PAYER_CODE))
    await person.sees(PresentPayerCode)
    limits = person.visit.limits
    chatter = asyncio.ensure_future(_comes_and_goes(person))
    await person.sees(TakeCardAndSlip, within_s=limits.device_wait_s_max + limits.idle_warning_s_max + 1)
    chatter.cancel()


async def _comes_and_goes(person: Person) -> None:
    while True:
        person.visit.post(BROKEN)
        await asyncio.sleep(2)
        person.visit.post(CameraRecovered())
        await asyncio.sleep(2)


async def test_a_slip_and_who_it_is_are_read_by_the_camera_too(stand: Stand) -> None:
    person = stand(**without_scanner(LookForCodes))
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(Service.SCAN_BILL_SLIP))
    assert (await person.sees(PresentSlip)).by_camera
    person.visit.post(CodeScanned("YZ1:B:abcdefgh1234"))
    await person.sees(ChooseBills)


async def test_the_camera_is_a_way_to_be_known(stand: Stand) -> None:
    person = stand(**without_scanner(LookForCodes))
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(Service.PAY_BILLS))
    screen = await person.sees(PresentCard)
    assert Way.CODE in screen.ways
    assert screen.by_camera


async def abandoned(stand: Stand, *, presence: bool) -> tuple[Person, float]:
    """Somebody chose nothing and touches nothing any more. When the warning came."""
    person = stand(eyes=FakeEyes((LookForAnybody,) if presence else ()))
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    began_s = asyncio.get_running_loop().time()
    await person.sees_overlay(TimeoutWarning)
    return person, asyncio.get_running_loop().time() - began_s


async def test_an_abandoned_turn_is_warned_early_when_nobody_is_in_sight(stand: Stand) -> None:
    person, after_s = await abandoned(stand, presence=True)
    limits = person.visit.limits
    assert after_s == pytest.approx(limits.presence_after_s + limits.presence_gone_s)
    assert person.eyes.looks == [LookForAnybody(), None]
    await person.is_served()


async def test_without_presence_the_usual_limit_counts(stand: Stand) -> None:
    person, after_s = await abandoned(stand, presence=False)
    assert after_s == pytest.approx(person.visit.limits.idle_s_max)


async def test_who_stands_there_and_reads_is_left_alone(stand: Stand) -> None:
    person = stand(eyes=FakeEyes((LookForAnybody,)))
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    began_s = asyncio.get_running_loop().time()
    await asyncio.sleep(person.visit.limits.presence_after_s + 1)
    person.visit.post(Somebody(True))
    await person.sees_overlay(TimeoutWarning)
    assert asyncio.get_running_loop().time() - began_s == pytest.approx(person.visit.limits.idle_s_max)


async def test_a_camera_that_cannot_tell_ends_no_turn_early(stand: Stand) -> None:
    person = stand(eyes=FakeEyes((LookForAnybody,)))
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    began_s = asyncio.get_running_loop().time()
    await asyncio.sleep(person.visit.limits.presence_after_s + 1)
    person.visit.post(BROKEN)
    await person.sees_overlay(TimeoutWarning)
    assert asyncio.get_running_loop().time() - began_s == pytest.approx(person.visit.limits.idle_s_max)


async def before_the_camera(
    stand: Stand, journey: Callable[[Visit], Coroutine[Any, Any, Any]], *can_do: type
) -> tuple[Person, "asyncio.Future[Any]"]:
    """The part of a journey alone, with its turn out of the way."""
    person = stand(eyes=FakeEyes(can_do))
    person.turn.cancel()
    await asyncio.wait({person.turn})
    return person, asyncio.ensure_future(journey(person.visit))


def photo(visit: Visit) -> Coroutine[Any, Any, FacePhoto | PhotoMissed | None]:
    return take_photo(visit, Step(2, 4))


def check(visit: Visit) -> Coroutine[Any, Any, FaceChecked | None]:
    return check_face(visit, b"reference", None)


async def test_a_photo_is_guided_word_by_word_and_taken(stand: Stand) -> None:
    person, taking = await before_the_camera(stand, photo, TakePhoto)
    assert (await person.sees(LookHere)).guidance is Guidance.NOBODY
    person.visit.post(FaceNews(FaceSeen(Guidance.COME_CLOSER)))
    await asyncio.sleep(0.1)
    assert (await person.sees(LookHere)).guidance is Guidance.COME_CLOSER
    person.visit.post(PhotoTaken(FacePhoto(b"jpeg")))
    assert await taking == FacePhoto(b"jpeg")
    assert person.eyes.looks == [TakePhoto(), None]


async def test_a_check_asks_for_an_act_and_tells_the_likeness(stand: Stand) -> None:
    person, checking = await before_the_camera(stand, check, CheckFace)
    assert (await person.sees(LookHere)).checking
    person.visit.post(FaceNews(FaceSeen(Guidance.GOOD, held=0.6), Challenge.BLINK, 1, 2))
    await asyncio.sleep(0.1)
    shown = await person.sees(LookHere)
    assert (shown.challenge, shown.done, shown.of, shown.held) == (Challenge.BLINK, 1, 2, 2)
    person.visit.post(FaceChecked(Likeness.SAME))
    assert await checking == FaceChecked(Likeness.SAME)


async def test_in_elder_mode_an_act_may_take_longer(stand: Stand) -> None:
    person, checking = await before_the_camera(stand, check, CheckFace)
    await person.sees(LookHere)
    checking.cancel()
    person.visit.elder = True
    checking = asyncio.ensure_future(check(person.visit))
    await asyncio.sleep(0.1)
    normal, elder = (each.act_s_max for each in person.eyes.looks if isinstance(each, CheckFace))
    assert elder > normal
    checking.cancel()


@pytest.mark.parametrize("journey", [photo, check])
async def test_a_face_is_never_the_only_way(stand: Stand, journey: Callable[[Visit], Coroutine[Any, Any, Any]]) -> None:
    person, looking = await before_the_camera(stand, journey, TakePhoto, CheckFace)
    await person.sees(LookHere)
    person.touches(Picked(OTHER_WAY))
    assert await looking is None
    assert person.eyes.looks[-1] is None


async def test_back_leaves_the_camera_off(stand: Stand) -> None:
    person, taking = await before_the_camera(stand, photo, TakePhoto)
    await person.sees(LookHere)
    person.touches(Back())
    with pytest.raises(WentBack):
        await taking
    assert person.eyes.looks[-1] is None


async def test_a_machine_without_models_looks_at_nobody(stand: Stand) -> None:
    person, taking = await before_the_camera(stand, photo)
    assert await taking == PhotoMissed("DEVICE_OFFLINE")
    assert person.eyes.looks == []


@pytest.mark.parametrize("end", ["camera", "time", "time without news"])
async def test_a_photo_that_does_not_come_about_ends_by_itself(stand: Stand, end: str) -> None:
    person, taking = await before_the_camera(stand, photo, TakePhoto)
    await person.sees(LookHere)
    if end == "camera":
        person.visit.post(BROKEN)
    elif end == "time":
        await _guided_for(person, person.visit.limits.face_s_max + 1)
    assert await taking == PhotoMissed(str(BROKEN.error.code) if end == "camera" else "FACE_TIMED_OUT")
    assert person.eyes.looks[-1] is None


async def test_a_camera_that_is_back_in_time_goes_on(stand: Stand) -> None:
    person, taking = await before_the_camera(stand, photo, TakePhoto)
    for _ in range(2):
        await person.sees(LookHere)
        person.visit.post(BROKEN)
        await asyncio.sleep(3)
        person.visit.post(CameraRecovered())
    await asyncio.sleep(20)
    assert not taking.done()
    person.visit.post(PhotoTaken(FacePhoto(b"jpeg")))
    assert isinstance(await taking, FacePhoto)


async def test_why_the_camera_was_lost_is_why_there_is_no_photo(stand: Stand) -> None:
    person, taking = await before_the_camera(stand, photo, TakePhoto)
    await person.sees(LookHere)
    began_s = asyncio.get_running_loop().time()
    for code in (ErrorCode.CAMERA_STALLED, ErrorCode.DEVICE_OFFLINE):
        person.visit.post(CameraFailed(DeviceError(code)))
        await asyncio.sleep(1)
    assert await taking == PhotoMissed("CAMERA_STALLED")
    assert asyncio.get_running_loop().time() - began_s == pytest.approx(CAMERA_BACK_S_MAX, abs=0.1)


async def _guided_for(person: Person, seconds: float) -> None:
    for _ in range(int(seconds)):
        person.visit.post(FaceNews(FaceSeen(Guidance.MORE_LIGHT)))
        await asyncio.sleep(1)
