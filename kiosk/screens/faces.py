"""A person before the camera."""

from dataclasses import dataclass

from kiosk.domain.face import Challenge, Guidance
from kiosk.screens.base import Screen

OTHER_WAY = "other_way"  # always offered: a face is never the only way


@dataclass(frozen=True, slots=True, kw_only=True)
class LookHere(Screen):
    """'Look here', with the live picture and what to do better. `checking`: it is compared, else a photo is
    taken. `challenge`: what is asked of the person now, after `done` of `of`. `held`: how far it is held, in quarters.
    Answers: Picked(OTHER_WAY); Back.
    """

    guidance: Guidance = Guidance.NOBODY
    challenge: Challenge | None = None
    held: int = 0
    done: int = 0
    of: int = 0
    checking: bool = False
