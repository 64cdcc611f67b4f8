"""Who is known here: by card or by slip, and then by a short-lived opaque token."""

from dataclasses import dataclass
from datetime import datetime

from hardware_sim.hospital.bills import Bills
from hardware_sim.hospital.clock import Clock, after, text
from hardware_sim.hospital.insurance import NAMES, Account
from hardware_sim.hospital.problems import Problem, not_found
from hardware_sim.hospital.values import Json, Numbers
from hardware_sim.people import Person


@dataclass(slots=True)
class Patient:
    person: Person
    guardian_name: str
    accounts: dict[str, Account]  # by insutype
    card_lost: bool = False

    @property
    def patient_id(self) -> str:
        """For good, and no number of the person's own."""
        return f"P{self.person.card_number[-7:]}"

    def coverages(self) -> list[Json]:
        return [_coverage(account) for account in self.accounts.values()]


def _coverage(account: Account) -> Json:
    return {
        "code": account.insutype,
        "name": NAMES[account.insutype].json(),
        "status": "frozen" if account.frozen else "active",
        "account_balance_fen": account.balance_fen,
    }


@dataclass(frozen=True, slots=True)
class Known:
    """What a patient token stands for."""

    patient: Patient
    scope_bill_id: str
    expires_at: datetime


class Patients:
    def __init__(self, patients: list[Patient], bills: Bills, clock: Clock, numbers: Numbers, life_s: float) -> None:
        self.by_key = {patient.person.key: patient for patient in patients}
        self._by_card = {patient.person.card_number: patient for patient in patients}
        self._bills, self._clock, self._numbers, self._life_s = bills, clock, numbers, life_s
        self._known: dict[str, Known] = {}

    def identify_by_card(self, card_number: str, card_identifier: str, id_number: str) -> Json:
        """1101 with certificate type 03: card number and card identifier belong together."""
        patient = self._by_card.get(card_number)
        if patient is None or not _same_card(patient.person, card_identifier, id_number):
            raise not_found("PATIENT")
        if patient.card_lost:
            raise Problem(403, "CARD_REFUSED")
        return self._introduce(patient, "")

    def identify_by_slip(self, token: str) -> Json:
        bill = self._bills.by_slip(token)
        return self._introduce(self.by_key[bill.person_key], bill.bill_id)

    def known(self, patient_token: str) -> Known:
        known = self._known.get(patient_token)
        if known is None or known.expires_at <= self._clock.now():
            raise not_found("PATIENT")
        return known

    def by_id(self, patient_id: str) -> Patient:
        for patient in self.by_key.values():
            if patient.patient_id == patient_id:
                return patient
        raise not_found("PATIENT")

    def _introduce(self, patient: Patient, scope_bill_id: str) -> Json:
        token = f"pt_{self._numbers.token()}"
        expires_at = after(self._clock.now(), self._life_s)
        self._known[token] = Known(patient, scope_bill_id, expires_at)
        body: Json = {
            "patient_token": token,
            "token_expires_at": text(expires_at),
            "patient_id": patient.patient_id,
            "name": patient.person.name,
            "coverages": patient.coverages(),
        }
        if patient.guardian_name:
            body["guardian_name"] = patient.guardian_name
        if scope_bill_id:
            body["scope_bill_id"] = scope_bill_id
        return body


def _same_card(person: Person, card_identifier: str, id_number: str) -> bool:
    return (person.card_identifier.upper(), person.id_number) == (card_identifier.upper(), id_number.upper())
