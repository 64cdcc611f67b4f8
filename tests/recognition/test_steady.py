"""A word for the person is said when it has held, and not for a single picture."""

from kiosk.domain.face import FaceSeen, Guidance
from kiosk.recognition.steady import SteadyGuidance

CLOSER, LIGHT, GOOD = Guidance.COME_CLOSER, Guidance.MORE_LIGHT, Guidance.GOOD


def said(*seen: tuple[float, Guidance]) -> list[Guidance]:
    steady = SteadyGuidance(hold_s=0.3)
    return [steady.after(FaceSeen(guidance), now_s) for now_s, guidance in seen]


def test_the_first_word_is_said_at_once() -> None:
    assert said((0.0, CLOSER)) == [CLOSER]


def test_another_word_waits_until_it_has_held() -> None:
    assert said((0.0, CLOSER), (0.1, LIGHT), (0.2, LIGHT), (0.41, LIGHT)) == [CLOSER, CLOSER, CLOSER, LIGHT]


def test_a_single_picture_changes_no_word() -> None:
    assert said((0.0, CLOSER), (0.1, LIGHT), (0.2, CLOSER), (0.5, LIGHT), (0.6, LIGHT)) == [CLOSER] * 5


def test_good_is_said_at_once_since_the_person_is_to_hold_still() -> None:
    assert said((0.0, CLOSER), (0.1, GOOD)) == [CLOSER, GOOD]
