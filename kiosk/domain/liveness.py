"""What a liveness check asks, and what it comes to. It proves an act at the right moment, not a person: see
docs/recognition.md for what still passes."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.face import Challenge


class Verdict(StrEnum):
    """How a check ends."""

    LIVE = "live"
    NOT_LIVE = "not_live"
    TIMED_OUT = "timed_out"  # what was asked was not done in time: nothing is said about the person


class NotLive(StrEnum):
    """Why not. Stable codes: they go to the audit, the person is only told to try again or to call staff."""

    WRONG_ACT = "LIVENESS_WRONG_ACT"  # another act than the one asked
    FLAT = "LIVENESS_FLAT"  # the face turned, but its nose stayed in the plane of the cheeks: paper, or a screen
    OTHER_PERSON = "LIVENESS_OTHER_PERSON"  # not the face of the beginning, or it could not be told
    TWO_FACES = "LIVENESS_TWO_FACES"
    FACE_GONE = "LIVENESS_FACE_GONE"  # out of the picture for too long
    JUMPED = "LIVENESS_JUMPED"  # moved from one picture to the next as no head does: a cut, or a swap
    FROZEN = "LIVENESS_FROZEN"  # the same picture again and again
    LOOPED = "LIVENESS_LOOPED"  # a picture that was already there: a recording fed in
    CLOCK = "LIVENESS_CLOCK"  # the pictures' times went back, stood still, or left a hole


@dataclass(frozen=True, slots=True)
class LivenessStep:
    """After each picture. `asked`: to be done now (None: look straight ahead); `verdict`: None while it goes on."""

    done: int
    of: int
    asked: Challenge | None = None
    verdict: Verdict | None = None
    reason: NotLive | None = None

    @property
    def code(self) -> str:
        """Of an end that is not LIVE; else nothing."""
        return "LIVENESS_TIMED_OUT" if self.verdict is Verdict.TIMED_OUT else str(self.reason or "")
