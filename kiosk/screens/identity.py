"""Who somebody is, where a card alone does not say it; and the first time here."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.evidence import IdKind
from kiosk.domain.patient import Patient, Relation
from kiosk.screens.base import Screen

MYSELF = "myself"  # the choice beside the dependents


class Wanted(StrEnum):
    """What is typed on the keypad."""

    PHONE = "phone"
    ID_LAST_FOUR = "id_last_four"
    ADMISSION = "admission"  # of a patient who is to be visited


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterDigits(Screen):
    """Our own keypad; it takes `length` characters, the last may be an X where `with_x`. `scanner`: its code may be
    scanned as well. Answers: Typed; Back.
    """

    wanted: Wanted
    length: int
    with_x: bool = False
    scanner: bool = False
    problem_code: str = ""


@dataclass(frozen=True, slots=True)
class DependentRow:
    dependent_id: str  # what Picked names
    masked_name: str
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class ForWhom(Screen):
    """For oneself, or for a child or relative. Answers: Picked(MYSELF or a dependent's id)."""

    masked_name: str
    dependents: tuple[DependentRow, ...]

    @classmethod
    def of(cls, patient: Patient, *, card_in: bool) -> "ForWhom":
        rows = tuple(DependentRow(each.dependent_id, each.masked_name, each.relation) for each in patient.dependents)
        return cls(masked_name=patient.masked_name, dependents=rows, can_back=True, card_in=card_in)


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentIdCard(Screen):
    """'Lay your identity card on the reader'. Answers: none; Back."""

    problem_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewHere(Screen):
    """What was read of the identity card, and whether the hospital may keep it. Answers: Continue (yes); Back."""

    name_read: str  # masked
    number_read: str  # masked
    id_kind: IdKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NowEnrolled(Screen):
    """The hospital's number, and its code to be photographed. Answers: Continue."""

    masked_name: str
    hospital_number: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeIdCard(Screen):
    """'Take your identity card', at the end. Answers: Continue."""
