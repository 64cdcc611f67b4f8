"""Every gate on numbers: which word, and which of two comes first."""

from dataclasses import replace

import pytest

from kiosk.domain.face import FaceBox, Guidance
from kiosk.recognition.faces.gates import LIMITS, judge
from kiosk.recognition.faces.measures import Measures

GOOD = Measures(box=FaceBox(0.38, 0.25, 0.25, 0.45))


def box(**changes: float) -> FaceBox:
    return replace(GOOD.box, **changes)


ONE_WRONG = [
    (replace(GOOD, other_width=0.5), Guidance.ONE_PERSON),
    (replace(GOOD, eye_distance_px=45.0), Guidance.COME_CLOSER),
    (replace(GOOD, short_side_share=0.18), Guidance.COME_CLOSER),
    (replace(GOOD, box=box(height=0.75, top=0.1)), Guidance.STEP_BACK),
    (replace(GOOD, box=box(left=0.0)), Guidance.TO_THE_MIDDLE),
    (replace(GOOD, box=box(left=0.75)), Guidance.TO_THE_MIDDLE),
    (replace(GOOD, box=box(top=-0.05)), Guidance.TO_THE_MIDDLE),
    (replace(GOOD, box=box(top=0.56)), Guidance.TO_THE_MIDDLE),
    (replace(GOOD, box=box(left=0.03)), Guidance.TO_THE_MIDDLE),
    (replace(GOOD, bright_grey=79.0), Guidance.MORE_LIGHT),
    (replace(GOOD, clipped=0.2), Guidance.LESS_LIGHT),
    (replace(GOOD, meshed=False), Guidance.LOOK_HERE),
    (replace(GOOD, yaw_deg=26.0), Guidance.LOOK_HERE),
    (replace(GOOD, yaw_deg=-26.0), Guidance.LOOK_HERE),
    (replace(GOOD, pitch_deg=-28.0), Guidance.LOOK_HERE),
    (replace(GOOD, pitch_deg=21.0), Guidance.LOOK_HERE),
    (replace(GOOD, roll_deg=18.0), Guidance.HEAD_STRAIGHT),
    (replace(GOOD, roll_deg=-18.0), Guidance.HEAD_STRAIGHT),
    (replace(GOOD, ramp=0.26), Guidance.HOLD_STILL),
    (replace(GOOD, fineness=0.5), Guidance.HOLD_STILL),
    (replace(GOOD, blink=0.6), Guidance.EYES_OPEN),
    (replace(GOOD, blink=0.32, eye_openness=0.1), Guidance.EYES_OPEN),
    (replace(GOOD, eye_detail=0.08), Guidance.EYES_OPEN),
    (replace(GOOD, iris_contrast=0.1), Guidance.EYES_OPEN),
    (replace(GOOD, mouth_detail=0.25), Guidance.MASK_OFF),
    (replace(GOOD, lips_red=-0.5), Guidance.MASK_OFF),
    (replace(GOOD, mouth_detail=0.4, lips_red=-0.1), Guidance.MASK_OFF),
]


def test_nobody_and_a_good_face() -> None:
    assert judge(None) is Guidance.NOBODY
    assert judge(GOOD) is Guidance.GOOD


def test_dark_skin_in_plain_light_is_light_enough() -> None:
    assert judge(replace(GOOD, bright_grey=91.0)) is Guidance.GOOD


@pytest.mark.parametrize(("seen", "guidance"), ONE_WRONG)
def test_each_fault_has_its_word(seen: Measures, guidance: Guidance) -> None:
    assert judge(seen) is guidance


def test_the_most_pressing_comes_first() -> None:
    worst = replace(GOOD, eye_distance_px=40.0, bright_grey=60.0, yaw_deg=40.0, roll_deg=20.0, ramp=0.26, blink=0.9)
    nearer = replace(worst, eye_distance_px=80.0)
    lit = replace(nearer, bright_grey=190.0)
    turned_here = replace(lit, yaw_deg=0.0)
    straight = replace(turned_here, roll_deg=0.0)
    still = replace(straight, ramp=0.4)
    assert [judge(seen) for seen in (worst, nearer, lit, turned_here, straight, still)] == [
        Guidance.COME_CLOSER,
        Guidance.MORE_LIGHT,
        Guidance.LOOK_HERE,
        Guidance.HEAD_STRAIGHT,
        Guidance.HOLD_STILL,
        Guidance.EYES_OPEN,
    ]


def test_a_face_that_is_cut_off_is_not_called_far() -> None:
    assert judge(replace(GOOD, eye_distance_px=40.0, box=box(left=-0.1))) is Guidance.TO_THE_MIDDLE


def test_a_head_that_leans_far_and_so_looks_turned_is_told_to_stand_straight() -> None:
    assert judge(replace(GOOD, roll_deg=30.0, pitch_deg=-25.0)) is Guidance.HEAD_STRAIGHT


def test_covered_eyes_are_said_before_a_face_that_is_smooth_without_them() -> None:
    assert judge(replace(GOOD, eye_detail=0.01, ramp=0.262)) is Guidance.EYES_OPEN


def test_a_picture_smeared_beyond_telling_is_no_turned_head() -> None:
    assert judge(replace(GOOD, ramp=0.255, yaw_deg=40.0)) is Guidance.HOLD_STILL


def test_narrow_eyes_are_open() -> None:
    """One of the two may say shut: narrow by nature, or laughing."""
    assert judge(replace(GOOD, blink=0.42, eye_openness=0.18)) is Guidance.GOOD
    assert judge(replace(GOOD, blink=0.2, eye_openness=0.14)) is Guidance.GOOD


def test_pale_eyes_are_open() -> None:
    assert judge(replace(GOOD, iris_contrast=0.18, blink=0.0)) is Guidance.GOOD


def test_a_mask_is_said_after_what_makes_a_mouth_look_covered() -> None:
    masked = replace(GOOD, mouth_detail=0.1)
    assert judge(replace(masked, ramp=0.262)) is Guidance.HOLD_STILL
    assert judge(replace(masked, yaw_deg=26.0)) is Guidance.LOOK_HERE


def test_pale_lips_and_grey_pictures_and_beards_are_no_masks() -> None:
    for detail, red in ((0.36, 0.0), (0.9, -0.1), (0.55, -0.05)):
        assert judge(replace(GOOD, mouth_detail=detail, lips_red=red)) is Guidance.GOOD


def test_somebody_small_far_behind_is_nobody() -> None:
    assert judge(replace(GOOD, other_width=LIMITS.other_width_max)) is Guidance.GOOD
