"""The simulated A4 printer: its jobs, its tray, its accidents. Time moves on when somebody looks."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from hardware_sim.report_printer.faults import REASON, ReportPrinterFault
from hardware_sim.report_printer.sheets import PrintedDocument, count_pages

JOBS_KEPT_MAX = 200
TRAY_DOCUMENTS_MAX = 100
PENDING, PROCESSING, STOPPED, CANCELLED, ABORTED, COMPLETED = 3, 5, 6, 7, 8, 9
OVER = (CANCELLED, ABORTED, COMPLETED)
WARNINGS = (ReportPrinterFault.TONER_LOW,)


@dataclass(slots=True)
class Job:
    number: int
    name: str
    user: str
    pdf: bytes = field(repr=False)
    pages: int
    state: int = PENDING
    done: int = 0


class ReportPrinterMachine:
    """One sheet each `page_s`. `on_document` is told what fell into the tray, from whichever thread looked."""

    def __init__(self, page_s: float, on_document: Callable[[PrintedDocument], None]) -> None:
        self._page_s, self._on_document = page_s, on_document
        self._lock = threading.RLock()
        self._jobs: deque[Job] = deque(maxlen=JOBS_KEPT_MAX)
        self._count = 0
        self._next_page_s = 0.0
        self._troubles: set[ReportPrinterFault] = set()
        self._counted: dict[ReportPrinterFault, int] = {}
        self.tray: deque[PrintedDocument] = deque(maxlen=TRAY_DOCUMENTS_MAX)

    # hands

    def set_fault(self, fault: ReportPrinterFault, amount: int) -> None:
        with self._lock:
            if fault in REASON:
                self._troubles.add(fault)
            else:
                self._counted[fault] = amount

    def mend(self, *faults: ReportPrinterFault) -> None:
        """These; all of them if none is named."""
        with self._lock:
            self._troubles -= set(faults or ReportPrinterFault)
            for fault in faults or ReportPrinterFault:
                self._counted.pop(fault, None)

    def suffers(self, fault: ReportPrinterFault) -> bool:
        """Takes one of those that are counted."""
        with self._lock:
            left = self._counted.get(fault, 0)
            if left > 0:
                self._counted[fault] = left - 1
            return left > 0

    @property
    def reasons(self) -> list[str]:
        with self._lock:
            return sorted(REASON[fault] for fault in self._troubles)

    @property
    def stopped(self) -> bool:
        with self._lock:
            return bool(self._troubles - set(WARNINGS))

    # the wire

    def add(self, name: str, user: str, pdf: bytes) -> Job | None:
        """None: it is no PDF."""
        pages = count_pages(pdf)
        if not pages:
            return None
        with self._lock:
            self._count += 1
            job = Job(self._count, name, user, pdf, pages)
            self._jobs.append(job)
            return job

    def forget(self, job: Job) -> None:
        with self._lock:
            self._jobs.remove(job)

    def job(self, number: int) -> Job | None:
        self.tick()
        with self._lock:
            return next((job for job in self._jobs if job.number == number), None)

    def jobs(self, *, over: bool) -> list[Job]:
        self.tick()
        with self._lock:
            return [job for job in self._jobs if (job.state in OVER) is over]

    def cancel(self, job: Job) -> bool:
        with self._lock:
            if job.state in OVER:
                return False
            self._end(job, CANCELLED)
            return True

    def tick(self) -> None:
        """Whatever has become due."""
        with self._lock:
            while (job := next((job for job in self._jobs if job.state not in OVER), None)) is not None:
                if not self._advance(job):
                    return

    def _advance(self, job: Job) -> bool:
        """One act of the job at the head; False: it is not due yet, or somebody must come."""
        now_s = time.monotonic()
        if self.stopped:
            job.state = STOPPED
            self._next_page_s = now_s + self._page_s
            return False
        if job.state == PENDING:
            if self.suffers(ReportPrinterFault.ABORT):
                self._end(job, ABORTED)
                return True
            self._next_page_s = now_s + self._page_s
        job.state = PROCESSING
        if now_s < self._next_page_s:
            return False
        if self._paper_is_over():
            return True
        job.done += 1
        self._next_page_s += self._page_s
        if job.done >= job.pages:
            self._end(job, COMPLETED)
        return True

    def _paper_is_over(self) -> bool:
        left = self._counted.get(ReportPrinterFault.PAPER_OUT_AFTER_PAGES)
        if left is None:
            return False
        if left == 0:
            del self._counted[ReportPrinterFault.PAPER_OUT_AFTER_PAGES]
            self._troubles.add(ReportPrinterFault.PAPER_OUT)
            return True
        self._counted[ReportPrinterFault.PAPER_OUT_AFTER_PAGES] = left - 1
        return False

    def _end(self, job: Job, state: int) -> None:
        job.state = state
        if job.done:
            document = PrintedDocument(job.number, job.name, job.pdf, job.done)
            self.tray.append(document)
            self._on_document(document)
        job.pdf = b""  # nothing stays in the spool
