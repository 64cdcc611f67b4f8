"""The keeper's no, as an exception on the turn's side."""

from kiosk.keeper.protocol import Refusal


class Refused(Exception):
    """The keeper did not do it; `refusal` picks the sentence on screen."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(str(refusal))
        self.refusal = refusal
