"""A slip (凭条) that the machine owes, from its template to a print job."""

from pathlib import Path

from drivers.api.receipt_printer import PrintJob
from kiosk.documents.engine import TEMPLATES, VALUE_CHARS_MAX, TemplateBroken, render
from kiosk.domain.slip import Slip
from kiosk.domain.wording import Language

__all__ = ["TEMPLATES", "VALUE_CHARS_MAX", "TemplateBroken", "slip_job"]


def slip_job(slip: Slip, language: Language, folder: Path | None = None) -> PrintJob:
    """By the template `<kind>.<language>.j2`, which knows `slip` and `case`. Raises TemplateBroken."""
    return render(str(slip.kind), slip.slip_id, language, folder, {"slip": slip, "case": slip.case})
