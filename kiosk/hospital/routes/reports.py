"""Reports of laboratory and imaging."""

from kiosk.domain.report import Reports
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {Reports: "/v1/patients/{patient_token}/reports"}
COMMANDS: Routes = {}
