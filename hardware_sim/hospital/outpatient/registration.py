"""What a terminal may ask and do about registering."""

from datetime import date
from typing import Annotated

from msgspec import UNSET, Meta, UnsetType

from hardware_sim.hospital.bodies import Body, Id
from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.outpatient.department_records import DEPARTMENTS
from hardware_sim.hospital.outpatient.registration_records import between
from hardware_sim.hospital.outpatient.session_records import session_json, slot_json
from hardware_sim.hospital.problems import bad_request, not_found

Day = Annotated[str, Meta(pattern=r"\A20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")]


class DaysQuery(Body, frozen=True):
    from_day: Day | UnsetType = UNSET
    until_day: Day | UnsetType = UNSET


class HoldSlot(Body, frozen=True):
    slot_id: Id


class ReleaseHold(Body, frozen=True):
    hold_id: Id


class CancelAppointment(Body, frozen=True):
    appointment_id: Id


def list_departments(hospital: Hospital, call: Call) -> Answer:
    return Answer({"result": [each.json() for each in DEPARTMENTS]})


def list_sessions(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.query, DaysQuery)
    timetable, pool = hospital.registrations.timetable, hospital.registrations.pool
    hospital.registrations.advance()
    sessions = timetable.sessions(timetable.department(call.number))
    wanted = between(sessions, _day(call.query.from_day), _day(call.query.until_day))
    return Answer({"result": [session_json(each, pool.left_of(timetable.open_slots(each))) for each in wanted]})


def _day(value: str | UnsetType) -> date | None:
    try:
        return None if isinstance(value, UnsetType) else date.fromisoformat(value)
    except ValueError:
        raise bad_request("no such day") from None


def list_slots(hospital: Hospital, call: Call) -> Answer:
    timetable, pool = hospital.registrations.timetable, hospital.registrations.pool
    hospital.registrations.advance()
    slots = timetable.open_slots(timetable.session(call.number))
    return Answer({"result": [slot_json(each, pool.left(each)) for each in slots]})


def hold_slot(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, HoldSlot)
    person_key = _whole_person(hospital, call)
    if Fault.SLOT_TAKEN_MEANWHILE in call.suffers:
        hospital.registrations.pool.take_all(hospital.registrations.timetable.slot(call.body.slot_id))
    return Answer({"result": hospital.registrations.hold(person_key, call.body.slot_id).json()})


def release_hold(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, ReleaseHold)
    hospital.registrations.release(_whole_person(hospital, call), call.body.hold_id)
    return Answer({"result": None})


def cancel_appointment(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, CancelAppointment)
    person_key = _whole_person(hospital, call)
    return Answer({"result": hospital.registrations.cancel(person_key, call.body.appointment_id).json()})


def _whole_person(hospital: Hospital, call: Call) -> str:
    """A consulting-room slip opens its bill and nothing else."""
    known = hospital.patients.known(call.number)
    if known.scope_bill_id:
        raise not_found("PATIENT")
    return known.patient.person.key


_PERSON = "/v1/patients/{patient_token}"


OPERATIONS = (
    Operation("listDepartments", "GET", "/v1/departments", list_departments),
    Operation(
        "listSessions",
        "GET",
        "/v1/departments/{department_id}/sessions",
        list_sessions,
        number="department_id",
        query=DaysQuery,
    ),
    Operation("listSlots", "GET", "/v1/sessions/{session_id}/slots", list_slots, number="session_id"),
    Operation(
        "holdSlot",
        "POST",
        _PERSON + "/slot-holds",
        hold_slot,
        HoldSlot,
        keyed=True,
        number="patient_token",
        echo=False,
        wait="hold",
    ),
    Operation(
        "releaseHold",
        "POST",
        _PERSON + "/slot-hold-releases",
        release_hold,
        ReleaseHold,
        keyed=True,
        number="patient_token",
        echo=False,
    ),
    Operation(
        "cancelAppointment",
        "POST",
        _PERSON + "/appointment-cancellations",
        cancel_appointment,
        CancelAppointment,
        keyed=True,
        number="patient_token",
        echo=False,
        wait="cancel",
    ),
)
