"""Face payment."""

from kiosk.domain.face_pay import FacePayAuth
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {}
COMMANDS: Routes = {FacePayAuth: "/v1/face-pay-permits"}
