"""Registering for a visit, and giving it up."""

from kiosk.domain.registration import CancelAppointment, Departments, HoldSlot, ReleaseHold, Sessions, Slots
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {
    Departments: "/v1/departments",
    Sessions: "/v1/departments/{department_id}/sessions",
    Slots: "/v1/sessions/{session_id}/slots",
}
COMMANDS: Routes = {
    HoldSlot: "/v1/patients/{patient_token}/slot-holds",
    ReleaseHold: "/v1/patients/{patient_token}/slot-hold-releases",
    CancelAppointment: "/v1/patients/{patient_token}/appointment-cancellations",
}
