"""What became of it: the result on screen, while its slip prints beside."""

import asyncio
from contextlib import suppress

from drivers.api.receipt_printer import PrinterChanged
from kiosk.domain.case import ENDED, Case, Phase
from kiosk.journeys.slips import print_owed
from kiosk.keeper.protocol import WATCH_S_MAX
from kiosk.keeper.refused import Refused
from kiosk.ports import Answered, Event
from kiosk.screens.answers import Cancel, Continue, Help
from kiosk.screens.base import Screen
from kiosk.screens.leaving import TakeCardAndSlip
from kiosk.screens.paying import BeingChecked, MoneyBack, MoneyFate, Paid, Problem, SlipNotice
from kiosk.screens.registration import Registered
from kiosk.tasks import ended
from kiosk.visit import Visit

OWED_LOOK_S = 1.0
MENDED_BY_PRINTER = frozenset({SlipNotice.WAITING, SlipNotice.UNSURE})


async def tell_result(visit: Visit, case: Case) -> None:
    """Show the case's end, or that it is being checked, and print what is owed. Paper loaded meanwhile prints it
    then; an answer that comes meanwhile is shown. Told is what was on screen until the person went on, or the time
    was up.
    """
    telling = _Telling(visit, case)
    try:
        await telling.until_read()
        with suppress(Refused):
            await visit.keeper.case_told(telling.case)
        await telling.until_printed()
    finally:
        await telling.close()


class _Telling:
    """Three things at once: the person reads, the slip prints, the case may still change. None waits for another."""

    def __init__(self, visit: Visit, case: Case) -> None:
        self.case = case
        self._visit = visit
        self._notice = SlipNotice.PRINTING
        self._owed_again = self._mended = self._printed = False
        self._look_again_s = 0.0
        self._printing: asyncio.Task[SlipNotice] | None = self._print()
        self._watching = asyncio.create_task(_watch(visit, case))

    async def until_read(self) -> None:
        visit = self._visit
        ends_s = visit.clock.monotonic_s() + visit.limits.result_shown_s_max
        while (left_s := ends_s - visit.clock.monotonic_s()) > 0:
            visit.show(result_screen(self.case, self._notice), goes_on=True)
            tasks = [task for task in (self._printing, self._watching) if task is not None]
            event = await visit.event_or(*tasks, wait_s_max=min(left_s, OWED_LOOK_S))
            if self._is_news():
                ends_s = visit.clock.monotonic_s() + visit.limits.result_shown_s_max
            self._look_after_slip(event)
            match event:
                case Answered(answer=Continue() | Cancel()):
                    return
                case Answered(answer=Help()):
                    await visit.call_staff(self._watching)

    async def until_printed(self) -> None:
        """What is on screen meanwhile names nobody."""
        if self._printing is not None:
            screen = TakeCardAndSlip(card=self._visit.card_in, slip=True)
            await self._visit.during(screen, asyncio.wait({self._printing}, timeout=self._visit.limits.print_s_max))

    async def close(self) -> None:
        for task in (self._printing, self._watching):
            if task is not None:
                await ended(task)

    def _is_news(self) -> bool:
        """Take over how the case stands. True if that changes what the person is told."""
        if not self._watching.done():
            return False
        before, self.case = self.case, self._watching.result()
        self._watching = asyncio.create_task(_watch(self._visit, self.case))
        news = self.case.phase is not before.phase
        self._owed_again = self._owed_again or news
        return news

    def _look_after_slip(self, event: Event | None) -> None:
        """One print at a time. Another one when the case changed or the printer was mended; and while it is being
        checked, since the keeper owes a slip once its own patience is over, a moment after ours.
        """
        if isinstance(event, PrinterChanged):
            self._mended = event.status.error is None
        now_s = self._visit.clock.monotonic_s()
        if self._printing is not None:
            if not self._printing.done():
                return
            self._notice, self._printing = self._told_of(self._printing.result()), None
            self._look_again_s = now_s + OWED_LOOK_S
        if self._owed_again or (self._mended and self._notice in MENDED_BY_PRINTER):
            self._notice, self._printing = SlipNotice.PRINTING, self._print()
        elif self._notice is SlipNotice.NONE and self.case.phase not in ENDED and now_s >= self._look_again_s:
            self._printing = self._print()

    def _told_of(self, result: SlipNotice) -> SlipNotice:
        """Nothing more to print leaves what is out already."""
        self._printed = self._printed or result is SlipNotice.PRINTED
        return SlipNotice.PRINTED if self._printed and result is SlipNotice.NONE else result

    def _print(self) -> "asyncio.Task[SlipNotice]":
        self._owed_again = self._mended = False
        return asyncio.create_task(print_owed(self._visit, self.case.case_id))


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
        case Phase.SETTLED if case.ticket is not None:
            return Registered(
                masked_name=case.masked_name,
                ticket=case.ticket,
                patient_part=case.patient_part,
                trace_number=case.trace_number,
                slip=slip,
                slip_code=case.ticket.code or slip_code,
                recovered=case.recovered,
            )
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
