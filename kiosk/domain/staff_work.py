"""What staff see at the machine of what the machine could not finish by itself. No person is in it: numbers only."""

from dataclasses import dataclass

from kiosk.domain.money import Money


@dataclass(frozen=True, slots=True)
class StaffItem:
    """A case that staff must finish, a dead letter, or something that has waited too long."""

    item_id: str  # case id or op_id
    kind: str  # "case" | an operation's kind
    trace_number: str  # "" for what is no case
    state: str
    reason_code: str
    amount: Money | None
    since_text: str


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One answer, one decision, or one act of staff."""

    at_text: str
    code: str
    actor: str = ""  # "" the machine
    times: int = 1


@dataclass(frozen=True, slots=True)
class StaffStory:
    """The whole story of an item: why it waits, and what staff may do about it."""

    item: StaffItem
    lines: tuple[StoryLine, ...]
    waits_for: str  # a code: why it does not go on
    next_try_text: str  # "" when time alone changes nothing
    may: tuple[str, ...]  # acts: "retry" | "park" | "release" | "handled"


@dataclass(frozen=True, slots=True)
class StaffWork:
    items: tuple[StaffItem, ...]
    open_operations: int
    dead_letters: int
    open_cases: int
    oldest_open_s: int
    hospital_reachable: bool
