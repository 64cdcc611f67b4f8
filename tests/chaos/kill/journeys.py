"""What a patient does, as the turn would: through the real socket, until the case has ended."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field

from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.phones import PhoneRefusal
from hardware_sim.hospital.seed import BillSlip
from hardware_sim.hospital.stand_in import HospitalStandIn
from hardware_sim.people import person
from kiosk.domain.case import ENDED, Case, Phase
from kiosk.domain.evidence import InsuranceCardEvidence
from kiosk.domain.payment import Channel, NothingToPay, PayByFace, PayByPayerCode, PayByQr, PayMethod
from kiosk.domain.slip import SlipState
from kiosk.keeper.client import AsyncKeeperClient

PRICE_FEN_MAX = 900_00  # above that a phone asks for the password
LOOK_S = 0.05
WATCH_S = 1.0


@dataclass
class Patient:
    """`told` and `printed` are what was seen; they hold whatever the keeper is killed by."""

    hospital: HospitalStandIn
    told: list[tuple[str, str]] = field(default_factory=list)
    printed: list[tuple[str, str, str]] = field(default_factory=list)
    begun: set[str] = field(default_factory=set)
    paid: set[str] = field(default_factory=set)

    async def start(self, keeper: AsyncKeeperClient, who: str, coverage: str, method: PayMethod) -> Case:
        card = person(who)
        evidence = InsuranceCardEvidence(card.card_number, card.card_identifier, card.id_number, card.name)
        patient = await keeper.identify(evidence)
        bills = await keeper.unpaid_bills(patient.handle)
        quote = await keeper.preview(patient.handle, (bills[0].bill_id,), coverage)
        case = await keeper.start_settlement(quote.quote_id, method)
        self.begun.add(case.case_id)
        return self.sees(case)

    def sees(self, case: Case) -> Case:
        self.told.append((case.case_id, case.phase))
        if case.code_url and case.case_id not in self.paid:
            with suppress(PhoneRefusal):
                self.hospital.phones.scan_and_pay(case.code_url)
                self.paid.add(case.case_id)
        return case

    async def until_ended(self, keeper: AsyncKeeperClient, case: Case, pays: bool = True) -> Case:
        while case.phase not in ENDED:
            case = await keeper.watch_case(case.case_id, case.version, WATCH_S)
            self.told.append((case.case_id, case.phase))
            if pays:
                self.sees(case)
        return case

    async def takes_slips(self, keeper: AsyncKeeperClient) -> None:
        while (slip := await keeper.lease_slip()) is not None:
            self.printed.append((slip.case.case_id, slip.kind + ("+copy" if slip.copy else ""), slip.slip_id))
            await keeper.report_slip(slip.slip_id, SlipState.PRINTED)


Journey = Callable[[AsyncKeeperClient, Patient], Awaitable[None]]


async def qr(keeper: AsyncKeeperClient, patient: Patient) -> None:
    case = await patient.start(keeper, cheap(patient.hospital).person_key, "", PayByQr())
    await patient.until_ended(keeper, case)
    await patient.takes_slips(keeper)
    await keeper.end_visit()


async def payer_code(keeper: AsyncKeeperClient, patient: Patient) -> None:
    code = patient.hospital.phones.new_payer_code()
    method = PayByPayerCode(Channel.WECHAT, code)
    case = await patient.start(keeper, cheap(patient.hospital).person_key, "", method)
    await patient.until_ended(keeper, case)
    await patient.takes_slips(keeper)


async def face(keeper: AsyncKeeperClient, patient: Patient) -> None:
    """The code is already there: what the provider's camera sees is over when the money begins."""
    method = PayByFace(Channel.WECHAT, patient.hospital.phones.new_face_code())
    case = await patient.start(keeper, cheap(patient.hospital, "guo", "li").person_key, "", method)
    await patient.until_ended(keeper, case)
    await patient.takes_slips(keeper)


async def free(keeper: AsyncKeeperClient, patient: Patient) -> None:
    case = await patient.start(keeper, "zhang", "310", NothingToPay())
    await patient.until_ended(keeper, case)
    await patient.takes_slips(keeper)


async def reversal(keeper: AsyncKeeperClient, patient: Patient) -> None:
    """The insurer says no after the money was taken."""
    patient.hospital.faults.inject(Fault.REJECT_CONFIRM, "confirmSettlement", times=None)
    await qr(keeper, patient)


async def cancel(keeper: AsyncKeeperClient, patient: Patient) -> None:
    case = await patient.start(keeper, cheap(patient.hospital).person_key, "", PayByQr())
    patient.paid.add(case.case_id)  # nobody pays
    while case.phase is Phase.STARTING:
        case = await keeper.watch_case(case.case_id, case.version, WATCH_S)
    await keeper.cancel_case(case.case_id)
    await patient.until_ended(keeper, case, pays=False)


JOURNEYS: dict[str, Journey] = {
    "qr": qr,
    "payer_code": payer_code,
    "face": face,
    "free": free,
    "reversal": reversal,
    "cancel": cancel,
}


async def aftermath(keeper: AsyncKeeperClient, patient: Patient, s_max: float) -> None:
    """The next turn: what nobody has been told is shown, what can still be paid is, slips are printed."""
    deadline = asyncio.get_running_loop().time() + s_max
    while asyncio.get_running_loop().time() < deadline:
        for case in await keeper.untold_cases():
            patient.sees(case)
        await patient.takes_slips(keeper)
        if (await keeper.health()).open_cases == 0:
            break
        await asyncio.sleep(LOOK_S)
    await patient.takes_slips(keeper)


def cheap(hospital: HospitalStandIn, *among: str) -> BillSlip:
    """Somebody whose phone asks for no password and whose card is good."""
    found = [each for each in hospital.bill_slips() if 0 < each.amount_fen <= PRICE_FEN_MAX]
    return next(each for each in found if each.person_key in (among or ("zhang", "guo", "li")))
