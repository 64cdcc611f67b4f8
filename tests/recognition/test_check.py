"""A face against a photo, on people who act before a simulated camera; the time is the pictures' own."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from hardware_sim.camera.performances import Performance, performance
from hardware_sim.faces import PHOTOS
from kiosk.domain.face import Likeness
from kiosk.domain.looking import CheckFace, FaceChecked, FaceNews
from kiosk.recognition.check import CheckWatcher
from kiosk.recognition.models import Models

MODELS = Models(Path(__file__).parents[2] / ".models")
FPS, SECONDS_MAX = 15, 30
Cast = Callable[[float, FaceNews | None], Performance]


def acting(person: str) -> Performance:
    return performance("acting", person, 640, 480, Random(7))


def photo(name: str) -> bytes:
    return (PHOTOS / "people" / f"{name}.jpg").read_bytes()


def check(reference: bytes, cast: Cast) -> FaceChecked:
    """`cast` says who is before the camera, by the time and what was told last."""
    watcher = CheckWatcher(MODELS, CheckFace(reference), Random(3))
    told: FaceNews | None = None
    for number in range(SECONDS_MAX * FPS):
        t_s = number / FPS
        who = cast(t_s, told)
        for news in watcher.see(who(t_s), 100 + t_s):
            if isinstance(news, FaceChecked):
                watcher.forget()
                return news
            if news.challenge is not None and (told is None or told.challenge is not news.challenge):
                who.told(str(news.challenge))
            told = news
    raise AssertionError(f"no end after {SECONDS_MAX} s; {told}")


def one(person: str) -> Cast:
    who = acting(person)
    return lambda t_s, told: who


def test_the_same_person_is_the_same() -> None:
    assert check(photo("obama2"), one("obama")) == FaceChecked(Likeness.SAME)


def test_somebody_else_is_different() -> None:
    assert check(photo("biden"), one("obama")) == FaceChecked(Likeness.DIFFERENT)


def test_who_acts_must_be_who_was_compared() -> None:
    """One looks into the camera and steps aside; another does what is asked."""
    first, second = acting("obama"), acting("biden")
    swapped = check(photo("obama2"), lambda t_s, told: first if told is None or told.of == 0 else second)
    assert swapped.likeness is None
    assert swapped.reason.startswith("LIVENESS_")


@pytest.mark.parametrize("reference", [b"", b"no picture"])
def test_a_photo_that_shows_no_face_is_compared_with_nobody(reference: bytes) -> None:
    assert check(reference, one("obama")) == FaceChecked(None, "REFERENCE_UNUSABLE")


def test_a_print_that_is_held_up_does_not_act() -> None:
    held = performance("print_held", "obama", 640, 480, Random(7))
    ended = check(photo("obama2"), lambda t_s, told: held)
    assert ended.likeness is None
    assert ended.reason.startswith("LIVENESS_")


def test_after_the_end_there_is_no_news_and_nothing_kept() -> None:
    watcher = CheckWatcher(MODELS, CheckFace(b"no picture"), Random(3))
    who = acting("obama")
    assert len(list(watcher.see(who(0.0), 100.0))) == 1
    assert list(watcher.see(who(0.1), 100.1)) == []
