"""Reports on a virtual clock: which days, which of them, page by page, onto paper, and what the hospital hears."""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import date

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.report_printer import PagesPrinted
from kiosk.domain.pdf import PDF_BYTES_MAX, DocumentPrinted, Part, PdfPart
from kiosk.domain.report import Report, ReportKind, Reports, ReportState
from kiosk.domain.wording import LocalText
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Back, Cancel, Chosen, Continue, Picked
from kiosk.screens.paying import Problem
from kiosk.screens.pdfs import FetchingPages, PreviewPages, PrintingPages, TakePages
from kiosk.screens.reports import ChooseReportDays, ChooseReports, NoReports, SeeDoctor
from kiosk.screens.welcome import Attract, ChooseService, PresentCard, Service
from tests.turn.fakes import FakeDevices, FakeKeeper, Person

Stand = Callable[..., Person]

pytestmark = [pytest.mark.asyncio, pytest.mark.looptime]

DAY = date(2026, 11, 22)


def report(number: int, state: ReportState = ReportState.PRINTABLE) -> Report:
    title = LocalText(f"报告{number}", f"Report {number}")
    return Report(f"RP{number}", ReportKind.LAB, title, LocalText("内科"), DAY, state, 2)


def pdf(document_id: str) -> bytes:
    return f"{document_id} page page".encode()


def parts_of(whole: bytes, size: int = 7) -> Callable[[PdfPart], Part]:
    sha256 = hashlib.sha256(whole).hexdigest()
    return lambda asked: Part(len(whole), sha256, whole[asked.offset : asked.offset + size])


def keeper(*reports: Report) -> FakeKeeper:
    return FakeKeeper(answers={Reports: reports, PdfPart: lambda asked: parts_of(pdf(asked.document_id))(asked)})


async def to_days(person: Person) -> ChooseReportDays:
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(Service.REPORTS))
    await person.sees(PresentCard)
    person.inserts_card()
    return await person.sees(ChooseReportDays)


async def to_list(person: Person) -> ChooseReports:
    await to_days(person)
    person.touches(Picked("7"))
    return await person.sees(ChooseReports)


async def to_preview(person: Person, *ids: str) -> PreviewPages:
    await to_list(person)
    person.touches(Chosen(ids))
    return await person.sees(PreviewPages)


async def test_a_person_prints_two_reports_and_each_is_marked(stand: Stand) -> None:
    person = stand(keeper(report(1), report(2), report(3, ReportState.NOT_AUDITED)))
    chosen = await to_list(person)
    assert (chosen.printable, chosen.not_audited, chosen.printed) == (2, 1, 0)
    assert person.keeper.asked[0] == Reports(date(2026, 11, 16), date(2026, 11, 23))
    person.touches(Chosen(("RP1", "RP2")))
    assert (await person.sees(PreviewPages)).pages == 4
    person.touches(Continue())
    assert (await person.sees(TakePages)).pages == 4
    assert person.devices.pdfs == [pdf("RP1"), pdf("RP2")]
    assert person.keeper.told == [DocumentPrinted("RP1", 2, True), DocumentPrinted("RP2", 2, True)]


async def test_pages_are_turned_across_documents_and_never_beyond_their_ends(stand: Stand) -> None:
    person = stand(keeper(report(1), report(2, ReportState.PRINTED)))
    first = await to_preview(person, "RP1", "RP2")
    assert (first.page, first.copy, first.title.zh) == (1, False, "报告1")
    for _ in range(6):
        person.touches(Picked("next"))
        await asyncio.sleep(0.1)
    last = await person.sees(PreviewPages)
    assert (last.page, last.copy, last.title.zh) == (4, True, "报告2")
    assert last.picture != first.picture
    for _ in range(6):
        person.touches(Picked("before"))
        await asyncio.sleep(0.1)
    assert (await person.sees(PreviewPages)).page == 1


async def test_back_leads_from_the_pages_to_the_list_to_the_days(stand: Stand) -> None:
    person = stand(keeper(report(1)))
    await to_preview(person, "RP1")
    person.touches(Back())
    await person.sees(ChooseReports)
    person.touches(Back())
    await person.sees(ChooseReportDays)
    person.touches(Picked("365"))
    await person.sees(ChooseReports)
    assert person.keeper.asked[-1] == Reports(date(2025, 11, 23), date(2026, 11, 23))


async def test_only_what_may_be_printed_can_be_chosen(stand: Stand) -> None:
    person = stand(keeper(report(1), report(2, ReportState.NOT_AUDITED)))
    await to_list(person)
    person.touches(Chosen(("RP1", "RP2")))
    person.touches(Chosen(("RP9",)))
    await asyncio.sleep(1)
    assert isinstance(person.ui.shown[-1], ChooseReports)
    assert not any(isinstance(asked, PdfPart) for asked in person.keeper.asked)


async def test_no_reports_is_said_and_other_days_may_be_tried(stand: Stand) -> None:
    person = stand(keeper())
    await to_days(person)
    person.touches(Picked("7"))
    await person.sees(NoReports)
    person.touches(Back())
    await person.sees(ChooseReportDays)


async def test_a_critical_value_sends_to_the_doctor_first_and_says_nothing_of_it(stand: Stand) -> None:
    critical = Report(
        "RP9", ReportKind.LAB, LocalText("电解质"), LocalText("内科"), DAY, ReportState.PRINTABLE, 1,
        critical=True, see=LocalText("门诊 5 诊室"),
    )  # fmt: skip
    person = stand(keeper(report(1), critical))
    await to_days(person)
    person.touches(Picked("7"))
    told = await person.sees(SeeDoctor)
    assert told.place == LocalText("门诊 5 诊室") and told.staff_called
    assert "call_staff SeeDoctor" in person.keeper.calls
    (slip,) = person.devices.printed
    assert "电解质" not in repr(slip.elements) and "门诊 5 诊室" in repr(slip.elements)
    person.touches(Continue())
    shown = await person.sees(ChooseReports)
    assert [row.state for row in shown.reports] == ["printable", "critical"]
    person.touches(Chosen(("RP9",)))
    await asyncio.sleep(1)
    assert isinstance(person.ui.shown[-1], ChooseReports)
    person.touches(Back())
    await person.sees(ChooseReportDays)
    person.touches(Picked("30"))
    await person.sees(ChooseReports)
    names = [type(screen) for screen in person.ui.shown]
    assert SeeDoctor not in names[-names[::-1].index(ChooseReportDays) :]


async def test_paper_that_is_out_is_said_staff_hear_of_it_once_and_it_goes_on(stand: Stand) -> None:
    loaded = asyncio.Event()
    acts = (
        PagesPrinted("j", 1, 2, ErrorCode.PAPER_OUT), PagesPrinted("j", 1, 2, None),
        PagesPrinted("j", 1, 2, ErrorCode.PAPER_OUT), loaded, PagesPrinted("j", 2, 2, None),
    )  # fmt: skip
    person = stand(keeper(report(1)), FakeDevices(pdf_acts=[acts]))
    await to_preview(person, "RP1")
    person.touches(Continue())
    while (shown := await person.sees(PrintingPages)).trouble != "PAPER_OUT" or not shown.staff_called:
        await asyncio.sleep(0.1)
    assert shown.done == 1
    loaded.set()
    await person.sees(TakePages)
    assert sum(call.startswith("call_staff") for call in person.keeper.calls) == 1


async def test_a_person_may_stop_the_printing(stand: Stand) -> None:
    held = asyncio.Event()
    devices = FakeDevices(pdf_acts=[(), (PagesPrinted("j", 0, 2), held)])
    person = stand(keeper(report(1), report(2)), devices)
    await to_preview(person, "RP1", "RP2")
    person.touches(Continue())
    while (shown := await person.sees(PrintingPages)).title.zh != "报告2":
        await asyncio.sleep(0.1)
    assert (shown.done, shown.pages) == (2, 4)
    person.touches(Cancel())
    await asyncio.sleep(0.1)
    assert (await person.sees(PrintingPages)).stopping
    held.set()
    taken = await person.sees(TakePages)
    assert (taken.pages, taken.problem_code) == (2, "JOB_CANCELLED")
    assert person.keeper.told == [DocumentPrinted("RP1", 2, True)]


async def test_a_print_nobody_can_vouch_for_counts_as_printed_and_ends_it(stand: Stand) -> None:
    devices = FakeDevices(pdf_acts=[(DeviceError(ErrorCode.PRINT_UNKNOWN),)])
    person = stand(keeper(report(1), report(2)), devices)
    await to_preview(person, "RP1", "RP2")
    person.touches(Continue())
    taken = await person.sees(TakePages)
    assert (taken.pages, taken.problem_code) == (0, "PRINT_UNKNOWN")
    assert person.keeper.told == [DocumentPrinted("RP1", 2, False)]
    assert person.devices.pdfs == []


async def test_where_nothing_came_out_it_may_be_tried_again_from_the_pages(stand: Stand) -> None:
    failing = (DeviceError(ErrorCode.DEVICE_OFFLINE),)
    person = stand(keeper(report(1)), FakeDevices(pdf_acts=[failing, failing]))
    await to_preview(person, "RP1")
    for _ in range(2):
        person.touches(Continue())
        ended = await person.sees(TakePages)
        assert (ended.pages, ended.problem_code, ended.can_retry) == (0, "DEVICE_OFFLINE", True)
        person.touches(Continue())
        await person.sees(PreviewPages)
    person.touches(Continue())
    assert (await person.sees(TakePages)).pages == 2
    assert person.keeper.told == [DocumentPrinted("RP1", 2, True)]


async def test_where_nothing_came_out_the_person_may_leave(stand: Stand) -> None:
    devices = FakeDevices(pdf_acts=[(DeviceError(ErrorCode.TONER_OUT),)])
    person = stand(keeper(report(1)), devices)
    await to_preview(person, "RP1")
    person.touches(Continue())
    await person.sees(TakePages)
    person.removes_card()
    person.touches(Cancel())
    await person.is_served()
    assert person.keeper.told == []


async def test_who_stops_before_a_sheet_is_out_is_at_the_list_again(stand: Stand) -> None:
    held = asyncio.Event()
    person = stand(keeper(report(1)), FakeDevices(pdf_acts=[(held,)]))
    await to_preview(person, "RP1")
    person.touches(Continue())
    await person.sees(PrintingPages)
    person.touches(Cancel())
    await asyncio.sleep(0.1)
    held.set()
    await person.sees(ChooseReports)
    assert person.keeper.told == []


async def test_a_printer_that_only_wants_paper_is_printed_on_all_the_same(stand: Stand) -> None:
    out = {"report_printer": ErrorCode.PAPER_OUT}
    person = stand(keeper(report(1)), FakeDevices(broken={"report_printer"}, troubles=out))
    assert (await to_preview(person, "RP1")).can_print


async def test_while_the_printer_is_out_of_order_the_pages_can_be_looked_at(stand: Stand) -> None:
    person = stand(keeper(report(1)), FakeDevices(broken={"report_printer"}))
    shown = await to_preview(person, "RP1")
    assert not shown.can_print
    person.touches(Picked("next"))
    await asyncio.sleep(0.1)
    assert (await person.sees(PreviewPages)).page == 2
    person.touches(Continue())
    person.removes_card()
    await person.is_served()
    assert person.devices.pdfs == [] and person.keeper.told == []


def withheld(asked: PdfPart) -> Part:
    raise Refused(Refusal.DOCUMENT_WITHHELD)


def not_whole(asked: PdfPart) -> Part:
    return Part(20, "00" * 32, b"page page page page ")


def endless(asked: PdfPart) -> Part:
    return Part(PDF_BYTES_MAX + 1, "00" * 32, b"x")


def empty(asked: PdfPart) -> Part:
    return Part(20, "00" * 32, b"")


def no_pdf(asked: PdfPart) -> Part:
    return parts_of(b"nothing to see")(asked)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (withheld, "DOCUMENT_WITHHELD"),
        (not_whole, "HOSPITAL_ERROR"),
        (endless, "HOSPITAL_ERROR"),
        (empty, "HOSPITAL_ERROR"),
        (no_pdf, "HOSPITAL_ERROR"),
    ],
)
async def test_a_document_that_cannot_be_had_is_a_problem_by_code(
    stand: Stand, answer: Callable[[PdfPart], Part], code: str
) -> None:
    hospital = keeper(report(1))
    hospital.answers[PdfPart] = answer
    person = stand(hospital)
    await to_list(person)
    person.touches(Chosen(("RP1",)))
    assert (await person.sees(Problem)).code == code
    assert person.devices.pdfs == []


async def test_a_document_that_becomes_a_copy_between_two_parts_is_fetched_again(stand: Stand) -> None:
    hospital, asked_for = keeper(report(1)), []

    def changing(asked: PdfPart) -> Part:
        asked_for.append(asked.offset)
        return parts_of(pdf("RP1") if len(asked_for) < 2 else pdf("COPY"))(asked)

    hospital.answers[PdfPart] = changing
    person = stand(hospital)
    await to_preview(person, "RP1")
    person.touches(Continue())
    await person.sees(TakePages)
    assert person.devices.pdfs == [pdf("COPY")]


async def test_the_card_pulled_while_pages_are_shown_ends_the_turn_and_while_printing_does_not(stand: Stand) -> None:
    person = stand(keeper(report(1)))
    await to_preview(person, "RP1")
    person.removes_card()
    assert (await person.sees(Problem)).code == "CARD_REMOVED"

    held = asyncio.Event()
    person = stand(keeper(report(1)), FakeDevices(pdf_acts=[(held,)]))
    await to_preview(person, "RP1")
    person.touches(Continue())
    await person.sees(PrintingPages)
    person.removes_card()
    held.set()
    await person.sees(TakePages)

    held = asyncio.Event()
    acts = (held, DeviceError(ErrorCode.PAPER_JAMMED))
    person = stand(keeper(report(1)), FakeDevices(pdf_acts=[acts]))
    await to_preview(person, "RP1")
    person.touches(Continue())
    await person.sees(PrintingPages)
    person.removes_card()
    held.set()
    assert (await person.sees(TakePages)).problem_code == "PAPER_JAMMED"


async def test_nothing_of_a_page_is_in_what_a_log_would_show(stand: Stand) -> None:
    person = stand(keeper(report(1)))
    shown = await to_preview(person, "RP1")
    assert "png" not in repr(shown.picture) and b"page" not in repr(Part(1, "", b"page")).encode()
    assert any(isinstance(screen, FetchingPages) for screen in person.ui.shown)
