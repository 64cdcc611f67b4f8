"""What the camera is looked through for, and what is seen. Lives in the memory of one turn; none of it is logged."""

from dataclasses import dataclass, field

from kiosk.domain.face import Challenge, FacePhoto, FaceSeen, Likeness


@dataclass(frozen=True, slots=True)
class LookForCodes:
    """QR and bar codes, held before the camera where there is no scanner."""


@dataclass(frozen=True, slots=True)
class LookForAnybody:
    """Whether anybody still stands here."""


@dataclass(frozen=True, slots=True)
class TakePhoto:
    """Head and shoulders, for paper."""


@dataclass(frozen=True, slots=True, repr=False)
class CheckFace:
    """A living face, and the same as on `reference` (JPEG, PNG or BMP). `act_s_max`: for each act that is asked."""

    reference: bytes = field(repr=False)
    act_s_max: float = 5.0


Look = LookForCodes | LookForAnybody | TakePhoto | CheckFace


@dataclass(frozen=True, slots=True)
class CodesClash:
    """Two different codes at once: nobody can say which is meant."""


@dataclass(frozen=True, slots=True)
class CodeUnusable:
    """A code that nobody here can use: CODE_TOO_LONG, CODE_GARBLED."""

    code: str


@dataclass(frozen=True, slots=True)
class FaceNews:
    """What the person is to be told now. `challenge`: what is asked of them, number `done` + 1 `of` so many."""

    seen: FaceSeen
    challenge: Challenge | None = None
    done: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class PhotoTaken:
    photo: FacePhoto


@dataclass(frozen=True, slots=True)
class FaceChecked:
    """`likeness` None: it came to no comparison, and `reason` is the code of why (LIVENESS_…, REFERENCE_UNUSABLE)."""

    likeness: Likeness | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Somebody:
    """Whether a face is in sight, told when it changes."""

    here: bool


@dataclass(frozen=True, slots=True)
class LookOver:
    """The time for it is up."""


EyeNews = CodesClash | CodeUnusable | FaceNews | PhotoTaken | FaceChecked | Somebody | LookOver
