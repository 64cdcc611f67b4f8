"""When no new payment is started: each limit alone, just within it and just beyond."""

import pytest

from kiosk.keeper.closing import Closed, Standing, why_closed
from kiosk.profile import Limits

LIMITS = Limits()
MB = 1 << 20
DAY_S = 24 * 3600.0


@pytest.mark.parametrize(
    ("within", "beyond", "reason"),
    [
        (Standing(answer_age_s=30.0), Standing(answer_age_s=30.1), Closed.HEALTH_TOO_OLD),
        (Standing(clock_skew_s=120.0), Standing(clock_skew_s=120.1), Closed.CLOCK_SKEWED),
        (Standing(clock_skew_s=-120.0), Standing(clock_skew_s=-120.1), Closed.CLOCK_SKEWED),
        (Standing(reserve_held=True), Standing(reserve_held=False), Closed.RESERVE_SPENT),
        (Standing(free_bytes=256 * MB), Standing(free_bytes=256 * MB - 1), Closed.DISK_LOW),
        (Standing(open_operations=49), Standing(open_operations=50), Closed.OPEN_TOO_MANY),
        (Standing(oldest_open_s=DAY_S), Standing(oldest_open_s=DAY_S + 1), Closed.OPEN_TOO_LONG),
        (Standing(unsettled_fen=20_000_000), Standing(unsettled_fen=20_000_001), Closed.UNSETTLED_TOO_MUCH),
    ],
)
def test_each_limit_closes_payments_by_itself(within: Standing, beyond: Standing, reason: Closed) -> None:
    assert why_closed(within, LIMITS) is None
    assert why_closed(beyond, LIMITS) is reason


def test_the_payment_that_would_start_counts_into_the_sum() -> None:
    standing = Standing(unsettled_fen=19_999_900)
    assert why_closed(standing, LIMITS, 100) is None
    assert why_closed(standing, LIMITS, 101) is Closed.UNSETTLED_TOO_MUCH
