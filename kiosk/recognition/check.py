"""A face against a reference photo: guided to a good picture, seen to be alive, then compared.

The picture that is compared and the face that acts must be one person's: who changes places in between is refused.
"""

from collections.abc import Iterable, Iterator
from random import Random

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.face import FaceSeen, Guidance
from kiosk.domain.face_check import ReferenceUnusable
from kiosk.domain.liveness import LivenessStep, NotLive, Verdict
from kiosk.domain.looking import CheckFace, FaceChecked, FaceNews
from kiosk.recognition.faces.capture import FaceCapture
from kiosk.recognition.faces.liveness_watch import LivenessWatch
from kiosk.recognition.faces.look import Looker
from kiosk.recognition.faces.matching import Embedding, Matcher, likeness
from kiosk.recognition.models import Models
from kiosk.recognition.photo import guided
from kiosk.recognition.steady import SteadyGuidance

Picture = NDArray[np.uint8]
News = FaceNews | FaceChecked


class CheckWatcher:
    """One check of one person. `lot` draws the acts."""

    interval_s = 0.0

    def __init__(self, models: Models, look: CheckFace, lot: Random) -> None:
        self._matcher = Matcher(models)
        self._reference_photo = look.reference
        self._capture = FaceCapture(Looker(models))
        self._steady = SteadyGuidance()
        self._liveness = LivenessWatch(models, self._matcher, lot, look.act_s_max)
        self._reference: Embedding | None = None
        self._captured: Embedding | None = None
        self._told: News | None = None
        self._ended = False

    def see(self, pixels: Picture, taken_s: float) -> Iterable[News]:
        """News when they change; one FaceChecked ends it."""
        for news in () if self._ended else self._seen(pixels, taken_s):
            if news != self._told:
                self._told = news
                self._ended = isinstance(news, FaceChecked)
                yield news

    def unheard(self) -> None:
        """Its look has ended, and it is of one look."""

    def forget(self) -> None:
        self._capture.forget()
        self._liveness.forget()
        self._reference_photo = b""
        for embedding in (self._reference, self._captured):
            if embedding is not None:
                embedding.forget()

    def _seen(self, pixels: Picture, taken_s: float) -> Iterator[News]:
        if self._reference is None:
            try:
                self._reference = self._matcher.reference(self._reference_photo)
            except ReferenceUnusable as unusable:
                yield FaceChecked(None, unusable.code)
                return
        if self._captured is None:
            yield self._guided(pixels, taken_s)
        else:
            yield self._acted(self._liveness.see(pixels, taken_s))

    def _guided(self, pixels: Picture, taken_s: float) -> FaceNews:
        news = guided(self._steady, self._capture.take(pixels, taken_s), taken_s)
        if (best := self._capture.best()) is not None:
            self._captured = self._matcher.embed(best.aligned)
            best.aligned.fill(0)
            self._capture.forget()
        return news

    def _acted(self, step: LivenessStep) -> News:
        if step.verdict is None:
            return FaceNews(FaceSeen(Guidance.GOOD), step.asked, step.done, step.of)
        if step.verdict is not Verdict.LIVE:
            return FaceChecked(None, step.code)
        assert self._reference is not None, "read before the first picture"
        assert self._captured is not None, "the acts come after it"
        if not self._liveness.is_of(self._captured):
            return FaceChecked(None, NotLive.OTHER_PERSON)
        return FaceChecked(likeness(self._reference, self._captured))
