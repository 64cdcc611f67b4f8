"""Evidence as the flat fields of `protocol.Identify`, and back."""

from kiosk.domain.evidence import (
    BillSlipEvidence,
    DependentEvidence,
    ECredentialEvidence,
    Evidence,
    HospitalCardEvidence,
    IdCardEvidence,
    IdKind,
    InsuranceCardEvidence,
    PhoneEvidence,
)
from kiosk.domain.patient import Purpose
from kiosk.keeper.protocol import Identify, Refusal
from kiosk.keeper.refused import Refused


def identify_request(visit: str, evidence: Evidence) -> Identify:
    match evidence:
        case InsuranceCardEvidence(number, identifier, id_number, name):
            return Identify(
                visit,
                "insurance_card",
                card_number=number,
                card_identifier=identifier,
                id_number=id_number,
                name=name,
            )
        case IdCardEvidence(id_kind, id_number, name):
            return Identify(visit, "id_card", id_kind=id_kind, id_number=id_number, name=name)
        case ECredentialEvidence(code, purpose):
            return Identify(visit, "e_credential", token=code, business_type=purpose)
        case HospitalCardEvidence(number):
            return Identify(visit, "hospital_card", token=number)
        case PhoneEvidence(phone, last_four):
            return Identify(visit, "phone", phone=phone, id_number=last_four)
        case BillSlipEvidence(token):
            return Identify(visit, "bill_slip", token=token)
        case DependentEvidence(handle, dependent_id):
            return Identify(visit, "dependent", handle=handle, token=dependent_id)


def evidence_of(request: Identify) -> Evidence:
    """Refused BAD_REQUEST for what is none."""
    try:
        return _evidence(request)
    except ValueError as error:
        raise Refused(Refusal.BAD_REQUEST) from error


def _evidence(request: Identify) -> Evidence:
    match request.kind:
        case "insurance_card":
            return InsuranceCardEvidence(request.card_number, request.card_identifier, request.id_number, request.name)
        case "id_card":
            return IdCardEvidence(IdKind(request.id_kind), request.id_number, request.name)
        case "e_credential":
            return ECredentialEvidence(request.token, Purpose(request.business_type))
        case "hospital_card":
            return HospitalCardEvidence(request.token)
        case "phone":
            return PhoneEvidence(request.phone, request.id_number)
        case "bill_slip":
            return BillSlipEvidence(request.token)
        case "dependent":
            return DependentEvidence(request.handle, request.token)
    raise ValueError(request.kind)
