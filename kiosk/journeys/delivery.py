"""Medicines to the door, or decocted (送药到家、代煎): which, how, where to, the fee, the slip."""

import asyncio
from contextlib import suppress

from kiosk.domain.delivery import (
    Address,
    AddressEntered,
    AddressEntry,
    Addresses,
    BeginAddressEntry,
    CancelDelivery,
    DeliveryOrder,
    EntryState,
    OrderDelivery,
    OrderState,
    Prescription,
    Prescriptions,
    WayOffer,
)
from kiosk.domain.patient import Patient, Purpose
from kiosk.journeys.look_up import look_up, whole_person
from kiosk.journeys.pay_bills import pay_one_bill
from kiosk.journeys.show_printed import printed
from kiosk.keeper.refused import Refused
from kiosk.screens.aftercare import (
    ADDRESSES_MAX,
    AddressByPhone,
    ChooseAddress,
    ChoosePrescription,
    ChooseWay,
    ConfirmDelivery,
    DeliveryOrdered,
    DeliveryPlan,
    Missing,
    NothingThere,
    PrescriptionRow,
)
from kiosk.screens.answers import Picked
from kiosk.screens.documents import LookingUp
from kiosk.screens.paying import SlipNotice
from kiosk.visit import Cancelled, CardPulled, IdleTimeout, Visit, WentBack

PHONE_LOOK_S = 1.0
PHONE_S_MAX = 300
ADDRESS_LATE = "ADDRESS_LATE"


async def deliver(visit: Visit) -> None:
    patient = await whole_person(visit, Purpose.SETTLEMENT)
    while True:
        found = await _prescriptions(visit, patient)
        if not found:
            return await visit.tell(NothingThere(masked_name=patient.masked_name, missing=Missing.PRESCRIPTIONS))
        chosen = await _choose(visit, patient, found)
        with suppress(WentBack):
            return await _order(visit, patient, chosen)


async def _prescriptions(visit: Visit, patient: Patient) -> tuple[Prescription, ...]:
    return await look_up(visit, Prescriptions(), patient.handle)


async def _choose(visit: Visit, patient: Patient, found: tuple[Prescription, ...]) -> Prescription:
    rows = tuple(PrescriptionRow.of(each) for each in found)
    screen = ChoosePrescription(
        masked_name=patient.masked_name, prescriptions=rows, can_back=True, card_in=visit.card_in
    )
    can = {each.prescription_id: each for each in found if each.ways}
    while True:
        match await visit.ask(screen):
            case Picked(choice) if choice in can:
                return can[choice]


async def _order(visit: Visit, patient: Patient, chosen: Prescription) -> None:
    while True:
        offer = await _choose_way(visit, chosen)
        with suppress(WentBack):
            address = await _choose_address(visit, patient) if offer.way.needs_address else None
            plan = DeliveryPlan.of(chosen, offer, address)
            await visit.ask(ConfirmDelivery(plan=plan, can_back=True, card_in=visit.card_in))
            command = OrderDelivery(chosen.prescription_id, offer.way, address.address_id if address else "")
            order = await visit.during(
                LookingUp(card_in=visit.card_in), visit.keeper.do(command, patient.handle), needs_card=True
            )
            if order.state is OrderState.TO_PAY and not await _pay(visit, patient, chosen, order):
                return None
            screen = DeliveryOrdered(plan=plan, slip=SlipNotice.NONE, card_in=visit.card_in)
            values = {"plan": plan, "masked_name": patient.masked_name, "number": order.delivery_id}
            return await visit.tell(await printed(visit, screen, "delivery", **values))


async def _choose_way(visit: Visit, chosen: Prescription) -> WayOffer:
    screen = ChooseWay(title=chosen.title, offers=chosen.ways, can_back=True, card_in=visit.card_in)
    offers = {str(offer.way): offer for offer in chosen.ways}
    while True:
        match await visit.ask(screen):
            case Picked(choice) if choice in offers:
                return offers[choice]


async def _choose_address(visit: Visit, patient: Patient) -> Address:
    """One of the record, or what the phone types. Without any in the record the phone is asked at once."""
    known = (await look_up(visit, Addresses(), patient.handle))[:ADDRESSES_MAX]
    by_id = {each.address_id: each for each in known}
    problem_code = ""
    while True:
        if known or problem_code:
            screen = ChooseAddress(addresses=known, problem_code=problem_code, can_back=True, card_in=visit.card_in)
            match await visit.ask(screen):
                case Picked(choice) if choice in by_id:
                    return by_id[choice]
        try:
            typed = await _by_phone(visit, patient)
        except WentBack:
            if not known:
                raise
            continue
        if typed is not None:
            return typed
        problem_code = ADDRESS_LATE


async def _by_phone(visit: Visit, patient: Patient) -> Address | None:
    """None: nothing was typed in time."""
    work = visit.keeper.do(BeginAddressEntry(), patient.handle)
    entry = await visit.during(LookingUp(card_in=visit.card_in), work, needs_card=True)
    seconds = min(entry.expires_in_s, PHONE_S_MAX)
    screen = AddressByPhone(
        code=entry.url, seconds_left=seconds, seconds_total=seconds, can_back=True, card_in=visit.card_in
    )
    return await visit.ask_while(screen, _typed(visit, patient, entry, seconds))


async def _typed(visit: Visit, patient: Patient, entry: AddressEntry, seconds: int) -> Address | None:
    ends_s = visit.clock.monotonic_s() + seconds
    while visit.clock.monotonic_s() < ends_s:
        with suppress(Refused):
            entered = await visit.keeper.ask(AddressEntered(entry.entry_id), patient.handle)
            if entered.state is not EntryState.WAITING:
                return entered.address
        await asyncio.sleep(PHONE_LOOK_S)
    return None


async def _pay(visit: Visit, patient: Patient, chosen: Prescription, order: DeliveryOrder) -> bool:
    """The fee, by the way every bill is paid. Who gives up has ordered nothing. True: the hospital holds it as paid."""
    try:
        await pay_one_bill(visit, patient, order.bill_id)
    except (WentBack, Cancelled, IdleTimeout, CardPulled):
        with suppress(Refused):
            await visit.keeper.do(CancelDelivery(order.delivery_id), patient.handle)
        raise
    work = visit.keeper.ask(Prescriptions(), patient.handle)
    try:
        found = await visit.during(LookingUp(card_in=visit.card_in), work)  # the card may go: it is paid
    except Refused:
        return False  # how the payment ended was told; no word of "nothing has moved" may follow it
    return any(each.prescription_id == chosen.prescription_id and each.ordered is order.way for each in found)
