"""One act that was asked, seen in one face's measures. It must begin after the asking, out of a face at rest."""

from dataclasses import dataclass
from enum import StrEnum, auto

from kiosk.domain.face import Challenge
from kiosk.recognition.faces.liveness_sample import FaceSample

TURNS = {Challenge.TURN_LEFT: 1.0, Challenge.TURN_RIGHT: -1.0}
REACTION_S_MIN = 0.15  # nobody is quicker: what comes sooner had begun before
REST_DEG_MAX = 8.0
TURN_DEG_MIN = 15.0
SHIFT_MIN = 0.035  # the nose against the cheeks, in eye distances; paper stays below 0.025, see docs/recognition.md
SHIFTED_MIN, FLAT_MIN = 2, 4  # pictures of it turned: so many with the shift, or so many in all without
OPEN_RISE_MAX, CLOSED_RISE_MIN, CLOSED_MIN = 0.1, 0.17, 0.35
SHUT_S_MAX = 1.5
ASPECT_CHANGE_MAX = 0.09  # a print tilted forward narrows its eyes, and its whole face


class Seen(StrEnum):
    """What an act has come to."""

    NOTHING = auto()
    DONE = auto()  # and back at rest
    OTHER = auto()
    FLAT = auto()


@dataclass(frozen=True, slots=True)
class AtRest:
    """The face that looks straight ahead, as it was before anything was asked."""

    yaw: float
    closed: float
    aspect: float

    def turned(self, face: FaceSample) -> float:
        return face.yaw - self.yaw

    def is_open(self, face: FaceSample) -> bool:
        return face.closed - self.closed <= OPEN_RISE_MAX

    def is_shut(self, face: FaceSample) -> bool:
        """And nothing else has changed."""
        shut = face.closed >= CLOSED_MIN and face.closed - self.closed >= CLOSED_RISE_MIN
        return shut and abs(face.aspect / self.aspect - 1) <= ASPECT_CHANGE_MAX and self.faces_ahead(face)

    def faces_ahead(self, face: FaceSample) -> bool:
        return abs(self.turned(face)) <= REST_DEG_MAX


class AskedBlink:
    """Open, shut, open again."""

    def __init__(self, rest: AtRest, asked_s: float) -> None:
        self._rest, self._asked_s = rest, asked_s
        self._rested = False
        self._shut_s: float | None = None

    def see(self, face: FaceSample, now_s: float) -> Seen:
        if abs(self._rest.turned(face)) >= TURN_DEG_MIN:
            return Seen.OTHER
        if self._rest.is_open(face) and self._rest.faces_ahead(face):
            return self._opened(now_s)
        if self._rest.is_shut(face) and self._rested and self._shut_s is None:
            self._begin(now_s)
        return Seen.NOTHING

    def _opened(self, now_s: float) -> Seen:
        shut_s, self._shut_s, self._rested = self._shut_s, None, True
        return Seen.DONE if shut_s is not None and now_s - shut_s <= SHUT_S_MAX else Seen.NOTHING

    def _begin(self, now_s: float) -> None:
        if now_s - self._asked_s < REACTION_S_MIN:
            self._rested = False
        else:
            self._shut_s = now_s


class AskedTurn:
    """Ahead, turned far enough with the nose before the cheeks, ahead again."""

    def __init__(self, rest: AtRest, asked_s: float, side: float) -> None:
        self._rest, self._asked_s, self._side = rest, asked_s, side
        self._rested = self._away = False
        self._far = self._shifted = 0  # pictures

    def see(self, face: FaceSample, now_s: float) -> Seen:
        if self._rest.faces_ahead(face):
            return self._ahead()
        if not self._away and now_s - self._asked_s < REACTION_S_MIN:
            self._rested = False
        self._away = True
        turned = self._rest.turned(face) * self._side
        if turned <= -TURN_DEG_MIN and self._rested:
            return Seen.OTHER
        if turned >= TURN_DEG_MIN and self._rested:
            self._far += 1
            self._shifted += face.nose_shift is not None and face.nose_shift * self._side >= SHIFT_MIN
        return Seen.NOTHING

    def _ahead(self) -> Seen:
        far, shifted, self._far, self._shifted = self._far, self._shifted, 0, 0
        self._rested, self._away = True, False
        if shifted >= SHIFTED_MIN:
            return Seen.DONE
        return Seen.FLAT if far >= FLAT_MIN else Seen.NOTHING


def asked(challenge: Challenge, rest: AtRest, now_s: float) -> AskedBlink | AskedTurn:
    if challenge in TURNS:
        return AskedTurn(rest, now_s, TURNS[challenge])
    return AskedBlink(rest, now_s)
