"""Photos that act: what moves, what stays, and when."""

from random import Random

import cv2
import numpy as np
import pytest

from hardware_sim.camera.acting import ActingFace
from hardware_sim.camera.acting_person import (
    BLINK,
    BLINK_S,
    REACTION_S,
    TURN_LEFT,
    TURN_RIGHT,
    TURN_S,
    ActingPerson,
    swell,
)
from hardware_sim.camera.attacks import PrintTilted, ScreenReplay
from hardware_sim.camera.face_points import NoFaceOnPhoto, face_points
from hardware_sim.camera.lobby import backdrop
from hardware_sim.camera.paper import SheetPose, seen
from hardware_sim.camera.performances import PERFORMANCES, performance
from hardware_sim.camera.picture import Picture
from hardware_sim.camera.portraits import portrait

PEOPLE = ("astronaut", "biden", "faces-a")
NOSE_TIP, RIGHT_CHEEK, LEFT_CHEEK = 1, 234, 454


@pytest.fixture(scope="module", params=PEOPLE)
def face(request: pytest.FixtureRequest) -> ActingFace:
    return ActingFace(portrait(request.param))


def edges(picture: Picture) -> Picture:
    return np.concatenate([picture[:8], picture[:, :8].swapaxes(0, 1), picture[:, -8:].swapaxes(0, 1)], axis=1)


def nose_between_cheeks(picture: Picture) -> float:
    points = face_points(picture)
    right, left = points[RIGHT_CHEEK, 0], points[LEFT_CHEEK, 0]
    return float((points[NOSE_TIP, 0] - right) / (left - right))


def test_turned_to_its_own_left_the_nose_goes_to_the_right_of_the_picture(face: ActingFace) -> None:
    places = [nose_between_cheeks(face.act(yaw_deg=yaw)) for yaw in (-25, 0, 25)]
    assert places[0] + 0.1 < places[1] < places[2] - 0.1


def test_the_background_does_not_turn_with_the_head(face: ActingFace) -> None:
    still, turned = face.act(), face.act(yaw_deg=25)
    assert cv2.absdiff(edges(still), edges(turned)).mean() < 3
    assert cv2.absdiff(still, turned).mean() > 2


def test_a_blink_changes_the_eyes_and_nothing_else(face: ActingFace) -> None:
    changed = cv2.absdiff(face.act(), face.act(blink=1.0)).max(axis=2) > 12
    rows, columns = np.nonzero(changed)
    eyes = face._points[[33, 133, 362, 263], :2]
    wide = np.linalg.norm(eyes[0] - eyes[3])
    assert 0.001 < changed.mean() < 0.1
    assert eyes[:, 0].min() - 0.2 * wide < columns.min() < columns.max() < eyes[:, 0].max() + 0.2 * wide
    assert eyes[:, 1].min() - 0.4 * wide < rows.min() < rows.max() < eyes[:, 1].max() + 0.3 * wide


def test_a_wall_cannot_act() -> None:
    with pytest.raises(NoFaceOnPhoto):
        ActingFace(backdrop(320, 240))


def test_an_act_swells_and_ends() -> None:
    assert [round(swell(at, 1, 1, 2), 3) for at in (-1, 0, 0.5, 1, 1.9, 3, 4, 9)] == [0, 0, 0.5, 1, 1, 0.5, 0, 0]


class Watched(ActingFace):
    """Keeps what it was told to look like."""

    def __init__(self) -> None:
        self.acted: list[tuple[float, float]] = []

    def act(self, blink: float = 0.0, yaw_deg: float = 0.0) -> Picture:
        self.acted.append((blink, yaw_deg))
        return np.zeros((8, 8, 3), np.uint8)


def acted(told: dict[float, str], until_s: float) -> list[tuple[float, float, float]]:
    face = Watched()
    person = ActingPerson(face, Random(3))
    times = np.arange(0, until_s, 1 / 30)
    for at_s in times:
        for due_s in [due_s for due_s in told if due_s <= at_s]:
            person.told(told.pop(due_s))
        person(float(at_s))
    return [(float(at_s), *act) for at_s, act in zip(times, face.acted, strict=True)]


@pytest.mark.parametrize(("what", "side"), [(TURN_LEFT, 1), (TURN_RIGHT, -1)])
def test_who_is_told_to_turn_does_so_after_a_moment_and_comes_back(what: str, side: int) -> None:
    turned = [at_s for at_s, _, yaw in acted({1.0: what}, 5.0) if yaw * side > 15]
    assert 1 + REACTION_S[0] < turned[0]
    assert turned[-1] < 1 + REACTION_S[1] + sum(TURN_S) + 0.1


def test_who_is_told_to_blink_shuts_both_eyes_for_a_moment() -> None:
    shut = [at_s for at_s, blink, _ in acted({0.2: BLINK}, 2.0) if blink > 0.9]
    assert 0.2 + REACTION_S[0] < shut[0] < 0.2 + REACTION_S[1] + sum(BLINK_S)
    assert shut[-1] - shut[0] < sum(BLINK_S)


def test_acts_come_one_after_the_other() -> None:
    moved = acted({0.1: TURN_LEFT, 0.2: TURN_RIGHT}, 6.0)
    assert max(yaw for _, _, yaw in moved) > 20
    assert min(yaw for _, _, yaw in moved) < -20


@pytest.mark.parametrize(
    "pose", [SheetPose(30), SheetPose(-30), SheetPose(20, 20, 10), SheetPose(30, bend=150), SheetPose(0, bend=-120)]
)
def test_a_sheet_is_seen_whole_and_narrower_when_turned(pose: SheetPose) -> None:
    sheet = np.full((400, 300, 3), 255, np.uint8)
    behind = np.zeros((480, 640, 3), np.uint8)
    flat, turned = (
        int((seen(sheet, one, behind) > 128).all(axis=2).sum())
        for one in (SheetPose(size=0.8), SheetPose(pose.yaw, pose.pitch, pose.roll, pose.bend, size=0.8))
    )
    assert 0.5 * flat < turned < 0.99 * flat


def test_who_holds_a_print_turns_it_when_told() -> None:
    held = PrintTilted(np.full((400, 300, 3), 255, np.uint8), np.zeros((480, 640, 3), np.uint8), Random(1))
    before = held(0.0).mean()
    held.told(TURN_LEFT)
    assert min(held(at_s).mean() for at_s in np.arange(0.3, 2.5, 0.1).tolist()) < 0.85 * before


def test_a_replay_hears_nothing() -> None:
    face = Watched()
    replay = ScreenReplay(face, np.zeros((48, 64, 3), np.uint8), Random(1))
    for at_s in np.arange(0, 12, 1 / 10).tolist():
        replay.told(TURN_RIGHT)
        replay(at_s)
    yaws = [yaw for _, yaw in face.acted]
    assert np.argmax(yaws) < np.argmin(yaws), "its left turn comes first, whatever it is told"


@pytest.mark.parametrize("name", PERFORMANCES)
def test_every_performance_gives_pictures_of_its_size(name: str) -> None:
    scene = performance(name, "astronaut", 320, 240, Random(1))
    scene.told(BLINK)
    assert [scene(at_s).shape for at_s in (0.0, 0.5, 1.0)] == [(240, 320, 3)] * 3
