"""Time moved by hand, and chance from a seed."""

from datetime import UTC, datetime
from random import Random

START_MS = int(datetime(2026, 11, 24, 0, 0, tzinfo=UTC).timestamp() * 1000)


class VirtualClock:
    """`offline_queue.clock.Clock`. The wall may be stepped; the monotonic clock never is."""

    def __init__(self) -> None:
        self.now_ms = 1_000
        self.wall_offset_ms = START_MS

    def wall_ms(self) -> int:
        return self.now_ms + self.wall_offset_ms

    def monotonic_ms(self) -> int:
        return self.now_ms

    def boot_id(self) -> str:
        return "one"


class Dice:
    """`offline_queue.clock.Randomness` from a seed."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def below(self, bound: int) -> int:
        return self._random.randrange(bound)
