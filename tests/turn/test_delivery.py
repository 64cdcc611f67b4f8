"""Medicines to the door: how, where to, the fee; who gives up has ordered nothing."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from drivers.api.code_scanner import CodeScanned
from kiosk.domain.bill import Bill
from kiosk.domain.delivery import (
    Address,
    AddressEntered,
    AddressEntry,
    Addresses,
    BeginAddressEntry,
    CancelDelivery,
    DeliveryOrder,
    EnteredAddress,
    EntryState,
    OrderDelivery,
    OrderState,
    Prescription,
    Prescriptions,
    Way,
    WayOffer,
)
from kiosk.domain.evidence import Evidence
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.patient import Patient, Scope
from kiosk.domain.wording import LocalText
from kiosk.journeys.delivery import PHONE_S_MAX
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.aftercare import (
    PHONE,
    AddressByPhone,
    ChooseAddress,
    ChoosePrescription,
    ChooseWay,
    ConfirmDelivery,
    DeliveryOrdered,
    Missing,
    NothingThere,
)
from kiosk.screens.answers import Back, Continue, Picked
from kiosk.screens.bills import ConfirmSplit
from kiosk.screens.leaving import TakeCardAndSlip
from kiosk.screens.paying import ChoosePayment, Paid, PayWay, Problem
from kiosk.screens.welcome import PresentCard, Service
from tests.turn.aftercare import begins, on_paper
from tests.turn.fakes import BILL, FakeKeeper, Person

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]

SOON = LocalText("明天 18:00 前送到")
FREE, SENT = WayOffer(Way.PICK_UP, NOTHING, LocalText("今天 17:30 前")), WayOffer(Way.DELIVER, Money(1200), SOON)
HERBS = Prescription(
    "RX000001", LocalText("中草药费"), (LocalText("黄芪"),), LocalText("中药房 2 号窗口"), (FREE, SENT)
)  # fmt: skip
ORDERED = replace(HERBS, ways=(), ordered=Way.DELIVER)
HOME = Address("AD000001", "林*", "199****0012", "江州市海曙区****")
TYPED = Address("AD000009", "林*", "199****0099", "江州市镇海区****")
ENTRY = AddressEntry("AE000001", "https://hospital.example/address/x7", PHONE_S_MAX)
WAITS = EnteredAddress(EntryState.WAITING)
FEE: Bill = replace(BILL, bill_id="DF000001")


def keeper_with(*known: Address, fee: bool = True, found: object = (HERBS,), entered: object = WAITS) -> FakeKeeper:
    state = OrderState.TO_PAY if fee else OrderState.CONFIRMED
    order = DeliveryOrder("DL000001", state, Way.DELIVER, Money(1200), SOON, "DF000001" if fee else "")
    answers = {
        Prescriptions: found,
        Addresses: known,
        BeginAddressEntry: ENTRY,
        AddressEntered: entered,
        OrderDelivery: order,
        CancelDelivery: replace(order, state=OrderState.CANCELLED),
    }
    return FakeKeeper(answers=answers, bills=(BILL, FEE))


class SlipHolder(FakeKeeper):
    """The code on a consulting-room slip was held to the scanner."""

    async def identify(self, evidence: Evidence) -> Patient:
        return replace(await super().identify(evidence), scope=Scope.BILL)


def one_after_the_other(*answers: object) -> Callable[[object], object]:
    left = list(answers)
    return lambda asked: left.pop(0) if len(left) > 1 else left[0]


async def to_way(person: Person, way: Way) -> None:
    await begins(person, Service.DELIVERY)
    await person.sees(ChoosePrescription)
    person.touches(Picked("RX000001"))
    await person.sees(ChooseWay)
    person.touches(Picked(way))


async def test_fetched_at_the_window_costs_nothing_and_asks_no_address(stand: Stand) -> None:
    person = stand(keeper_with(fee=False))
    await to_way(person, Way.PICK_UP)
    assert (await person.sees(ConfirmDelivery)).plan.address is None
    person.touches(Continue())
    await person.sees(DeliveryOrdered)
    assert OrderDelivery("RX000001", Way.PICK_UP, "") in person.keeper.asked
    person.touches(Continue())
    assert "窗口取药" in on_paper(person)


async def test_sent_to_an_address_of_the_record_its_fee_alone_is_paid(stand: Stand) -> None:
    person = stand(keeper_with(HOME, found=one_after_the_other((HERBS,), (ORDERED,))))
    await to_way(person, Way.DELIVER)
    await person.sees(ChooseAddress)
    person.touches(Picked("AD000001"))
    await person.sees(ConfirmDelivery)
    person.touches(Continue())
    await person.sees(ConfirmSplit)
    person.touches(Continue())
    await person.sees(ChoosePayment)
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(Paid)
    person.touches(Continue())
    await person.sees(DeliveryOrdered)
    assert "preview DF000001 310" in person.keeper.calls
    person.touches(Continue())
    assert "江州市海曙区****" in on_paper(person)


async def test_the_phone_types_an_address_where_the_record_has_none(stand: Stand) -> None:
    done = EnteredAddress(EntryState.DONE, TYPED)
    person = stand(keeper_with(fee=False, entered=one_after_the_other(WAITS, WAITS, done)))
    await to_way(person, Way.DELIVER)
    assert (await person.sees(AddressByPhone)).code == ENTRY.url
    assert (await person.sees(ConfirmDelivery)).plan.address == TYPED


async def test_a_phone_that_takes_too_long_is_told_and_can_try_again(stand: Stand) -> None:
    person = stand(keeper_with(HOME))
    await to_way(person, Way.DELIVER)
    await person.sees(ChooseAddress)
    person.touches(Picked(PHONE))
    await person.sees(AddressByPhone)
    began_s = asyncio.get_running_loop().time()
    while not (again := await person.sees(ChooseAddress, within_s=PHONE_S_MAX + 5)).problem_code:
        pass
    assert again.problem_code == "ADDRESS_LATE"
    assert PHONE_S_MAX - 1 <= asyncio.get_running_loop().time() - began_s <= PHONE_S_MAX + 2


async def test_one_can_go_back_from_the_code(stand: Stand) -> None:
    person = stand(keeper_with(HOME))
    await to_way(person, Way.DELIVER)
    await person.sees(ChooseAddress)
    person.touches(Picked(PHONE))
    await person.sees(AddressByPhone)
    person.touches(Back())
    await person.sees(ChooseAddress)


async def gives_up(person: Person) -> None:
    await to_way(person, Way.DELIVER)
    await person.sees(ChooseAddress)
    person.touches(Picked("AD000001"))
    await person.sees(ConfirmDelivery)
    person.touches(Continue())
    await person.sees(ConfirmSplit)


async def test_who_goes_back_from_paying_has_ordered_nothing(stand: Stand) -> None:
    person = stand(keeper_with(HOME))
    await gives_up(person)
    person.touches(Back())
    await person.sees(ChooseWay)
    assert CancelDelivery("DL000001") in person.keeper.asked


@pytest.mark.parametrize("how", ["leaves", "card"])
async def test_who_walks_away_from_paying_has_ordered_nothing(stand: Stand, how: str) -> None:
    person = stand(keeper_with(HOME))
    await gives_up(person)
    if how == "card":
        person.removes_card()
    async with asyncio.timeout(300):
        while CancelDelivery("DL000001") not in person.keeper.asked:
            await asyncio.sleep(1)


async def test_a_payment_that_is_still_checked_is_not_told_as_ordered(stand: Stand) -> None:
    person = stand(keeper_with(HOME))  # the hospital does not hold it as ordered afterwards
    await gives_up(person)
    person.touches(Continue())
    await person.sees(ChoosePayment)
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(Paid)
    person.touches(Continue())
    await person.sees(TakeCardAndSlip)
    person.removes_card()
    await person.is_served()
    assert not [screen for screen in person.ui.shown if isinstance(screen, DeliveryOrdered)]
    assert CancelDelivery("DL000001") not in person.keeper.asked


async def test_a_line_that_is_cut_after_paying_is_no_problem_to_tell(stand: Stand) -> None:
    def once(asked: object) -> tuple[Prescription, ...]:
        if person.keeper.calls.count("Prescriptions") > 1:
            raise Refused(Refusal.HOSPITAL_UNREACHABLE)
        return (HERBS,)

    person = stand(keeper_with(HOME, found=once))
    await gives_up(person)
    person.touches(Continue())
    await person.sees(ChoosePayment)
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(Paid)
    person.touches(Continue())
    await person.sees(TakeCardAndSlip)
    assert not [screen for screen in person.ui.shown if isinstance(screen, Problem)]


async def test_once_it_is_paid_the_card_may_go(stand: Stand) -> None:
    person = stand(keeper_with(HOME, found=one_after_the_other((HERBS,), (ORDERED,))))
    await gives_up(person)
    person.touches(Continue())
    await person.sees(ChoosePayment)
    person.touches(Picked(PayWay.SHOW_QR))
    await person.sees(Paid)
    person.removes_card()
    person.touches(Continue())
    await person.sees(DeliveryOrdered)


async def test_what_was_ordered_cannot_be_picked_again(stand: Stand) -> None:
    person = stand(keeper_with(found=(ORDERED,)))
    await begins(person, Service.DELIVERY)
    await person.sees(ChoosePrescription)
    person.touches(Picked("RX000001"))
    await asyncio.sleep(1)
    await person.sees(ChoosePrescription)


async def test_nothing_paid_nothing_to_send(stand: Stand) -> None:
    person = stand(keeper_with(found=()))
    await begins(person, Service.DELIVERY)
    assert (await person.sees(NothingThere)).missing is Missing.PRESCRIPTIONS


@pytest.mark.parametrize("service", [Service.DELIVERY, Service.BOOK_EXAM, Service.VISIT_GUIDE])
async def test_who_holds_the_slip_of_a_bill_learns_nothing_else(stand: Stand, service: Service) -> None:
    person = stand(SlipHolder())
    await begins(person, service, card=False)
    await person.sees(PresentCard)
    person.visit.post(CodeScanned("YZ1:B:tokentoken"))
    assert (await person.sees(Problem)).code == "NOT_ALLOWED"
    assert not person.keeper.asked
