"""What a person shows to be known by. Personal data: no repr, goes to the keeper and no further."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class InsuranceCardEvidence:
    """From EF05 and EF06 of the social-security card; 1101 with mdtrt_cert_type 03."""

    card_number: str
    card_identifier: str  # 1101 `card_sn`
    id_number: str
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class BillSlipEvidence:
    """The QR code of a consulting-room slip (诊间结算): opens one bill."""

    token: str


Evidence = InsuranceCardEvidence | BillSlipEvidence
