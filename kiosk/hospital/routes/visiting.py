"""Visitors of the wards."""

from kiosk.domain.visiting import IssueVisitorPass, VisitingTerms
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {VisitingTerms: "/v1/admissions/{admission_number}/visiting"}
COMMANDS: Routes = {IssueVisitorPass: "/v1/visitor-passes"}
