"""A photo is of somebody who is there: a camera that is frozen shows whoever stood before it."""

from pathlib import Path
from random import Random

from hardware_sim.camera.performances import performance
from kiosk.domain.looking import PhotoTaken
from kiosk.recognition.models import Models
from kiosk.recognition.photo import PhotoWatcher

MODELS = Models(Path(__file__).parents[2] / ".models")


def taken(*, frozen: bool) -> bool:
    who = performance("acting", "obama", 640, 480, Random(7))
    first, watcher = who(0.0), PhotoWatcher(MODELS)
    pictures = ((t_s, first if frozen else who(t_s)) for t_s in (number / 15 for number in range(20)))
    return any(isinstance(news, PhotoTaken) for t_s, picture in pictures for news in watcher.see(picture, 100 + t_s))


def test_a_living_picture_gives_a_photo() -> None:
    assert taken(frozen=False)


def test_the_same_picture_again_and_again_gives_none() -> None:
    assert not taken(frozen=True)
