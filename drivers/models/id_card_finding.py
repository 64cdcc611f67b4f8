"""When to ask for a card, and what the answers mean. Sans I/O: the time is an argument.

A reader finds a card once. From then on FIND fails, until the card was lifted and laid on again: so nothing is asked
while one that was found waits to be read; after a read the first failing FIND is all that is known of its lifting.
"""

from drivers.api.id_card_reader import IdCardDetected, IdCardEvent, IdCardLifted
from drivers.wire.sam_a import Status

UNREAD_S_MAX = 10.0  # a card that was found and that nobody wants: then it counts as lifted


class Finding:
    def __init__(self, interval_s: float) -> None:
        self._interval_s = interval_s
        self.reset(0.0)

    def reset(self, now: float) -> None:
        """The line is up: what lies there now was laid there before."""
        self._asked_s = now - self._interval_s
        self._answered = False  # since the line is up
        self._found_s: float | None = None  # found and not read
        self._told = False  # a card was told that has not been told as lifted
        self._reading = False

    @property
    def answered(self) -> bool:
        """The other end is a reader."""
        return self._answered

    @property
    def reading(self) -> bool:
        return self._reading

    def is_due(self, now: float) -> bool:
        """Whether to send FIND now."""
        waits_to_be_read = self._found_s is not None and now - self._found_s < UNREAD_S_MAX
        if self._reading or waits_to_be_read or now - self._asked_s < self._interval_s:
            return False
        self._asked_s = now
        return True

    def heard(self, status: int, now: float) -> IdCardEvent | None:
        first, self._answered = not self._answered, True
        if status == Status.FOUND:
            self._found_s, self._told = None if first else now, not first
            return IdCardDetected(present_at_open=first)
        if status == Status.FIND_FAILED and self._told:
            self._found_s, self._told = None, False
            return IdCardLifted()
        return None

    def begin_reading(self) -> bool:
        """False: there is nothing to read."""
        self._reading = self._found_s is not None
        self._found_s = None
        return self._reading

    def end_reading(self, now: float) -> None:
        self._reading, self._asked_s = False, now
