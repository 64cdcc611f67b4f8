"""A visitor's pass (探视证): whom somebody may visit on the wards today, by the hospital's rules."""

import re
from dataclasses import dataclass
from datetime import date, time

from kiosk.domain.evidence import IdKind
from kiosk.domain.inquiry import Command, Query
from kiosk.domain.wording import LocalText

ADMISSION_DIGITS = 10  # of an admission number (住院号)
_WRISTBAND = re.compile(r"(?:YZ1:I:)?(\d{10})", re.ASCII)


@dataclass(frozen=True, slots=True)
class VisitTerms:
    """`left`: how many more may come today."""

    masked_name: str  # of the patient
    ward: LocalText
    bed: str
    date: date
    starts: time
    ends: time
    left: int
    rules: tuple[LocalText, ...]


@dataclass(frozen=True, slots=True, repr=False)
class VisitingTerms(Query[VisitTerms]):
    """Whether this patient may be visited now. Refused with the hospital's reason where not."""

    admission_number: str


@dataclass(frozen=True, slots=True)
class VisitorPass:
    pass_number: str
    code: str  # for the ward's door
    patient_masked_name: str
    visitor_masked_name: str
    ward: LocalText
    bed: str
    date: date
    starts: time
    ends: time


@dataclass(frozen=True, slots=True, repr=False)
class IssueVisitorPass(Command[VisitorPass]):
    """Asked for again on the same day, it is the same pass. The photo, if there is one, is on paper only."""

    admission_number: str
    id_kind: IdKind
    id_number: str
    name: str
    with_photo: bool


def admission_number_in(text: str) -> str:
    """Out of a wristband's code, a slip's, or what was typed; "" for anything else."""
    found = _WRISTBAND.fullmatch(text.strip()) if len(text) <= 64 else None
    return found[1] if found else ""
