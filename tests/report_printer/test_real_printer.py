"""A printer that we did not write: CUPS' ippeveprinter under the driver, and CUPS' ipptool on ours."""

import subprocess
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.report_printer import PagesPrinted, PdfJob, ReportPrinterEvent
from drivers.models.ipp_report_printer import IppReportPrinter
from hardware_sim.report_printer.real import IppEvePrinter
from hardware_sim.report_printer.simulated import SimulatedReportPrinter
from tests.report_printer.pdfs import pdf

QUICK = {"look_s": 0.05, "busy_s_max": 60, "lost_s_max": 30, "cancel_s_max": 1, "user": "k07"}
JOB = PdfJob("yz-7", pdf("HbA1c 6.1", "second page"), 2)
TOOL_S_MAX = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def real(folder: Path) -> Iterator[IppEvePrinter]:
    """Each document takes it until there is a file called `go`."""
    command = folder / "print"
    command.write_text(f"#!/bin/sh\nwhile [ ! -e {folder}/go ]; do sleep 0.05; done\n")
    command.chmod(0o755)
    printer = IppEvePrinter(folder, str(command))
    printer.start()
    yield printer
    printer.stop()


class Told:
    def __init__(self) -> None:
        self.waits: set[ErrorCode | None] = set()
        self.changed = threading.Condition()

    def __call__(self, event: ReportPrinterEvent) -> None:
        if isinstance(event, PagesPrinted):
            with self.changed:
                self.waits.add(event.waits_for)
                self.changed.notify_all()

    def await_wait(self, code: ErrorCode) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: code in self.waits, 60), self.waits


def opened(printer: IppEvePrinter) -> tuple[IppReportPrinter, Told]:
    told, device = Told(), IppReportPrinter("report_printer", printer.address, QUICK)
    device.watch(told)
    device.open()
    return device, told


def printing(device: IppReportPrinter, job: PdfJob) -> threading.Thread:
    thread = threading.Thread(target=device.print_pdf, args=(job,))
    thread.start()
    return thread


def test_what_the_real_printer_got_is_what_was_sent(real: IppEvePrinter, folder: Path) -> None:
    (folder / "go").touch()
    device, _ = opened(real)
    device.print_pdf(JOB)
    device.close()
    (document,) = real.documents
    assert document.read_bytes() == JOB.pdf
    text = subprocess.run(["pdftotext", document, "-"], capture_output=True, text=True, check=True).stdout
    assert "HbA1c 6.1" in text and "second page" in text


def test_the_real_printers_busy_is_waited_for_and_the_job_sent_once(real: IppEvePrinter, folder: Path) -> None:
    """It holds one job at a time: the second hears server-error-busy, and comes after the first."""
    first, _ = opened(real)
    second, told = opened(real)
    others = printing(first, JOB)
    while not real.documents:
        threading.Event().wait(0.02)
    mine = printing(second, PdfJob("yz-8", JOB.pdf, 2))
    told.await_wait(ErrorCode.DEVICE_BUSY)
    (folder / "go").touch()
    others.join()
    mine.join()
    assert [document.name for document in real.documents] == ["1-yz-7.pdf", "2-yz-8.pdf"]
    first.close()
    second.close()


def load(printer: IppEvePrinter, sheets: int) -> None:
    """By its own page: all fields of its form, else it changes nothing."""
    main, other = f"size1=iso_a4_210x297mm&type1=stationery&level1={sheets}", "size3=&type3=&level3=-2"
    urllib.request.urlopen(f"http://localhost:{printer.port}/media?{main}&{other}", timeout=5).close()


def test_a_real_printer_without_paper_is_waited_for(real: IppEvePrinter, folder: Path) -> None:
    """It says media-empty-report while nobody prints, and media-needed-warning once a job waits."""
    (folder / "go").touch()
    load(real, 0)
    device, told = opened(real)
    assert device.printer_status().reasons == ("media-empty-report",)
    mine = printing(device, JOB)
    told.await_wait(ErrorCode.PAPER_OUT)
    load(real, 250)
    mine.join()
    assert len(real.documents) == 1
    device.close()


def test_taking_a_job_back_from_the_real_printer_ends_in_its_time(real: IppEvePrinter, folder: Path) -> None:
    device, _ = opened(real)
    ended: list[ErrorCode] = []

    def print_it() -> None:
        with pytest.raises(DeviceError) as error:
            device.print_pdf(JOB)
        ended.append(error.value.code)

    thread = threading.Thread(target=print_it)
    thread.start()
    while not real.documents:
        threading.Event().wait(0.02)
    device.cancel()
    thread.join()
    assert ended[0] in (ErrorCode.JOB_CANCELLED, ErrorCode.PRINT_UNKNOWN)
    device.close()


BASIC = ("get-printer-attributes.test", "print-job.test", "get-jobs.test", "get-completed-jobs.test")
"""CUPS' own tests of the operations, which ours and theirs have to pass alike."""


@pytest.mark.parametrize("test", BASIC)
def test_cups_own_client_finds_the_bench_s_printer_and_the_real_one_alike(
    real: IppEvePrinter, folder: Path, test: str
) -> None:
    (folder / "go").touch()
    document = folder / "document.pdf"
    document.write_bytes(JOB.pdf)
    ours = SimulatedReportPrinter()
    ours.start()
    for address in (real.address, ours.address):
        command = ["ipptool", "-t", "-f", str(document), address, test]
        done = subprocess.run(command, capture_output=True, text=True, timeout=TOOL_S_MAX, check=False)
        assert done.returncode == 0, (address, done.stdout)
    ours.stop()
