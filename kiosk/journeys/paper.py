"""Printing what is good to have on paper but not owed: no paper, no harm, the screen says the same."""

import asyncio
from collections.abc import Awaitable, Callable

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.receipt_printer import PrintJob
from kiosk.documents.engine import TemplateBroken
from kiosk.documents.paper import paper_job
from kiosk.ports import Answered
from kiosk.screens.answers import Cancel, Continue, Help
from kiosk.screens.base import Screen
from kiosk.screens.leaving import TakeCardAndSlip
from kiosk.screens.paying import SlipNotice
from kiosk.tasks import ended
from kiosk.visit import Visit

A4_PRINTER = "report_printer"


async def print_paper(visit: Visit, template: str, **values: object) -> SlipNotice:
    """Print `<template>.<language>.j2` with these values; where the hospital wants it on A4, `<template>_a4`, and the
    slip only if no sheet came out. Raises nothing: PRINTED; WAITING, nothing is on paper; UNSURE, it may be there in
    part.
    """
    if template in visit.on_a4 and visit.devices.usable(A4_PRINTER):
        notice = await _printed(visit, f"{template}_a4", values, visit.devices.print_sheets)
        if notice is not SlipNotice.WAITING:
            return notice
    return await _printed(visit, template, values, visit.devices.print)


async def _printed(
    visit: Visit, template: str, values: dict[str, object], print_job: Callable[[PrintJob], Awaitable[None]]
) -> SlipNotice:
    try:
        await print_job(_job(visit, template, values))
    except TemplateBroken as broken:
        note_broken(visit, broken)
        return SlipNotice.WAITING
    except DeviceError as error:
        visit.timeline.note("paper", template=template, code=str(error.code))
        return SlipNotice.UNSURE if error.code is ErrorCode.PRINT_UNKNOWN else SlipNotice.WAITING
    visit.timeline.note("paper", template=template)
    visit.slip_out = True
    return SlipNotice.PRINTED


async def tell_and_print(
    visit: Visit, screen_of: Callable[[SlipNotice], Screen], template: str, **values: object
) -> None:
    """Show the result while its paper comes out beside it, until the person goes on or the time is up. Paper that is
    still in the printer then is waited for, on a screen that names nobody.
    """
    printing = asyncio.ensure_future(print_paper(visit, template, **values))
    ends_s = visit.clock.monotonic_s() + visit.limits.result_shown_s_max
    try:
        while (left_s := ends_s - visit.clock.monotonic_s()) > 0:
            done = printing.done()
            visit.show(screen_of(printing.result() if done else SlipNotice.PRINTING), goes_on=True)
            event = await visit.event_or(*(() if done else (printing,)), wait_s_max=left_s)
            if isinstance(event, Answered) and isinstance(event.answer, Continue | Cancel):
                break
            if isinstance(event, Answered) and isinstance(event.answer, Help):
                await visit.call_staff(*(() if done else (printing,)))
        if not printing.done():
            screen = TakeCardAndSlip(card=visit.card_in, slip=True)
            await visit.during(screen, asyncio.wait({printing}, timeout=visit.limits.print_s_max))
    finally:
        await ended(printing)


def _job(visit: Visit, template: str, values: dict[str, object]) -> PrintJob:
    """By the hospital's own templates; by ours where those are broken."""
    now = visit.clock.now()
    if visit.templates is not None:
        try:
            return paper_job(template, visit.language, visit.machine, now, values, visit.templates)
        except TemplateBroken as broken:
            note_broken(visit, broken)
    return paper_job(template, visit.language, visit.machine, now, values)


def note_broken(visit: Visit, broken: TemplateBroken) -> None:
    visit.timeline.note("template_broken", file=broken.file, line=broken.line)
