"""2206: the split of locked bills, kept until it is settled or ends with its lock."""

from dataclasses import dataclass
from datetime import datetime

from hardware_sim.hospital import insurance
from hardware_sim.hospital.bills import Bill, Bills
from hardware_sim.hospital.clock import Clock
from hardware_sim.hospital.insurance import Split
from hardware_sim.hospital.locks import Lock
from hardware_sim.hospital.patients import Patient
from hardware_sim.hospital.problems import Problem, not_found
from hardware_sim.hospital.values import Numbers, Text


@dataclass(frozen=True, slots=True)
class Preview:
    preview_id: str
    lock: Lock
    person_key: str
    insutype: str  # "" without insurance
    split: Split
    weights: dict[str, int]  # of the bills, to divide an amount among them
    uncovered_reason: Text | None
    expires_at: datetime


class Previews:
    def __init__(self, bills: Bills, clock: Clock, numbers: Numbers, fund_includes_account: bool) -> None:
        self._bills, self._clock, self._numbers = bills, clock, numbers
        self._fund_includes_account = fund_includes_account
        self._made: dict[str, Preview] = {}

    def make(self, patient: Patient, lock: Lock, insutype: str, account_used: bool) -> Preview:
        """Raises BILL_PAID, BILL_CHANGED, INSURANCE_REFUSED."""
        self._bills.require_as_seen(lock.versions)
        bills = [self._bills.get(bill_id) for bill_id in lock.bill_ids]
        split = self._split(patient, bills, insutype, account_used)
        preview = Preview(
            self._numbers.serial("PV"),
            lock,
            patient.person.key,
            insutype,
            split,
            {bill.bill_id: bill.amount_fen for bill in bills},
            _why_uncovered(bills, insutype, split),
            lock.expires_at,
        )
        self._made[preview.preview_id] = preview
        return preview

    def get(self, preview_id: str) -> Preview:
        if preview_id not in self._made:
            raise not_found("PREVIEW")
        return self._made[preview_id]

    def require_fresh(self, preview: Preview) -> None:
        if preview.expires_at <= self._clock.now():
            raise Problem(409, "PREVIEW_EXPIRED")

    def _split(self, patient: Patient, bills: list[Bill], insutype: str, account_used: bool) -> Split:
        if not insutype:
            return insurance.split_without_insurance(sum(bill.amount_fen for bill in bills))
        account = patient.accounts.get(insutype)
        if account is None:
            raise Problem(422, "INSURANCE_REFUSED", reason=insurance.NOT_COVERED)
        if account.frozen:
            raise Problem(422, "INSURANCE_REFUSED", reason=insurance.SUSPENDED)
        items = [item for bill in bills for item in bill.charged_items]
        includes = self._fund_includes_account
        return insurance.split(account, items, account_used=account_used, fund_includes_account=includes)


def _why_uncovered(bills: list[Bill], insutype: str, split: Split) -> Text | None:
    if not insutype:
        return None
    reasons = [bill.not_insurable_reason for bill in bills if bill.not_insurable_reason]
    return reasons[0] if reasons else split.uncovered_reason
