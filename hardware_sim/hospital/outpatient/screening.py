"""The screening as terminals see it: the questions, whether somebody is to be routed, the alerts."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from hardware_sim.hospital import bodies
from hardware_sim.hospital.clock import text
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation

Moment = Literal["registration", "check_in"]
Name = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"\A[0-9A-Za-z_.-]+\Z")]


class AskedAt(bodies.Body, frozen=True):
    moment: Moment


class ScreeningAlert(bodies.Body, frozen=True):
    moment: Moment
    cause: Literal["answers", "key_person"]
    version: Name
    question_ids: Annotated[list[Name], Meta(max_length=20)]
    appointment_id: Annotated[str, Meta(max_length=64, pattern=r"\A[0-9A-Za-z_-]*\Z")] = ""
    patient_id: bodies.Id | msgspec.UnsetType = msgspec.UNSET


def get_questionnaire(hospital: Hospital, call: Call) -> Answer:
    return Answer({"result": hospital.screening.json()})


def is_to_be_routed(hospital: Hospital, call: Call) -> Answer:
    person = hospital.patients.known(call.number).patient.person
    return Answer({"result": person.key in hospital.screening.key_persons})


def raise_screening_alert(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, ScreeningAlert)
    told = msgspec.to_builtins(call.body)
    hospital.screening.alerts[call.key] = told | {"terminal": call.terminal, "at": text(hospital.clock.now())}
    return Answer({"result": None})


OPERATIONS = (
    Operation(
        "getScreeningQuestionnaire", "GET", "/v1/screening-questionnaire", get_questionnaire, query=AskedAt
    ),
    Operation(
        "isToBeRouted",
        "GET",
        "/v1/patients/{patient_token}/to-be-routed",
        is_to_be_routed,
        number="patient_token",
        echo=False,
    ),
    Operation(
        "raiseScreeningAlert", "POST", "/v1/screening-alerts", raise_screening_alert, ScreeningAlert, keyed=True
    ),
)  # fmt: skip
