"""Twenty kills of the real keeper over real HTTPS, drawn from a seed; and one keeper that would get it wrong."""

from collections import Counter

import pytest

from tests.chaos.kill.command import main
from tests.chaos.kill.journeys import JOURNEYS
from tests.chaos.kill.one import play
from tests.chaos.kill.points import NoTracing, Point, chosen, points, require_strace

POINTS = "20"
CARELESS = "tests.chaos.kill.careless"


@pytest.fixture(autouse=True)
def strace() -> None:
    try:
        require_strace()
    except NoTracing as error:
        pytest.skip(str(error))


@pytest.mark.timeout(600)
def test_wherever_the_keeper_is_shot_the_books_agree(capsys: pytest.CaptureFixture[str]) -> None:
    status = main(["--points", POINTS, "--seed", "20261124", "--jobs", "2"])
    said = capsys.readouterr().out
    assert status == 0, said
    assert f"runs={POINTS}" in said
    assert "violations=0" in said


def test_a_keeper_that_believes_after_a_kill_what_nobody_told_it_is_caught() -> None:
    sends = play("qr").counts["sendto"]
    wanted = [Point("qr", "sendto", nth, before) for nth in range(sends // 2, sends + 1) for before in (True, False)]
    for point in wanted:
        found = play("qr", point, CARELESS).found
        if found:
            assert any(text.startswith("S") for text in found)
            return
    raise AssertionError("no kill found the missing guard")


def test_a_point_is_named_and_found_again_by_its_name() -> None:
    for point in points("qr", Counter(write=3, fdatasync=1)):
        assert Point.parse(str(point)) == point
    assert len(list(points("qr", Counter(write=3, fdatasync=1)))) == 8
    assert set(JOURNEYS) == {"qr", "payer_code", "face", "free", "reversal", "cancel"}


def test_all_calls_are_points_unless_a_few_are_to_stand_for_the_rest() -> None:
    assert chosen(5, 0) == [1, 2, 3, 4, 5]
    assert chosen(3, 12) == [1, 2, 3]
    assert len(list(points("qr", Counter(read=500, pwrite64=500), 24))) == 2 * (24 + 500)
    assert chosen(100, 12) == [1, 2, 3, 4, 5, 6, 7, 8, 50, 98, 99, 100]
