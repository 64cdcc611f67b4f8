"""What a person shows to be known by. Personal data: no repr, goes to the keeper and no further."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.patient import Purpose


class IdKind(StrEnum):
    """Whose identity card it is."""

    CITIZEN = "citizen"  # 居民身份证
    FOREIGN_RESIDENT = "foreign_resident"  # 外国人永久居留身份证
    HMT_RESIDENT = "hmt_resident"  # 港澳台居民居住证


@dataclass(frozen=True, slots=True, repr=False)
class InsuranceCardEvidence:
    """From EF05 and EF06 of the social-security card; 1101 with mdtrt_cert_type 03."""

    card_number: str
    card_identifier: str  # 1101 `card_sn`
    id_number: str
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class IdCardEvidence:
    """From the chip of an identity card; 1101 with mdtrt_cert_type 02."""

    id_kind: IdKind
    id_number: str
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class ECredentialEvidence:
    """The code of the insurance app (医保电子凭证), opaque: the server has it decoded, for this function only."""

    code: str
    purpose: Purpose


@dataclass(frozen=True, slots=True, repr=False)
class HospitalCardEvidence:
    """The number on this hospital's own card, or in its registration code."""

    number: str


@dataclass(frozen=True, slots=True, repr=False)
class PhoneEvidence:
    """When nothing is at hand: the phone number that the hospital has, and the last four of the identity number."""

    phone: str
    id_last_four: str


@dataclass(frozen=True, slots=True, repr=False)
class BillSlipEvidence:
    """The QR code of a consulting-room slip (诊间结算): opens one bill."""

    token: str


@dataclass(frozen=True, slots=True, repr=False)
class DependentEvidence:
    """Somebody who is known already acts for a child or an old relative of theirs."""

    handle: str  # who acts
    dependent_id: str


PRIVATE = frozenset({Purpose.REPORTS, Purpose.DOCUMENTS})
"""What nobody may see on the strength of a number that others can know."""
BY_NUMBER = frozenset(Purpose) - PRIVATE
"""What such a number is good for."""

Evidence = (
    InsuranceCardEvidence
    | IdCardEvidence
    | ECredentialEvidence
    | HospitalCardEvidence
    | PhoneEvidence
    | BillSlipEvidence
    | DependentEvidence
)


def good_for(evidence: Evidence) -> frozenset[Purpose]:
    """A credential is good for its function; a number that others can read or guess is for nothing private."""
    match evidence:
        case ECredentialEvidence(purpose=purpose):
            return frozenset({purpose})
        case HospitalCardEvidence() | PhoneEvidence():
            return BY_NUMBER
    return frozenset(Purpose)
