"""Time, ids and chance as arguments, and the queue's own time axis, which knows no wall clock and outlives a boot."""

import secrets
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

BOOT_ID_FILE = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    """Where time comes from. A test or a simulation passes its own."""

    def wall_ms(self) -> int:
        """Milliseconds since 1970 UTC. A fact to be recorded; nothing waits or is ordered by it."""
        ...

    def monotonic_ms(self) -> int:
        """Milliseconds that only go forward, from an origin that changes at each boot."""
        ...

    def boot_id(self) -> str:
        """Names the boot that `monotonic_ms` belongs to."""
        ...


class Randomness(Protocol):
    """Where chance comes from."""

    def below(self, bound: int) -> int:
        """A uniform number from 0 to bound - 1; bound is at least 1."""
        ...


class Ids(Protocol):
    """Where new ids come from: unique for ever, with at least 122 random bits, not derived from a clock."""

    def new_id(self) -> str: ...


class SystemClock:
    """The machine's clocks."""

    def __init__(self) -> None:
        self._boot_id = BOOT_ID_FILE.read_text().strip()

    def wall_ms(self) -> int:
        return time.time_ns() // 1_000_000

    def monotonic_ms(self) -> int:
        # BOOTTIME also counts suspended time: a due time must not slip when a cart sleeps.
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000

    def boot_id(self) -> str:
        return self._boot_id


class SystemRandomness:
    """The kernel's randomness."""

    def below(self, bound: int) -> int:
        return secrets.randbelow(bound)


SYSTEM_RANDOMNESS = SystemRandomness()


class SystemIds:
    """128 random bits in hex."""

    def new_id(self) -> str:
        return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class TimeOrigin:
    """How queue time relates to one boot's monotonic time: queue = monotonic + offset."""

    boot_id: str
    offset_ms: int


class QueueTime:
    """Queue time: monotonic milliseconds, carried on over reboots.

    Due times are kept on this axis. While the machine is off the axis stands still, so after a reboot a wait is
    finished in full at worst: never cut short, and late by no more than that one wait.
    """

    def __init__(self, clock: Clock, origin: TimeOrigin, rebooted: bool = False) -> None:
        self._clock = clock
        self.origin = origin
        self.rebooted = rebooted  # since the store was last open

    @classmethod
    def resume(cls, clock: Clock, saved: TimeOrigin | None, last_known_ms: int) -> "QueueTime":
        """Go on from the stored origin, or re-base it when this is another boot.

        `last_known_ms` is the latest queue time any stored row proves.
        """
        current = clock.monotonic_ms()
        same_boot = saved is not None and saved.boot_id == clock.boot_id()
        if saved is not None and same_boot and current + saved.offset_ms >= last_known_ms:
            return cls(clock, saved)
        return cls(clock, TimeOrigin(clock.boot_id(), last_known_ms - current), rebooted=saved is not None)

    def now_ms(self) -> int:
        """Queue time now."""
        return self._clock.monotonic_ms() + self.origin.offset_ms

    def wall_ms(self) -> int:
        """The wall clock now, as a fact to be recorded."""
        return self._clock.wall_ms()
