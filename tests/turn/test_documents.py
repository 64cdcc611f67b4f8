"""Invoices, prices and what was paid, on a virtual clock."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from kiosk.domain.invoice import Invoice, Invoices, PrintRight
from kiosk.domain.payment_record import PaymentRecords
from kiosk.domain.pdf import DocumentPrinted, PdfPart
from kiosk.domain.price import PriceKind, Prices, PricesFound
from kiosk.keeper.protocol import Refusal
from kiosk.screens.answers import Answer, Back, Continue, Picked
from kiosk.screens.base import Screen
from kiosk.screens.documents import (
    OLDER,
    ChooseInvoice,
    ChoosePaymentRecord,
    ChoosePriceKind,
    InvoiceMark,
    NoRecords,
    PrintWay,
    SearchPrices,
    ShowInvoice,
    ShowPaymentRecord,
    ShowPrices,
)
from kiosk.screens.paying import Paid, Problem, SlipNotice
from kiosk.screens.pdfs import PreviewPages, TakePages
from kiosk.screens.samples.documents import INVOICE, PAYMENT, PRICES
from kiosk.screens.welcome import MORE, Attract, ChooseService, MoreServices, PresentCard, Service
from tests.turn.fakes import FakeDevices, FakeKeeper, Person
from tests.turn.test_reports import parts_of

S = TypeVar("S", bound=Screen)
Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]

RED = replace(INVOICE, number="0000000018", red=True, reverses="0000000017")


async def chooses(person: Person, service: Service, *, card: bool = True) -> None:
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(MORE))
    await person.sees(MoreServices)
    person.touches(Picked(service))
    if card:
        await person.sees(PresentCard)
        person.inserts_card()


async def until(person: Person, kind: type[S], holds: Callable[[S], bool]) -> S:
    while True:
        screen = await person.sees(kind)
        if holds(screen):
            return screen
        person.ui.changed.clear()
        await person.ui.changed.wait()


def of(*invoices: Invoice) -> FakeKeeper:
    return FakeKeeper(answers={Invoices: invoices})


async def opens(person: Person, number: str) -> ShowInvoice:
    await chooses(person, Service.INVOICES)
    await person.sees(ChooseInvoice)
    person.touches(Picked(number))
    return await person.sees(ShowInvoice)


async def test_without_an_a4_printer_the_invoices_numbers_and_code_come_as_a_slip(stand: Stand) -> None:
    person = stand(of(INVOICE), FakeDevices(broken={"report_printer"}))
    assert (await opens(person, INVOICE.number)).way is PrintWay.SLIP
    person.touches(Continue())
    await until(person, ShowInvoice, lambda shown: shown.slip is SlipNotice.PRINTED)
    (job,) = person.devices.printed
    assert INVOICE.verify_url in str(job.elements)
    assert INVOICE.number in str(job.elements)
    assert person.keeper.told == []  # a slip is no invoice: it may still be printed once


async def test_an_invoice_is_looked_at_printed_on_a4_and_marked(stand: Stand) -> None:
    keeper = of(INVOICE)
    keeper.answers[PdfPart] = parts_of(b"one page")
    person = stand(keeper)
    assert (await opens(person, INVOICE.number)).way is PrintWay.A4
    person.touches(Continue())
    assert not (await person.sees(PreviewPages)).copy
    person.touches(Continue())
    assert (await person.sees(TakePages)).pages == 1
    assert person.devices.pdfs == [b"one page"]
    assert person.keeper.told == [DocumentPrinted(INVOICE.document_id, 1, True)]


async def test_one_that_was_printed_before_comes_as_a_copy_and_back_leads_to_the_list(stand: Stand) -> None:
    keeper = of(replace(INVOICE, printed=1, right=PrintRight.COPY))
    keeper.answers[PdfPart] = parts_of(b"one page")
    person = stand(keeper)
    assert (await opens(person, INVOICE.number)).mark is InvoiceMark.PRINTED
    person.touches(Continue())
    assert (await person.sees(PreviewPages)).copy
    person.touches(Back())
    await person.sees(ChooseInvoice)
    assert (person.devices.pdfs, person.keeper.told) == ([], [])


async def test_one_that_is_printed_out_gives_its_slip_only(stand: Stand) -> None:
    person = stand(of(replace(INVOICE, printed=3, right=PrintRight.NONE)))
    shown = await opens(person, INVOICE.number)
    assert (shown.mark, shown.way) == (InvoiceMark.USED_UP, PrintWay.SLIP)


async def test_a_void_invoice_is_shown_as_such_and_cannot_be_printed(stand: Stand) -> None:
    person = stand(of(RED))
    shown = await opens(person, RED.number)
    assert (shown.mark, shown.way, shown.other_number) == (InvoiceMark.RED, PrintWay.NONE, RED.reverses)
    person.touches(Back())
    await person.sees(ChooseInvoice)
    assert person.devices.printed == []


async def test_no_paper_leaves_the_code_on_screen(stand: Stand) -> None:
    person = stand(of(INVOICE), FakeDevices(broken={"report_printer"}, print_errors=[DeviceError(ErrorCode.PAPER_OUT)]))
    await opens(person, INVOICE.number)
    person.touches(Continue())
    shown = await until(person, ShowInvoice, lambda shown: shown.slip is SlipNotice.WAITING)
    assert shown.verify_url == INVOICE.verify_url


async def test_older_invoices_are_a_touch_away(stand: Stand) -> None:
    keeper = FakeKeeper(answers={Invoices: lambda asked: (INVOICE,) if asked.since < date(2026, 1, 1) else ()})
    person = stand(keeper)
    await chooses(person, Service.INVOICES)
    assert not (await person.sees(NoRecords)).whole_year
    person.touches(Continue())
    assert (await person.sees(ChooseInvoice)).whole_year
    assert [asked.until for asked in keeper.asked] == [date(2026, 11, 23)] * 2  # type: ignore[union-attr]


async def test_none_in_a_whole_year_is_said_and_ends(stand: Stand) -> None:
    person = stand(of())
    await chooses(person, Service.INVOICES)
    await person.sees(NoRecords)
    person.touches(Continue())
    await until(person, NoRecords, lambda shown: shown.whole_year)
    person.touches(Continue())
    person.removes_card()
    await person.is_served()


async def test_prices_are_found_by_initials_without_saying_who_one_is(stand: Stand) -> None:
    found = {"AMXL": PricesFound(PRICES[:1], more=False)}
    keeper = FakeKeeper(answers={Prices: lambda asked: found.get(asked.initials, PricesFound((), more=False))})
    person = stand(keeper)
    await chooses(person, Service.PRICES, card=False)
    await person.sees(ChoosePriceKind)
    person.touches(Picked(PriceKind.MEDICINE))
    await person.sees(SearchPrices)
    person.touches(Picked("ZZZ"))
    await until(person, SearchPrices, lambda shown: shown.nothing_for == "ZZZ")
    person.touches(Picked("AMXL"))
    assert (await person.sees(ShowPrices)).rows == PRICES[:1]
    person.touches(Continue())
    assert (await person.sees(SearchPrices)).nothing_for == ""
    person.touches(Back())
    await person.sees(ChoosePriceKind)
    assert "identify" not in keeper.calls
    assert keeper.asked == [Prices(PriceKind.MEDICINE, "ZZZ"), Prices(PriceKind.MEDICINE, "AMXL")]


@pytest.mark.parametrize("typed", ["", "abc", "A1", "A" * 13, "血"])
async def test_what_are_no_initials_is_not_searched_for(stand: Stand, typed: str) -> None:
    person = stand(FakeKeeper(answers={Prices: PricesFound((), more=False)}))
    await chooses(person, Service.PRICES, card=False)
    await person.sees(ChoosePriceKind)
    person.touches(Picked(PriceKind.SERVICE))
    await person.sees(SearchPrices)
    person.touches(Picked(typed))
    person.touches(Back())
    await person.sees(ChoosePriceKind)
    assert person.keeper.asked == []


async def pays_look(person: Person, answer: Answer) -> None:
    await chooses(person, Service.PAYMENT_RECORDS)
    await person.sees(ChoosePaymentRecord)
    person.touches(Picked(PAYMENT.settlement_no))
    await person.sees(ShowPaymentRecord)
    person.touches(answer)


async def test_a_payment_made_here_prints_its_slip_again(stand: Stand) -> None:
    person = stand(FakeKeeper(answers={PaymentRecords: (PAYMENT,)}))
    await pays_look(person, Continue())
    await person.sees(Paid)
    assert "find 5f2c9a70d1e4" in person.keeper.calls
    assert len(person.devices.printed) == 1


async def test_a_payment_made_elsewhere_is_shown_only(stand: Stand) -> None:
    person = stand(FakeKeeper(answers={PaymentRecords: (replace(PAYMENT, here=False),)}))
    await pays_look(person, Continue())
    await person.sees(ChoosePaymentRecord)
    assert not [call for call in person.keeper.calls if call.startswith("find")]
    person.touches(Picked(OLDER))
    await until(person, ChoosePaymentRecord, lambda shown: shown.whole_year)


async def test_a_hospital_that_does_not_answer_is_named_and_asked_again(stand: Stand) -> None:
    person = stand(FakeKeeper(answers={Invoices: (INVOICE,)}, refuse={"Invoices": [Refusal.HOSPITAL_UNREACHABLE]}))
    await chooses(person, Service.INVOICES)
    assert (await person.sees(Problem)).can_retry
    person.touches(Continue())
    await person.sees(ChooseInvoice)
