"""A person's face compared with a photo of theirs, beside their card: what is asked of the hospital, what it is told.

Photos live in the memory of one turn: they pass the keeper and the network sealed (`photo_seal`), and it keeps none.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from kiosk.domain.inquiry import Notice, Query

PHOTO_BYTES_MAX = 64 * 1024
SEAL_BYTES = 32 + 16  # the one-time public key in front, the check at the end
CONSENT = "face-check-1"  # names the wording on the consent screen: another wording, another name
TRIES_MAX = 2
SAME_MIN = 0.45  # cosine; the least alike pair of one person had 0.473, from a chip's small photo
DIFFERENT_MAX = 0.36  # the most alike pair of two people had 0.358
LIMITS = f"{DIFFERENT_MAX}/{SAME_MIN}"  # by which the words of a result are meant; no measure of anybody
FACE_CHECK = "face_check"  # what a photo is given for


class FaceCheckPolicy(StrEnum):
    """The hospital's choice, in the profile. A face is never the only way: who wants none goes on, or to the window."""

    OFF = "off"
    OFFERED = "offered"  # who wants none goes on
    WANTED = "wanted"  # who wants none goes to the window


class FaceReason(StrEnum):
    ENROLMENT = "enrolment"
    ACTING = "acting"  # for a child or a relative


class PhotoSource(StrEnum):
    ID_CARD = "id_card"
    HOSPITAL = "hospital"


class FaceResult(StrEnum):
    """By two-dimensional pictures only ("2D-assisted"): it never stands alone."""

    AGREED = "agreed"  # told before anybody looks; what came of it follows, unless the machine was cut off
    SAME = "same"
    UNSURE = "unsure"
    DIFFERENT = "different"
    NOT_COMPARED = "not_compared"  # no living face in time, no usable photo, a camera that failed
    DECLINED = "declined"


class ReferenceUnusable(Exception):
    """No picture of a kind that we read, or with no face on it, or several. No personal data is in the text."""

    code = "REFERENCE_UNUSABLE"


@dataclass(frozen=True, slots=True)
class PhotoOnFile(Query[bool]):
    """Whether the hospital has a photo of the person, with their consent to be compared with it."""


@dataclass(frozen=True, slots=True, repr=False)
class StoredPhoto:
    image: bytes = field(repr=False)  # JPEG, PNG or BMP

    def __post_init__(self) -> None:
        if not 0 < len(self.image) <= PHOTO_BYTES_MAX:
            raise ValueError(f"a photo of {len(self.image)} bytes")


@dataclass(frozen=True, slots=True, repr=False)
class SealedPhoto:
    """A photo that only the turn that asked can open."""

    sealed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not SEAL_BYTES < len(self.sealed) <= PHOTO_BYTES_MAX + SEAL_BYTES:
            raise ValueError(f"a sealed photo of {len(self.sealed)} bytes")


@dataclass(frozen=True, slots=True)
class ReferencePhoto(Query[SealedPhoto]):
    """The photo itself, once the person has said yes at the machine. `sealed_to`: this question's `PhotoKey.public`."""

    consent: str
    sealed_to: str
    purpose: str = FACE_CHECK


@dataclass(frozen=True, slots=True)
class FaceCheckDone(Notice):
    """For the processing log that the law wants. No picture, and nothing by which a face can be found."""

    reason: FaceReason
    result: FaceResult
    source: PhotoSource
    tries: int
    consent: str  # "" where none was given
    model: str = ""  # SHA-256 of what compared them
    limits: str = ""  # LIMITS, as they were then: a later version's words may mean something else
    code: str = ""  # why nothing was compared: LIVENESS_…, REFERENCE_UNUSABLE, CAMERA_…
