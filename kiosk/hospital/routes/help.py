"""Who comes to help. The call itself goes out through the queue."""

from kiosk.domain.help import HelpCallState
from kiosk.hospital.routes.table import Routes

QUERIES: Routes = {HelpCallState: "/v1/help-calls/{call_id}"}
COMMANDS: Routes = {}
