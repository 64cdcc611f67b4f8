"""What a camera's look at a face comes to: where it is, what to do better, whether it is the same person.

Biometric data lives in the memory of one turn only: nothing here may be logged, stored or sent.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Guidance(StrEnum):
    """What is to be done for a good picture, the most pressing first. GOOD: nothing, it can be taken."""

    NOBODY = "nobody"
    ONE_PERSON = "one_person"  # a second face, nearly as large
    COME_CLOSER = "come_closer"
    STEP_BACK = "step_back"
    TO_THE_MIDDLE = "to_the_middle"
    MORE_LIGHT = "more_light"
    LESS_LIGHT = "less_light"
    LOOK_HERE = "look_here"  # turned away, or the head raised or lowered
    HEAD_STRAIGHT = "head_straight"  # tilted to the shoulder
    HOLD_STILL = "hold_still"  # blurred
    EYES_OPEN = "eyes_open"  # closed, or covered by glasses, hair, a hand
    MASK_OFF = "mask_off"  # mouth or nose covered: a mask, a scarf, a hand
    GOOD = "good"


class Challenge(StrEnum):
    """What only a living face does at once when asked. Left and right are the person's own."""

    BLINK = "blink"
    TURN_LEFT = "turn_left"
    TURN_RIGHT = "turn_right"


class Likeness(StrEnum):
    """One face against one reference photo. Only ever with a second factor ("2D-assisted")."""

    SAME = "same"
    UNSURE = "unsure"  # try again, or staff
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class FaceBox:
    """Where the face is, as shares of the picture's width and height, from the left and the top."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class FaceSeen:
    """One picture judged. `held`: how far a good one has been held still, 0 to 1."""

    guidance: Guidance
    box: FaceBox | None = None
    held: float = 0.0


@dataclass(frozen=True, slots=True, repr=False)
class FacePhoto:
    """Head and shoulders, JPEG. Personal data: has no repr."""

    jpeg: bytes = field(repr=False)
