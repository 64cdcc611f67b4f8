"""Printing what the machine owes: lease the slip from the keeper, print, report."""

from drivers.api.errors import DeviceError, ErrorCode
from kiosk.documents.slip import slip_job
from kiosk.domain.slip import Slip, SlipState
from kiosk.keeper.refused import Refused
from kiosk.screens.paying import SlipNotice
from kiosk.visit import Visit


async def print_owed(visit: Visit, case_id: str) -> SlipNotice:
    """Print every slip owed to the case (all cases for ""). A settlement never depends on the outcome."""
    notice = SlipNotice.NONE
    try:
        while (slip := await visit.keeper.lease_slip(case_id)) is not None:
            state = await _print(visit, slip)
            await visit.keeper.report_slip(slip.slip_id, state)
            visit.timeline.note("slip", state=str(state), kind=str(slip.kind), copy=slip.copy)
            notice = _NOTICES[state]
            visit.slip_out = visit.slip_out or state is SlipState.PRINTED
            if state is not SlipState.PRINTED:
                break
    except Refused as refused:
        visit.timeline.note("keeper_away", refusal=str(refused.refusal))
        return SlipNotice.WAITING
    return notice


async def _print(visit: Visit, slip: Slip) -> SlipState:
    try:
        await visit.devices.print(slip_job(slip, visit.language))
    except DeviceError as error:
        visit.timeline.note("print_problem", code=str(error.code))
        return SlipState.UNKNOWN if error.code is ErrorCode.PRINT_UNKNOWN else SlipState.OWED
    return SlipState.PRINTED


_NOTICES = {
    SlipState.PRINTED: SlipNotice.PRINTED,
    SlipState.OWED: SlipNotice.WAITING,
    SlipState.UNKNOWN: SlipNotice.UNSURE,
}
