"""The person at the machine, as far as the turn may know: masked, and named by an opaque handle."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.coverage import Coverage


class Scope(StrEnum):
    """What the shown evidence opens."""

    PERSON = "person"  # an insurance card: all of the person's bills
    BILL = "bill"  # a consulting-room slip: that bill only


@dataclass(frozen=True, slots=True)
class Patient:
    handle: str  # opaque, of this visit only; the keeper knows whom it means
    masked_name: str
    coverages: tuple[Coverage, ...]
    scope: Scope = Scope.PERSON
    guardian_masked_name: str = ""  # a child's
