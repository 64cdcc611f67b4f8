"""A consulting room's morning: who has come, who is in, who waits, and how long somebody who comes now will wait.

Minutes count from the opening of the session. Those who are here are called by their number; who comes after their half
hour goes behind all who were in time. Nobody is called before they are here.
"""

import heapq
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

SPREAD = 0.5  # of the length of a consultation: its standard deviation over its mean
SHOW_RATE = 0.88  # of those with a number
COMES_EARLY_MIN = 12.0  # before their half hour, on average
ARRIVAL_SPREAD_MIN = 9.0  # standard deviation
ROUNDS = 8  # who comes meanwhile lengthens the wait, in which more may come
_ARRIVAL = NormalDist(-COMES_EARLY_MIN, ARRIVAL_SPREAD_MIN)


@dataclass(frozen=True, slots=True)
class Arrival:
    number: int
    at_min: float
    takes_min: float  # in the room
    late: bool = False

    @property
    def turn(self) -> tuple[bool, int]:
        return self.late, self.number


@dataclass(frozen=True, slots=True)
class RoomState:
    """At one moment."""

    waiting: tuple[Arrival, ...]  # in the order in which they will be called
    busy: bool
    seen: int


def replay(arrivals: Sequence[Arrival], until_min: float) -> RoomState:
    """What has become of those who came, at `until_min`."""
    coming = sorted((each for each in arrivals if each.at_min <= until_min), key=lambda each: each.at_min)
    waiting: list[tuple[tuple[bool, int], float, Arrival]] = []
    free_min, seen, place = 0.0, 0, 0
    while True:
        while place < len(coming) and coming[place].at_min <= free_min:
            heapq.heappush(waiting, (coming[place].turn, coming[place].at_min, coming[place]))
            place += 1
        if not waiting:
            if place == len(coming):
                break
            free_min = coming[place].at_min
            continue
        if free_min > until_min:
            break
        free_min += heapq.heappop(waiting)[2].takes_min
        seen += 1
    for each in coming[place:]:
        heapq.heappush(waiting, (each.turn, each.at_min, each))
    left = tuple(heapq.heappop(waiting)[2] for _ in range(len(waiting)))
    busy = seen > 0 and free_min > until_min
    return RoomState(left, busy, seen - busy)


def wait_estimate_min(
    now_min: float, ahead: int, busy: bool, pace_min: float, still_coming_min: Sequence[float] = ()
) -> float:
    """`ahead`: who are here and come first. `still_coming_min`: when the half hours begin of those who are not here
    yet and would come first: each lengthens the wait as far as they are likely to come before it is over.
    """
    here_min = max(0.0, -now_min)  # the room is not open yet
    here_min += pace_min * (1 + SPREAD**2) / 2 if busy else 0.0  # what is left of a consultation that is going on
    here_min += ahead * pace_min
    wait_min = here_min
    for _ in range(ROUNDS):
        comes = sum(_comes_before(now_min - each, now_min + wait_min - each) for each in still_coming_min)
        wait_min = here_min + comes * pace_min
    return wait_min


def _comes_before(now_min: float, until_min: float) -> float:
    """How likely somebody who is not here `now_min` after their half hour began comes until `until_min` after it."""
    by_now, by_then = (SHOW_RATE * _ARRIVAL.cdf(minute) for minute in (now_min, until_min))
    return (by_then - by_now) / (1 - by_now)
