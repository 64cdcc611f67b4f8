from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from offline_queue import Lane
from offline_queue.backoff import RETRY_AFTER_S_MAX, RETRY_AFTER_S_MIN, Backoff, backoff_of, retry_after_s
from tests.offline_queue.support import Chance

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
NOW_MS = int(NOW.timestamp() * 1000)


@given(st.integers(1, 10_000), st.integers(0, 2**32))
def test_a_wait_is_below_its_ceiling_and_never_negative(failures: int, seed: int) -> None:
    wait = Backoff(base_ms=1_000, cap_ms=60_000).wait_ms(failures, Chance(seed))
    assert 0 <= wait <= min(60_000, 1_000 * 2 ** min(failures - 1, 20))


def test_the_jitter_is_full() -> None:
    chance = Chance(seed=1)
    waits = [Backoff().wait_ms(10, chance) for _ in range(2_000)]
    assert min(waits) < 3_000
    assert max(waits) > 57_000


def test_money_comes_back_sooner() -> None:
    assert [backoff_of(lane).cap_ms for lane in Lane] == [60_000, 900_000, 900_000, 900_000]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("0", RETRY_AFTER_S_MIN),
        ("99999999999999999999", RETRY_AFTER_S_MAX),
        (format_datetime(NOW + timedelta(seconds=30), usegmt=True), 30),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), RETRY_AFTER_S_MIN),
        (format_datetime(NOW + timedelta(days=400), usegmt=True), RETRY_AFTER_S_MAX),
        ("Mon, 23-Nov-26 09:00:05 GMT", 5),
        (None, None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("١٢", None),
        ("x" * 10_000, None),
        ("1" * 65, None),
    ],
)
def test_retry_after_in_both_forms_and_in_none(value: str | None, seconds: int | None) -> None:
    assert retry_after_s(value, NOW_MS) == seconds


@given(st.text(max_size=80))
def test_any_retry_after_is_none_or_within_bounds(value: str) -> None:
    seconds = retry_after_s(value, NOW_MS)
    assert seconds is None or RETRY_AFTER_S_MIN <= seconds <= RETRY_AFTER_S_MAX


def test_a_retry_after_may_be_as_long_as_the_limit_and_blanks_around_it_do_not_count() -> None:
    assert retry_after_s("0" * 63 + "9", NOW_MS) == 9
    assert retry_after_s(" " * 9 + "0" * 63 + "9" + " " * 9, NOW_MS) == 9
    assert retry_after_s("0" * 64 + " x", NOW_MS) is None


@pytest.mark.parametrize(("failures", "wait_ms"), [(1, 1_000), (2, 2_000), (6, 32_000), (7, 60_000), (10**6, 60_000)])
def test_the_longest_wait_doubles_up_to_the_cap(failures: int, wait_ms: int) -> None:
    assert Backoff().wait_ms(failures, Chance()) == wait_ms
