"""The visits that a person has registered for."""

from kiosk.domain.appointment import Appointments
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {Appointments: "/v1/patients/{patient_token}/appointments"}
COMMANDS: Routes = {}
