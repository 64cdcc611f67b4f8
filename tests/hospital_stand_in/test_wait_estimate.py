"""The estimated wait against a simulated queue (simpy), which knows nothing of how the estimate is made."""

import random
from collections.abc import Generator
from dataclasses import dataclass, field
from statistics import fmean

import pytest
import simpy

from hardware_sim.hospital.outpatient.rooms import (
    ARRIVAL_SPREAD_MIN,
    COMES_EARLY_MIN,
    SHOW_RATE,
    SPREAD,
    Arrival,
    replay,
    wait_estimate_min,
)

HALF_HOUR_MIN, HALF_HOURS, MORNINGS = 30.0, 7, 40
DOORS_OPEN_MIN = 60.0  # before the doctor begins
MEAN_ERROR_MIN_MAX = 2.0
MEAN_ABSOLUTE_ERROR_MIN_MAX = 6.0


@dataclass
class Morning:
    """One room: numbers come, are called in turn by one doctor, and each is told an estimate on arrival."""

    pace_min: float
    dice: random.Random
    told: dict[int, float] = field(default_factory=dict)
    waited: dict[int, float] = field(default_factory=dict)
    came: list[Arrival] = field(default_factory=list)
    queue: dict[int, bool] = field(default_factory=dict)  # number → late, of those who are here and not called
    snapshots: list[tuple[float, list[int]]] = field(default_factory=list)

    def run(self) -> "Morning":
        self.capacity = int(HALF_HOUR_MIN // self.pace_min)
        self.env = simpy.Environment(initial_time=-DOORS_OPEN_MIN)
        self.doctor = simpy.PriorityResource(self.env)
        self.env.process(self._until_opening())
        for number in range(1, HALF_HOURS * self.capacity + 1):
            if self.dice.random() < SHOW_RATE:
                self.env.process(self._patient(number))
        self.env.process(self._look())
        self.env.run(until=HALF_HOURS * HALF_HOUR_MIN + 240)
        return self

    def half_hour(self, number: int) -> float:
        return (number - 1) // self.capacity * HALF_HOUR_MIN

    def _until_opening(self) -> Generator[simpy.Event, object, None]:
        with self.doctor.request(priority=-1) as closed:
            yield closed
            yield self.env.timeout(DOORS_OPEN_MIN)

    def _patient(self, number: int) -> Generator[simpy.Event, object, None]:
        comes_min = max(-DOORS_OPEN_MIN, self.half_hour(number) + self.dice.gauss(-COMES_EARLY_MIN, ARRIVAL_SPREAD_MIN))
        takes_min = self.dice.gammavariate(1 / SPREAD**2, self.pace_min * SPREAD**2)
        yield self.env.timeout(comes_min + DOORS_OPEN_MIN)
        late = self.env.now > self.half_hour(number) + HALF_HOUR_MIN
        self.told[number] = self._estimate(number, late)
        self.came.append(Arrival(number, self.env.now, takes_min, late))
        self.queue[number] = late
        began = self.env.now
        with self.doctor.request(priority=number + 10_000 * late) as turn:
            yield turn
            del self.queue[number]
            self.waited[number] = self.env.now - began
            yield self.env.timeout(takes_min)

    def _estimate(self, number: int, late: bool) -> float:
        """Of what a hospital knows: who is here, whether the room is busy, whose half hour is still to come."""
        now = self.env.now
        ahead = sum((each_late, each) < (late, number) for each, each_late in self.queue.items())
        here = {each.number for each in self.came}
        coming = [
            self.half_hour(each)
            for each in range(1, number)
            if each not in here and self.half_hour(each) + HALF_HOUR_MIN > now
        ]
        return wait_estimate_min(now, ahead, now >= 0 and self.doctor.count > 0, self.pace_min, coming)

    def _look(self) -> Generator[simpy.Event, object, None]:
        while True:
            yield self.env.timeout(17.3)
            order = sorted(self.queue, key=lambda number: (self.queue[number], number))
            self.snapshots.append((self.env.now, order))


@pytest.mark.parametrize("pace_min", [5.0, 6.0, 7.5])
def test_the_estimate_is_right_on_average_and_not_far_off_for_one(pace_min: float) -> None:
    dice = random.Random(20261123)
    errors = []
    for _ in range(MORNINGS):
        morning = Morning(pace_min, dice).run()
        errors += [morning.told[number] - waited for number, waited in morning.waited.items()]
    assert len(errors) > 500
    assert abs(fmean(errors)) <= MEAN_ERROR_MIN_MAX
    assert fmean(map(abs, errors)) <= MEAN_ABSOLUTE_ERROR_MIN_MAX


def test_the_stand_ins_room_has_the_same_people_waiting_as_the_simulation() -> None:
    morning = Morning(6.0, random.Random(7)).run()
    assert len(morning.snapshots) > 10
    for now_min, waiting in morning.snapshots:
        assert [each.number for each in replay(morning.came, now_min).waiting] == waiting
