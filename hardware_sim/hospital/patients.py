"""Who is known here: by card or by slip, and then by a short-lived opaque token."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from hardware_sim.hospital.bills import Bills
from hardware_sim.hospital.clock import Clock, after, text
from hardware_sim.hospital.insurance import NAMES, Account
from hardware_sim.hospital.problems import Problem, not_found
from hardware_sim.hospital.values import Json, Numbers
from hardware_sim.people import Person

GUESSES_MAX = 10  # of the last four for one phone number
ENROLLED_FROM = 100_000  # numbers of people who came by enrolment


@dataclass(slots=True)
class Patient:
    person: Person
    guardian_name: str
    accounts: dict[str, Account]  # by insutype
    card_lost: bool = False
    phone: str = ""
    dependents: tuple[tuple[str, str], ...] = ()  # person's key, relation

    @property
    def patient_id(self) -> str:
        """For good, and no number of the person's own."""
        return f"P{self.person.card_number[-7:]}"

    @property
    def hospital_number(self) -> str:
        """On the hospital's own card, and in its registration code."""
        return f"H{int(self.person.card_number[-7:]):08d}"

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
    dependents: dict[str, str]  # opaque id → person's key


class Patients:
    def __init__(self, patients: list[Patient], bills: Bills, clock: Clock, numbers: Numbers, life_s: float) -> None:
        self.by_key = {patient.person.key: patient for patient in patients}
        self._by_card = {patient.person.card_number: patient for patient in patients}
        self._bills, self._clock, self._numbers, self._life_s = bills, clock, numbers, life_s
        self._known: dict[str, Known] = {}
        self._wrong_guesses: Counter[str] = Counter()  # by phone number

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

    def identify_by_id_card(self, id_number: str, name: str) -> Json:
        """1101 with certificate type 02."""
        return self._introduce(self._one(lambda each: _is(each.person, id_number, name), "PATIENT_NOT_FOUND"), "")

    def identify_by_key(self, key: str) -> Json:
        if key not in self.by_key:
            raise not_found("PATIENT")
        return self._introduce(self.by_key[key], "")

    def identify_by_number(self, number: str) -> Json:
        found = self._one(lambda each: each.hospital_number == number.upper(), "PATIENT_NOT_FOUND")
        return self._introduce(found, "", weak=True)

    def identify_by_phone(self, phone: str, last_four: str) -> Json:
        """A family may share a phone, but hardly the last four as well. Guessing ends for that phone."""
        if self._wrong_guesses[phone] >= GUESSES_MAX:
            raise Problem(409, "TOO_MANY_TRIES")
        self._wrong_guesses[phone] += 1
        found = self._one(
            lambda each: each.phone == phone and each.person.id_number.endswith(last_four), "PERSON_NOT_MATCHED"
        )
        self._wrong_guesses[phone] = 0
        return self._introduce(found, "", weak=True)

    def act_for(self, patient_token: str, dependent_id: str) -> Json:
        known = self.known(patient_token)
        if dependent_id not in known.dependents:
            raise not_found("PATIENT")
        return self._introduce(self.by_key[known.dependents[dependent_id]], "")

    def enrol(self, id_number: str, name: str, sex: str, birth_date: date, phone: str) -> Patient:
        for patient in self.by_key.values():
            if _is(patient.person, id_number, name):
                patient.phone = phone
                return patient
        number = ENROLLED_FROM + len(self.by_key)
        person = Person(f"enrolled_{number}", name, id_number, sex, birth_date, f"N9{number:07d}", "", ())
        self.by_key[person.key] = Patient(person, "", {}, phone=phone)
        return self.by_key[person.key]

    def _one(self, fits: Callable[[Patient], bool], otherwise: str) -> Patient:
        found = [patient for patient in self.by_key.values() if fits(patient)]
        if len(found) != 1:
            raise Problem(404, otherwise)
        return found[0]

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

    def _introduce(self, patient: Patient, scope_bill_id: str, weak: bool = False) -> Json:
        """`weak` evidence proves no insurance, and nobody may be acted for on it."""
        token = f"pt_{self._numbers.token()}"
        expires_at = after(self._clock.now(), self._life_s)
        acts_for = () if weak or scope_bill_id else patient.dependents
        dependents = {f"dp_{self._numbers.token()}": pair for pair in acts_for}
        self._known[token] = Known(
            patient, scope_bill_id, expires_at, {key: pair[0] for key, pair in dependents.items()}
        )
        body: Json = {
            "patient_token": token,
            "token_expires_at": text(expires_at),
            "patient_id": patient.patient_id,
            "name": patient.person.name,
            "coverages": [] if weak else patient.coverages(),
        }
        if dependents:
            body["dependents"] = [
                {"dependent_id": each, "name": self.by_key[key].person.name, "relation": relation}
                for each, (key, relation) in dependents.items()
            ]
        if patient.guardian_name:
            body["guardian_name"] = patient.guardian_name
        if scope_bill_id:
            body["scope_bill_id"] = scope_bill_id
        return body


def _is(person: Person, id_number: str, name: str) -> bool:
    return (person.id_number.upper(), person.name) == (id_number.upper(), name)


def _same_card(person: Person, card_identifier: str, id_number: str) -> bool:
    return (person.card_identifier.upper(), person.id_number) == (card_identifier.upper(), id_number.upper())
