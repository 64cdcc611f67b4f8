"""Saying that one is here."""

from kiosk.domain.check_in import CheckIn, TicketOf
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {TicketOf: "/v1/tickets/{appointment_id}"}
COMMANDS: Routes = {CheckIn: "/v1/check-ins"}
