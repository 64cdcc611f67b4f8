"""What became of it: the result on screen, while its slip prints beside."""

import asyncio

from drivers.api.receipt_printer import PrinterChanged
from kiosk.domain.case import Case, Phase
from kiosk.journeys.slips import print_owed
from kiosk.ports import Answered
from kiosk.screens.answers import Cancel, Continue, Help
from kiosk.screens.base import Screen
from kiosk.screens.paying import BeingChecked, MoneyBack, Paid, SlipNotice
from kiosk.visit import Visit


async def tell_result(visit: Visit, case: Case) -> None:
    """Show the case's end (or that it is being checked) and print what is owed; paper loaded meanwhile prints it
    then.
    """
    await visit.keeper.case_told(case)  # owes the slip, where the case itself has not ended
    notice = SlipNotice.PRINTING
    printing = asyncio.ensure_future(print_owed(visit, case.case_id))
    deadline_s = visit.clock.monotonic_s() + visit.limits.result_shown_s_max
    try:
        while (left_s := deadline_s - visit.clock.monotonic_s()) > 0:
            visit.show(result_screen(case, notice))
            event = await visit.event_or(_pending(printing, notice), left_s)
            if printing.done() and notice is SlipNotice.PRINTING:
                notice = printing.result()
            match event:
                case Answered(answer=Continue() | Cancel()):
                    return
                case Answered(answer=Help()):
                    await visit.call_staff()
                case PrinterChanged(status) if status.error is None and notice is SlipNotice.WAITING:
                    notice = SlipNotice.PRINTING
                    printing = asyncio.ensure_future(print_owed(visit, case.case_id))
    finally:
        await asyncio.wait({printing}, timeout=visit.limits.print_s_max)
        printing.cancel()


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
        case Phase.REVERSING | Phase.REVERSED | Phase.BY_HAND | Phase.DECLINED | Phase.CLOSED:
            return MoneyBack(
                masked_name=case.masked_name,
                amount=case.patient_part,
                trace_number=case.trace_number,
                done=case.phase in (Phase.REVERSED, Phase.DECLINED, Phase.CLOSED),
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


def _pending(printing: "asyncio.Future[SlipNotice]", notice: SlipNotice) -> "asyncio.Future[SlipNotice]":
    """The print to wait for; one that never ends once its outcome is on screen."""
    return printing if notice is SlipNotice.PRINTING else asyncio.get_running_loop().create_future()
