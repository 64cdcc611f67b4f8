"""A person who is new here."""

from kiosk.domain.enrolment import Enrol
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {}
COMMANDS: Routes = {Enrol: "/v1/patients"}
