"""What `kiosk reconcile` prints, and how it ends."""

from dataclasses import replace
from datetime import UTC, datetime

import msgspec

from kiosk.composition.reconcile import day_of, exit_status, report
from kiosk.documents.sample import sample_day
from kiosk.domain.day_close import Match
from kiosk.keeper.staff import Values


def found(**counts: int) -> Values:
    day = replace(sample_day(), counts={match: counts.get(match, 0) for match in Match}, items=())
    values: Values = msgspec.to_builtins(day)
    return values


def test_a_day_is_chinas_day() -> None:
    assert day_of("today", datetime(2026, 11, 23, 16, 30, tzinfo=UTC)) == "2026-11-24"
    assert day_of("yesterday", datetime(2026, 11, 23, 15, 30, tzinfo=UTC)) == "2026-11-22"
    assert day_of("2026-01-31", datetime(2026, 11, 23, tzinfo=UTC)) == "2026-01-31"


def test_only_a_difference_fails_and_a_missing_side_is_neither() -> None:
    assert exit_status(found(matched=3)) == 0
    assert exit_status(found(matched=3, in_flight=1)) == 0
    assert [exit_status(found(**{name: 1})) for name in ("long", "short", "amount_differs")] == [1, 1, 1]
    assert exit_status({"error": "HOSPITAL_UNREACHABLE", "side": "channel"}) == 2


def test_the_table_names_totals_every_difference_and_the_verdict() -> None:
    text = report(msgspec.to_builtins(sample_day()))
    for word in ("¥41,260.00", "¥41,346.20", "¥41,346.21", "PAID_AFTER_CLOSE", "K07-000003", "YZsample03"):
        assert word in text
    assert text.endswith("2 differences, 1 under way")
    assert report(found(matched=3)).endswith("zero difference")


def test_the_missing_side_is_said() -> None:
    assert "the channel's bill could not be read" in report({"error": "HOSPITAL_UNREACHABLE", "side": "channel"})
