"""What a terminal may ask and do about examinations."""

from collections.abc import Callable
from datetime import date

from hardware_sim.hospital import bodies
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.problems import not_found

_PATIENT = "/v1/patients/{patient_token}/"


class SlotsWanted(bodies.Body, frozen=True):
    order_id: bodies.Id
    first: date
    last: date


class BookExam(bodies.Body, frozen=True):
    order_id: bodies.Id
    slot_id: bodies.Id


class CancelExam(bodies.Body, frozen=True):
    order_id: bodies.Id


def list_orders(hospital: Hospital, call: Call) -> Answer:
    orders = hospital.exams.of(_person(hospital, call))
    return Answer({"result": [hospital.exams.json(order) for order in orders]})


def list_slots(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.query, SlotsWanted)
    wanted = call.query
    slots = hospital.exams.slots(_person(hospital, call), wanted.order_id, wanted.first, wanted.last)
    return Answer({"result": slots})


def book(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, BookExam)
    order = hospital.exams.book(_person(hospital, call), call.body.order_id, call.body.slot_id)
    return Answer({"result": hospital.exams.json(order)})


def cancel(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, CancelExam)
    return Answer({"result": hospital.exams.json(hospital.exams.cancel(_person(hospital, call), call.body.order_id))})


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
    _ask("listExamOrders", "exam-orders", list_orders),
    _ask("listExamSlots", "exam-slots", list_slots, SlotsWanted),
    _do("bookExam", "exam-bookings", book, BookExam),
    _do("cancelExam", "exam-cancellations", cancel, CancelExam),
)
