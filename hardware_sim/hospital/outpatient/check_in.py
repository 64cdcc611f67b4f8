"""Checking in as terminals see it."""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from hardware_sim.hospital import bodies
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.problems import Problem
from hardware_sim.hospital.values import Json

Moment = Annotated[datetime, Meta(tz=True)]


class CheckIn(bodies.Body, frozen=True):
    appointment_id: bodies.Id


class CheckInNotice(bodies.Body, frozen=True):
    appointment_id: bodies.Id
    at: Moment
    by_ticket: bool
    patient_id: bodies.Id | msgspec.UnsetType = msgspec.UNSET


def open_ticket(hospital: Hospital, call: Call) -> Answer:
    appointment = hospital.appointments.get(call.number)
    patient = hospital.patients.by_key[appointment.person_key]
    routed = appointment.person_key in hospital.screening.key_persons
    found: Json = {"appointment": appointment.json(), "masked_name": _masked(patient.person.name)}
    return Answer({"result": found | {"to_be_routed": routed}})


def check_in(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, CheckIn)
    return Answer({"result": hospital.check_ins.check_in(call.body.appointment_id, call.terminal).json()})


def note_check_in(hospital: Hospital, call: Call) -> Answer:
    """Somebody stands there with a provisional ticket: what cannot be confirmed is for staff, not for the terminal."""
    assert isinstance(call.body, CheckInNotice)
    code = _try(hospital, call.terminal, call.body)
    if code:
        case = {"appointment_id": call.body.appointment_id, "code": code}
        hospital.desk.tasks[call.key] = {"kind": "CHECK_IN_REJECTED", "case": case}
    return Answer({"result": {"confirmed": not code, "code": code}})


def _try(hospital: Hospital, terminal: str, told: CheckInNotice) -> str:
    """ "" or why it cannot be confirmed. Who is in the queue already is."""
    if not hospital.check_ins.believes(told.at):
        return "TIME_NOT_BELIEVED"
    try:
        owner = hospital.patients.by_key[hospital.appointments.get(told.appointment_id).person_key]
        if told.patient_id not in (msgspec.UNSET, owner.patient_id):
            return "APPOINTMENT_NOT_FOUND"
        hospital.check_ins.check_in(told.appointment_id, terminal, told.at)
    except Problem as problem:
        return "" if problem.code == "ALREADY_CHECKED_IN" else problem.code
    return ""


def _masked(name: str) -> str:
    return name[0] + "*" + (name[-1] if len(name) > 2 else "")


OPERATIONS = (
    Operation("openTicket", "GET", "/v1/tickets/{appointment_id}", open_ticket, number="appointment_id"),
    Operation("checkIn", "POST", "/v1/check-ins", check_in, CheckIn, keyed=True),
    Operation("noteCheckIn", "POST", "/v1/check-in-notices", note_check_in, CheckInNotice, keyed=True),
)
