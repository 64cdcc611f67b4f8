"""Documents and credit over the real socket, the real contract and the stand-in."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import date, timedelta

import pytest

from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.credit import CreditStatus, LockCredit, SignCredit, Terms
from kiosk.domain.invoice import Invoices, PrintRight
from kiosk.domain.payment_record import PaymentRecords
from kiosk.domain.pdf import DocumentPrinted, PdfPart
from kiosk.domain.price import InsuranceGrade, PriceKind, Prices
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from tests.keeper.conftest import turns
from tests.keeper.terminal import KeeperProcess, Turn, run

OpenTurn = Callable[[], AbstractAsyncContextManager[Turn]]
HEARD_S_MAX = 40.0
LONG_AGO, LATER = date(2024, 1, 1), date(2099, 12, 31)
YESTERDAY = date.today() - timedelta(days=1)  # what other tests pay today is not counted


@pytest.fixture
def open_turn(standing_keeper: KeeperProcess, hospital: HospitalStandIn) -> OpenTurn:
    return turns(standing_keeper, hospital)


def test_invoices_and_payments_come_as_the_domains_values(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            zhang = await turn.identify("zhang")
            invoices = await turn.keeper.ask(Invoices(LONG_AGO, YESTERDAY), zhang.handle)
            assert {each.right for each in invoices} == set(PrintRight)
            assert [each.stands for each in invoices].count(False) == 2
            assert not any(each.may_print for each in invoices if not each.stands)
            records = await turn.keeper.ask(PaymentRecords(LONG_AGO, YESTERDAY), zhang.handle)
            assert len(records) == 4
            assert all(each.fund + each.account + each.patient_part == each.total for each in records)
            assert all(each.case_id == "" for each in records)

    run(ask())


def test_an_invoice_on_paper_is_a_copy_from_then_on(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            li = await turn.identify("li")

            async def right(number: str) -> PrintRight:
                found = await turn.keeper.ask(Invoices(LONG_AGO, LATER), li.handle)
                return next(each.right for each in found if each.number == number)

            found = await turn.keeper.ask(Invoices(LONG_AGO, LATER), li.handle)
            mine = next(each for each in found if each.right is PrintRight.ORIGINAL)
            assert (await turn.keeper.ask(PdfPart(mine.document_id, 0), li.handle)).data.startswith(b"%PDF")
            await turn.keeper.tell(DocumentPrinted(mine.document_id, 1, sure=True), li.handle)
            async with asyncio.timeout(HEARD_S_MAX):
                while await right(mine.number) is not PrintRight.COPY:
                    await asyncio.sleep(0.05)

    run(ask())


def test_prices_are_nobodys(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            found = await turn.keeper.ask(Prices(PriceKind.MEDICINE, "AMXL"))
            assert [(each.name.zh, each.price.fen, each.grade) for each in found.rows] == [
                ("阿莫西林胶囊 0.25g", 860, InsuranceGrade.A)
            ]
            assert not (await turn.keeper.ask(Prices(PriceKind.SERVICE, "ZZZZ"))).rows

    run(ask())


def test_credit_is_signed_used_and_refused_over_its_limit(open_turn: OpenTurn) -> None:
    async def ask() -> None:
        async with open_turn() as turn:
            hu = await turn.identify("hu")
            bills = await turn.keeper.unpaid_bills(hu.handle)  # ¥80,000.00
            with pytest.raises(Refused) as not_signed:
                await turn.keeper.do(LockCredit((bills[0].bill_id,)), hu.handle)
            terms = await turn.keeper.ask(Terms(), hu.handle)
            credit = await turn.keeper.do(SignCredit(terms.version), hu.handle)
            assert (credit.signed, credit.limit, credit.left) == (True, terms.limit, terms.limit)
            with pytest.raises(Refused) as over:
                await turn.keeper.do(LockCredit((bills[0].bill_id,)), hu.handle)
            assert (not_signed.value.refusal, over.value.refusal) == (
                Refusal.CREDIT_NOT_SIGNED,
                Refusal.CREDIT_OVER_LIMIT,
            )
            sun = await turn.identify("sun")
            await turn.keeper.do(SignCredit(terms.version), sun.handle)
            bill, *_ = await turn.keeper.unpaid_bills(sun.handle)  # other tests may have booked for her
            lock = await turn.keeper.do(LockCredit((bill.bill_id,)), sun.handle)
            status = await turn.keeper.ask(CreditStatus(), sun.handle)
            assert lock.amount == status.used == bill.amount
            assert [each.bill_id for each in status.owed] == [bill.bill_id]

    run(ask())
