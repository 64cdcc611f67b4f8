"""Printing what is good to have on paper but not owed: no paper, no harm, the screen says the same."""

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.receipt_printer import PrintJob
from kiosk.documents.engine import TemplateBroken
from kiosk.documents.paper import paper_job
from kiosk.screens.paying import SlipNotice
from kiosk.visit import Visit


async def print_paper(visit: Visit, template: str, **values: object) -> SlipNotice:
    """Print `<template>.<language>.j2` with these values. Raises nothing: PRINTED; WAITING, nothing is on paper;
    UNSURE, it may be there in part.
    """
    try:
        await visit.devices.print(_job(visit, template, values))
    except TemplateBroken as broken:
        _note_broken(visit, broken)
        return SlipNotice.WAITING
    except DeviceError as error:
        visit.timeline.note("paper", template=template, code=str(error.code))
        return SlipNotice.UNSURE if error.code is ErrorCode.PRINT_UNKNOWN else SlipNotice.WAITING
    visit.timeline.note("paper", template=template)
    visit.slip_out = True
    return SlipNotice.PRINTED


def _job(visit: Visit, template: str, values: dict[str, object]) -> PrintJob:
    """By the hospital's own templates; by ours where those are broken."""
    now = visit.clock.now()
    if visit.templates is not None:
        try:
            return paper_job(template, visit.language, visit.machine, now, values, visit.templates)
        except TemplateBroken as broken:
            _note_broken(visit, broken)
    return paper_job(template, visit.language, visit.machine, now, values)


def _note_broken(visit: Visit, broken: TemplateBroken) -> None:
    visit.timeline.note("template_broken", file=broken.file, line=broken.line)
