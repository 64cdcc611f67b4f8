"""How long to wait: full jitter, and the server's own Retry-After."""

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TypeVar

from offline_queue.clock import Randomness
from offline_queue.operation import Lane

Seconds = TypeVar("Seconds", int, float)

RETRY_AFTER_S_MIN = 1
RETRY_AFTER_S_MAX = 15 * 60
DOUBLINGS_MAX = 20
HEADER_CHARS_MAX = 64


@dataclass(frozen=True, slots=True)
class Backoff:
    """Full jitter: a uniform wait below min(cap, base * 2**n), so that a ward of terminals does not return at once."""

    base_ms: int = 1_000
    cap_ms: int = 60_000

    def wait_ms(self, failures: int, randomness: Randomness) -> int:
        """The wait after the n-th failure in a row, n from 1."""
        ceiling = min(self.cap_ms, self.base_ms << min(failures - 1, DOUBLINGS_MAX))
        return randomness.below(ceiling + 1)


MONEY_BACKOFF = Backoff(cap_ms=60_000)
OTHER_BACKOFF = Backoff(cap_ms=15 * 60_000)


def backoff_of(lane: Lane) -> Backoff:
    """Money is asked after more often than the rest (durability.md section 4)."""
    return MONEY_BACKOFF if lane is Lane.MONEY else OTHER_BACKOFF


def retry_after_s(value: str | None, wall_ms: int) -> int | None:
    """Both forms of Retry-After (RFC 9110, 10.2.3): seconds, or an HTTP date; clamped to 1 s to 15 min.

    Anything else is None: the caller falls back to its own back-off.
    """
    text = (value or "").strip()
    if not text or len(text) > HEADER_CHARS_MAX:
        return None
    seconds = int(text) if text.isascii() and text.isdigit() else _seconds_until(text, wall_ms)
    return None if seconds is None else clamp_s(seconds)


def clamp_s(seconds: Seconds) -> Seconds:
    """Keep a server's wish within 1 s to 15 min."""
    return max(RETRY_AFTER_S_MIN, min(RETRY_AFTER_S_MAX, seconds))


def _seconds_until(date: str, wall_ms: int) -> int | None:
    try:
        return int(parsedate_to_datetime(date).timestamp() - wall_ms / 1000)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
