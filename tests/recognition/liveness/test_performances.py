"""The shipped check on real pictures: people who act, and what is held up instead of a face."""

from random import Random

import pytest

from hardware_sim.camera.performances import performance
from hardware_sim.measure.liveness_workers.ours import HEIGHT, WIDTH, pictures, run
from kiosk.domain.liveness import NotLive, Verdict
from kiosk.recognition.faces.liveness_watch import LivenessWatch
from kiosk.recognition.faces.matching import Matcher
from kiosk.recognition.models import Models, find_models
from tests.recognition.liveness.people import MODELS

pytestmark = pytest.mark.nightly


@pytest.fixture(scope="module")
def models() -> Models:
    return find_models(MODELS)


@pytest.fixture(scope="module")
def matcher(models: Models) -> Matcher:
    return Matcher(models)


@pytest.mark.parametrize("person", ["astronaut", "biden", "sample6-c"])
def test_a_person_who_does_what_is_asked_passes(models: Models, matcher: Matcher, person: str) -> None:
    scene = performance("acting", person, WIDTH, HEIGHT, Random(person))
    assert run(LivenessWatch(models, matcher, Random(person)), scene).step.verdict is Verdict.LIVE


@pytest.mark.parametrize("species", ["print_held", "print_tilted", "print_bent", "screen_still", "screen_replay"])
def test_what_is_held_up_instead_is_refused(models: Models, matcher: Matcher, species: str) -> None:
    scene = performance(species, "obama", WIDTH, HEIGHT, Random(species))
    ran = run(LivenessWatch(models, matcher, Random(7)), scene)
    assert ran.begun, "it must have looked like a face, or nothing is proven"
    assert ran.step.verdict in (Verdict.NOT_LIVE, Verdict.TIMED_OUT)


def test_a_stream_that_shows_the_same_second_over_and_over_is_refused(models: Models, matcher: Matcher) -> None:
    scene = performance("acting", "astronaut", WIDTH, HEIGHT, Random(1))
    second = [picture for _, picture in zip(range(15), pictures(scene), strict=False)]
    watch = LivenessWatch(models, matcher, Random(1))
    steps = [watch.see(second[number % 15][1], number / 15) for number in range(40)]
    assert steps[-1].reason is NotLive.LOOPED


def test_another_person_in_the_same_place_is_refused(models: Models, matcher: Matcher) -> None:
    """Both look ahead in the same place, so that nothing but the face itself tells."""
    first, second = (performance("acting", name, WIDTH, HEIGHT, Random(1)) for name in ("astronaut", "faces-b"))
    watch = LivenessWatch(models, matcher, Random(4))
    asked = None
    for (taken_s, picture), (_, other) in zip(pictures(first), pictures(second), strict=True):
        step = watch.see(picture if asked is None else other, taken_s)
        if step.asked is not None and asked is None:
            asked = step.asked
            second.told(asked)
        if step.verdict is not None:
            break
    assert step.reason is NotLive.OTHER_PERSON


def test_two_people_are_not_checked_at_once(models: Models, matcher: Matcher) -> None:
    scene = performance("acting", "astronaut", WIDTH, HEIGHT, Random(1))
    watch = LivenessWatch(models, matcher, Random(1))
    for taken_s, picture in pictures(scene):
        two = picture.copy()
        two[:, : WIDTH // 2] = two[:, WIDTH // 2 :] = picture[:, WIDTH // 4 : 3 * WIDTH // 4]
        step = watch.see(two, taken_s)
        if step.verdict is not None:
            break
    assert step.reason is NotLive.TWO_FACES


def test_what_was_kept_of_a_person_is_gone_afterwards(models: Models, matcher: Matcher) -> None:
    scene = performance("acting", "astronaut", WIDTH, HEIGHT, Random(1))
    watch = LivenessWatch(models, matcher, Random(1))
    for _, (taken_s, picture) in zip(range(30), pictures(scene), strict=False):
        watch.see(picture, taken_s)
    first = watch._first
    assert first is not None
    watch.forget()
    assert first.cosine(first) == 0
    assert watch._nose.shift(picture) is None
