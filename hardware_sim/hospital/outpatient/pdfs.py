"""Documents on A4 as terminals see them: in parts, and told of when they are on paper."""

import base64
from typing import Annotated

from msgspec import Meta

from hardware_sim.hospital import bodies
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.problems import not_found


class DocumentAt(bodies.Body, frozen=True):
    document_id: bodies.Id
    offset: Annotated[int, Meta(ge=0, le=4 << 20)]


class DocumentPrinted(bodies.Body, frozen=True):
    document_id: bodies.Id
    pages: Annotated[int, Meta(ge=0, le=60)]
    sure: bool
    patient_id: bodies.Id


def get_document_part(hospital: Hospital, call: Call) -> Answer:
    assert isinstance(call.query, DocumentAt)
    known = hospital.patients.known(call.number)
    if known.scope_bill_id:  # a bill's slip opens a bill, and nothing else
        raise not_found("DOCUMENT")
    pdf = hospital.pdfs.get(call.query.document_id, known.patient.person.key)
    total, sha256, data = hospital.pdfs.part(pdf, call.query.offset)
    return Answer({"result": {"total": total, "sha256": sha256, "data": base64.b64encode(data).decode()}})


def tell_document_printed(hospital: Hospital, call: Call) -> Answer:
    """A document or a person that nobody knows is no reason to be told again for ever."""
    assert isinstance(call.body, DocumentPrinted)
    pdf = hospital.pdfs.by_id.get(call.body.document_id)
    if pdf is not None:
        pdf.prints.append((call.terminal, call.body.pages, call.body.sure))
    return Answer({"result": None})


OPERATIONS = (
    Operation(
        "getDocumentPart",
        "GET",
        "/v1/patients/{patient_token}/documents",
        get_document_part,
        number="patient_token",
        echo=False,
        query=DocumentAt,
    ),
    Operation(
        "tellDocumentPrinted", "POST", "/v1/printed-documents", tell_document_printed, DocumentPrinted, keyed=True
    ),
)
