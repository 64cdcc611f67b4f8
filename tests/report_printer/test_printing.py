"""The driver against the bench's printer: every way a document can go, sent once and never twice."""

import threading
from collections.abc import Callable, Iterator

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.report_printer import PagesPrinted, PdfJob, ReportPrinterChanged, ReportPrinterEvent
from drivers.api.status import DeviceState
from drivers.models.ipp_report_printer import IppReportPrinter
from hardware_sim.report_printer.faults import ReportPrinterFault as Fault
from hardware_sim.report_printer.simulated import SimulatedReportPrinter
from tests.report_printer.pdfs import pdf

QUICK = {
    "look_s": 0.02, "poll_s": 0.05, "busy_s_max": 60, "mend_s_max": 60, "lost_s_max": 60, "answer_s_max": 30,
    "user": "k07",
}  # fmt: skip
TWO_PAGES = PdfJob("yz-1", pdf("first page", "second page"), 2)


class Told:
    """What the driver told, and an act of the hands at the moment it tells a certain thing."""

    def __init__(self) -> None:
        self.events: list[ReportPrinterEvent] = []
        self.when: dict[ErrorCode | int, Callable[[], None]] = {}

    def __call__(self, event: ReportPrinterEvent) -> None:
        self.events.append(event)
        if isinstance(event, PagesPrinted):
            for key in (event.waits_for, event.done):
                if key is not None and key in self.when:
                    self.when.pop(key)()

    @property
    def steps(self) -> list[tuple[int, ErrorCode | None]]:
        return [(event.done, event.waits_for) for event in self.events if isinstance(event, PagesPrinted)]


@pytest.fixture
def printer() -> Iterator[SimulatedReportPrinter]:
    simulated = SimulatedReportPrinter()
    simulated.start()
    yield simulated
    simulated.stop()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def device(printer: SimulatedReportPrinter, told: Told) -> Iterator[IppReportPrinter]:
    device = opened(printer, told)
    yield device
    device.close()


def opened(printer: SimulatedReportPrinter, told: Told, **options: object) -> IppReportPrinter:
    device = IppReportPrinter("report_printer", printer.address, {**QUICK, **options})
    device.watch(told)
    device.open()
    return device


def refused(device: IppReportPrinter, job: PdfJob = TWO_PAGES) -> ErrorCode:
    with pytest.raises(DeviceError) as error:
        device.print_pdf(job)
    return error.value.code


def test_a_document_is_printed_and_told_to_its_last_page(
    printer: SimulatedReportPrinter, device: IppReportPrinter, told: Told
) -> None:
    device.print_pdf(TWO_PAGES)
    (document,) = printer.tray
    assert (document.pdf, document.pages, document.name) == (TWO_PAGES.pdf, 2, "yz-1")
    assert told.steps[0] == (0, None) and told.steps[-1] == (2, None)
    assert device.status().state is DeviceState.ONLINE


def test_a_busy_printer_is_asked_again_and_prints_once(
    printer: SimulatedReportPrinter, device: IppReportPrinter, told: Told
) -> None:
    printer.set_fault(Fault.BUSY, 3)
    device.print_pdf(TWO_PAGES)
    assert len(printer.tray) == 1
    assert (0, ErrorCode.DEVICE_BUSY) in told.steps


def test_a_printer_that_stays_busy_is_given_up_with_nothing_on_paper(
    printer: SimulatedReportPrinter, told: Told
) -> None:
    device = opened(printer, told, busy_s_max=0.5)
    printer.set_fault(Fault.BUSY, 10_000)
    assert refused(device) is ErrorCode.DEVICE_BUSY
    assert printer.tray == ()
    device.close()


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (Fault.PAPER_OUT, ErrorCode.PAPER_OUT),
        (Fault.JAM, ErrorCode.PAPER_JAMMED),
        (Fault.COVER_OPEN, ErrorCode.COVER_OPEN),
        (Fault.TONER_EMPTY, ErrorCode.TONER_OUT),
    ],
)
def test_what_is_wrong_is_told_waited_for_and_then_printed(
    printer: SimulatedReportPrinter, device: IppReportPrinter, told: Told, fault: Fault, code: ErrorCode
) -> None:
    printer.set_fault(fault)
    told.when[code] = printer.mend
    device.print_pdf(TWO_PAGES)
    assert told.steps[1] == (0, code)
    assert len(printer.tray) == 1


def test_paper_that_runs_out_in_the_middle_is_waited_for_and_the_job_goes_on(
    printer: SimulatedReportPrinter, device: IppReportPrinter, told: Told
) -> None:
    printer.set_fault(Fault.PAPER_OUT_AFTER_PAGES, 1)
    told.when[ErrorCode.PAPER_OUT] = printer.load_paper
    device.print_pdf(TWO_PAGES)
    assert (1, ErrorCode.PAPER_OUT) in told.steps
    assert told.steps[-1] == (2, None)
    assert [document.pages for document in printer.tray] == [2]


def test_paper_that_nobody_loads_takes_the_job_back(printer: SimulatedReportPrinter, told: Told) -> None:
    device = opened(printer, told, mend_s_max=0.1)
    printer.set_fault(Fault.PAPER_OUT)
    assert refused(device) is ErrorCode.PAPER_OUT
    printer.mend()
    assert printer.tray == () and printer.machine.jobs(over=False) == []
    device.close()


def test_with_a_page_out_a_job_taken_back_is_of_unknown_end(printer: SimulatedReportPrinter, told: Told) -> None:
    device = opened(printer, told, mend_s_max=0.1)
    printer.set_fault(Fault.PAPER_OUT_AFTER_PAGES, 1)
    assert refused(device) is ErrorCode.PRINT_UNKNOWN
    assert printer.machine.jobs(over=False) == []
    device.close()


def test_a_job_lost_on_the_way_is_found_again_and_not_sent_twice(
    printer: SimulatedReportPrinter, device: IppReportPrinter
) -> None:
    printer.set_fault(Fault.DROP_AFTER_DOCUMENT, 1)
    device.print_pdf(TWO_PAGES)
    assert len(printer.tray) == 1


def test_a_document_that_left_and_made_no_job_is_of_unknown_end(
    printer: SimulatedReportPrinter, device: IppReportPrinter
) -> None:
    printer.set_fault(Fault.DROP_BEFORE_JOB, 1)
    assert refused(device) is ErrorCode.PRINT_UNKNOWN
    assert printer.tray == ()


@pytest.mark.parametrize("fault", [Fault.VANISH, Fault.ABORT])
def test_a_job_that_vanishes_or_is_aborted_is_of_unknown_end(
    printer: SimulatedReportPrinter, device: IppReportPrinter, fault: Fault
) -> None:
    printer.set_fault(fault, 1)
    assert refused(device) is ErrorCode.PRINT_UNKNOWN


def test_a_printer_without_power_prints_nothing_and_says_so(
    printer: SimulatedReportPrinter, device: IppReportPrinter
) -> None:
    printer.set_fault(Fault.OFFLINE)
    assert refused(device) is ErrorCode.DEVICE_OFFLINE
    printer.mend()
    device.print_pdf(TWO_PAGES)


def test_a_person_may_take_the_job_back_before_it_is_out(printer: SimulatedReportPrinter, told: Told) -> None:
    printer.machine.set_fault(Fault.PAPER_OUT, 1)
    device = opened(printer, told)
    told.when[ErrorCode.PAPER_OUT] = device.cancel
    assert refused(device) is ErrorCode.JOB_CANCELLED
    assert printer.machine.jobs(over=False) == [] and printer.tray == ()
    device.close()


def test_closing_in_the_middle_leaves_nothing_in_the_spool() -> None:
    printer, told = SimulatedReportPrinter(page_s=30), Told()
    printer.start()
    device = opened(printer, told)
    ended: list[ErrorCode] = []
    thread = threading.Thread(target=lambda: ended.append(refused(device)))
    thread.start()
    while not printer.machine.jobs(over=False):
        threading.Event().wait(0.01)
    device.close()
    thread.join()
    assert ended == [ErrorCode.JOB_CANCELLED]
    assert printer.machine.jobs(over=False) == []
    printer.stop()


def test_what_an_earlier_process_left_is_taken_back_and_other_machines_jobs_are_not(told: Told) -> None:
    printer = SimulatedReportPrinter(page_s=30)
    printer.start()
    mine = printer.machine.add("yz-old", "k07", TWO_PAGES.pdf)
    others = printer.machine.add("yz-other", "k08", TWO_PAGES.pdf)
    device = opened(printer, told)
    assert printer.machine.jobs(over=False) == [others]
    assert mine is not None and mine.pdf == b""
    device.close()
    printer.stop()


def test_a_change_of_its_state_is_told_though_nobody_prints(
    printer: SimulatedReportPrinter, device: IppReportPrinter, told: Told
) -> None:
    seen = threading.Event()

    def told_of_paper(event: ReportPrinterEvent) -> None:
        if isinstance(event, ReportPrinterChanged) and event.status.error is not None:
            assert event.status.error.code is ErrorCode.PAPER_OUT
            seen.set()

    device.watch(told_of_paper)
    printer.set_fault(Fault.PAPER_OUT)
    assert seen.wait(10)
    assert device.status().state is DeviceState.USER_ERROR


def test_what_is_no_ipp_printer_is_refused_by_code() -> None:
    for address in ("http://127.0.0.1/", "ipp://", "ipp://host:notaport/x"):
        with pytest.raises(DeviceError):
            IppReportPrinter("report_printer", address, {})
    with pytest.raises(DeviceError) as raised:
        IppReportPrinter("report_printer", "ipp://127.0.0.1:1/ipp/print", {}).open()
    assert raised.value.code is ErrorCode.DEVICE_OFFLINE
