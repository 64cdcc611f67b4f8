"""The check on measures and a clock of its own: what passes, what is refused, and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.face import Challenge
from kiosk.domain.liveness import NotLive, Verdict
from kiosk.recognition.faces.liveness_acts import SHIFT_MIN, TURN_DEG_MIN
from kiosk.recognition.faces.liveness_sample import FaceSample
from tests.recognition.liveness.sitter import ACTS, FRAME_S, REST, SHUT, Sitter, seed_asking, turn, turned

BLINK, LEFT, RIGHT = Challenge.BLINK, Challenge.TURN_LEFT, Challenge.TURN_RIGHT
OTHER_WAY = {LEFT: RIGHT, RIGHT: LEFT}


@pytest.mark.parametrize("seed", range(12))
def test_who_does_what_is_asked_is_live(seed: int) -> None:
    sitter = Sitter.before(seed)
    assert [sitter.obey().done for _ in range(2)] == [1, 2]
    assert (sitter.obey().verdict, sitter.step.done, sitter.step.of, sitter.step.code) == (Verdict.LIVE, 3, 3, "")


def test_the_lot_draws_any_three_acts_with_a_turn_among_them_and_other_moments() -> None:
    orders, moments = Counter[tuple[Challenge, ...]](), set()
    for seed in range(400):
        sitter = Sitter.before(seed)
        first = sitter.rest_until_asked()
        moments.add(sitter.shown)
        sitter.obey()
        second = sitter.rest_until_asked()
        sitter.obey()
        orders[first, second, sitter.rest_until_asked()] += 1
    assert set(orders) == {drawn for drawn in product(Challenge, repeat=3) if drawn != (BLINK,) * 3}
    assert len(moments) > 10


@pytest.mark.parametrize("asked", list(Challenge))
def test_who_does_nothing_runs_out_of_time(asked: Challenge) -> None:
    sitter = Sitter.before(seed_asking(asked))
    sitter.show(*[REST] * 400)
    assert (sitter.step.verdict, sitter.step.code) == (Verdict.TIMED_OUT, "LIVENESS_TIMED_OUT")


def test_who_never_looks_ahead_is_asked_nothing() -> None:
    sitter = Sitter.before(1)
    for _ in range(400):
        assert sitter.show(turned(25)).asked is None
    assert sitter.step.verdict is Verdict.TIMED_OUT


def test_a_blink_before_it_is_asked_does_not_count() -> None:
    sitter = Sitter.before(seed_asking(BLINK))
    while sitter.step.asked is None:
        sitter.show(SHUT, REST, REST, REST) if sitter.shown > 10 else sitter.show(REST)
    sitter.show(*[REST] * 400)
    assert (sitter.step.done, sitter.step.verdict) == (0, Verdict.TIMED_OUT)


def test_a_blink_that_had_begun_when_it_was_asked_does_not_count() -> None:
    sitter = Sitter.before(seed_asking(BLINK))
    sitter.show(*[REST] * 8)
    while sitter.step.asked is None:
        sitter.show(SHUT)
    sitter.show(*[SHUT] * 8, *[REST] * 400)
    assert (sitter.step.done, sitter.step.verdict) == (0, Verdict.TIMED_OUT)


@pytest.mark.parametrize("asked", list(Challenge))
def test_an_act_quicker_than_anybody_does_not_count(asked: Challenge) -> None:
    sitter = Sitter.before(seed_asking(asked))
    sitter.rest_until_asked()
    at_once = (SHUT, REST) if asked is BLINK else (turned(14 * side(asked)), *turn(side(asked))[4:])
    sitter.show(REST, *at_once)
    assert sitter.step.done == 0
    sitter.show(*[REST] * 400)
    assert sitter.step.verdict is Verdict.TIMED_OUT


def side(asked: Challenge) -> float:
    return 1.0 if asked is LEFT else -1.0


@pytest.mark.parametrize("asked", [LEFT, RIGHT])
def test_a_turn_nobody_asked_for_is_refused(asked: Challenge) -> None:
    sitter = Sitter.before(seed_asking(BLINK))
    sitter.show(*[REST] * 8)
    assert sitter.show(*ACTS[asked]).reason is NotLive.WRONG_ACT


@pytest.mark.parametrize("asked", [LEFT, RIGHT])
def test_the_other_turn_is_refused(asked: Challenge) -> None:
    sitter = Sitter.before(seed_asking(asked))
    sitter.ready()
    assert sitter.show(*ACTS[OTHER_WAY[asked]]).reason is NotLive.WRONG_ACT


def test_a_turn_instead_of_a_blink_is_refused() -> None:
    sitter = Sitter.before(seed_asking(BLINK))
    sitter.ready()
    assert sitter.show(*ACTS[LEFT]).code == "LIVENESS_WRONG_ACT"


def test_eyes_may_blink_while_a_turn_is_asked() -> None:
    sitter = Sitter.before(seed_asking(LEFT))
    sitter.ready()
    assert sitter.show(*ACTS[BLINK], *ACTS[LEFT]).done == 1


@pytest.mark.parametrize("asked", [LEFT, RIGHT])
@pytest.mark.parametrize("shift", [0.0, SHIFT_MIN * 0.9, -0.1])
def test_a_face_that_turns_without_its_nose_is_flat(asked: Challenge, shift: float) -> None:
    sitter = Sitter.before(seed_asking(asked))
    sitter.ready()
    assert sitter.show(*turn(side(asked), shift)).reason is NotLive.FLAT


def test_a_nose_that_cannot_be_measured_proves_nothing() -> None:
    sitter = Sitter.before(seed_asking(LEFT))
    sitter.ready()
    assert sitter.show(*(replace(face, nose_shift=None) for face in ACTS[LEFT])).reason is NotLive.FLAT


def test_a_glance_to_the_side_is_no_turn_and_no_refusal() -> None:
    sitter = Sitter.before(seed_asking(LEFT))
    sitter.ready()
    assert sitter.show(turned(12), turned(18), turned(12), REST).verdict is None
    assert sitter.step.done == 0
    assert sitter.show(*ACTS[LEFT]).done == 1


@pytest.mark.parametrize(
    ("why", "shut"),
    [
        ("a print tilted forward is flatter altogether", [replace(SHUT, aspect=1.1)] * 3),
        ("eyes that stay shut are no blink", [SHUT] * 30),
        ("half shut", [replace(SHUT, closed=0.2)] * 3),
    ],
)
def test_what_is_no_blink_does_not_count(why: str, shut: list[FaceSample]) -> None:
    sitter = Sitter.before(seed_asking(BLINK))
    sitter.ready()
    assert sitter.show(*shut, REST, REST).done == 0, why


@pytest.mark.parametrize("after", [0, 1, 2])
def test_another_face_before_or_after_any_act_is_refused(after: int) -> None:
    sitter = Sitter.before(3)
    for _ in range(after):
        sitter.obey() if sitter.step.done < after - 1 else None
        if sitter.step.done == after - 1:
            sitter.ready()
            sitter.likeness = 0.55
            sitter.show(*ACTS[sitter.step.asked or BLINK], REST, REST)
    if not after:
        sitter.likeness = 0.55
        sitter.show(*[REST] * 20)
    assert sitter.step.reason is NotLive.OTHER_PERSON


def test_a_likeness_that_is_no_number_is_refused() -> None:
    sitter = Sitter.before(3)
    sitter.likeness = float("nan")
    assert sitter.show(*[REST] * 20).reason is NotLive.OTHER_PERSON


def test_it_waits_for_the_likeness_before_it_goes_on() -> None:
    sitter = Sitter.before(3)
    sitter.show(*[REST] * 8)
    assert sitter.check.wants_likeness
    sitter.show(*[None] * 5)
    assert sitter.check.wants_likeness
    sitter.show(REST)
    assert not sitter.check.wants_likeness


def test_after_its_end_it_says_the_same_for_ever() -> None:
    sitter = Sitter.before(seed_asking(LEFT))
    sitter.ready()
    refused = sitter.show(*ACTS[RIGHT])
    assert sitter.show(*ACTS[LEFT], REST, REST, *[REST] * 300) == refused


KINDS = st.sampled_from(["obey", "obey", "rest", "rest", "blink", "left", "right", "flat", "half", "gone", "two"])


@given(st.integers(0, 10_000), st.lists(st.tuples(KINDS, st.integers(1, 12)), max_size=60))
def test_never_live_unless_each_asked_act_came_after_its_asking(seed: int, script: list[tuple[str, int]]) -> None:
    sitter, seen = Sitter.before(seed), list[tuple[Challenge | None, int, FaceSample | None]]()
    for kind, frames in script:
        for face in doing(kind, frames, sitter.step.asked):
            before = sitter.step
            sitter.show(face, count=2 if kind == "two" else 1)
            seen.append((before.asked, before.done, face))
    if sitter.step.verdict is Verdict.LIVE:
        for number in range(2):
            during = [(asked, face) for asked, done, face in seen if done == number and asked is not None]
            assert was_done(during[0][0], [face for _, face in during if face is not None])


def doing(kind: str, frames: int, asked: Challenge | None) -> Sequence[FaceSample | None]:
    match kind:
        case "obey" if asked is not None:
            return [REST] * frames + list(ACTS[asked])
        case "obey" | "rest":
            return [REST] * frames
        case "blink":
            return [SHUT] * frames + [REST]
        case "left" | "right":
            return list(turn(1.0 if kind == "left" else -1.0))
        case "flat":
            return list(turn(1.0, 0.01))
        case "half":
            return [turned(10)] * frames
        case "gone":
            return [None] * frames
    return [REST] * frames


def was_done(asked: Challenge | None, faces: list[FaceSample]) -> bool:
    """By another road: at rest, then the act, then at rest again."""
    words = "".join(word(face, asked) for face in faces)
    rested = words.find("r")
    acted = words.find("a", rested)
    return 0 <= rested < acted < words.rfind("r")


def word(face: FaceSample, asked: Challenge | None) -> str:
    yaw = face.yaw - REST.yaw
    if asked is BLINK:
        return "a" if face.closed > 0.5 else "r" if abs(yaw) < 9 else "."
    far = yaw * side(asked or LEFT) >= TURN_DEG_MIN and (face.nose_shift or 0) * side(asked or LEFT) > 0.03
    return "a" if far else "r" if abs(yaw) < 9 else "."


def test_the_script_of_the_one_above_can_be_live() -> None:
    sitter = Sitter.before(5)
    for _ in range(30):
        sitter.show(*doing("obey", 12, sitter.step.asked))
    assert sitter.step.verdict is Verdict.LIVE
    assert sitter.shown * FRAME_S < 30
