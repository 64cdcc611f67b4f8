"""The best of the pictures while a face holds still. The looks are made up; the pictures are not."""

from dataclasses import replace

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from kiosk.domain.face import FaceBox, Guidance
from kiosk.recognition.faces.capture import STILL_PICTURES, FaceCapture
from kiosk.recognition.faces.detector import Face
from kiosk.recognition.faces.look import Looker, Sight
from kiosk.recognition.faces.measures import Measures
from kiosk.recognition.faces.portrait import HEIGHT_PX, JPEG_BYTES_MAX, WIDTH_PX, as_photo
from tests.recognition.faces.photos import MODELS, before_the_wall

Picture = NDArray[np.uint8]
GOOD = Measures(box=FaceBox(0.38, 0.25, 0.25, 0.45))
FRAME_S = 0.0625


def grey(shade: int) -> Picture:
    return np.full((480, 640, 3), shade, np.uint8)


class Eyes:
    """Sees in each picture, known by its shade, what was agreed."""

    def __init__(self) -> None:
        self.seen: dict[int, Measures | None] = {}

    def look(self, picture: Picture) -> Sight | None:
        row = np.array([240, 120, 160, 216, 285, 210, 365, 210, 325, 255, 295, 290, 355, 290, 0.93], np.float32)
        return Sight(picture, Face(row.copy()), None, ()) if self.of(picture) is not None else None

    def of(self, picture: Picture) -> Measures | None:
        return self.seen.get(int(picture[0, 0, 0]), GOOD)

    def measure(self, look: Sight) -> Measures:
        found = self.of(look.picture)
        assert found is not None
        return found


@pytest.fixture
def eyes() -> Eyes:
    return Eyes()


@pytest.fixture
def capture(eyes: Eyes) -> FaceCapture:
    return FaceCapture(eyes, measures=eyes.measure)


def test_a_face_that_holds_still_is_taken_after_five_pictures(capture: FaceCapture) -> None:
    held = []
    for number in range(STILL_PICTURES):
        assert capture.best() is None
        held.append(capture.take(grey(number), number * FRAME_S).held)
    assert held == sorted(held) and held[0] == pytest.approx(0.2) and held[-1] == 1.0
    assert capture.best() is not None


def test_a_fast_camera_must_wait_for_a_head_to_be_still(capture: FaceCapture) -> None:
    seen = [capture.take(grey(number), number * 0.01).held for number in range(12)]
    assert max(seen) < 1.0 and capture.best() is None
    assert capture.take(grey(12), 0.26).held == 1.0


def test_a_face_that_walks_is_not_still(eyes: Eyes, capture: FaceCapture) -> None:
    for number in range(12):
        eyes.seen[number] = replace(GOOD, box=FaceBox(0.1 + 0.06 * number, 0.25, 0.25, 0.45))
        assert capture.take(grey(number), number * FRAME_S).held < 0.3
    assert capture.best() is None


def test_the_sharpest_of_them_is_the_photo(eyes: Eyes, capture: FaceCapture) -> None:
    for number in range(9):
        eyes.seen[10 * number] = replace(GOOD, ramp=0.5 if number == 3 else 0.3)
        capture.take(grey(10 * number), number * FRAME_S)
    taken = capture.best()
    assert taken is not None
    assert abs(int(taken.aligned.mean()) - 30) <= 1


def test_a_bad_picture_in_between_is_passed_over_and_a_long_pause_is_not(eyes: Eyes, capture: FaceCapture) -> None:
    eyes.seen[99] = None
    for number in range(4):
        capture.take(grey(number), number * FRAME_S)
    assert capture.take(grey(99), 0.3).guidance is Guidance.NOBODY
    assert capture.take(grey(5), 0.35).held == 1.0
    capture.forget()
    for number in range(4):
        capture.take(grey(number), number * FRAME_S)
    capture.take(grey(99), 1.0)
    assert capture.take(grey(5), 1.05).held == pytest.approx(0.2)


def test_pictures_that_did_not_come_are_no_stillness(capture: FaceCapture) -> None:
    assert capture.take(grey(0), 0.0).held == capture.take(grey(1), 5.0).held == pytest.approx(0.2)


def test_a_photo_that_is_there_stays_though_the_person_turns_away(eyes: Eyes, capture: FaceCapture) -> None:
    eyes.seen[99] = None
    for number in range(STILL_PICTURES):
        capture.take(grey(number), number * FRAME_S)
    capture.take(grey(99), 3.0)
    assert capture.best() is not None


def test_forgetting_overwrites(capture: FaceCapture) -> None:
    for number in range(STILL_PICTURES + 2):
        capture.take(grey(100 + number), number * FRAME_S)
    kept = [picture for good in capture._held for picture in (good.portrait, good.aligned)]
    assert all(picture.any() for picture in kept)
    capture.forget()
    assert capture.best() is None
    assert not any(picture.any() for picture in kept)


def test_what_was_held_and_is_no_longer_the_best_is_overwritten_at_once(capture: FaceCapture) -> None:
    ever: list[Picture] = []
    for number in range(STILL_PICTURES + 3):
        capture.take(grey(100 + number), number * FRAME_S)
        ever += [good.portrait for good in capture._held if not any(good.portrait is one for one in ever)]
    now = [good.portrait for good in capture._held]
    dropped = [picture for picture in ever if not any(picture is one for one in now)]
    assert len(dropped) == 3 and not any(picture.any() for picture in dropped)


def test_the_portrait_is_head_and_shoulders_and_small() -> None:
    capture = FaceCapture(Looker(MODELS))
    for number in range(STILL_PICTURES):
        capture.take(before_the_wall("biden"), number * FRAME_S)
    taken = capture.best()
    assert taken is not None
    assert len(taken.photo.jpeg) <= JPEG_BYTES_MAX and taken.aligned.shape == (112, 112, 3)
    picture = cv2.imdecode(np.frombuffer(taken.photo.jpeg, np.uint8), cv2.IMREAD_COLOR)
    assert picture is not None and picture.shape == (HEIGHT_PX, WIDTH_PX, 3)
    look = Looker(MODELS).look(np.asarray(picture, np.uint8))
    assert look is not None
    middle = look.face.left + look.face.width / 2
    assert abs(middle - WIDTH_PX / 2) < 20 and 0.38 < look.face.height / HEIGHT_PX < 0.54


def test_the_worst_picture_stays_within_the_limit() -> None:
    noise = np.random.default_rng(1).integers(0, 256, (HEIGHT_PX, WIDTH_PX, 3), np.uint8)
    assert len(as_photo(noise).jpeg) <= JPEG_BYTES_MAX


def test_nothing_of_it_has_a_repr(capture: FaceCapture) -> None:
    for number in range(STILL_PICTURES):
        capture.take(grey(number), number * FRAME_S)
    taken = capture.best()
    assert taken is not None
    assert "array" not in repr(taken) and "array" not in repr(capture._held) and "xff" not in repr(taken.photo)
