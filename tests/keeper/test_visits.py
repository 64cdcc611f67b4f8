"""Who is at the machine, and who no longer is."""

from itertools import count

import pytest

from kiosk.domain.coverage import Coverage
from kiosk.hospital.port import IdentifiedPatient
from kiosk.keeper.refused import Refused
from kiosk.keeper.visits import HANDLES_MAX, Visits

NOBODY: tuple[Coverage, ...] = ()
PATIENT = IdentifiedPatient("pt_1", "张三丰", NOBODY)


class Time:
    now_s = 0.0


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def visits(time: Time) -> Visits:
    tokens = count()
    return Visits(lambda: f"token-{next(tokens)}", lambda: time.now_s, 900.0)


def test_a_turn_that_waits_all_night_is_still_the_one(visits: Visits, time: Time) -> None:
    token, _ = visits.begin()
    time.now_s = 12 * 3600.0
    assert not visits.forget_people()
    visits.check(token)


def test_a_person_who_was_left_alone_is_forgotten(visits: Visits, time: Time) -> None:
    token, _ = visits.begin()
    handle = visits.admit(visits.check(token), PATIENT)
    time.now_s = 901.0
    assert visits.forget_people()
    with pytest.raises(Refused, match="NOT_ALLOWED"):
        visits.person(visits.check(token), handle)


def test_a_keeper_that_was_killed_knows_its_turn_but_nobody_else(visits: Visits) -> None:
    token, digest = visits.begin()
    handle = visits.admit(visits.check(token), PATIENT)
    visits.resume(digest)
    with pytest.raises(Refused, match="NOT_ALLOWED"):
        visits.person(visits.check(token), handle)
    with pytest.raises(Refused, match="NOT_ALLOWED"):
        visits.check("token-99")


def test_handles_are_bounded(visits: Visits) -> None:
    visit = visits.check(visits.begin()[0])
    for _ in range(HANDLES_MAX):
        visits.admit(visit, PATIENT)
    with pytest.raises(Refused):
        visits.admit(visit, PATIENT)


def test_nothing_about_a_person_is_in_a_repr(visits: Visits) -> None:
    visit = visits.check(visits.begin()[0])
    handle = visits.admit(visit, PATIENT)
    assert "张三丰" not in repr((visit, visits.person(visit, handle), PATIENT))
