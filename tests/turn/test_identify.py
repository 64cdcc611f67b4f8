"""Whatever is shown first is taken: a card, a code, a phone number. Who is new is taken in; one may act for another."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from drivers.api.code_scanner import CodeScanned
from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.id_card_reader import IdCardDetected, IdCardLifted
from kiosk.domain.enrolment import Enrol, Enrolled
from kiosk.domain.evidence import (
    DependentEvidence,
    ECredentialEvidence,
    Evidence,
    HospitalCardEvidence,
    IdCardEvidence,
    PhoneEvidence,
)
from kiosk.domain.patient import Dependent, Patient, Purpose, Relation
from kiosk.journeys.identify import identify
from kiosk.keeper.protocol import Refusal
from kiosk.screens.answers import Back, Continue, Picked, Typed
from kiosk.screens.bills import ChooseBills, NoBills
from kiosk.screens.identity import EnterDigits, ForWhom, NewHere, NowEnrolled, PresentIdCard, TakeIdCard, Wanted
from kiosk.screens.paying import Problem
from kiosk.screens.welcome import Attract, ChooseService, PresentCard, Service, Way
from tests.turn.fakes import ID_CARD, FakeDevices, FakeKeeper, Person

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]
Stand = Callable[..., Person]
CREDENTIAL = "3302990000000000000000012345"
CHILD = Dependent("dp_1", "张*宝", Relation.CHILD)


async def to_present_card(person: Person, service: Service = Service.PAY_BILLS) -> None:
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(service))


class Newcomer(FakeKeeper):
    """Whom the hospital does not know until enrolled."""

    async def identify(self, evidence: Evidence) -> Patient:
        if isinstance(evidence, IdCardEvidence) and Enrol not in {type(each) for each in self.asked}:
            self.refuse["identify"] = [Refusal.PATIENT_NOT_FOUND]
        return await super().identify(evidence)


def newcomer() -> FakeKeeper:
    return Newcomer(answers={Enrol: Enrolled("H00100001")})


async def test_an_identity_card_laid_down_at_the_public_screen_begins(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    person.visit.post(IdCardDetected())
    await person.sees(ChooseBills, within_s=5)
    assert [type(each) for each in person.keeper.evidence] == [IdCardEvidence]


async def test_one_that_lay_there_before_is_never_read(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    person.visit.post(IdCardDetected(present_at_open=True))
    await to_present_card(person)
    await person.sees(PresentCard)
    assert not person.keeper.evidence


async def test_one_that_was_taken_away_again_is_asked_for(stand: Stand) -> None:
    person = stand()
    person.visit.post(IdCardDetected())
    person.visit.post(IdCardLifted())
    await to_present_card(person)
    await person.sees(PresentCard)


async def test_the_screen_shows_every_way_that_this_machine_has(stand: Stand) -> None:
    person = stand(devices=FakeDevices(broken={"id_card_reader"}))
    await to_present_card(person)
    assert (await person.sees(PresentCard)).ways == (Way.INSURANCE_CARD, Way.CODE, Way.PHONE)


async def test_without_a_working_slot_another_way_is_the_picture(stand: Stand) -> None:
    person = stand(devices=FakeDevices(broken={"insurance_card_reader"}))
    await to_present_card(person)
    assert (await person.sees(PresentCard)).ways == (Way.ID_CARD, Way.CODE, Way.PHONE)
    nothing = stand(devices=FakeDevices(broken={"insurance_card_reader", "id_card_reader", "code_scanner"}))
    await to_present_card(nothing)
    assert (await nothing.sees(PresentCard)).ways == (Way.INSURANCE_CARD, Way.PHONE)


async def test_what_others_must_not_see_needs_more_than_a_phone_number(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    person.turn.cancel()
    person.turn = asyncio.ensure_future(_ask_for_reports(person))
    assert Way.PHONE not in (await person.sees(PresentCard)).ways


async def _ask_for_reports(person: Person) -> None:
    await identify(person.visit, Purpose.REPORTS)


async def test_an_unreadable_identity_card_is_asked_for_again(stand: Stand) -> None:
    devices = FakeDevices(id_card=DeviceError(ErrorCode.ID_CARD_UNREADABLE))
    person = stand(devices=devices)
    await to_present_card(person)
    await person.sees(PresentCard)
    person.visit.post(IdCardDetected())
    while (await person.sees(PresentCard)).problem_code != "ID_CARD_UNREADABLE":
        await person.ui.changed.wait()
    devices.id_card = ID_CARD
    person.visit.post(IdCardDetected())
    await person.sees(ChooseBills, within_s=5)


async def test_an_identity_card_that_has_ended_names_nobody(stand: Stand) -> None:
    person = stand(devices=FakeDevices(id_card=replace(ID_CARD, valid_to=date(2026, 11, 22))))
    await person.sees(Attract)
    person.visit.post(IdCardDetected())
    assert (await person.sees(PresentCard)).problem_code == "ID_CARD_EXPIRED"
    assert not person.keeper.evidence


async def test_an_insurance_code_goes_with_the_function_it_is_shown_for(stand: Stand) -> None:
    person = stand()
    await to_present_card(person)
    await person.sees(PresentCard)
    person.visit.post(CodeScanned(CREDENTIAL))
    await person.sees(ChooseBills)
    evidence = person.keeper.evidence[0]
    assert isinstance(evidence, ECredentialEvidence)
    assert (evidence.code, evidence.purpose) == (CREDENTIAL, Purpose.SETTLEMENT)


async def test_an_insurance_code_names_nobody_for_another_function(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    person.turn.cancel()
    person.visit.code = CodeScanned(CREDENTIAL)
    await identify(person.visit, Purpose.REGISTRATION)
    await identify(person.visit, Purpose.REGISTRATION)
    assert person.visit.code is None
    assert len(person.keeper.evidence) == 1
    person.visit.code = CodeScanned(CREDENTIAL)
    await identify(person.visit, Purpose.SETTLEMENT)
    purposes = [each.purpose for each in person.keeper.evidence if isinstance(each, ECredentialEvidence)]
    assert purposes == [Purpose.REGISTRATION, Purpose.SETTLEMENT]


@pytest.mark.parametrize("refusal", ["CODE_WRONG_PURPOSE", "CODE_EXPIRED", "CODE_UNKNOWN"])
async def test_a_code_that_is_refused_is_shown_again_on_the_same_screen(stand: Stand, refusal: str) -> None:
    person = stand(FakeKeeper(refuse={"identify": [Refusal(refusal)]}))
    await person.sees(Attract)
    person.visit.post(CodeScanned(CREDENTIAL))
    assert (await person.sees(PresentCard)).problem_code == refusal
    person.visit.post(CodeScanned(CREDENTIAL.replace("12345", "54321")))
    await person.sees(ChooseBills, within_s=5)
    assert not [screen for screen in person.ui.shown if isinstance(screen, Problem)]


async def test_a_payment_code_says_nothing_of_who_somebody_is(stand: Stand) -> None:
    person = stand()
    await to_present_card(person)
    await person.sees(PresentCard)
    person.visit.post(CodeScanned("134567890123456789"))
    while (await person.sees(PresentCard)).problem_code != "CODE_NOT_IDENTITY":
        await person.ui.changed.wait()
    assert not person.keeper.evidence


@pytest.mark.parametrize("text", ["YZ1:P:H00000001", "H00000001"])
async def test_the_hospitals_own_card_and_code_name_a_person(stand: Stand, text: str) -> None:
    person = stand()
    await person.sees(Attract)
    person.visit.post(CodeScanned(text))
    await person.sees(ChooseBills)
    evidence = person.keeper.evidence[0]
    assert isinstance(evidence, HospitalCardEvidence)
    assert evidence.number == "H00000001"


async def test_without_any_card_a_phone_number_and_four_digits_do(stand: Stand) -> None:
    person = stand()
    await to_present_card(person)
    await person.sees(PresentCard)
    person.touches(Picked(Way.PHONE))
    assert (await person.sees(EnterDigits)).wanted is Wanted.PHONE
    person.touches(Typed("12900000001"))
    while (await person.sees(EnterDigits)).problem_code != "PHONE_INVALID":
        await person.ui.changed.wait()
    person.touches(Typed("19900000001"))
    while (screen := await person.sees(EnterDigits)).wanted is not Wanted.ID_LAST_FOUR:
        await person.ui.changed.wait()
    assert screen.with_x
    person.touches(Typed("001X"))
    await person.sees(ChooseBills)
    evidence = person.keeper.evidence[0]
    assert isinstance(evidence, PhoneEvidence)
    assert (evidence.phone, evidence.id_last_four) == ("19900000001", "001X")


async def test_back_from_the_keypad_is_the_card_again(stand: Stand) -> None:
    person = stand()
    await to_present_card(person)
    await person.sees(PresentCard)
    person.touches(Picked(Way.PHONE))
    await person.sees(EnterDigits)
    person.touches(Back())
    await person.sees(PresentCard)


async def test_who_is_new_is_taken_in_and_goes_on(stand: Stand) -> None:
    person = stand(newcomer())
    await person.sees(Attract)
    person.visit.post(IdCardDetected())
    shown = await person.sees(NewHere)
    assert (shown.name_read, shown.number_read) == ("张*丰", "3302**********0010")
    person.touches(Continue())
    await person.sees(EnterDigits)
    person.touches(Typed("19900000001"))
    await person.sees(ChooseBills, within_s=5)
    order = person.keeper.asked[0]
    assert isinstance(order, Enrol)
    assert (order.name, order.phone, order.birth_date) == ("张三丰", "19900000001", date(1940, 1, 1))


async def test_who_is_new_with_an_insurance_card_is_told_to_lay_the_identity_card_on(stand: Stand) -> None:
    keeper = FakeKeeper(refuse={"identify": [Refusal.PATIENT_NOT_FOUND]})
    person = stand(keeper)
    await person.sees(Attract)
    person.inserts_card()
    assert (await person.sees(PresentCard)).problem_code == "NOT_ENROLLED"
    person.removes_card()
    person.visit.post(IdCardDetected())
    await person.sees(ChooseBills, within_s=5)


async def test_a_number_of_nobody_is_no_first_visit(stand: Stand) -> None:
    person = stand(FakeKeeper(refuse={"identify": [Refusal.PATIENT_NOT_FOUND]}))
    await person.sees(Attract)
    person.visit.post(CodeScanned("H99999999"))
    assert (await person.sees(PresentCard)).problem_code == "CODE_NOT_IDENTITY"


async def test_a_machine_without_such_a_reader_sends_them_to_the_window(stand: Stand) -> None:
    keeper = FakeKeeper(refuse={"identify": [Refusal.PATIENT_NOT_FOUND]})
    person = stand(keeper, FakeDevices(broken={"id_card_reader"}))
    await person.sees(Attract)
    person.inserts_card()
    assert (await person.sees(Problem)).code == "PATIENT_NOT_FOUND"


async def test_without_consent_nothing_is_kept(stand: Stand) -> None:
    person = stand(newcomer())
    await person.sees(Attract)
    person.visit.post(IdCardDetected())
    await person.sees(NewHere)
    person.touches(Back())
    await person.sees(PresentCard)
    assert not person.keeper.asked
    assert person.visit.id_card is None


async def test_trying_again_needs_no_second_reading_of_the_identity_card(stand: Stand) -> None:
    devices = FakeDevices()
    person = stand(FakeKeeper(refuse={"identify": [Refusal.HOSPITAL_UNREACHABLE]}), devices)
    await person.sees(Attract)
    person.visit.post(IdCardDetected())
    await person.sees(Problem)
    devices.id_card = DeviceError(ErrorCode.ID_CARD_LIFTED)
    person.touches(Continue())
    await person.sees(ChooseBills, within_s=5)


async def test_enrolment_can_be_chosen_and_ends_with_the_hospitals_number(stand: Stand) -> None:
    person = stand(newcomer())
    await to_present_card(person, Service.ENROL)
    await person.sees(PresentIdCard)
    person.visit.post(IdCardDetected())
    await person.sees(NewHere)
    person.touches(Continue())
    await person.sees(EnterDigits)
    person.touches(Typed("19900000001"))
    shown = await person.sees(NowEnrolled)
    assert (shown.hospital_number, shown.code) == ("H00100001", "YZ1:P:H00100001")


async def test_a_parent_is_asked_for_whom_and_acts_for_the_child(stand: Stand) -> None:
    person = stand(FakeKeeper(dependents=(CHILD,)))
    await person.sees(Attract)
    person.inserts_card()
    assert [row.masked_name for row in (await person.sees(ForWhom)).dependents] == ["张*宝"]
    person.touches(Picked("dp_1"))
    shown = await person.sees(ChooseBills)
    assert (shown.masked_name, shown.guardian_masked_name) == ("张*宝", "张*丰")
    evidence = person.keeper.evidence[-1]
    assert isinstance(evidence, DependentEvidence)
    assert (evidence.handle, evidence.dependent_id) == ("h1", "dp_1")


async def test_a_parent_may_act_for_themselves(stand: Stand) -> None:
    person = stand(FakeKeeper(dependents=(CHILD,)))
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(ForWhom)
    person.touches(Picked("myself"))
    assert (await person.sees(ChooseBills)).masked_name == "张*丰"


async def test_too_many_guesses_end_it(stand: Stand) -> None:
    keeper = FakeKeeper(refuse={"identify": [Refusal.PERSON_NOT_MATCHED, Refusal.TOO_MANY_TRIES]})
    person = stand(keeper)
    await to_present_card(person)
    for _ in range(2):
        await person.sees(PresentCard)
        person.touches(Picked(Way.PHONE))
        await person.sees(EnterDigits)
        person.touches(Typed("19900000001"))
        while (await person.sees(EnterDigits)).wanted is not Wanted.ID_LAST_FOUR:
            await person.ui.changed.wait()
        person.touches(Typed("0010"))
        await person.sees(PresentCard, Problem)
    assert (await person.sees(Problem)).code == "TOO_MANY_TRIES"


async def test_a_number_that_others_can_know_opens_nothing_private(stand: Stand) -> None:
    person = stand()
    await person.sees(Attract)
    person.turn.cancel()
    person.visit.code = CodeScanned("H00000001")
    await identify(person.visit, Purpose.SETTLEMENT)
    person.turn = asyncio.ensure_future(_ask_for_reports(person))
    await person.sees(PresentCard)
    person.visit.post(CodeScanned("H00000001"))
    while (await person.sees(PresentCard)).problem_code != "CODE_PROVES_LITTLE":
        await person.ui.changed.wait()
    person.visit.post(IdCardDetected())
    await person.turn
    assert [type(each) for each in person.keeper.evidence] == [HospitalCardEvidence, IdCardEvidence]


async def test_the_identity_card_is_not_forgotten_at_the_end(stand: Stand) -> None:
    person = stand(FakeKeeper(bills=()))
    await person.sees(Attract)
    person.visit.post(IdCardDetected())
    await person.sees(NoBills)
    person.touches(Continue())
    await person.sees(TakeIdCard)
    await person.is_served(within_s=5)
