"""Photos to be compared with, as terminals see them."""

import base64
from typing import Annotated, Literal

import msgspec
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from msgspec import Meta

from hardware_sim.hospital import bodies
from hardware_sim.hospital.handlers import Answer, Call
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operation import Operation
from hardware_sim.hospital.problems import Problem, bad_request, not_found


class ForFaceCheck(bodies.Body, frozen=True):
    purpose: Literal["face_check"]
    consent: Annotated[str, Meta(min_length=1, max_length=64, pattern=r"\A[0-9a-z-]+\Z")]
    sealed_to: Annotated[str, Meta(pattern=r"\A[A-Za-z0-9_-]{43}\Z")]


class FaceCheck(bodies.Body, frozen=True):
    reason: Literal["enrolment", "acting"]
    result: Literal["agreed", "same", "unsure", "different", "not_compared", "declined"]
    source: Literal["id_card", "hospital"]
    tries: Annotated[int, Meta(ge=0, le=9)]
    consent: Annotated[str, Meta(max_length=64, pattern=r"\A[0-9a-z-]*\Z")]
    model: Annotated[str, Meta(max_length=64, pattern=r"\A[0-9a-f]*\Z")] = ""
    limits: Annotated[str, Meta(max_length=32, pattern=r"\A[0-9./]*\Z")] = ""
    code: Annotated[str, Meta(max_length=64, pattern=r"\A[A-Z_]*\Z")] = ""
    patient_id: bodies.Id | msgspec.UnsetType = msgspec.UNSET


def has_photo(hospital: Hospital, call: Call) -> Answer:
    return Answer({"result": _key(hospital, call) in hospital.faces.photos})


def get_photo(hospital: Hospital, call: Call) -> Answer:
    key = _key(hospital, call)
    if key not in hospital.faces.photos:
        raise Problem(404, "PHOTO_NOT_FOUND")
    assert isinstance(call.query, ForFaceCheck)
    sealed = _sealed(hospital.faces.photos[key], call.query, call.terminal)
    hospital.faces.asked.append(key)
    return Answer({"result": {"sealed": base64.b64encode(sealed).decode()}})


def _sealed(photo: bytes, asked: ForFaceCheck, terminal: str) -> bytes:
    """As the contract says. Only the process whose key came with the question can open it."""
    about = f"yizhan reference-photo 1\n{terminal}\n{asked.purpose}\n{asked.consent}"
    try:
        key = X25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(asked.sealed_to + "="))
        return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_128_GCM).encrypt(photo, key, about.encode())
    except ValueError as error:
        raise bad_request("sealed_to") from error


def tell_face_check(hospital: Hospital, call: Call) -> Answer:
    hospital.faces.checks[call.key] = msgspec.to_builtins(call.body)
    return Answer({})


def _key(hospital: Hospital, call: Call) -> str:
    """The slip of one bill names nobody who could be compared."""
    known = hospital.patients.known(call.number)
    if known.scope_bill_id:
        raise not_found("PATIENT")
    return known.patient.person.key


_PATIENT = "/v1/patients/{patient_token}/"

OPERATIONS = (
    Operation("hasPhotoOnFile", "GET", _PATIENT + "photo-on-file", has_photo, number="patient_token", echo=False),
    Operation(
        "getReferencePhoto",
        "GET",
        _PATIENT + "reference-photo",
        get_photo,
        number="patient_token",
        echo=False,
        query=ForFaceCheck,
    ),
    Operation("tellFaceCheck", "POST", "/v1/face-checks", tell_face_check, FaceCheck, keyed=True),
)
