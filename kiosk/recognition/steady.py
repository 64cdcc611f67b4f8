"""What a person is told must not flicker: a word is said when it has held for a moment."""

from kiosk.domain.face import FaceSeen, Guidance

HOLD_S = 0.3


class SteadyGuidance:
    """Time is an argument."""

    def __init__(self, hold_s: float = HOLD_S) -> None:
        self._hold_s = hold_s
        self._told: Guidance | None = None
        self._next: tuple[Guidance, float] | None = None

    def after(self, seen: FaceSeen, now_s: float) -> Guidance:
        """What to say now. GOOD is said at once: the person is to hold still; so is the very first word."""
        new = seen.guidance
        if self._told is None or new in (Guidance.GOOD, self._told):
            self._told, self._next = new, None
        elif self._next is None or self._next[0] is not new:
            self._next = (new, now_s)
        elif now_s - self._next[1] >= self._hold_s:
            self._told, self._next = new, None
        return self._told
