"""Paying by face: to whom it is offered, what is asked first, and that another way is always open."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from kiosk.domain.case import Phase
from kiosk.domain.face_pay import WORDING_VERSION, FacePayAuth, FacePayNote, FacePayPermit, FaceStep
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.payment import Channel, PayByFace, PayByQr
from kiosk.domain.quote import Quote
from kiosk.keeper.protocol import Refusal
from kiosk.screens.answers import Back, BillsChosen, Cancel, Continue, Picked
from kiosk.screens.bills import ChooseBills, ConfirmSplit
from kiosk.screens.face_pay import FacePayConsent, FacePayLook
from kiosk.screens.leaving import TakeCardAndSlip
from kiosk.screens.paying import BeingChecked, ChoosePayment, Paid, PayWay, ShowPayQr
from kiosk.screens.welcome import Attract
from tests.turn.fakes import QUOTE, FakeDevices, FakeKeeper, Person

Stand = Callable[..., Person]
pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]

SELF_PAY = Quote("q1", ("b1",), Money(41260), NOTHING, NOTHING, Money(41260))
CODE = "134567890123456789"


def standing(stand: Stand, quote: Quote = SELF_PAY, **devices: object) -> Person:
    keeper = FakeKeeper(quote=quote)
    keeper.answers[FacePayAuth] = FacePayPermit("auth", "wx01", "1900000001")
    return stand(keeper, FakeDevices(has_face_pay=True, **devices))  # type: ignore[arg-type]


async def to_ways(person: Person) -> ChoosePayment:
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ChooseBills)
    person.touches(BillsChosen(("b1",)))
    await person.sees(ConfirmSplit)
    person.touches(Continue())
    return await person.sees(ChoosePayment)


async def to_look(person: Person) -> None:
    assert PayWay.FACE in (await to_ways(person)).ways
    person.touches(Picked(PayWay.FACE))
    await person.sees(FacePayConsent)
    person.touches(Continue())


def notes(person: Person) -> list[tuple[FaceStep, str]]:
    return [(each.step, each.result_code) for each in person.keeper.told if isinstance(each, FacePayNote)]


async def test_consent_look_charge_and_the_provider_hears_of_it(stand: Stand) -> None:
    person = standing(stand)
    await to_look(person)
    assert (await person.sees(Paid)).patient_part == QUOTE.patient_part
    (method,) = person.keeper.methods
    assert isinstance(method, PayByFace)
    assert (method.channel, method.code) == (Channel.WECHAT, CODE)
    assert CODE not in repr(method)
    assert person.devices.looked == [("auth", 41260)]
    assert person.devices.face_ends == [True]
    assert notes(person) == [(FaceStep.CONSENTED, ""), (FaceStep.ENDED, "OK")]
    order = [name for name in person.keeper.calls if name in ("FacePayNote", "FacePayAuth", "start_settlement")]
    assert order == ["FacePayNote", "FacePayAuth", "FacePayNote", "start_settlement"]  # consent before anything looks
    first = next(each for each in person.keeper.told if isinstance(each, FacePayNote))
    assert (first.wording, first.quote_id, first.channel) == (WORDING_VERSION, "q1", Channel.WECHAT)


@pytest.mark.parametrize(
    "quote",
    [
        QUOTE,
        replace(QUOTE, account=NOTHING, fund=NOTHING, patient_part=QUOTE.total),  # asked, and pays nothing
        replace(SELF_PAY, fund=Money(1), patient_part=Money(41259)),
    ],
)
async def test_whoever_is_insured_is_not_offered_it(stand: Stand, quote: Quote) -> None:
    person = standing(stand, quote)
    assert PayWay.FACE not in (await to_ways(person)).ways
    person.touches(Picked(PayWay.FACE))  # of no use, though it came
    await asyncio.sleep(1)
    assert not [screen for screen in person.ui.shown if isinstance(screen, FacePayConsent)]


@pytest.mark.parametrize("usable", [False, None])
async def test_it_is_offered_only_where_a_certified_camera_is_known_to_work(
    stand: Stand, usable: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = standing(stand)
    known = person.devices.usable
    monkeypatch.setattr(person.devices, "usable", lambda name: usable if name == "face_pay" else known(name))
    assert PayWay.FACE not in (await to_ways(person)).ways


async def test_a_service_that_still_starts_gets_a_moment(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    person = standing(stand)
    known = person.devices.usable
    started_s = 0.0

    def usable(name: str) -> bool | None:
        nonlocal started_s
        if name != "face_pay":
            return known(name)
        started_s = started_s or asyncio.get_running_loop().time() + 1.0
        return True if asyncio.get_running_loop().time() >= started_s else None

    monkeypatch.setattr(person.devices, "usable", usable)
    assert PayWay.FACE in (await to_ways(person)).ways


async def test_a_child_is_not_offered_it(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    person = standing(stand)
    identify = person.keeper.identify

    async def child(evidence):  # type: ignore[no-untyped-def]
        return replace(await identify(evidence), under_14=True)

    monkeypatch.setattr(person.keeper, "identify", child)
    assert PayWay.FACE not in (await to_ways(person)).ways


async def test_no_consent_no_look_and_every_other_way_is_open(stand: Stand) -> None:
    person = standing(stand)
    await to_ways(person)
    person.touches(Picked(PayWay.FACE))
    await person.sees(FacePayConsent)
    person.touches(Back())
    again = await person.sees(ChoosePayment)
    assert again.decline_code == ""
    assert (person.devices.looked, notes(person)) == ([], [])
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(ShowPayQr)
    assert person.keeper.methods == [PayByQr()]
    assert person.devices.face_ends == []


async def test_only_a_yes_is_a_consent(stand: Stand) -> None:
    person = standing(stand)
    await to_ways(person)
    person.touches(Picked(PayWay.FACE))
    await person.sees(FacePayConsent)
    person.touches(Picked("other_way"))
    await person.sees(ChoosePayment)
    assert (person.devices.looked, notes(person)) == ([], [])


async def test_another_way_beside_the_look_ends_it(stand: Stand) -> None:
    person = standing(stand, face=None)
    await to_look(person)
    while not (await person.sees(FacePayLook)).ready:
        await asyncio.sleep(0.01)
    person.touches(Back())
    assert PayWay.SHOW_QR in (await person.sees(ChoosePayment)).ways
    assert person.devices.face_ends == [None]
    assert notes(person)[-1] == (FaceStep.ENDED, "FACE_PAY_CANCELLED")
    assert person.keeper.methods == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (ErrorCode.FACE_PAY_NOT_RECOGNISED, "FACE_PAY_NOT_RECOGNISED"),
        (ErrorCode.FACE_PAY_NOBODY, "FACE_PAY_NOBODY"),
        (ErrorCode.FACE_PAY_CANCELLED, "FACE_PAY_CANCELLED"),
        (ErrorCode.DEVICE_OFFLINE, "FACE_PAY_REFUSED"),
        (ErrorCode.PROTOCOL_ERROR, "FACE_PAY_REFUSED"),
        (ErrorCode.TIMEOUT, "FACE_PAY_REFUSED"),
    ],
)
async def test_every_failure_leads_to_the_other_ways_with_a_sentence(stand: Stand, code: ErrorCode, said: str) -> None:
    person = standing(stand, face=DeviceError(code))
    await to_look(person)
    while (screen := await person.sees(ChoosePayment)).decline_code != said:
        await asyncio.sleep(0.01)
    assert PayWay.SHOW_QR in screen.ways
    assert notes(person)[-1] == (FaceStep.ENDED, str(code))
    assert (person.keeper.methods, person.devices.face_ends) == ([], [None])


async def test_a_server_that_gives_no_permit_has_nobody_looked_at(stand: Stand) -> None:
    person = standing(stand)
    person.keeper.refuse["FacePayAuth"] = [Refusal.FACE_PAY_DENIED]
    await to_look(person)
    while (await person.sees(ChoosePayment)).decline_code != "FACE_PAY_DENIED":
        await asyncio.sleep(0.01)
    assert person.devices.looked == []


async def test_a_consent_that_cannot_be_written_down_is_none(stand: Stand) -> None:
    person = standing(stand)
    person.keeper.refuse["FacePayNote"] = [Refusal.KEEPER_UNREACHABLE] * 2
    await to_look(person)
    while (await person.sees(ChoosePayment)).decline_code != "KEEPER_UNREACHABLE":
        await asyncio.sleep(0.01)
    assert (person.devices.looked, "FacePayAuth" in person.keeper.calls) == ([], False)


async def test_a_face_whose_charge_is_declined_pays_another_way(stand: Stand) -> None:
    person = standing(stand)
    person.keeper.phases, person.keeper.reason_code = [Phase.DECLINED], "BALANCE_NOT_ENOUGH"
    await to_look(person)
    while (await person.sees(ChoosePayment)).decline_code != "BALANCE_NOT_ENOUGH":
        await asyncio.sleep(0.01)
    assert person.devices.face_ends == [False]
    person.keeper.phases = [Phase.AWAITING, Phase.SETTLED]
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(Paid)
    assert person.devices.face_ends == [False]


async def test_while_nobody_knows_the_provider_is_told_nothing_but_lets_go(stand: Stand) -> None:
    person = standing(stand)
    person.keeper.phases = [Phase.CHECKING]
    await to_look(person)
    await person.sees(BeingChecked)
    assert person.devices.face_ends == [None]
    assert len(person.keeper.methods) == 1  # never a second charge


async def test_a_payment_that_cannot_begin_lets_go_of_the_face_too(stand: Stand) -> None:
    person = standing(stand)
    person.keeper.refuse["start_settlement"] = [Refusal.PAYMENT_CLOSED_NOW]
    await to_look(person)
    while not person.devices.face_ends:
        await asyncio.sleep(0.1)
    assert person.devices.face_ends == [None]


async def test_a_turn_that_ends_at_the_look_lets_go(stand: Stand) -> None:
    person = standing(stand, face=None)
    await to_look(person)
    while not (await person.sees(FacePayLook)).ready:
        await asyncio.sleep(0.01)
    person.removes_card()
    while not person.devices.face_ends:
        await asyncio.sleep(0.1)
    assert person.devices.face_ends == [None]


async def test_a_look_does_not_end_with_a_cancel_that_the_screen_does_not_offer(stand: Stand) -> None:
    person = standing(stand, face=None)
    await to_look(person)
    while not (await person.sees(FacePayLook)).ready:
        await asyncio.sleep(0.01)
    person.touches(Cancel())
    await asyncio.sleep(1)
    assert person.devices.face_ends == []
    person.touches(Back())
    await person.sees(ChoosePayment)


async def test_leaving_after_a_face_is_like_after_any_other_payment(stand: Stand) -> None:
    person = standing(stand)
    await to_look(person)
    await person.sees(Paid)
    person.touches(Continue())
    await person.sees(TakeCardAndSlip)
    person.removes_card()
    await person.is_served()
