"""What a person can answer. Anything else that comes from the ui is a bug and ends the turn."""

from dataclasses import dataclass

CHOICE_CHARS_MAX = 64
CHOICES_MAX = 200


@dataclass(frozen=True, slots=True)
class Continue:
    """The main act of the screen."""


@dataclass(frozen=True, slots=True)
class Picked:
    """One of the offered choices."""

    choice: str


@dataclass(frozen=True, slots=True)
class BillsChosen:
    bill_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Typed:
    """On one of our own keypads. May be personal."""

    text: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Any number of the offered choices, at least one."""

    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Back:
    """One question back."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """End the turn, or stop the payment under way."""


@dataclass(frozen=True, slots=True)
class Help:
    """Call staff: in the same corner of every screen."""


@dataclass(frozen=True, slots=True)
class Stay:
    """'I am still here', to the time-out warning."""


Answer = Continue | Picked | BillsChosen | Typed | Chosen | Back | Cancel | Help | Stay


class BadAnswer(Exception):
    """The ui answered what the screen does not offer."""


def parse_answer(name: str, values: list[str]) -> Answer:
    """Make an answer out of what QML sent: its name and a list of strings."""
    plain: dict[str, Answer] = {
        "continue": Continue(),
        "back": Back(),
        "cancel": Cancel(),
        "help": Help(),
        "stay": Stay(),
    }
    if name in plain and not values:
        return plain[name]
    if len(values) > CHOICES_MAX or any(not isinstance(v, str) or len(v) > CHOICE_CHARS_MAX for v in values):
        raise BadAnswer(name)
    if name == "picked" and len(values) == 1:
        return Picked(values[0])
    if name == "bills" and values:
        return BillsChosen(tuple(values))
    if name == "typed" and len(values) == 1:
        return Typed(values[0])
    if name == "chosen" and values:
        return Chosen(tuple(values))
    raise BadAnswer(name)
