"""Evidence as the contract's IdentifyRequest writes it."""

from kiosk.domain.evidence import (
    BillSlipEvidence,
    DependentEvidence,
    ECredentialEvidence,
    Evidence,
    HospitalCardEvidence,
    IdCardEvidence,
    InsuranceCardEvidence,
    PhoneEvidence,
)


def evidence_json(evidence: Evidence) -> dict[str, str]:
    match evidence:
        case InsuranceCardEvidence(number, identifier, id_number, name):
            card = {"card_number": number, "card_identifier": identifier}
            return {"kind": "insurance_card", **card, "id_number": id_number, "name": name}
        case IdCardEvidence(id_kind, id_number, name):
            return {"kind": "id_card", "id_kind": id_kind.value, "id_number": id_number, "name": name}
        case ECredentialEvidence(code, purpose):
            return {"kind": "e_credential", "code": code, "business_type": purpose.value}
        case HospitalCardEvidence(number):
            return {"kind": "hospital_card", "number": number}
        case PhoneEvidence(phone, last_four):
            return {"kind": "phone", "phone": phone, "id_last_four": last_four}
        case BillSlipEvidence(token):
            return {"kind": "bill_slip", "token": token}
        case DependentEvidence(patient_token, dependent_id):
            return {"kind": "dependent", "patient_token": patient_token, "dependent_id": dependent_id}
