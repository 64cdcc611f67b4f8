"""Before a face is compared: what for, with what, and that it may be left; and when nothing came of it."""

from dataclasses import dataclass

from kiosk.domain.face_check import FaceReason, PhotoSource
from kiosk.screens.base import Screen
from kiosk.screens.faces import OTHER_WAY


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceCheckConsent(Screen):
    """May it be compared? `once_more`: it was not seen well. `window`: the other way is the service window.
    Answers: Continue (yes); Picked(OTHER_WAY); Back.
    """

    reason: FaceReason
    source: PhotoSource
    once_more: bool = False
    window: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceNotCompared(Screen):
    """Agreed to, and it came to nothing: `reason_code` says why. Nobody is served worse. Answers: Continue."""

    reason_code: str


__all__ = ["OTHER_WAY", "FaceCheckConsent", "FaceNotCompared"]
