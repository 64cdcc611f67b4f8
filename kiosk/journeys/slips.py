"""Printing what the machine owes: lease the slip from the keeper, print, report."""

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.receipt_printer import PrintJob
from kiosk.documents.slip import TemplateBroken, slip_job
from kiosk.domain.slip import Slip, SlipState
from kiosk.journeys.paper import note_broken
from kiosk.keeper.refused import Refused
from kiosk.screens.paying import SlipNotice
from kiosk.visit import Visit


async def print_owed(visit: Visit, case_id: str, handle: str = "") -> SlipNotice:
    """Print every slip owed to the case (all cases for ""; the days' slips for a `handle` of staff). A settlement
    never depends on the outcome.
    """
    notice = SlipNotice.NONE
    try:
        while (slip := await visit.keeper.lease_slip(case_id, handle)) is not None:
            state = await _print(visit, slip)
            notice = _NOTICES[state]
            await visit.keeper.report_slip(slip.slip_id, state)
            visit.timeline.note("slip", state=str(state), kind=str(slip.kind), copy=slip.copy)
            visit.slip_out = visit.slip_out or state is SlipState.PRINTED
            if state is not SlipState.PRINTED:
                break
    except Refused as refused:
        visit.timeline.note("keeper_away", refusal=str(refused.refusal))
        return SlipNotice.WAITING if notice is SlipNotice.NONE else notice
    return notice


async def _print(visit: Visit, slip: Slip) -> SlipState:
    try:
        await visit.devices.print(_job(visit, slip))
    except TemplateBroken as broken:
        note_broken(visit, broken)
        return SlipState.OWED
    except DeviceError as error:
        visit.timeline.note("print_problem", code=str(error.code))
        return SlipState.UNKNOWN if error.code is ErrorCode.PRINT_UNKNOWN else SlipState.OWED
    return SlipState.PRINTED


def _job(visit: Visit, slip: Slip) -> PrintJob:
    """By the hospital's own templates; by ours where those are broken. `kiosk doctor` names what is to be mended."""
    if visit.templates is not None:
        try:
            return slip_job(slip, visit.language, visit.templates)
        except TemplateBroken as broken:
            note_broken(visit, broken)
    return slip_job(slip, visit.language)


_NOTICES = {
    SlipState.PRINTED: SlipNotice.PRINTED,
    SlipState.OWED: SlipNotice.WAITING,
    SlipState.UNKNOWN: SlipNotice.UNSURE,
}
