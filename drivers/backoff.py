"""How long to wait before trying again."""

from collections.abc import Iterator


def delays(first_s: float, s_max: float) -> Iterator[float]:
    """`first_s`, doubled each time, never above `s_max`. No jitter: nobody else dials the same device."""
    delay_s = first_s
    while True:
        yield min(delay_s, s_max)
        delay_s = min(delay_s * 2, s_max)
