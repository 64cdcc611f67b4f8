"""What a terminal may ask and do after the doctor: what comes next, medicines to the door, how it was."""

from collections.abc import Callable
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from hardware_sim.hospital import bodies
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.outpatient.survey_records import QUESTIONNAIRE
from hardware_sim.hospital.problems import not_found
from hardware_sim.hospital.values import Json

_PATIENT = "/v1/patients/{patient_token}/"


class EntryWanted(bodies.Body, frozen=True):
    entry_id: bodies.Id


class OrderDelivery(bodies.Body, frozen=True):
    prescription_id: bodies.Id
    way: Literal["pick_up", "deliver", "decoct_pick_up", "decoct_deliver"]
    address_id: Annotated[str, Meta(max_length=64, pattern=r"\A[0-9A-Za-z_-]*\Z")] = ""


class CancelDelivery(bodies.Body, frozen=True):
    delivery_id: bodies.Id


class BeginEntry(bodies.Body, frozen=True):
    """Nothing is to be said."""


class Mark(bodies.Body, frozen=True):
    question_id: bodies.Long
    level: Annotated[int, Meta(ge=1, le=5)]


class SurveyAnswers(bodies.Body, frozen=True):
    version: bodies.Long
    marks: Annotated[list[Mark], Meta(min_length=1, max_length=3)]
    patient_id: bodies.Long | msgspec.UnsetType = msgspec.UNSET


def visit_guide(hospital: Hospital, call: Call) -> Answer:
    return Answer({"result": hospital.guides.of(_person(hospital, call))})


def list_prescriptions(hospital: Hospital, call: Call) -> Answer:
    found = hospital.pharmacy.of(_person(hospital, call))
    return Answer({"result": [hospital.pharmacy.json(each) for each in found]})


def list_addresses(hospital: Hospital, call: Call) -> Answer:
    return Answer({"result": [each.masked() for each in hospital.pharmacy.addresses_of(_person(hospital, call))]})


def begin_entry(hospital: Hospital, call: Call) -> Answer:
    return Answer({"result": hospital.pharmacy.begin_entry(_person(hospital, call))})


def get_entered(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.query, EntryWanted)
    return Answer({"result": hospital.pharmacy.entered(_person(hospital, call), call.query.entry_id)})


def order_delivery(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, OrderDelivery)
    wanted = call.body
    made = hospital.pharmacy.order(_person(hospital, call), wanted.prescription_id, wanted.way, wanted.address_id)
    return Answer({"result": made.json()})


def cancel_delivery(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, CancelDelivery)
    return Answer({"result": hospital.pharmacy.cancel(_person(hospital, call), call.body.delivery_id).json()})


def get_survey(hospital: Hospital, call: Call) -> Answer:
    return Answer({"result": QUESTIONNAIRE})


def answer_survey(hospital: Hospital, call: Call) -> Answer:
    said: Json = msgspec.to_builtins(call.body)
    hospital.survey_answers[call.key] = said
    return Answer({})


def _person(hospital: Hospital, call: Call) -> str:
    """A bill's slip opens a bill, and nothing else."""
    known = hospital.patients.known(call.number)
    if known.scope_bill_id:
        raise not_found("PATIENT")
    return known.patient.person.key


def _ask(
    operation_id: str,
    path: str,
    handler: Callable[[Hospital, Call], Answer],
    query: type[bodies.Body] | None = None,
) -> Operation:
    return Operation(operation_id, "GET", _PATIENT + path, handler, number="patient_token", echo=False, query=query)


def _do(
    operation_id: str, path: str, handler: Callable[[Hospital, Call], Answer], body: type[bodies.Body]
) -> Operation:
    return Operation(
        operation_id, "POST", _PATIENT + path, handler, body, keyed=True, number="patient_token", echo=False
    )


OPERATIONS = (
    _ask("getVisitGuide", "visit-guide", visit_guide),
    _ask("listPrescriptions", "prescriptions", list_prescriptions),
    _ask("listAddresses", "addresses", list_addresses),
    _ask("getEnteredAddress", "entered-address", get_entered, EntryWanted),
    _do("beginAddressEntry", "address-entries", begin_entry, BeginEntry),
    _do("orderDelivery", "deliveries", order_delivery, OrderDelivery),
    _do("cancelDelivery", "delivery-cancellations", cancel_delivery, CancelDelivery),
    Operation("getSurvey", "GET", "/v1/survey", get_survey),
    Operation("answerSurvey", "POST", "/v1/survey-answers", answer_survey, SurveyAnswers, keyed=True),
)
