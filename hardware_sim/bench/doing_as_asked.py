"""Somebody before the camera who reads the screen, and does what it asks of them."""

from hardware_sim.bench.events import Event
from hardware_sim.camera.acting_person import BLINK, TURN_LEFT, TURN_RIGHT
from hardware_sim.camera.performances import Performance

WORDS = {"眨": BLINK, "向左转头": TURN_LEFT, "向右转头": TURN_RIGHT}
WORDS |= {"Blink": BLINK, "head left": TURN_LEFT, "head right": TURN_RIGHT}
SCREEN = "LookHere"


class DoesAsAsked:
    """A listener of the bench's events. The same words once more ask for nothing new."""

    def __init__(self, who: Performance) -> None:
        self._who = who
        self._asked = ""

    def __call__(self, event: Event) -> None:
        if event.event != "screen_shown":
            return
        asked = asked_by(str(event.data.get("spoken", ""))) if event.data.get("name") == SCREEN else ""
        if asked and asked != self._asked:
            self._who.told(asked)
        self._asked = asked


def asked_by(text: str) -> str:
    return next((act for words, act in WORDS.items() if words in text), "")
