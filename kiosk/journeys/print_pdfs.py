"""Documents on A4 (reports, e-invoices): fetched, looked at page by page, printed, told to the hospital.

For a journey that has documents to print: `await preview_and_print(visit, patient, documents)`. The hospital's part is
`kiosk/domain/pdf.py`: each document has an id, under which `PdfPart` brings it and `DocumentPrinted` marks it.
"""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.report_printer import PagesPrinted
from kiosk.documents.pages import PagesBroken
from kiosk.domain.inquiry import Notice
from kiosk.domain.patient import Patient
from kiosk.domain.pdf import DocumentPrinted, Picture
from kiosk.domain.wording import LocalText
from kiosk.journeys.fetch_pdf import fetch_pdf
from kiosk.journeys.paper import A4_PRINTER
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.ports import Answered
from kiosk.screens.answers import Cancel, Continue, Help, Picked
from kiosk.screens.base import Step
from kiosk.screens.pdfs import NEXT_PAGE, PAGE_BEFORE, FetchingPages, PreviewPages, PrintingPages, TakePages
from kiosk.tasks import ended
from kiosk.visit import Visit, WentBack

DOCUMENTS_MAX = 10  # at once: they are held in memory
STAFF_MEND = frozenset({ErrorCode.PAPER_OUT, ErrorCode.PAPER_JAMMED, ErrorCode.COVER_OPEN, ErrorCode.TONER_OUT})


@dataclass(frozen=True, slots=True)
class Printable:
    """One document to print. `copy`: it was printed before, so its pages say 副本 (the hospital puts it on them)."""

    document_id: str
    title: LocalText
    copy: bool = False


@dataclass(frozen=True, slots=True)
class _Fetched:
    of: Printable
    pdf: bytes = field(repr=False)
    pages: int


async def preview_and_print(
    visit: Visit,
    patient: Patient,
    documents: Sequence[Printable],
    *,
    step: Step | None = None,
    mark: Callable[[str, int, bool], Notice] = DocumentPrinted,
) -> tuple[str, ...]:
    """Show `documents` (at most DOCUMENTS_MAX) page by page; once the person says so print all, mark each as printed,
    and have the sheets taken. Returns the ids of those that are on paper for sure. `mark(document_id, pages, sure)`
    makes the notice that the hospital gets of each.

    Raises WentBack from the preview, or where the person stopped it before a sheet was out; Refused where a document
    cannot be had.
    """
    screen = FetchingPages(step=step, card_in=visit.card_in, documents=len(documents))
    fetched = await visit.during(screen, _fetch_all(visit, patient, documents[:DOCUMENTS_MAX]))
    while await _preview(visit, fetched, step):
        printed = await _print_all(visit, patient, fetched, step, mark)
        if printed is not None:
            return printed
    return ()


async def _fetch_all(visit: Visit, patient: Patient, documents: Sequence[Printable]) -> tuple[_Fetched, ...]:
    return tuple([_Fetched(each, *await fetch_pdf(visit, patient.handle, each.document_id)) for each in documents])


async def _preview(visit: Visit, fetched: tuple[_Fetched, ...], step: Step | None) -> bool:
    """Whether it is to be printed. While the printer is out of order the pages can be looked at all the same."""
    pages = [(document, index) for document in fetched for index in range(document.pages)]
    at = 0
    while True:
        document, index = pages[at]
        screen = PreviewPages(
            step=step,
            can_back=True,
            card_in=visit.card_in,
            title=document.of.title,
            page=at + 1,
            pages=len(pages),
            copy=document.of.copy,
            picture=await _picture(visit, document.pdf, index),
            can_print=_can_print(visit),
        )
        match await visit.ask(screen):
            case Continue():
                return screen.can_print
            case Picked(choice) if choice in (NEXT_PAGE, PAGE_BEFORE):
                at = min(max(at + (1 if choice == NEXT_PAGE else -1), 0), len(pages) - 1)


def _can_print(visit: Visit) -> bool:
    """A printer that only wants paper is waited for, and staff hear of it."""
    return visit.devices.usable(A4_PRINTER) is not False or visit.devices.trouble(A4_PRINTER) in STAFF_MEND


async def _picture(visit: Visit, pdf: bytes, index: int) -> Picture:
    try:
        return await visit.pages.picture(pdf, index)
    except PagesBroken as broken:
        raise Refused(Refusal.HOSPITAL_ERROR) from broken


async def _print_all(
    visit: Visit,
    patient: Patient,
    fetched: tuple[_Fetched, ...],
    step: Step | None,
    mark: Callable[[str, int, bool], Notice],
) -> tuple[str, ...] | None:
    """One job each, so that what is marked is what is on paper. None: nothing is, and it is to be tried again."""
    visit.need_card("")  # what is in the printer goes on without it
    printed: list[_Fetched] = []
    total = sum(each.pages for each in fetched)
    code = ""
    for document in fetched:
        try:
            await _print(visit, document, step, sum(each.pages for each in printed), total)
        except DeviceError as error:
            code = str(error.code)
            visit.timeline.note("a4", code=code)
            if error.code is ErrorCode.PRINT_UNKNOWN:
                await _mark(visit, patient, document, mark(document.of.document_id, document.pages, False))
            elif not printed:
                await _nothing_came(visit, error.code)
                return None
            break
        await _mark(visit, patient, document, mark(document.of.document_id, document.pages, True))
        printed.append(document)
    await visit.tell(TakePages(pages=sum(each.pages for each in printed), problem_code=code))
    return tuple(each.of.document_id for each in printed)


async def _nothing_came(visit: Visit, code: ErrorCode) -> None:
    """Returns for another try. Raises WentBack where the person had stopped it, Cancelled for no other try."""
    if code is ErrorCode.JOB_CANCELLED:
        raise WentBack
    await visit.ask(TakePages(pages=0, problem_code=str(code), can_retry=True, can_cancel=True))


async def _mark(visit: Visit, patient: Patient, document: _Fetched, notice: Notice) -> None:
    """Stored until the hospital hears it. Without a keeper the paper is out all the same."""
    visit.timeline.note("a4", pages=document.pages, copy=document.of.copy)
    with suppress(Refused):
        await visit.keeper.tell(notice, patient.handle)


async def _print(visit: Visit, document: _Fetched, step: Step | None, before: int, total: int) -> None:
    """Show how far it is, of all that was chosen, until this one is out. Staff are told once that somebody has to come.
    Raises DeviceError.
    """
    screen = PrintingPages(step=step, can_cancel=True, title=document.of.title, done=before, pages=total)
    printing = asyncio.ensure_future(visit.devices.print_pdf(document.pdf, document.pages))
    try:
        while not printing.done():
            visit.show(screen, goes_on=True)
            match await visit.event_or(printing):
                case PagesPrinted(done=done, waits_for=code):
                    called = screen.staff_called or await _staff_hear_of(visit, code)
                    screen = replace(screen, done=before + done, trouble=str(code or ""), staff_called=called)
                case Answered(answer=Cancel()):
                    visit.devices.cancel_pdf()
                    screen = replace(screen, can_cancel=False, stopping=True)
                case Answered(answer=Help()):
                    await visit.call_staff(printing)
        printing.result()
    finally:
        await ended(printing)


async def _staff_hear_of(visit: Visit, code: ErrorCode | None) -> bool:
    """True: they know that somebody has to come to the printer."""
    if code not in STAFF_MEND:
        return False
    with suppress(Refused):
        visit.help_call_id = await visit.keeper.call_staff(f"{type(visit.screen).__name__} {code}")
        return True
    return False
