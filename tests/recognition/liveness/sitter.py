"""Somebody who exists as measures only, on a clock of their own."""

from dataclasses import dataclass, field
from random import Random

from kiosk.domain.face import Challenge
from kiosk.domain.liveness import LivenessStep
from kiosk.recognition.faces.liveness import LivenessCheck
from kiosk.recognition.faces.liveness_sample import FaceSample, Sample

FRAME_S = 1 / 15
REST = FaceSample(320.0, 240.0, 150.0, 2.0, 0.08, 1.3)
SHUT = FaceSample(320.0, 240.0, 150.0, 2.0, 0.6, 1.3)


def turned(degrees: float, shift: float | None = None) -> FaceSample:
    """To the person's own left; the nose goes with it as on a head, if nothing else is said."""
    return FaceSample(320.0, 240.0, 150.0, 2.0 + degrees, 0.08, 1.3, 0.004 * degrees if shift is None else shift)


def turn(side: float, shift: float | None = None) -> tuple[FaceSample, ...]:
    there = [turned(side * degrees, None if shift is None else side * shift) for degrees in (4, 9, 14, 19, 23, 25)]
    return (*there, *reversed(there), REST)


ACTS: dict[Challenge, tuple[FaceSample, ...]] = {
    Challenge.BLINK: (SHUT, SHUT, SHUT, REST),
    Challenge.TURN_LEFT: turn(1.0),
    Challenge.TURN_RIGHT: turn(-1.0),
}


@dataclass
class Sitter:
    check: LivenessCheck
    likeness: float = 0.9
    now_s: float = 100.0
    shown: int = 0
    step: LivenessStep = field(default_factory=lambda: LivenessStep(0, 3))

    @classmethod
    def before(cls, seed: int) -> "Sitter":
        return cls(LivenessCheck(Random(seed)))

    def show(self, *faces: FaceSample | None, count: int = 1, checksum: int | None = None) -> LivenessStep:
        for face in faces:
            self.now_s += FRAME_S
            self.shown += 1
            likeness = self.likeness if self.check.wants_likeness and face is not None else None
            same = self.shown if checksum is None else checksum
            self.step = self.check.see(Sample(self.now_s, same, count if face else 0, face, likeness))
        return self.step

    def rest_until_asked(self) -> Challenge:
        for _ in range(200):
            if self.show(REST).asked is not None:
                break
        assert self.step.asked is not None, self.step
        return self.step.asked

    def ready(self) -> Challenge:
        """Asked, at rest, and as long as nobody is quicker."""
        asked = self.rest_until_asked()
        self.show(*[REST] * 5)
        return asked

    def obey(self) -> LivenessStep:
        asked = self.ready()
        return self.show(*ACTS[asked], REST, REST)


def seed_asking(*wanted: Challenge) -> int:
    """A lot that draws these first."""
    for seed in range(500):
        sitter = Sitter.before(seed)
        for challenge in wanted:
            if sitter.rest_until_asked() is not challenge:
                break
            sitter.obey()
        else:
            return seed
    raise AssertionError(f"no lot asks {wanted}")
