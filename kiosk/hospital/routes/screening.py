"""The screening before somebody joins a queue."""

from kiosk.domain.screening import ScreeningQuestionnaire, ToBeRouted
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {
    ScreeningQuestionnaire: "/v1/screening-questionnaire",
    ToBeRouted: "/v1/patients/{patient_token}/to-be-routed",
}
COMMANDS: Routes = {}
