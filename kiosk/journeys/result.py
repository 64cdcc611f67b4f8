"""What became of it: the result on screen, while its slip prints beside."""

import asyncio
from contextlib import suppress

from drivers.api.receipt_printer import PrinterChanged
from kiosk.domain.case import ENDED, Case, Phase
from kiosk.journeys.slips import print_owed
from kiosk.keeper.protocol import WATCH_S_MAX
from kiosk.keeper.refused import Refused
from kiosk.ports import Answered
from kiosk.screens.answers import Cancel, Continue, Help
from kiosk.screens.base import Screen
from kiosk.screens.paying import BeingChecked, MoneyBack, MoneyFate, Paid, Problem, SlipNotice
from kiosk.visit import Visit

OWED_LOOK_S = 1.0
MENDED_BY_PRINTER = frozenset({SlipNotice.WAITING, SlipNotice.UNSURE})


async def tell_result(visit: Visit, case: Case) -> None:
    """Show the case's end, or that it is being checked, and print what is owed. Paper loaded meanwhile prints it
    then; an
    answer that comes meanwhile is shown. Told is what was on screen until the person went on, or the time was up.
    """
    notice = SlipNotice.PRINTING
    printing = asyncio.create_task(print_owed(visit, case.case_id))
    watching = asyncio.create_task(_watch(visit, case))
    deadline_s = visit.clock.monotonic_s() + visit.limits.result_shown_s_max
    try:
        while (left_s := deadline_s - visit.clock.monotonic_s()) > 0:
            visit.show(result_screen(case, notice))
            is_printing = notice is SlipNotice.PRINTING
            waited_for = (printing, watching) if is_printing else (watching,)
            event = await visit.event_or(*waited_for, wait_s_max=min(left_s, OWED_LOOK_S))
            anew = False
            if is_printing and printing.done():
                notice = printing.result()
            elif notice is SlipNotice.NONE and case.phase not in ENDED:
                anew = True  # the keeper owes it once its own patience is over, a moment after ours
            if watching.done():
                anew = anew or watching.result().phase is not case.phase
                case = watching.result()
                watching = asyncio.create_task(_watch(visit, case))
            match event:
                case Answered(answer=Continue() | Cancel()):
                    break
                case Answered(answer=Help()):
                    await visit.call_staff()
                case PrinterChanged(status) if status.error is None and notice in MENDED_BY_PRINTER:
                    anew = True
            if anew:
                await asyncio.wait({printing}, timeout=visit.limits.print_s_max)
                notice, printing = SlipNotice.PRINTING, asyncio.create_task(print_owed(visit, case.case_id))
        with suppress(Refused):
            await visit.keeper.case_told(case)
    finally:
        watching.cancel()
        await asyncio.wait({printing}, timeout=visit.limits.print_s_max)
        printing.cancel()


async def _watch(visit: Visit, case: Case) -> Case:
    """The case once it has changed. One that has ended is watched too: late truth may reopen it."""
    seen = case
    while case.version == seen.version:
        try:
            case = await visit.keeper.watch_case(case.case_id, case.version, WATCH_S_MAX)
        except Refused:
            await asyncio.sleep(OWED_LOOK_S)
    return case


def result_screen(case: Case, slip: SlipNotice) -> Screen:
    slip_code = f"YZ1:S:{case.case_id}"
    match case.phase:
        case Phase.SETTLED:
            return Paid(
                masked_name=case.masked_name,
                total=case.total,
                fund=case.fund,
                account=case.account,
                patient_part=case.patient_part,
                trace_number=case.trace_number,
                slip=slip,
                slip_code=slip_code,
                recovered=case.recovered,
            )
        case Phase.DECLINED | Phase.CLOSED:  # nothing was taken, so nothing "has gone back"
            return Problem(
                code=case.reason_code, fate=MoneyFate.NOT_MOVED, trace_number=case.trace_number, can_cancel=True
            )
        case Phase.REVERSING | Phase.REVERSED | Phase.BY_HAND:
            return MoneyBack(
                masked_name=case.masked_name,
                amount=case.patient_part,
                trace_number=case.trace_number,
                done=case.phase is Phase.REVERSED,
                by_hand=case.phase is Phase.BY_HAND,
                slip=slip,
                slip_code=slip_code,
                recovered=case.recovered,
            )
        case _:
            return BeingChecked(
                masked_name=case.masked_name,
                amount=case.patient_part,
                trace_number=case.trace_number,
                slip=slip,
                slip_code=slip_code,
                recovered=case.recovered,
            )
