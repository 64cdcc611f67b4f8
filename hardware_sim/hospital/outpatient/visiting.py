"""Visitors of the wards, as terminals see them."""

from typing import Annotated, Literal

from msgspec import Meta

from hardware_sim.hospital import bodies
from hardware_sim.hospital.evidence import IdNumber
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation


class IssueVisitorPass(bodies.Body, frozen=True):
    admission_number: Annotated[str, Meta(pattern=r"\A[0-9]{10}\Z")]
    id_kind: Literal["citizen", "foreign_resident", "hmt_resident"]
    id_number: IdNumber
    name: bodies.Long
    with_photo: bool


def get_terms(hospital: Hospital, call: Call) -> Answer:
    return Answer({"result": hospital.visiting.terms(call.number)})


def issue_pass(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, IssueVisitorPass)
    body = call.body
    return Answer({"result": hospital.visiting.issue(body.admission_number, body.id_number, body.name)})


_TERMS = "/v1/admissions/{admission_number}/visiting"

OPERATIONS = (
    Operation("getVisitingTerms", "GET", _TERMS, get_terms, number="admission_number", echo=False),
    Operation("issueVisitorPass", "POST", "/v1/visitor-passes", issue_pass, IssueVisitorPass, keyed=True),
)
