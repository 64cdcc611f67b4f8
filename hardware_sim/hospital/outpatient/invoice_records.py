"""E-invoices (医疗收费电子票据): one for each settlement that stands, and a red one for each that was cancelled.

Made out of the ledger, which only grows: whatever settles or cancels, none is missed and none is made twice.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hardware_sim.hospital.ledger import Happened, Ledger
from hardware_sim.hospital.outpatient.pdf_records import Pdf, Pdfs
from hardware_sim.hospital.settlements import Settlement
from hardware_sim.hospital.values import Json, Numbers, Text

BATCH = "33022626"  # 票据代码: region, kind, year
PRINTS_MAX = 3  # of one invoice, copies included
VERIFY = "https://einvoice.example/v?"  # where anybody may check one


@dataclass(slots=True)
class Invoice:
    number: str
    person_key: str
    date: date
    title: Text
    fen: int
    settlement_no: str = ""
    reverses: str = ""
    reversed_by: str = ""
    printed_before: int = 0  # by other machines, in other days
    pdf: Pdf | None = None

    @property
    def document_id(self) -> str:
        return f"EI{self.number}"

    @property
    def printed(self) -> int:
        return self.printed_before + (len(self.pdf.prints) if self.pdf else 0)

    @property
    def check_code(self) -> str:
        return hashlib.sha256(f"{BATCH}{self.number}{self.fen}".encode()).hexdigest()[:6]

    @property
    def void(self) -> bool:
        return bool(self.reverses or self.reversed_by)

    @property
    def right(self) -> str:
        if self.void or self.printed >= PRINTS_MAX:
            return "none"
        return "copy" if self.printed else "original"

    @property
    def verify_url(self) -> str:
        return f"{VERIFY}{BATCH},{self.number},{self.check_code},{self.fen},{self.date:%Y%m%d}"

    def json(self) -> Json:
        return {
            "batch_code": BATCH,
            "number": self.number,
            "check_code": self.check_code,
            "date": self.date.isoformat(),
            "title": self.title.json(),
            "amount": {"fen": self.fen},
            "red": bool(self.reverses),
            "reverses": self.reverses,
            "reversed_by": self.reversed_by,
            "printed": self.printed,
            "right": self.right,
            "verify_url": self.verify_url,
            "document_id": self.document_id,
        }


class Invoices:
    """`settlement`: by its number; `title`: of the bills it settled; `draw`: its pages, as a copy or not."""

    def __init__(
        self,
        ledger: Ledger,
        numbers: Numbers,
        pdfs: Pdfs,
        settlement: Callable[[str], Settlement],
        title: Callable[[list[str]], Text],
        draw: Callable[[Invoice, bool], bytes],
    ) -> None:
        self._ledger, self._numbers, self._pdfs = ledger, numbers, pdfs
        self._settlement, self._title, self._draw = settlement, title, draw
        self._by_number: dict[str, Invoice] = {}
        self._seen = 0

    def put(self, invoice: Invoice) -> None:
        """One that was printed before is drawn as a copy from the first."""
        before = invoice.printed_before > 0
        pages = Pdf(invoice.document_id, invoice.person_key, lambda copy: self._draw(invoice, copy or before))
        invoice.pdf = pages
        self._pdfs.put(pages)
        self._by_number[invoice.number] = invoice

    def of(self, person_key: str, since: date, until: date) -> list[Invoice]:
        self.advance()
        mine = [each for each in self._by_number.values() if each.person_key == person_key]
        within = [each for each in mine if since <= each.date <= until]
        return sorted(within, key=lambda each: (each.date, each.number), reverse=True)

    def advance(self) -> None:
        for entry in self._ledger.entries(self._seen):
            self._seen = entry.sequence
            if entry.what is Happened.SETTLED:
                self._issue(self._settlement(entry.number), list(entry.shares))
            elif entry.what in (Happened.CANCELLED, Happened.GIVEN_BACK):
                self._reverse(self._settlement(entry.number), entry.at)
        for invoice in self._by_number.values():
            if invoice.pdf is not None:
                invoice.pdf.withheld = invoice.right == "none"

    def _issue(self, settlement: Settlement, bill_ids: list[str]) -> None:
        invoice = Invoice(
            settlement.invoice_no.removeprefix(BATCH),
            settlement.preview.person_key,
            settlement.at.date(),
            self._title(bill_ids),
            settlement.preview.split.medfee_sumamt,
            settlement.request.settlement_no,
        )
        self.put(invoice)

    def _reverse(self, settlement: Settlement, at: datetime) -> None:
        old = self._by_number[settlement.invoice_no.removeprefix(BATCH)]
        number = self._numbers.serial(BATCH, 10).removeprefix(BATCH)
        red = Invoice(number, old.person_key, at.date(), old.title, old.fen, old.settlement_no, reverses=old.number)
        old.reversed_by = number
        self.put(red)


def seed_invoices(now: datetime) -> list[Invoice]:
    """Of the weeks and the year before: printed once, printed out, reversed, and plain."""
    laboratory, medicine, imaging = Text("检验费", "Laboratory"), Text("西药费", "Medicines"), Text("检查费", "Imaging")
    rows = (
        ("zhang", 6, laboratory, 22_900, 0, ""),
        ("zhang", 13, medicine, 23_541, 1, ""),
        ("zhang", 120, imaging, 41_000, 0, "reversed"),
        ("zhang", 200, medicine, 18_760, 2, ""),
        ("li", 9, medicine, 17_654, 3, ""),
        ("li", 31, laboratory, 9_900, 0, ""),
        ("zhu", 3, Text("中草药费", "Chinese herbal medicine"), 10_913, 0, ""),
        ("guo", 20, imaging, 14_000, 1, ""),
    )
    seeded: list[Invoice] = []
    for place, (person_key, days, title, fen, printed, fate) in enumerate(rows, start=1):
        day = (now - timedelta(days=days)).date()
        old = Invoice(f"00071{place:05d}", person_key, day, title, fen, printed_before=printed)
        seeded.append(old)
        if fate:
            old.reversed_by = f"00072{place:05d}"
            red = Invoice(old.reversed_by, person_key, day + timedelta(days=80), title, fen, reverses=old.number)
            seeded.append(red)
    return seeded
