"""Before the camera."""

from collections.abc import Mapping

from kiosk.domain.face import Challenge, Guidance
from kiosk.screens.base import Screen, Step
from kiosk.screens.faces import LookHere

_PHOTO, _CHECK = Step(4, 4), Step(1, 4)

SAMPLES: Mapping[str, Screen] = {
    "look_here_nobody": LookHere(can_back=True),
    "look_here_closer": LookHere(step=_PHOTO, can_back=True, guidance=Guidance.COME_CLOSER),
    "look_here_mask": LookHere(step=_PHOTO, can_back=True, guidance=Guidance.MASK_OFF),
    "look_here_light": LookHere(
        step=_CHECK, can_back=True, card_in=True, guidance=Guidance.LESS_LIGHT, checking=True
    ),
    "look_here_good": LookHere(step=_PHOTO, can_back=True, guidance=Guidance.GOOD, held=3),
    "look_here_turn": LookHere(
        step=_CHECK, can_back=True, guidance=Guidance.GOOD, challenge=Challenge.TURN_LEFT, of=3, checking=True
    ),
    "look_here_blink": LookHere(
        step=_CHECK, can_back=True, guidance=Guidance.GOOD, challenge=Challenge.BLINK, done=1, of=3,
        checking=True,
    ),
}  # fmt: skip
