"""The end of a turn, and what may come over any screen."""

from dataclasses import dataclass

from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen
from kiosk.screens.paying import SlipNotice

WINDOW = "window"  # print a slip to go on with at the window


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
    """Over the screen. `queued`: the hospital does not answer, the call is kept; ask at the window. `answered_by`: who
    comes. `ticket`: the slip for the window, NONE where nobody asked for it. Answers: Continue (back to the screen),
    Picked(WINDOW).
    """

    queued: bool
    terminal_id: str
    answered_by: LocalText | None = None
    ticket: SlipNotice = SlipNotice.NONE
    ticket_number: str = ""


Overlay = TimeoutWarning | StaffCalled
