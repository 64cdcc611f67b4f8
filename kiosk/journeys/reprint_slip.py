"""A copy of an earlier slip (补打凭条): hold its code to the scanner."""

from drivers.api.code_scanner import CodeScanned
from kiosk.domain.scanned_code import SettlementSlip, classify
from kiosk.journeys.identify import CODE_NOT_SLIP
from kiosk.journeys.result import tell_result
from kiosk.screens.welcome import PresentSlip, Reading
from kiosk.visit import Visit


async def reprint_slip(visit: Visit, case_id: str) -> None:
    """`case_id` "" asks for the slip's code first."""
    case_id = case_id or await _scanned_case(visit)
    await tell_result(visit, await visit.during(Reading(), visit.keeper.find_settlement(case_id)))


async def _scanned_case(visit: Visit) -> str:
    problem_code = ""
    while True:
        screen = PresentSlip(reprint=True, problem_code=problem_code, can_back=True)
        event = await visit.ask(screen, device_waits=True, wants=(CodeScanned,))
        if isinstance(event, CodeScanned):
            if isinstance(code := classify(event.text), SettlementSlip):
                return code.case_id
            problem_code = CODE_NOT_SLIP
