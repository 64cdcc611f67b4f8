"""After the doctor: what comes next, medicines to the door, how it was."""

from kiosk.domain.delivery import (
    AddressEntered,
    Addresses,
    BeginAddressEntry,
    CancelDelivery,
    OrderDelivery,
    Prescriptions,
)
from kiosk.domain.guide import VisitGuide
from kiosk.domain.survey import CurrentSurvey
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {
    VisitGuide: "/v1/patients/{patient_token}/visit-guide",
    Prescriptions: "/v1/patients/{patient_token}/prescriptions",
    Addresses: "/v1/patients/{patient_token}/addresses",
    AddressEntered: "/v1/patients/{patient_token}/entered-address",
    CurrentSurvey: "/v1/survey",
}
COMMANDS: Routes = {
    BeginAddressEntry: "/v1/patients/{patient_token}/address-entries",
    OrderDelivery: "/v1/patients/{patient_token}/deliveries",
    CancelDelivery: "/v1/patients/{patient_token}/delivery-cancellations",
}
