"""Somebody before the camera who does what they are told, as quickly as people do, and never stands quite still."""

from dataclasses import dataclass
from math import cos, pi, sin
from random import Random

from hardware_sim.camera.acting import ActingFace
from hardware_sim.camera.picture import Picture

BLINK, TURN_LEFT, TURN_RIGHT = ACTS = ("blink", "turn_left", "turn_right")
REACTION_S = (0.35, 0.8)
TURN_DEG = (25.0, 30.0)
BLINK_S, TURN_S = (0.12, 0.16, 0.18), (0.7, 0.35, 0.7)  # there, held, back
OWN_BLINK_EVERY_S, OWN_BLINK_S = (2.5, 6.0), (0.08, 0.06, 0.12)  # unasked, as everybody
SWAY_DEG = 1.0


@dataclass(frozen=True, slots=True)
class Act:
    what: str
    begins_s: float
    takes_s: tuple[float, float, float]
    reach: float

    def at(self, t_s: float) -> float:
        return self.reach * swell(t_s - self.begins_s, *self.takes_s)

    @property
    def ends_s(self) -> float:
        return self.begins_s + sum(self.takes_s)


def swell(t_s: float, there_s: float, held_s: float, back_s: float) -> float:
    """From 0 to 1 and back, gently."""
    there, back = max(t_s, 0.0) / there_s, max(t_s - there_s - held_s, 0.0) / back_s
    part = min(there, 1.0, max(1 - back, 0.0))
    return (1 - cos(pi * part)) / 2


class ActingPerson:
    """A face: call it with the time for its picture. `told` may come from another thread."""

    def __init__(self, face: ActingFace, lot: Random) -> None:
        self._face, self._lot = face, lot
        self._acts: tuple[Act, ...] = ()
        self._now_s = 0.0
        self._phase = lot.uniform(0, 10)
        self._own_blink_s = lot.uniform(*OWN_BLINK_EVERY_S)

    def told(self, what: str) -> None:
        """After what they are doing, and a moment."""
        begins_s = max([self._now_s + self._lot.uniform(*REACTION_S), *(act.ends_s for act in self._acts)])
        act = Act(what, begins_s, BLINK_S if what == BLINK else TURN_S, self._reach(what))
        self._acts = (*(act for act in self._acts if act.ends_s > self._now_s), act)

    def _reach(self, what: str) -> float:
        turn = self._lot.uniform(*TURN_DEG)
        return {BLINK: 1.0, TURN_LEFT: turn, TURN_RIGHT: -turn}[what]

    def __call__(self, t_s: float) -> Picture:
        self._now_s = t_s
        blink = max([self._own_blink(t_s), *(act.at(t_s) for act in self._acts if act.what == BLINK)])
        turn = sum(act.at(t_s) for act in self._acts if act.what != BLINK)
        return self._face.act(blink, SWAY_DEG * sin(0.9 * t_s + self._phase) + turn)

    def _own_blink(self, t_s: float) -> float:
        """Not while they act: one thing at a time."""
        if t_s > self._own_blink_s + sum(OWN_BLINK_S):
            self._own_blink_s = t_s + self._lot.uniform(*OWN_BLINK_EVERY_S)
        busy = any(act.begins_s <= t_s <= act.ends_s for act in self._acts)
        return 0.0 if busy else swell(t_s - self._own_blink_s, *OWN_BLINK_S)
