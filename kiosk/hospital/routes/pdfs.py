"""Documents on A4, whatever they are."""

from kiosk.domain.pdf import PdfPart
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {PdfPart: "/v1/patients/{patient_token}/documents"}
COMMANDS: Routes = {}
