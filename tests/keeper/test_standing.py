"""What proves little opens little, whatever the turn asks: a broken turn cannot go round the keeper."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Any

import pytest

from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.appointment import Appointments
from kiosk.domain.delivery import Addresses
from kiosk.domain.evidence import BillSlipEvidence, PhoneEvidence
from kiosk.domain.inquiry import Command, Query
from kiosk.domain.invoice import Invoices
from kiosk.domain.payment_record import PaymentRecords
from kiosk.domain.pdf import PdfPart
from kiosk.domain.registration import CancelAppointment
from kiosk.domain.report import Reports
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run
from tests.keeper.test_identity import phone

OpenTurn = Callable[[], AbstractAsyncContextManager[Turn]]
DAY = date(2026, 11, 23)
PRIVATE: tuple[Query[Any], ...] = (Reports(DAY, DAY), Invoices(DAY, DAY), PaymentRecords(DAY, DAY), PdfPart("DOC1", 0))


@pytest.fixture
def open_turn(standing_keeper: KeeperProcess, hospital: HospitalStandIn) -> OpenTurn:
    return turns(standing_keeper, hospital)


async def is_refused(turn: Turn, handle: str, asked: Query[Any] | Command[Any]) -> bool:
    try:
        await (turn.keeper.do(asked, handle) if isinstance(asked, Command) else turn.keeper.ask(asked, handle))
    except Refused as refused:
        return refused.refusal is Refusal.NOT_ALLOWED
    return False


def test_a_number_that_others_can_know_opens_nothing_private(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            evidence: PhoneEvidence = phone("guo")
            known = await turn.keeper.identify(evidence)
            wanted: tuple[Query[Any] | Command[Any], ...] = (*PRIVATE, CancelAppointment("AP000003"))
            for asked in wanted:
                assert await is_refused(turn, known.handle, asked), asked
            assert not await is_refused(turn, known.handle, Appointments())

    run(ask())


def test_the_slip_of_one_bill_opens_that_bill_alone(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    slip = next(each for each in hospital.bill_slips() if each.person_key == "guo")

    async def ask() -> None:
        async with open_turn() as turn:
            holder = await turn.keeper.identify(BillSlipEvidence(slip.token))
            for asked in (*PRIVATE, Appointments(), Addresses()):
                assert await is_refused(turn, holder.handle, asked), asked
            assert [bill.bill_id for bill in await turn.keeper.unpaid_bills(holder.handle)] == [slip.bill_id]

    run(ask())


def test_the_card_opens_them(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            known = await turn.identify("guo")
            assert not any([await is_refused(turn, known.handle, asked) for asked in PRIVATE[:3]])

    run(ask())
