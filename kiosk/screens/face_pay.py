"""Paying by face: what somebody agrees to, and the look."""

from dataclasses import dataclass

from kiosk.domain.money import Money
from kiosk.screens.base import Screen, Summary


@dataclass(frozen=True, slots=True, kw_only=True)
class FacePayConsent(Screen):
    """What is taken, by whom, what for, where it stays, and who may not. What it says has a version:
    `kiosk.domain.face_pay.WORDING_VERSION`. Answers: Continue (agreed); Back (another way)."""

    summary: Summary
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class FacePayLook(Screen):
    """'Look into the camera above', the provider's own; `ready`: it looks now. Answers: none; Back (another way)."""

    summary: Summary
    amount: Money
    ready: bool
