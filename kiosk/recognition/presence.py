"""Whether anybody stands before the machine. Nobody is recognised: a face in sight is enough, and none is kept."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.looking import Somebody
from kiosk.recognition.faces.detector import Detector, Face
from kiosk.recognition.models import Models

SCORE_MIN = 0.7
HEIGHT_SHARE_MIN = 0.12  # of the picture: a face within some two metres; behind it the lobby goes by


class PresenceWatcher:
    interval_s = 0.4

    def __init__(self, models: Models) -> None:
        self._detector = Detector(models)
        self._here: bool | None = None

    def see(self, pixels: NDArray[np.uint8], taken_s: float) -> Iterable[Somebody]:
        """News when it changes, and for the first picture."""
        here = any(_is_near(face, pixels.shape[0]) for face in self._detector.find(pixels))
        if here is self._here:
            return []
        self._here = here
        return [Somebody(here)]

    def unheard(self) -> None:
        """Its look has ended, and it is of one look."""

    def forget(self) -> None:
        self._here = None


def _is_near(face: Face, picture_height: int) -> bool:
    return face.score >= SCORE_MIN and face.height >= HEIGHT_SHARE_MIN * picture_height
