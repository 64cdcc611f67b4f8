"""E-invoices (医疗收费电子票据): one for each settlement that stands, and a red one for each that was cancelled.

Made out of the ledger, which only grows: whatever settles or cancels, none is missed and none is made twice.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hardware_sim.hospital.ledger import Happened, Ledger
from hardware_sim.hospital.problems import Problem, not_found
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
    printed: int = 0

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
        }


class Invoices:
    """`settlement`: by its number; `title`: of the bills it settled."""

    def __init__(
        self,
        ledger: Ledger,
        numbers: Numbers,
        settlement: Callable[[str], Settlement],
        title: Callable[[list[str]], Text],
        seeded: list[Invoice],
    ) -> None:
        self._ledger, self._numbers, self._settlement, self._title = ledger, numbers, settlement, title
        self._by_number = {each.number: each for each in seeded}
        self._seen = 0

    def of(self, person_key: str, since: date, until: date) -> list[Invoice]:
        self.advance()
        mine = [each for each in self._by_number.values() if each.person_key == person_key]
        within = [each for each in mine if since <= each.date <= until]
        return sorted(within, key=lambda each: (each.date, each.number), reverse=True)

    def get(self, number: str, person_key: str) -> Invoice:
        """Raises INVOICE_NOT_FOUND, also for another person's."""
        self.advance()
        invoice = self._by_number.get(number)
        if invoice is None or invoice.person_key != person_key:
            raise not_found("INVOICE")
        return invoice

    def printable(self, number: str, person_key: str) -> Invoice:
        """Raises INVOICE_VOID."""
        invoice = self.get(number, person_key)
        if invoice.void:
            raise Problem(409, "INVOICE_VOID")
        return invoice

    def advance(self) -> None:
        for entry in self._ledger.entries(self._seen):
            self._seen = entry.sequence
            if entry.what is Happened.SETTLED:
                self._issue(self._settlement(entry.number), list(entry.shares))
            elif entry.what is Happened.CANCELLED:
                self._reverse(self._settlement(entry.number), entry.at)

    def _issue(self, settlement: Settlement, bill_ids: list[str]) -> None:
        invoice = Invoice(
            settlement.invoice_no.removeprefix(BATCH),
            settlement.preview.person_key,
            settlement.at.date(),
            self._title(bill_ids),
            settlement.preview.split.medfee_sumamt,
            settlement.request.settlement_no,
        )
        self._by_number[invoice.number] = invoice

    def _reverse(self, settlement: Settlement, at: datetime) -> None:
        old = self._by_number[settlement.invoice_no.removeprefix(BATCH)]
        number = self._numbers.serial(BATCH, 10).removeprefix(BATCH)
        red = Invoice(number, old.person_key, at.date(), old.title, old.fen, old.settlement_no, reverses=old.number)
        old.reversed_by = number
        self._by_number[number] = red


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
        old = Invoice(f"00071{place:05d}", person_key, day, title, fen, printed=printed)
        seeded.append(old)
        if fate:
            old.reversed_by = f"00072{place:05d}"
            red = Invoice(old.reversed_by, person_key, day + timedelta(days=80), title, fen, reverses=old.number)
            seeded.append(red)
    return seeded
