"""What every screen has."""

from dataclasses import dataclass

from kiosk.domain.money import Money


@dataclass(frozen=True, slots=True)
class Step:
    """'Step 2 of 4', the marks on top."""

    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What was chosen so far: the line that stays on top."""

    masked_name: str
    bill_count: int
    total: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """`can_back` and `can_cancel` say what the bottom bar offers besides 'call staff'. `card_in` keeps the
    'leave your card in' mark lit."""

    step: Step | None = None
    can_back: bool = False
    can_cancel: bool = False
    card_in: bool = False
