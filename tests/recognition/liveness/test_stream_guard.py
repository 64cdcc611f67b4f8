"""Pictures as no camera gives them, and faces that move as no head does."""

from dataclasses import replace

import pytest

from kiosk.domain.liveness import NotLive
from kiosk.recognition.faces.liveness_sample import FaceSample, Sample
from kiosk.recognition.faces.stream_guard import StreamGuard
from tests.recognition.liveness.sitter import FRAME_S, REST, Sitter, turned


def looks(*faces: FaceSample | None, faces_seen: int = 1) -> list[NotLive | None]:
    guard = StreamGuard()
    return [
        guard.objection(Sample(10 + number * FRAME_S, number, faces_seen if face else 0, face))
        for number, face in enumerate(faces)
    ]


def test_a_head_that_moves_as_heads_do_is_left_alone() -> None:
    walk = [replace(turned(6.0 * step), x=320 + 8.0 * step, size=150 + 3.0 * step) for step in range(5)]
    assert looks(*walk, *reversed(walk), None, None, walk[0]) == [None] * 13


def test_a_camera_may_give_a_picture_twice_but_not_four_times() -> None:
    sitter = Sitter.before(1)
    sitter.show(REST)
    assert sitter.show(REST, REST, REST, checksum=7).verdict is None
    assert sitter.show(REST, checksum=7).reason is NotLive.FROZEN


def test_pictures_that_were_already_there_are_a_loop() -> None:
    sitter = Sitter.before(1)
    sitter.show(*[REST] * 4)
    sitter.show(REST, checksum=1)
    assert sitter.step.verdict is None
    assert sitter.show(REST, checksum=2).reason is NotLive.LOOPED


@pytest.mark.parametrize("seconds", [0.0, -0.001, -5.0, 1.5, float("nan")])
def test_a_clock_that_goes_back_stands_still_or_leaves_a_hole_is_refused(seconds: float) -> None:
    sitter = Sitter.before(1)
    sitter.show(REST)
    sitter.now_s += seconds - FRAME_S
    assert sitter.show(REST).reason is NotLive.CLOCK


def test_a_second_face_is_refused_when_it_stays() -> None:
    assert looks(REST, REST, faces_seen=2) == [None, NotLive.TWO_FACES]


def test_a_face_may_be_away_for_a_moment_only() -> None:
    assert looks(REST, *[None] * 11)[-1] is None
    assert looks(REST, *[None] * 13)[-1] is NotLive.FACE_GONE


@pytest.mark.parametrize(
    "cut",
    [replace(REST, x=REST.x + 80), replace(REST, y=REST.y - 80), replace(REST, size=200.0), turned(28), turned(-28)],
)
def test_a_cut_is_seen(cut: FaceSample) -> None:
    assert looks(REST, cut)[-1] is NotLive.JUMPED
