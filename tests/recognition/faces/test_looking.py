"""Real photos before a wall, and what is wrong with them: each refused with the word that helps."""

import cv2
import numpy as np
import pytest

from hardware_sim.camera.acting import ActingFace
from hardware_sim.measure.face_masks import masked
from hardware_sim.measure.face_scenes import CLOTHS, DEFECTS, Sitter, before_wall
from kiosk.domain.face import FaceSeen, Guidance
from kiosk.recognition.faces.align import align
from kiosk.recognition.faces.capture import FaceCapture
from kiosk.recognition.faces.detector import Detector
from kiosk.recognition.faces.gates import LIMITS
from kiosk.recognition.faces.look import Looker
from kiosk.recognition.models import Model
from tests.recognition.faces.photos import CLEAN, MODELS, PHOTOS, TURNED, Picture, before_the_wall, eyes_in, photo_of

SOME = ("obama", "biden", "sample6-a", "faces-b")


@pytest.fixture(scope="module")
def looker() -> Looker:
    return Looker(MODELS)


def said(looker: Looker, picture: Picture) -> FaceSeen:
    return FaceCapture(looker).take(picture, 0.0)


def changed(picture: Picture, scale: float, shift: float = 0.0) -> Picture:
    return np.asarray(np.clip(picture * scale + shift, 0, 255), np.uint8)


def moved(picture: Picture, by_px: int) -> Picture:
    return np.asarray(cv2.blur(picture, (by_px, 1)), np.uint8)


def covered(picture: Picture, colour: tuple[int, int, int]) -> Picture:
    right, left = eyes_in(picture)
    ends = [tuple(int(v) for v in end) for end in (right + (right - left) * 0.6, left + (left - right) * 0.6)]
    return np.asarray(cv2.line(picture.copy(), ends[0], ends[1], colour, 44), np.uint8)


@pytest.mark.parametrize("name", CLEAN)
def test_a_clean_picture_passes(looker: Looker, name: str) -> None:
    seen = said(looker, before_the_wall(name))
    assert seen.guidance is Guidance.GOOD and seen.held > 0


@pytest.mark.parametrize("name", SOME)
def test_what_is_wrong_is_said(looker: Looker, name: str) -> None:
    clean = before_the_wall(name)
    other = before_the_wall("biden" if name != "biden" else "obama", 62, (0.76, 0.45))
    wrong = {
        Guidance.ONE_PERSON: before_the_wall(name, 66, (0.3, 0.45), wall=other),
        Guidance.COME_CLOSER: before_the_wall(name, 34),
        Guidance.STEP_BACK: before_the_wall(name, 150),
        Guidance.TO_THE_MIDDLE: before_the_wall(name, at=(0.12, 0.45)),
        Guidance.MORE_LIGHT: changed(clean, 0.2),
        Guidance.LESS_LIGHT: changed(clean, 1.9, 50),
        Guidance.HEAD_STRAIGHT: before_the_wall(name, leaning_deg=-30),
        Guidance.HOLD_STILL: moved(clean, 15),
        Guidance.EYES_OPEN: covered(clean, (90, 120, 180)),
    }
    assert {wanted: said(looker, picture).guidance for wanted, picture in wrong.items()} == {key: key for key in wrong}


@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize("cloth", CLOTHS)
def test_a_mask_is_to_come_off(looker: Looker, name: str, cloth: tuple[int, int, int]) -> None:
    assert said(looker, before_the_wall(name, photo=masked(photo_of(name), cloth))).guidance is Guidance.MASK_OFF


@pytest.mark.parametrize("name", CLEAN)
def test_a_bare_mouth_is_bare_on_a_grey_and_on_an_odd_coloured_picture(looker: Looker, name: str) -> None:
    clean = before_the_wall(name)
    grey = np.asarray(cv2.cvtColor(cv2.cvtColor(clean, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR), np.uint8)
    warm = np.asarray(np.clip(clean * (0.7, 0.95, 1.1), 0, 255), np.uint8)
    assert Guidance.MASK_OFF not in [said(looker, picture).guidance for picture in (clean, grey, warm)]


@pytest.mark.parametrize("name", TURNED)
def test_who_looks_aside_or_down_is_not_taken(looker: Looker, name: str) -> None:
    seen = said(looker, before_the_wall(name, 66)).guidance
    assert seen in (Guidance.LOOK_HERE, Guidance.EYES_OPEN, Guidance.HEAD_STRAIGHT)


def test_two_photos_of_half_a_face_are_sent_to_the_middle(looker: Looker) -> None:
    for path in (PHOTOS / "partial").iterdir():
        photo = cv2.imread(str(path))
        assert photo is not None
        assert said(looker, np.asarray(photo[:900], np.uint8)).guidance is Guidance.TO_THE_MIDDLE


def test_nobody_is_seen_where_nobody_is(looker: Looker) -> None:
    pictures = [cv2.imread(str(path)) for path in sorted((PHOTOS / "no_face").iterdir())]
    assert len(pictures) == 15, "run packaging/fetch.py photos"
    seen = [said(looker, np.asarray(picture, np.uint8)) for picture in pictures]
    assert [one.box for one in seen] == [None] * len(pictures)


@pytest.mark.parametrize("name", SOME)
def test_who_stands_far_off_in_the_dark_or_half_outside_is_not_nobody(looker: Looker, name: str) -> None:
    assert said(looker, before_the_wall(name, 16)).guidance is Guidance.COME_CLOSER
    assert said(looker, changed(before_the_wall(name), 0.03)).guidance is Guidance.MORE_LIGHT
    assert said(looker, before_the_wall(name, at=(0.06, 0.45))).guidance is Guidance.TO_THE_MIDDLE


def test_shut_eyes_are_scored_and_open_ones_cost_nothing(looker: Looker) -> None:
    shut, opened = (looker.look(before_the_wall(name, 66)) for name in ("sample2-c", "faces-c"))
    assert shut is not None and shut.mesh is not None and opened is not None and opened.mesh is not None
    assert (shut.mesh.eye_blink_left + shut.mesh.eye_blink_right) / 2 > LIMITS.blink_max
    assert opened.mesh.eye_blink_left == opened.mesh.eye_blink_right == 0.0


@pytest.mark.parametrize("name", ["obama2", "sample3-c", "sample6-d"])
def test_shut_eyes_are_found_by_how_narrow_they_are(looker: Looker, name: str) -> None:
    """Lids drawn over photos. They score no more than a laugh does."""
    sitter = Sitter(photo_of(name), np.asarray(eyes_in(photo_of(name)), np.float32))
    shut, *_ = DEFECTS["eyes shut"][1](sitter, sitter)
    assert said(looker, shut).guidance is Guidance.EYES_OPEN


@pytest.mark.parametrize(
    ("name", "shut_by", "wanted"),
    [
        ("biden", 0.25, Guidance.GOOD),
        ("obama3", 0.27, Guidance.GOOD),
        ("sample3-c", 0.63, Guidance.EYES_OPEN),
        ("sample6-d", 0.63, Guidance.EYES_OPEN),
    ],
)
def test_narrow_eyes_are_looked_at_twice(looker: Looker, name: str, shut_by: float, wanted: Guidance) -> None:
    """At the first look alone each of these hears the other word."""
    photo = photo_of(name)
    pressed = ActingFace(photo).act(blink=shut_by)
    eyes = np.asarray(eyes_in(photo) * (pressed.shape[0] / photo.shape[0]), np.float32)
    assert said(looker, before_wall(Sitter(pressed, eyes))).guidance is wanted


def test_a_picture_that_is_nearly_white_is_too_bright_rather_than_empty(looker: Looker) -> None:
    assert said(looker, changed(before_the_wall("sample3-c"), 3.0)).guidance is Guidance.LESS_LIGHT
    assert said(looker, np.full((480, 640, 3), 252, np.uint8)).guidance is Guidance.LESS_LIGHT
    assert said(looker, np.full((480, 640, 3), 180, np.uint8)).guidance is Guidance.NOBODY


@pytest.mark.parametrize("shape", [(1, 1, 3), (2, 900, 3), (480, 3, 3), (720, 1280, 3), (1920, 1080, 3)])
def test_a_picture_of_any_size_is_looked_at(looker: Looker, shape: tuple[int, ...]) -> None:
    assert said(looker, np.full(shape, 90, np.uint8)).guidance is Guidance.NOBODY


def test_a_face_keeps_its_place_whatever_size_is_searched() -> None:
    picture = before_the_wall("obama")
    small, whole = (Detector(MODELS, px).find(picture)[0] for px in (320, 640))
    assert np.abs(small.points - whole.points).max() < 0.1 * whole.width


def test_the_cut_is_the_one_that_the_recognizer_was_taught() -> None:
    net = cv2.FaceRecognizerSF.create(MODELS.path(Model.RECOGNIZER), "")
    for name in SOME:
        photo = photo_of(name)
        face = Detector(MODELS, 640).find(photo)[0]
        theirs, ours = net.feature(net.alignCrop(photo, face.row)), net.feature(align(photo, face.points))
        assert net.match(theirs, ours, cv2.FaceRecognizerSF_FR_COSINE) > 0.99
