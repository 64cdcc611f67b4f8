"""The nose against the face around it: on faces made to turn, and on paper that is turned and bent the same way."""

import numpy as np
import pytest

from hardware_sim.camera.acting import ActingFace
from hardware_sim.camera.lens import Sensor
from hardware_sim.camera.lobby import backdrop
from hardware_sim.camera.paper import SheetPose, seen
from hardware_sim.camera.portraits import portrait
from kiosk.recognition.faces.landmarks import LandmarkModels
from kiosk.recognition.faces.liveness_acts import SHIFT_MIN, TURN_DEG_MIN
from kiosk.recognition.faces.mesh import FaceMesh
from kiosk.recognition.faces.parallax import NoseWatch
from tests.recognition.liveness.people import MODELS, SIZE, Picture, shown_in, square_in

PEOPLE = ("obama", "astronaut", "sample6-c", "faces-a")
STEPS = 12
SENSOR = Sensor(*SIZE)


@pytest.fixture(scope="module")
def models() -> LandmarkModels:
    return LandmarkModels(MODELS)


def rest_in(models: LandmarkModels, picture: Picture) -> FaceMesh:
    square = square_in(picture)
    mesh = None if square is None else models.find(picture, square)
    assert mesh is not None
    return mesh


def at_the_end(models: LandmarkModels, pictures: list[Picture]) -> tuple[float | None, float]:
    """The nose's shift, and how far the landmark model believes the head has turned."""
    pictures = [SENSOR.see(picture) for picture in pictures]
    rest = mesh = rest_in(models, pictures[0])
    nose, shift = NoseWatch(), None
    nose.begin(pictures[0], rest)
    for picture in pictures[1:]:
        shift = nose.shift(picture)
        mesh = models.follow(picture, mesh.points) or mesh
    return shift, mesh.pose.yaw - rest.pose.yaw


def ways() -> list[float]:
    return [float((1 - np.cos(np.pi * step / (STEPS - 1))) / 2) for step in range(STEPS)]


@pytest.mark.parametrize("yaw", [22, -22])
@pytest.mark.parametrize("person", PEOPLE)
def test_a_heads_nose_runs_ahead_in_a_turn(models: LandmarkModels, person: str, yaw: int) -> None:
    face = ActingFace(portrait(person))
    shift, turned = at_the_end(models, [shown_in(face.act(0, yaw * way)) for way in ways()])
    side = np.sign(yaw)
    assert shift is not None
    assert shift * side > 1.2 * SHIFT_MIN
    assert turned * side >= TURN_DEG_MIN - 3


@pytest.mark.parametrize("pose", [SheetPose(45), SheetPose(-45), SheetPose(48, bend=180), SheetPose(-48, bend=180)])
@pytest.mark.parametrize("person", PEOPLE)
def test_a_prints_nose_stays_in_the_paper(models: LandmarkModels, person: str, pose: SheetPose) -> None:
    photo, behind = portrait(person), backdrop(*SIZE)
    poses = [SheetPose(pose.yaw * way, bend=pose.bend * way, x=0.02 * way) for way in ways()]
    shift, _ = at_the_end(models, [seen(photo, each, behind) for each in poses])
    assert shift is None or shift * np.sign(pose.yaw) < 0.8 * SHIFT_MIN


def test_bent_paper_is_a_turned_head_to_the_landmark_model_alone(models: LandmarkModels) -> None:
    """Why the measure does not use the model's points: to them this is a turn."""
    photo, behind = portrait("faces-a"), backdrop(*SIZE)
    poses = [SheetPose(48 * way, bend=180 * way) for way in ways()]
    _, turned = at_the_end(models, [seen(photo, each, behind) for each in poses])
    assert turned >= TURN_DEG_MIN


def test_without_a_beginning_nothing_is_told(models: LandmarkModels) -> None:
    picture = shown_in(portrait("obama"))
    nose = NoseWatch()
    assert nose.shift(picture) is None
    nose.begin(picture, rest_in(models, picture))
    assert nose.shift(picture) == pytest.approx(0, abs=0.002)
    nose.end()
    assert nose.shift(picture) is None


def test_a_face_that_is_replaced_by_a_wall_is_not_measurable(models: LandmarkModels) -> None:
    picture = shown_in(portrait("obama"))
    nose = NoseWatch()
    nose.begin(picture, rest_in(models, picture))
    assert nose.shift(backdrop(*SIZE)) is None
