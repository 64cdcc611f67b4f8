"""The card: already in, in twice, out too early, left behind."""

import asyncio
from collections.abc import Callable

import pytest

from drivers.api.code_scanner import CodeScanned
from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.insurance_card_reader import CardInserted, CardRemoved, InsuranceCard
from kiosk.domain.case import Phase
from kiosk.keeper.protocol import Refusal
from kiosk.screens.answers import Back, Continue, Picked
from kiosk.screens.bills import ChooseBills
from kiosk.screens.leaving import TakeCardAndSlip
from kiosk.screens.paying import Paid, Problem, SlipNotice
from kiosk.screens.welcome import Attract, ChooseService, PresentCard, Reading, Service
from tests.turn.fakes import CARD, FakeDevices, FakeKeeper, Person, case

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]
OTHER_READER = "Virtual PCD 00 01"


async def to_present_card(person: Person) -> PresentCard:
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(Service.PAY_BILLS))
    return await person.sees(PresentCard)


async def test_trying_again_reads_the_card_that_is_still_in(stand: Stand) -> None:
    person = stand(FakeKeeper(refuse={"identify": [Refusal.HOSPITAL_UNREACHABLE]}))
    await to_present_card(person)
    person.inserts_card()
    await person.sees(Problem)
    person.touches(Continue())
    await person.sees(ChooseBills, within_s=5)


async def test_a_card_put_in_while_an_earlier_case_is_told_is_read_afterwards(stand: Stand) -> None:
    keeper = FakeKeeper(untold=(case(Phase.SETTLED, recovered=True),), phases=[])
    keeper.case = keeper.untold[0]
    person = stand(keeper)
    while (await person.sees(Paid)).slip is SlipNotice.PRINTING:
        await asyncio.sleep(0.01)
    person.inserts_card()
    person.touches(Continue())
    await person.sees(ChooseBills, within_s=5)


async def test_where_nothing_can_be_tried_again_taking_the_card_ends_the_turn(stand: Stand) -> None:
    person = stand(FakeKeeper(refuse={"identify": [Refusal.CARD_REFUSED]}))
    await person.sees(Attract)
    person.inserts_card()
    assert (await person.sees(Problem)).code == "CARD_REFUSED"
    person.removes_card()
    await person.is_served(within_s=5)
    assert [screen.code for screen in person.ui.shown if isinstance(screen, Problem)] == ["CARD_REFUSED"]


class TwoReaders(FakeDevices):
    """Refuses to tell whose two cards are, as the driver does."""

    person: Person

    async def read_holder(self, reader_name: str) -> InsuranceCard:
        if len(self.person.visit.readers_with_card) > 1:
            raise DeviceError(ErrorCode.CARD_COLLISION)
        return CARD


async def test_of_two_cards_the_one_that_stays_is_read(stand: Stand) -> None:
    devices = TwoReaders()
    person = devices.person = stand(devices=devices)
    await person.sees(Attract)
    person.inserts_card()
    person.visit.post(CardInserted(OTHER_READER))
    assert (await person.sees(PresentCard)).problem_code == "CARD_COLLISION"
    person.removes_card()
    await person.sees(ChooseBills, within_s=5)
    person.visit.post(CardRemoved(OTHER_READER))
    assert (await person.sees(Problem)).code == "CARD_REMOVED"


async def test_a_second_card_changes_nothing_and_is_seen_out_too(stand: Stand) -> None:
    person = stand(FakeKeeper(bills=()))
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(Reading)
    person.visit.post(CardInserted(OTHER_READER))
    person.removes_card()
    await person.sees(TakeCardAndSlip)
    person.visit.post(CardRemoved(OTHER_READER))
    await person.is_served(within_s=5)


async def test_an_unreadable_card_is_not_read_over_and_over(stand: Stand) -> None:
    devices = FakeDevices(card=DeviceError(ErrorCode.CARD_MUTE))
    person = stand(devices=devices)
    await person.sees(Attract)
    person.inserts_card()
    await person.sees(PresentCard)
    await asyncio.sleep(10)
    assert sum(isinstance(screen, Reading) for screen in person.ui.shown) == 1
    devices.card = CARD
    person.removes_card()
    person.inserts_card()
    await person.sees(ChooseBills, within_s=5)


async def test_a_card_that_is_gone_again_before_anybody_looked_is_asked_for(stand: Stand) -> None:
    person = stand()
    await to_present_card(person)
    person.inserts_card()
    person.removes_card()
    await asyncio.sleep(1)
    assert isinstance(person.ui.shown[-1], PresentCard)
    person.inserts_card()
    await person.sees(ChooseBills, within_s=5)


async def test_back_with_an_unreadable_card_in_leads_to_the_services(stand: Stand) -> None:
    person = stand(devices=FakeDevices(card=DeviceError(ErrorCode.CARD_FOREIGN)))
    await to_present_card(person)
    person.inserts_card()
    while (await person.sees(PresentCard)).problem_code != "CARD_FOREIGN":
        await asyncio.sleep(0.01)
    person.touches(Back())
    await person.sees(ChooseService, within_s=1)


async def test_a_slips_code_held_up_where_the_card_is_asked_for_is_taken(stand: Stand) -> None:
    person = stand()
    await to_present_card(person)
    person.visit.post(CodeScanned("YZ1:B:abcdefgh1234"))
    await person.sees(ChooseBills, within_s=5)
