"""The best picture of a face that holds still: guidance for every picture, and in the end one photo.

Everything is held in memory, overwritten by `forget`, and never written anywhere.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiosk.domain.face import FaceBox, FacePhoto, FaceSeen, Guidance
from kiosk.recognition.faces.align import align
from kiosk.recognition.faces.gates import LIMITS, GateLimits, judge
from kiosk.recognition.faces.look import Sees, Sight, washed_out
from kiosk.recognition.faces.measures import Measures, measure
from kiosk.recognition.faces.portrait import as_photo, portrait

Picture = NDArray[np.uint8]

STILL_PICTURES = 5
STILL_S_MIN = 0.25  # a fast camera gives five pictures before a head is still
GAP_S_MAX = 0.5  # between two good pictures that belong together: one bad one in between may be
DRIFT_MAX = 0.12  # of the face's width, from one good picture to the next


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class _Good:
    at_s: float
    box: FaceBox
    worth: float
    portrait: Picture
    aligned: Picture


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Captured:
    """`aligned`: for `matching.Matcher`. Personal data: has no repr."""

    photo: FacePhoto
    aligned: Picture


class FaceCapture:
    """For one person. One thread."""

    def __init__(
        self,
        sees: Sees,
        limits: GateLimits = LIMITS,
        measures: Callable[[Sight], Measures] = measure,
    ) -> None:
        self._sees, self._limits, self._measures = sees, limits, measures
        self._held: list[_Good] = []

    def take(self, picture: Picture, now_s: float) -> FaceSeen:
        """GOOD with `held` 1.0: `best` has the photo."""
        sight = self._sees.look(picture)
        if sight is None:
            unseen = Guidance.LESS_LIGHT if washed_out(picture) else Guidance.NOBODY
            return self._refused(FaceSeen(unseen), now_s)
        seen = self._measures(sight)
        guidance = judge(seen, self._limits)
        if guidance is not Guidance.GOOD:
            return self._refused(FaceSeen(guidance, seen.box), now_s)
        return self._accepted(sight, seen, now_s)

    def best(self) -> Captured | None:
        """None while no face has held still. Asked again, the same."""
        if self._progress() < 1.0:
            return None
        good = max(self._held, key=lambda one: one.worth)
        return Captured(as_photo(good.portrait), good.aligned.copy())

    def forget(self) -> None:
        """Overwrites what is held."""
        for good in self._held:
            good.portrait.fill(0)
            good.aligned.fill(0)
        self._held.clear()

    def _refused(self, seen: FaceSeen, now_s: float) -> FaceSeen:
        """Once there is a photo it stays: nobody has to hold still for longer."""
        if self._progress() < 1.0 and self._held and now_s - self._held[-1].at_s > GAP_S_MAX:
            self.forget()
        return seen

    def _accepted(self, sight: Sight, seen: Measures, now_s: float) -> FaceSeen:
        if self._held and not _same_place(self._held[-1], seen.box, now_s):
            self.forget()
        cut, aligned = portrait(sight.picture, sight.face), align(sight.picture, sight.points)
        self._held.append(_Good(now_s, seen.box, _worth(seen, self._limits), cut, aligned))
        if len(self._held) > STILL_PICTURES:
            self._drop_worst()
        return FaceSeen(Guidance.GOOD, seen.box, self._progress())

    def _drop_worst(self) -> None:
        """Not the first, which tells since when, nor the last, which tells where."""
        worst = min(self._held[1:-1], key=lambda one: one.worth)
        worst.portrait.fill(0)
        worst.aligned.fill(0)
        self._held = [one for one in self._held if one is not worst]

    def _progress(self) -> float:
        if not self._held:
            return 0.0
        long = self._held[-1].at_s - self._held[0].at_s
        return min(1.0, len(self._held) / STILL_PICTURES, 0.2 + long / STILL_S_MIN)


def _same_place(last: _Good, box: FaceBox, now_s: float) -> bool:
    moved = max(abs(box.left - last.box.left), abs(box.top - last.box.top), abs(box.width - last.box.width))
    return moved <= DRIFT_MAX * max(box.width, box.height) and now_s - last.at_s <= GAP_S_MAX


def _worth(seen: Measures, limits: GateLimits) -> float:
    """Sharp, straight, large, eyes open: each as a share of what its gate asks, so that none counts alone."""
    sharp = min(seen.ramp / limits.ramp_min, seen.fineness / limits.fineness_min, 1.5)
    turned = (abs(seen.yaw_deg) / limits.yaw_deg_max + abs(seen.roll_deg) / limits.roll_deg_max) / 2
    large = min(seen.eye_distance_px / limits.eye_distance_px_min, 1.5)
    return sharp + 0.3 * large - 0.5 * turned - 0.5 * seen.blink / limits.blink_max
