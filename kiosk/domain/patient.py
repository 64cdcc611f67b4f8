"""The person at the machine, as far as the turn may know: masked, and named by an opaque handle."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.coverage import Coverage


class Scope(StrEnum):
    """What the shown evidence opens."""

    PERSON = "person"  # an insurance card: all of the person's bills
    BILL = "bill"  # a consulting-room slip: that bill only


class Purpose(StrEnum):
    """What a person is identified for: the insurance code's `businessType` (用码业务类型)."""

    REGISTRATION = "01101"
    EXAM_BOOKING = "01202"
    SETTLEMENT = "01301"
    REPORTS = "01303"
    DOCUMENTS = "01304"  # invoices and lists


class Relation(StrEnum):
    """Whom somebody acts for."""

    CHILD = "child"
    PARENT = "parent"
    SPOUSE = "spouse"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Dependent:
    """A child, or an old relative, whom the person may act for: the hospital's word, not the person's."""

    dependent_id: str  # opaque, of this visit only
    masked_name: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Patient:
    handle: str  # opaque, of this visit only; the keeper knows whom it means
    masked_name: str
    coverages: tuple[Coverage, ...]
    scope: Scope = Scope.PERSON
    guardian_masked_name: str = ""  # a child's; or who acts for this person now
    dependents: tuple[Dependent, ...] = ()
    under_14: bool = False  # by the identity number that was shown; unknown is False
