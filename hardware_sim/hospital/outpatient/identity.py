"""Who somebody is, beyond the insurance card: the ways to be known, enrolment, acting for another."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from hardware_sim.hospital.bills import Bill, Item
from hardware_sim.hospital.bodies import Body, Id, Long
from hardware_sim.hospital.catalogue import SELF_SERVICE
from hardware_sim.hospital.evidence import IdNumber, PhoneNumber
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.insurance import Grade
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.patients import Patient
from hardware_sim.hospital.values import Text

RECORD_BOOK_FEN = 100


class Enrol(Body, frozen=True):
    id_kind: Literal["citizen", "foreign_resident", "hmt_resident"]
    id_number: IdNumber
    name: Long
    sex: Literal["0", "1", "2", "9"]
    birth_date: Annotated[str, Meta(pattern=r"\A(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\Z")]
    address: Annotated[str, Meta(max_length=200)]
    phone: PhoneNumber

    def __post_init__(self) -> None:
        date.fromisoformat(self.birth_date)


class ProxyAct(Body, frozen=True):
    act_id: Id
    patient_id: Annotated[str, Meta(max_length=64)]
    by_patient_id: Annotated[str, Meta(max_length=64)]
    act: Long


def enrol(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, Enrol)
    body = call.body
    born = date.fromisoformat(body.birth_date)
    patient = hospital.patients.enrol(body.id_number, body.name, body.sex, born, body.phone)
    _bill_record_book(hospital, patient)
    return Answer({"result": {"hospital_number": patient.hospital_number}})


def _bill_record_book(hospital: Hospital, patient: Patient) -> None:
    """The first bill of somebody who is new; once."""
    bill_id = f"BN{patient.hospital_number[-8:]}"
    if patient.person.card_number.startswith("N") and bill_id not in hospital.bills.by_id:
        hospital.bills.by_id[bill_id] = Bill(
            bill_id,
            patient.person.key,
            Text("病历本工本费", "Record book"),
            SELF_SERVICE,
            hospital.clock.now(),
            (Item(Text("门诊病历本", "Outpatient record book"), "1 本", RECORD_BOOK_FEN, Grade.NONE),),
            f"record-book-{bill_id}",
            Text("工本费不在医保支付范围内", "Not paid by insurance"),
        )


def tell_proxy_act(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.body, ProxyAct)
    hospital.desk.proxy_acts[call.body.act_id] = msgspec.to_builtins(call.body)
    return Answer({"act_id": call.body.act_id})


def _post(operation_id: str, path: str, handler: Callable[[Hospital, Call], Answer], body: type[Body]) -> Operation:
    return Operation(operation_id, "POST", path, handler, body, keyed=True)


OPERATIONS = (
    _post("enrolPatient", "/v1/patients", enrol, Enrol),
    _post("tellProxyAct", "/v1/proxy-acts", tell_proxy_act, ProxyAct),
)
