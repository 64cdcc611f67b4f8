"""How old somebody is, by the number that they showed."""

from datetime import date

import pytest

from hardware_sim.hospital.stand_in import HospitalStandIn
from kiosk.domain.age import birth_date, is_under
from tests.keeper.conftest import OpenTurn
from tests.keeper.terminal import run


@pytest.mark.parametrize(
    ("today", "under"), [(date(2026, 11, 24), True), (date(2026, 11, 25), False), (date(2027, 1, 1), False)]
)
def test_fourteen_is_reached_on_the_birthday(today: date, under: bool) -> None:
    assert is_under(14, "330299201211250011", today) is under


@pytest.mark.parametrize(
    "number", ["", "330299201213250011", "33029920121125001", "ABC299201211250011", "３30299201211250011"]
)
def test_a_number_that_does_not_say_makes_nobody_a_child(number: str) -> None:
    assert birth_date(number) is None
    assert not is_under(14, number, date(2026, 11, 25))


def test_the_keeper_says_of_a_child_with_a_card_that_it_is_one(open_turn: OpenTurn, hospital: HospitalStandIn) -> None:
    async def visit() -> None:
        async with open_turn() as turn:
            assert (await turn.identify("shen_baobao")).under_14
            assert not (await turn.identify("zhang")).under_14

    run(visit())
