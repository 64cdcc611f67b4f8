"""Pay after treatment: what a terminal may ask and do."""

from typing import Annotated

from msgspec import Meta

from hardware_sim.hospital.bodies import BillId, Body
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.patients import Known
from hardware_sim.hospital.problems import Problem, not_found

Version = Annotated[str, Meta(min_length=1, max_length=32, pattern=r"\A[0-9A-Za-z_-]+\Z")]


class SignCredit(Body, frozen=True):
    version: Version


class LockCredit(Body, frozen=True):
    bill_ids: Annotated[list[BillId], Meta(min_length=1, max_length=50)]

    def __post_init__(self) -> None:
        if len(set(self.bill_ids)) != len(self.bill_ids):
            raise ValueError("bill_ids: twice the same")


def get_credit(hospital: Hospital, call: Call) -> Answer:
    return Answer({"result": hospital.credit.json(_whole(hospital, call).patient.person.key)})


def get_terms(hospital: Hospital, call: Call) -> Answer:
    return Answer({"result": hospital.credit.terms_json(_whole(hospital, call).patient.person.key)})


def sign(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, SignCredit)
    person_key = _whole(hospital, call).patient.person.key
    hospital.credit.sign(person_key, call.body.version)
    return Answer({"result": hospital.credit.json(person_key)})


def put_off(hospital: Hospital, call: Call) -> Answer:
    """A bill that somebody is paying now is not put off."""
    assert isinstance(call.body, LockCredit)
    person_key = _whole(hospital, call).patient.person.key
    bills = [hospital.bills.get(bill_id) for bill_id in call.body.bill_ids]
    if any(bill.person_key != person_key for bill in bills):
        raise not_found("BILL")
    if paid := [bill.bill_id for bill in bills if bill.settled_by]:
        raise Problem(409, "BILL_PAID", bill_ids=paid)
    if held := sorted(_held_by_others(hospital, call.terminal) & set(call.body.bill_ids)):
        raise Problem(409, "BILL_LOCKED", bill_ids=held)
    return Answer({"result": hospital.credit.put_off(person_key, bills)})


def _held_by_others(hospital: Hospital, terminal: str) -> set[str]:
    held = [each for each in hospital.locks.held() if each.terminal != terminal or hospital.live_order_on(each.lock_id)]
    return {bill_id for lock in held for bill_id in lock.versions}


def _whole(hospital: Hospital, call: Call) -> Known:
    """Who came with the slip of one bill is not told of the others."""
    known = hospital.patients.known(call.number)
    if known.scope_bill_id:
        raise not_found("PATIENT")
    return known


_PATIENT = "/v1/patients/{patient_token}"

OPERATIONS = (
    Operation("getCredit", "GET", f"{_PATIENT}/credit", get_credit, number="patient_token", echo=False),
    Operation("getCreditTerms", "GET", f"{_PATIENT}/credit-terms", get_terms, number="patient_token", echo=False),
    Operation(
        "signCredit",
        "POST",
        f"{_PATIENT}/credit-signatures",
        sign,
        SignCredit,
        keyed=True,
        number="patient_token",
        echo=False,
    ),
    Operation(
        "lockCredit",
        "POST",
        f"{_PATIENT}/credit-locks",
        put_off,
        LockCredit,
        keyed=True,
        number="patient_token",
        echo=False,
    ),
)
