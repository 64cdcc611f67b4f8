"""What staff see of the money at the machine: numbers and codes, nobody's name."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.money import Money

STORY_LINES_MAX = 200


class StaffAct(StrEnum):
    RETRY = "retry"  # hand it back to the machine, which asks before it acts
    HANDLED = "handled"  # a person has dealt with it


@dataclass(frozen=True, slots=True)
class StaffPerson:
    """Somebody of the hospital who has signed in."""

    handle: str
    name: str


@dataclass(frozen=True, slots=True)
class StaffItem:
    """A case that waits, or an operation that the server will not take (dead letter)."""

    item_id: str
    trace_number: str  # a case's, as on the patient's slip; of an operation its kind
    state: str  # a case's phase; "dead_letter" of an operation
    reason_code: str
    since_text: str  # "11-25 13:40"
    amount: Money | None  # None: no money in it
    theirs: bool  # staff are to act; False: the machine is still at work


@dataclass(frozen=True, slots=True)
class StoryLine:
    time_text: str
    what: str  # a stable code: a step, an answer, an act of staff
    detail: str = ""


@dataclass(frozen=True, slots=True)
class StaffStory:
    """`waits_for`: CHANNEL, HOSPITAL, PATIENT, STAFF, HOST, NOTHING …; `may`: what can be done now."""

    item: StaffItem
    lines: tuple[StoryLine, ...]
    waits_for: str
    may: tuple[StaffAct, ...]
