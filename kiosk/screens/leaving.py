"""The end of a turn, and what may come over any screen."""

from dataclasses import dataclass

from kiosk.screens.base import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeCardAndSlip(Screen):
    """'Take your card. Take your slip.' `alarm`: it has been left too long. Answers: none."""

    card: bool
    slip: bool
    alarm: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeoutWarning(Screen):
    """Over the screen that waits. Counts down by itself. Answers: Stay."""

    seconds_left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffCalled(Screen):
    """Over the screen. `queued`: the hospital does not answer, the call is kept; ask at the window. Answers:
    Continue (back to the screen).
    """

    queued: bool
    terminal_id: str


Overlay = TimeoutWarning | StaffCalled
