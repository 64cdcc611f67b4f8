"""Is a living face there? Three acts, each drawn by lot from three, each asked at a moment drawn by lot.

Look ahead → (a while) → act → back → (a while) → act → back → live. What is done before it is asked does not count; a
turn that nobody asked for is refused. Who it is, how pictures come and how a face moves is watched from the first
look to the last. Pure: time comes with each look, the lot with the constructor. A replay of the right acts at the
right moments passes, and so does a face made up as it goes: a camera without depth cannot tell.
"""

from collections.abc import Callable
from random import Random

from kiosk.domain.face import Challenge
from kiosk.domain.liveness import LivenessStep, NotLive, Verdict
from kiosk.recognition.faces.liveness_acts import TURN_DEG_MIN, TURNS, AskedBlink, AskedTurn, AtRest, Seen, asked
from kiosk.recognition.faces.liveness_sample import FaceSample, Sample
from kiosk.recognition.faces.stream_guard import StreamGuard

ACTS = 3  # each makes a film's chance about a third
YAW_DEG_MAX = 16.0  # further than this from the camera is not ahead
CLOSED_MAX = 0.65
STILL_DEG_MAX = 5.0
STILL_S_MIN = 0.4
PAUSE_S_MIN, PAUSE_S_MAX = 0.6, 3.5  # the more it varies, the less a film fits
BEGIN_S_MAX = 15.0
ACT_S_MAX = 5.0
REFUSED = {Seen.OTHER: NotLive.WRONG_ACT, Seen.FLAT: NotLive.FLAT}


class LivenessCheck:
    """One check of one person. `see` each picture once; after a verdict it says the same for ever. `act_s_max`: for
    each act, from when it is asked.
    """

    def __init__(self, lot: Random, act_s_max: float = ACT_S_MAX) -> None:
        self._lot, self._act_s_max = lot, act_s_max
        self._acts = _drawn(lot)
        self._guard = StreamGuard()
        self._done = 0
        self._ended: LivenessStep | None = None
        self._rest: AtRest | None = None
        self._act: AskedBlink | AskedTurn | None = None
        self._still: tuple[float, FaceSample] | None = None
        self._limit_s: float | None = None
        self._ask_s = 0.0
        self._likeness_owed = False

    @property
    def wants_likeness(self) -> bool:
        """The next look is to say how like the first such face this one is; the first one says 1."""
        return self._likeness_owed and self._ended is None

    def watches_nose(self, yaw: float) -> bool:
        """A turn is asked and the head is still at rest: from here the nose is to be followed."""
        return self._rest is not None and self._asked() in TURNS and abs(yaw - self._rest.yaw) <= STILL_DEG_MAX

    def see(self, sample: Sample) -> LivenessStep:
        if self._ended is None:
            self._see(sample)
        return self._ended or LivenessStep(self._done, ACTS, self._asked())

    def _see(self, sample: Sample) -> None:
        if objection := self._guard.objection(sample):
            return self._end(Verdict.NOT_LIVE, objection)
        if self._limit_s is None:
            self._limit_s = sample.taken_s + BEGIN_S_MAX
        if sample.taken_s > self._limit_s:
            return self._end(Verdict.TIMED_OUT)
        if sample.face is not None and self._turned_unasked(sample.face):
            return self._end(Verdict.NOT_LIVE, NotLive.WRONG_ACT)
        if sample.face is not None:
            self._phase()(sample, sample.face)
        return None

    def _turned_unasked(self, face: FaceSample) -> bool:
        """Eyes may blink unasked, nobody can help that; a head that turns acts for another check than this one."""
        return self._rest is not None and self._act is None and abs(self._rest.turned(face)) >= TURN_DEG_MIN

    def _phase(self) -> Callable[[Sample, FaceSample], None]:
        if self._rest is None:
            return self._settle
        if self._likeness_owed:
            return self._same_person
        return self._pause if self._act is None else self._watch

    def _settle(self, sample: Sample, face: FaceSample) -> None:
        """Until it has looked ahead for a moment."""
        began = self._still
        ahead = abs(face.yaw) <= YAW_DEG_MAX and face.closed <= CLOSED_MAX and sample.faces == 1
        if not ahead or began is None or abs(face.yaw - began[1].yaw) > STILL_DEG_MAX:
            self._still = (sample.taken_s, face) if ahead else None
        elif sample.taken_s - began[0] >= STILL_S_MIN:
            self._rest = AtRest(face.yaw, min(face.closed, began[1].closed), face.aspect)
            self._likeness_owed = True

    def _same_person(self, sample: Sample, face: FaceSample) -> None:
        """Asked for before the first act and after each; the guard has refused one that is too unlike."""
        if sample.likeness is None:
            return
        self._likeness_owed = False
        if self._done == ACTS:
            self._end(Verdict.LIVE)
        else:
            self._ask_s = sample.taken_s + self._lot.uniform(PAUSE_S_MIN, PAUSE_S_MAX)
            self._limit_s = self._ask_s + self._act_s_max

    def _pause(self, sample: Sample, face: FaceSample) -> None:
        if sample.taken_s >= self._ask_s and self._rest is not None:
            self._act = asked(self._acts[self._done], self._rest, sample.taken_s)

    def _watch(self, sample: Sample, face: FaceSample) -> None:
        seen = Seen.NOTHING if self._act is None else self._act.see(face, sample.taken_s)
        if seen is Seen.DONE:
            self._done += 1
            self._act, self._likeness_owed = None, True
        elif seen is not Seen.NOTHING:
            self._end(Verdict.NOT_LIVE, REFUSED[seen])

    def _asked(self) -> Challenge | None:
        return None if self._act is None else self._acts[self._done]

    def _end(self, verdict: Verdict, reason: NotLive | None = None) -> None:
        self._ended = LivenessStep(self._done, ACTS, None, verdict, reason)


def _drawn(lot: Random) -> list[Challenge]:
    """The same may come again: what was asked says nothing of what will be. One is always a turn: no blink tells a head
    from paper.
    """
    acts = lot.choices(list(Challenge), k=ACTS - 1)
    acts.insert(lot.randrange(ACTS), lot.choice(list(TURNS)))
    return acts
