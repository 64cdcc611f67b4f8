"""Paper that nobody is owed, from its template to a print job: tickets, lists, directions."""

from datetime import datetime
from pathlib import Path

from drivers.api.receipt_printer import PrintJob
from kiosk.documents.engine import render
from kiosk.domain.machine import Machine
from kiosk.domain.wording import Language


def paper_job(
    template: str,
    language: Language,
    machine: Machine,
    now: datetime,
    values: dict[str, object],
    folder: Path | None = None,
) -> PrintJob:
    """By the template `<template>.<language>.j2`, which knows `machine`, `now` and each of `values`; `_paper_head` and
    `_paper_foot` are there to be included. Raises TemplateBroken.
    """
    return render(template, template, language, folder, {**values, "machine": machine, "now": now})
