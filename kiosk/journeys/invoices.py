"""E-invoices (电子票据): choose one, look at it, print it; once as the original, then as a copy."""

from kiosk.domain.invoice import Invoice, Invoices, PrintRight
from kiosk.domain.patient import Patient, Purpose
from kiosk.journeys.look_up import days, look_up, whole_person
from kiosk.journeys.paper import A4_PRINTER, print_paper
from kiosk.journeys.print_pdfs import Printable, preview_and_print
from kiosk.screens.answers import Continue, Picked
from kiosk.screens.documents import (
    OLDER,
    ChooseInvoice,
    InvoiceRow,
    LookingUp,
    NoRecords,
    PrintWay,
    RecordKind,
    ShowInvoice,
)
from kiosk.visit import Visit, WentBack


async def show_invoices(visit: Visit) -> None:
    patient = await whole_person(visit, Purpose.DOCUMENTS)
    whole_year = False
    while True:
        invoices = await look_up(visit, Invoices(*days(visit, whole_year)), patient.handle)
        picked = await _choose(visit, patient, invoices, whole_year)
        if picked == OLDER:
            whole_year = True
        elif (invoice := next((each for each in invoices if each.number == picked), None)) is not None:
            if await _show(visit, patient, invoice):
                return
        elif not invoices:
            return


async def _choose(visit: Visit, patient: Patient, invoices: tuple[Invoice, ...], whole_year: bool) -> str:
    """A number, OLDER, or "" once there is nothing to choose from."""
    if not invoices:
        none = NoRecords(
            masked_name=patient.masked_name,
            kind=RecordKind.INVOICES,
            whole_year=whole_year,
            can_cancel=True,
            card_in=visit.card_in,
        )
        await visit.ask(none)
        return "" if whole_year else OLDER
    screen = ChooseInvoice(
        masked_name=patient.masked_name,
        rows=tuple(InvoiceRow.of(each) for each in invoices),
        whole_year=whole_year,
        can_back=True,
        card_in=visit.card_in,
    )
    answer = await visit.ask(screen)
    return answer.choice if isinstance(answer, Picked) else OLDER


async def _show(visit: Visit, patient: Patient, invoice: Invoice) -> bool:
    """True: its pages are on paper. False: back to the list."""
    way = _way(visit, invoice)
    try:
        answer = await visit.ask(ShowInvoice.of(invoice, patient.masked_name, way, card_in=visit.card_in))
        if not isinstance(answer, Continue) or way is PrintWay.NONE:
            return False
        if way is PrintWay.A4:
            pages = Printable(invoice.document_id, invoice.title, copy=invoice.right is PrintRight.COPY)
            return bool(await preview_and_print(visit, patient, [pages]))
        printing = print_paper(visit, "invoice", invoice=invoice, masked_name=patient.masked_name)
        slip = await visit.during(LookingUp(card_in=visit.card_in), printing)
        await visit.ask(ShowInvoice.of(invoice, patient.masked_name, way, slip=slip, card_in=visit.card_in))
    except WentBack:
        return False
    return False


def _way(visit: Visit, invoice: Invoice) -> PrintWay:
    """The invoice itself as often as it may be printed; its numbers and its code as a slip at any time."""
    if not invoice.stands:
        return PrintWay.NONE
    has_a4 = visit.devices.usable(A4_PRINTER) is not False
    return PrintWay.A4 if has_a4 and invoice.may_print else PrintWay.SLIP
