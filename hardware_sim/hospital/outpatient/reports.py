"""What a terminal may ask about reports."""

from typing import Annotated

from msgspec import Meta

from hardware_sim.hospital import bodies
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.problems import not_found

Day = Annotated[str, Meta(pattern=r"\A20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")]
REPORTS_MAX = 200


class Days(bodies.Body, frozen=True):
    """As text they sort as days do, whatever day it is."""

    first_day: Day
    last_day: Day


def list_reports(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.query, Days)
    known = hospital.patients.known(call.number)
    if known.scope_bill_id:  # a bill's slip opens a bill, and nothing else
        raise not_found("PATIENT")
    found = hospital.reports.of(known.patient.person.key, call.query.first_day, call.query.last_day)
    return Answer({"result": [hospital.reports.json(report) for report in found[:REPORTS_MAX]]})


OPERATIONS = (
    Operation(
        "listReports",
        "GET",
        "/v1/patients/{patient_token}/reports",
        list_reports,
        number="patient_token",
        echo=False,
        query=Days,
    ),
)
