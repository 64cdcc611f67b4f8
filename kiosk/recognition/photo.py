"""A photo of the person before the machine, for paper: guided, taken when the face holds still."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.face import FaceSeen
from kiosk.domain.looking import FaceNews, PhotoTaken
from kiosk.recognition.copies import Copies
from kiosk.recognition.faces.capture import FaceCapture
from kiosk.recognition.faces.look import Looker
from kiosk.recognition.models import Models
from kiosk.recognition.steady import SteadyGuidance

QUARTERS = 4  # news of a face held still come in quarters


class PhotoWatcher:
    interval_s = 0.0

    def __init__(self, models: Models) -> None:
        self._capture = FaceCapture(Looker(models))
        self._steady = SteadyGuidance()
        self._told: FaceNews | None = None
        self._taken = False
        self._copies = Copies()

    def see(self, pixels: NDArray[np.uint8], taken_s: float) -> Iterable[FaceNews | PhotoTaken]:
        if self._taken or self._copies.is_copy(pixels):
            return
        seen = self._capture.take(pixels, taken_s)
        if (news := guided(self._steady, seen, taken_s)) != self._told:
            self._told = news
            yield news
        if (best := self._capture.best()) is not None:
            self._taken = True
            yield PhotoTaken(best.photo)

    def unheard(self) -> None:
        """Its look has ended, and it is of one look."""

    def forget(self) -> None:
        self._capture.forget()


def guided(steady: SteadyGuidance, seen: FaceSeen, now_s: float) -> FaceNews:
    """No more than a screen needs: the word that holds, and how far."""
    return FaceNews(FaceSeen(steady.after(seen, now_s), None, int(seen.held * QUARTERS) / QUARTERS))
