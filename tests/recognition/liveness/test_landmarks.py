"""The landmark models on real photos: the right face, the right side, the right signs."""

import cv2
import numpy as np
import pytest

from kiosk.recognition.faces.landmarks import FaceFollower, LandmarkModels, Square
from kiosk.recognition.faces.mesh import CHIN, FOREHEAD, LEFT_IRIS, RIGHT_IRIS, FaceMesh
from tests.recognition.liveness.people import MODELS, PHOTOS, SIZE, Picture, largest_face, picture_of, shown, square_in

PEOPLE = ("obama", "biden", "sample1-a", "sample3-b", "sample6-a", "sample6-c")


@pytest.fixture(scope="module")
def models() -> LandmarkModels:
    return LandmarkModels(MODELS)


def found(models: LandmarkModels, picture: Picture) -> FaceMesh:
    square = square_in(picture)
    assert square is not None
    mesh = models.find(picture, square)
    assert mesh is not None
    return mesh


@pytest.mark.parametrize("name", PEOPLE)
def test_the_points_lie_on_the_face(models: LandmarkModels, name: str) -> None:
    picture = picture_of(name)
    mesh = found(models, picture)
    eyes = largest_face(picture)[4:8].reshape(2, 2)
    off = np.linalg.norm(mesh.points[[RIGHT_IRIS, LEFT_IRIS], :2] - eyes, axis=1)
    assert mesh.presence > 0.9
    assert off.max() < 0.2 * mesh.eye_distance
    assert mesh.points[FOREHEAD, 1] < mesh.points[CHIN, 1]


@pytest.mark.parametrize("name", PEOPLE)
def test_a_mirrored_face_is_turned_the_other_way(models: LandmarkModels, name: str) -> None:
    picture = picture_of(name)
    pose, mirrored = found(models, picture).pose, found(models, np.ascontiguousarray(picture[:, ::-1])).pose
    assert mirrored.yaw == pytest.approx(-pose.yaw, abs=5)
    assert mirrored.roll == pytest.approx(-pose.roll, abs=3)
    assert mirrored.pitch == pytest.approx(pose.pitch, abs=4)


def test_a_face_that_looks_to_its_own_left_has_a_positive_yaw(models: LandmarkModels) -> None:
    assert found(models, picture_of("biden")).pose.yaw > 8  # his nose points to the right side of the picture
    assert found(models, picture_of("obama2")).pose.yaw < -8


@pytest.mark.parametrize("degrees", [-20, 20])
def test_a_tilted_picture_is_a_tilted_head(models: LandmarkModels, degrees: int) -> None:
    picture = picture_of("obama")
    around = cv2.getRotationMatrix2D((SIZE[0] / 2, SIZE[1] / 2), -degrees, 1.0)  # OpenCV counts anticlockwise
    tilted = np.asarray(cv2.warpAffine(picture, around, SIZE, borderMode=cv2.BORDER_REPLICATE), np.uint8)
    before, after = found(models, picture).pose, found(models, tilted).pose
    assert after.roll - before.roll == pytest.approx(degrees, abs=3)
    assert after.yaw == pytest.approx(before.yaw, abs=4)


@pytest.mark.parametrize("name", ["brick", "coins", "grass", "rocket"])
def test_what_is_no_face_has_no_points(models: LandmarkModels, name: str) -> None:
    picture = shown(next(PHOTOS.glob(f"no_face/{name}.*")))
    assert models.find(picture, Square(320, 240, 300, 0.0)) is None


def test_a_square_of_nonsense_gives_nothing(models: LandmarkModels) -> None:
    picture = picture_of("obama")
    for side in (0.0, -5.0, float("nan"), 2.0):
        assert models.find(picture, Square(320, 240, side, 0.0)) is None
    assert models.find(picture, Square(9000, 9000, 300, 0.0)) is None


def test_a_followed_face_asks_the_detector_once_until_it_is_gone(models: LandmarkModels) -> None:
    asked: list[int] = []
    picture = picture_of("obama")
    nobody = np.full_like(picture, 90)

    def detect() -> Square | None:
        asked.append(1)
        return square_in(picture)

    follower = FaceFollower(models)
    assert all(follower.look(picture, detect) for _ in range(4))
    assert len(asked) == 1
    assert follower.look(nobody, lambda: asked.append(1)) is None
    assert follower.look(picture, detect) is not None
    assert len(asked) == 3


def test_a_face_that_walks_is_followed(models: LandmarkModels) -> None:
    picture, follower = picture_of("obama"), FaceFollower(models)
    first = follower.look(picture, lambda: square_in(picture))
    assert first is not None
    for step in range(1, 8):
        moved = np.asarray(np.roll(picture, step * 12, axis=1), np.uint8)
        mesh = follower.look(moved, lambda: None)
        assert mesh is not None
        assert np.abs(mesh.points[:, 0] - step * 12 - first.points[:, 0]).mean() < 0.04 * first.eye_distance
