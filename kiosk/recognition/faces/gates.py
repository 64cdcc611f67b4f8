"""What a good picture of a face is, and which word helps to get one."""

from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.domain.face import FaceBox, Guidance
from kiosk.recognition.faces.measures import Measures


@dataclass(frozen=True, slots=True)
class GateLimits:
    """Measured on the permitted test photos: docs/recognition.md, "Faces", has the distributions."""

    other_width_max: float = 0.4  # of this face's: somebody passing far behind is nobody
    eye_distance_px_min: float = 54.0  # SFace looks at 35; below about 45 it loses, and detail for a person's eye, too
    short_side_share_min: float = 0.22
    height_share_max: float = 0.68  # a head and its shoulders no longer fit
    edge_share_min: float = 0.01  # how far from the picture's edge
    off_middle_x_max: float = 0.25  # the face's middle from the picture's
    off_middle_y_max: float = 0.25
    bright_grey_min: float = 85.0  # of the light spots on the skin; dark skin in plain light has from 91
    clipped_max: float = 0.10
    yaw_deg_max: float = 20.0
    level_deg: float = -3.6  # what the landmark model reads of a level head
    pitch_deg_max: float = 20.0  # from that
    roll_deg_max: float = 15.0
    ramp_min: float = 0.265
    fineness_min: float = 0.545
    ramp_smeared: float = 0.258  # so blurred that turn and eyes cannot be told
    fineness_smeared: float = 0.45
    eye_covered_detail: float = 0.05  # a hand, a bar, dark glasses: no picture is blurred as much
    iris_covered_contrast: float = 0.05
    eye_detail_min: float = 0.10
    iris_contrast_min: float = 0.12  # pale eyes have from 0.18
    blink_max: float = 0.45
    eye_openness_min: float = 0.16  # narrow eyes have from 0.19, shut ones to 0.15; only where the score says so, too
    blink_doubtful: float = 0.22  # drawn lids score from 0.26
    mouth_detail_min: float = 0.32  # bare mouths have from 0.35
    mouth_detail_doubtful: float = 0.5  # below it, and with lips of no lips' colour
    lips_red_doubtful: float = -0.06  # bare ones have from -0.03
    lips_red_min: float = -0.25  # blue or green cloth, whatever it shows


LIMITS = GateLimits()


def judge(seen: Measures | None, limits: GateLimits = LIMITS) -> Guidance:
    """The first thing that is wrong, the most pressing first."""
    if seen is None:
        return Guidance.NOBODY
    wrong = (
        (seen.other_width > limits.other_width_max, Guidance.ONE_PERSON),
        (_too_far(seen, limits), Guidance.COME_CLOSER),
        (seen.box.height > limits.height_share_max, Guidance.STEP_BACK),
        (_aside(seen, limits), Guidance.TO_THE_MIDDLE),
        (seen.bright_grey < limits.bright_grey_min, Guidance.MORE_LIGHT),
        (seen.clipped > limits.clipped_max, Guidance.LESS_LIGHT),
        (seen.ramp < limits.ramp_smeared or seen.fineness < limits.fineness_smeared, Guidance.HOLD_STILL),
        (not seen.meshed, Guidance.LOOK_HERE),
        *_pose(seen, limits),
        (_eyes_covered(seen, limits), Guidance.EYES_OPEN),
        (seen.ramp < limits.ramp_min or seen.fineness < limits.fineness_min, Guidance.HOLD_STILL),
        (_mouth_covered(seen, limits), Guidance.MASK_OFF),
        (_eyes_closed(seen, limits), Guidance.EYES_OPEN),
    )
    return next((guidance for is_wrong, guidance in wrong if is_wrong), Guidance.GOOD)


def _too_far(seen: Measures, limits: GateLimits) -> bool:
    """The size of a face that is cut off is not known."""
    small = seen.eye_distance_px < limits.eye_distance_px_min or seen.short_side_share < limits.short_side_share_min
    return small and not _cut_off(seen.box, limits)


def _cut_off(box: FaceBox, limits: GateLimits) -> bool:
    low, high = limits.edge_share_min, 1 - limits.edge_share_min
    return box.left < low or box.top < low or box.left + box.width > high or box.top + box.height > high


def _aside(seen: Measures, limits: GateLimits) -> bool:
    box = seen.box
    off_x, off_y = box.left + box.width / 2 - 0.5, box.top + box.height / 2 - 0.5
    return _cut_off(box, limits) or abs(off_x) > limits.off_middle_x_max or abs(off_y) > limits.off_middle_y_max


def _pose(seen: Measures, limits: GateLimits) -> Iterator[tuple[bool, Guidance]]:
    """A head that leans looks turned, too: what is further beyond its limit is said."""
    turned = max(abs(seen.yaw_deg) / limits.yaw_deg_max, abs(seen.pitch_deg - limits.level_deg) / limits.pitch_deg_max)
    tilted = abs(seen.roll_deg) / limits.roll_deg_max
    yield max(turned, tilted) > 1 and turned >= tilted, Guidance.LOOK_HERE
    yield tilted > 1, Guidance.HEAD_STRAIGHT


def _eyes_covered(seen: Measures, limits: GateLimits) -> bool:
    return seen.eye_detail < limits.eye_covered_detail or seen.iris_contrast < limits.iris_covered_contrast


def _mouth_covered(seen: Measures, limits: GateLimits) -> bool:
    pale = seen.lips_red < limits.lips_red_doubtful and seen.mouth_detail < limits.mouth_detail_doubtful
    return pale or seen.mouth_detail < limits.mouth_detail_min or seen.lips_red < limits.lips_red_min


def _eyes_closed(seen: Measures, limits: GateLimits) -> bool:
    narrow = seen.eye_openness < limits.eye_openness_min and seen.blink > limits.blink_doubtful
    closed = narrow or seen.blink > limits.blink_max
    return closed or seen.eye_detail < limits.eye_detail_min or seen.iris_contrast < limits.iris_contrast_min
