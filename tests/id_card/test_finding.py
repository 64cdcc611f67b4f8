"""When the reader is asked, and what its answers mean. The clock is an argument."""

import itertools

from drivers.api.id_card_reader import IdCardDetected, IdCardEvent, IdCardLifted
from drivers.models.id_card_finding import UNREAD_S_MAX, Finding
from drivers.wire.sam_a import Status

FOUND, NONE = Status.FOUND, Status.FIND_FAILED


def finding_after(*statuses: Status) -> tuple[Finding, list[IdCardEvent]]:
    one = Finding(0.3)
    told = [event for status in statuses if (event := one.heard(status, 1.0)) is not None]
    return one, told


def test_it_is_never_asked_more_often_than_the_reader_can_bear() -> None:
    one = Finding(0.3)
    asked = [tenth / 100 for tenth in range(200) if one.is_due(tenth / 100)]
    assert asked[0] == 0.0
    assert all(b - a >= 0.3 - 1e-9 for a, b in itertools.pairwise(asked))


def test_a_card_that_lay_there_before_is_not_to_be_read() -> None:
    one, told = finding_after(FOUND)
    assert told == [IdCardDetected(present_at_open=True)]
    assert not one.begin_reading()


def test_a_card_that_was_laid_on_is_told_once_and_not_asked_about_until_it_is_read() -> None:
    one, told = finding_after(NONE, FOUND)
    assert told == [IdCardDetected()]
    assert not one.is_due(1.0 + UNREAD_S_MAX - 0.1)
    assert one.is_due(1.0 + UNREAD_S_MAX)


def test_after_a_read_the_first_failing_find_says_that_it_is_done_with() -> None:
    one, _ = finding_after(NONE, FOUND)
    assert one.begin_reading()
    assert not one.is_due(5.0)
    one.end_reading(5.0)
    assert not one.begin_reading()
    assert [one.heard(NONE, 6.0), one.heard(NONE, 7.0)] == [IdCardLifted(), None]
    assert one.heard(FOUND, 8.0) == IdCardDetected()


def test_a_status_that_is_no_answer_to_find_changes_nothing() -> None:
    one, _ = finding_after(NONE, FOUND)
    assert one.heard(Status.UNKNOWN_ERROR, 2.0) is None
    assert one.begin_reading()
