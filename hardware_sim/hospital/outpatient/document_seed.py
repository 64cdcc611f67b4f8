"""Invoices, earlier payments and agreements, as they stand at the start."""

from datetime import datetime
from functools import partial
from typing import Protocol

from hardware_sim.hospital.bills import Bills
from hardware_sim.hospital.clock import Clock
from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.ledger import Ledger
from hardware_sim.hospital.outpatient.credit_records import LIMIT_FEN, CreditLine
from hardware_sim.hospital.outpatient.invoice_paper import draw
from hardware_sim.hospital.outpatient.invoice_records import Invoice, Invoices, seed_invoices
from hardware_sim.hospital.outpatient.payment_records import OldPayment, seed_payments, title_of
from hardware_sim.hospital.outpatient.pdf_records import Pdfs
from hardware_sim.hospital.patients import Patients
from hardware_sim.hospital.settlements import Settlements
from hardware_sim.hospital.values import Numbers

SIGNED = ("he", "ren")  # and owe nothing
ON_CREDIT_DAYS = {"lin": 12, "luo": 40}  # one bill of each, put off so long ago; luo's is overdue


class Parts(Protocol):
    """Of a hospital."""

    config: HospitalConfig
    clock: Clock
    pdfs: Pdfs
    ledger: Ledger
    bills: Bills
    patients: Patients
    settlements: Settlements


def seed_documents(parts: Parts, numbers: Numbers) -> tuple[Invoices, list[OldPayment], CreditLine]:
    now: datetime = parts.clock.now()
    title = partial(title_of, parts.bills)

    def pages(invoice: Invoice, copy: bool) -> bytes:
        payer = parts.patients.by_key[invoice.person_key].person.name
        return draw(invoice, payer, parts.config.name_zh, copy=copy)

    invoices = Invoices(parts.ledger, numbers, parts.pdfs, parts.settlements.get, title, pages)
    for invoice in seed_invoices(now):
        invoices.put(invoice)
    invoices.advance()
    return invoices, seed_payments(now), _credit(parts, numbers)


def _credit(parts: Parts, numbers: Numbers) -> CreditLine:
    def limit_fen(person_key: str) -> int:
        """Grown up, and insured: the insurer pays its part in the end."""
        patient = parts.patients.by_key[person_key]
        if patient.guardian_name:
            return 0
        return max((LIMIT_FEN[each.insutype] for each in patient.accounts.values() if not each.frozen), default=0)

    credit = CreditLine(parts.ledger, numbers, parts.clock.now, limit_fen)
    for person_key in SIGNED:
        credit.signed_before(person_key)
    for person_key, days in ON_CREDIT_DAYS.items():
        credit.signed_before(person_key, tuple(parts.bills.unpaid_of(person_key)[:1]), days)
    return credit
