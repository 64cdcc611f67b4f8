"""The keeper's no, as an exception on the turn's side."""

from kiosk.domain.wording import LocalText
from kiosk.keeper.protocol import Refusal


class Refused(Exception):
    """The keeper did not do it; `refusal` picks the sentence on screen. `reason`: what the hospital adds to it."""

    def __init__(self, refusal: Refusal, reason: LocalText | None = None) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
        self.reason = reason
