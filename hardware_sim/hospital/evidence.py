"""What identifyPatient takes besides the insurance card and the slip."""

from typing import Annotated, Literal

from msgspec import Meta

from hardware_sim.hospital.bodies import Body, CardEvidence, Id, Long, SlipEvidence

IdNumber = Annotated[str, Meta(min_length=6, max_length=32, pattern=r"\A[0-9A-Za-z]+\Z")]
HospitalNumber = Annotated[str, Meta(min_length=4, max_length=32, pattern=r"\A[0-9A-Za-z]+\Z")]
PhoneNumber = Annotated[str, Meta(pattern=r"\A1[3-9][0-9]{9}\Z")]


class IdCardEvidence(Body, frozen=True, tag_field="kind", tag="id_card"):
    id_kind: Literal["citizen", "foreign_resident", "hmt_resident"]
    id_number: IdNumber
    name: Long


class CredentialEvidence(Body, frozen=True, tag_field="kind", tag="e_credential"):
    code: Annotated[str, Meta(min_length=16, max_length=128)]
    business_type: Literal["01101", "01202", "01301", "01303", "01304"]


class NumberEvidence(Body, frozen=True, tag_field="kind", tag="hospital_card"):
    number: HospitalNumber


class PhoneEvidence(Body, frozen=True, tag_field="kind", tag="phone"):
    phone: PhoneNumber
    id_last_four: Annotated[str, Meta(pattern=r"\A[0-9]{3}[0-9X]\Z")]


class DependentEvidence(Body, frozen=True, tag_field="kind", tag="dependent"):
    patient_token: Id
    dependent_id: Id


AnyEvidence = (
    CardEvidence
    | SlipEvidence
    | IdCardEvidence
    | CredentialEvidence
    | NumberEvidence
    | PhoneEvidence
    | DependentEvidence
)


class Identify(Body, frozen=True):
    evidence: AnyEvidence
