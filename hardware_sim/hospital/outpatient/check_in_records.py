"""Who is here, and their place in the queue. The rooms are full of people whom nobody at this machine sees: the same
for the same seed.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from hardware_sim.hospital.clock import CHINA, Clock, after
from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.outpatient.appointment_records import OUTPATIENTS, Appointment, Appointments
from hardware_sim.hospital.outpatient.rooms import (
    ARRIVAL_SPREAD_MIN,
    COMES_EARLY_MIN,
    SHOW_RATE,
    SPREAD,
    Arrival,
    replay,
    wait_estimate_min,
)
from hardware_sim.hospital.problems import Problem
from hardware_sim.hospital.values import Json, Numbers

PACE_MIN = {"normal": 5.0, "expert": 6.0, "disease": 7.5, "mdt": 30.0}
HALF_HOUR_MIN = 30.0
BACKDATED_S_MAX = 12 * 3600.0
AHEAD_OF_TIME_S_MAX = 120.0
QUEUE_ADDRESS = "https://queue.hospital.example/q/"
_CLOSED = {
    "booked": "APPOINTMENT_UNPAID",
    "checked_in": "ALREADY_CHECKED_IN",
    "seen": "ALREADY_CHECKED_IN",
    "cancelled": "APPOINTMENT_CANCELLED",
    "missed": "APPOINTMENT_MISSED",
}


@dataclass(frozen=True, slots=True)
class Place:
    appointment: Appointment
    ahead: int
    wait_min: int
    late: bool
    reminder: str

    def json(self) -> Json:
        return {
            "appointment": self.appointment.json(),
            "ahead": self.ahead,
            "wait_min": self.wait_min,
            "late": self.late,
            "reminder": self.reminder,
        }


class CheckIns:
    def __init__(self, config: HospitalConfig, clock: Clock, numbers: Numbers, appointments: Appointments) -> None:
        self._config, self._clock, self._numbers, self._appointments = config, clock, numbers, appointments
        self._came: dict[str, datetime] = {}  # by appointment
        self._reminders: dict[str, str] = {}  # the last part of an address → appointment, until it is opened

    def check_in(self, appointment_id: str, terminal: str, at: datetime | None = None) -> Place:
        """`at`: when the person was there, if that was before now. Raises what `Problem`s the contract's table has."""
        appointment, at = self._appointments.get(appointment_id), at or self._clock.now()
        self._require_open(appointment, terminal, at)
        self._came[appointment_id] = at
        appointment.state = "checked_in"
        return self._place(appointment, at, late=at > _moment(appointment, ends=True))

    def believes(self, at: datetime) -> bool:
        """A terminal's word on when somebody was there: not long ago, and not in the future."""
        now = self._clock.now()
        return after(now, -BACKDATED_S_MAX) <= at <= after(now, AHEAD_OF_TIME_S_MAX)

    def open_reminder(self, address: str) -> str:
        """The phone's side: the appointment, once; then ""."""
        return self._reminders.pop(address.removeprefix(QUEUE_ADDRESS), "")

    def _require_open(self, appointment: Appointment, terminal: str, at: datetime) -> None:
        if appointment.date != at.astimezone(CHINA).date():
            raise Problem(409, "APPOINTMENT_NOT_TODAY")
        if code := _CLOSED.get(appointment.state):
            raise Problem(409, code)
        if appointment.area != self._config.terminal_areas.get(terminal, OUTPATIENTS):
            raise Problem(409, "WRONG_PLACE")
        if at < after(_moment(appointment), -self._config.check_in_opens_s):
            raise Problem(409, "CHECK_IN_EARLY")
        if at > after(_moment(appointment, ends=True), self._config.check_in_grace_s):
            appointment.state = "missed"
            raise Problem(409, "APPOINTMENT_MISSED")

    def _place(self, appointment: Appointment, at: datetime, late: bool) -> Place:
        room = _Room(appointment)
        now_min = room.minute(at)
        others = [each for each in self._strangers(room) if each.number != appointment.number]
        state = replay([*others, *self._known(room)], now_min)
        me = (late, appointment.number)
        ahead = sum(each.turn < me for each in state.waiting)
        coming = room.still_coming(others, now_min, me)
        wait_min = wait_estimate_min(now_min, ahead, state.busy, room.pace_min, coming)
        token = self._numbers.token(24)
        self._reminders[token] = appointment.appointment_id
        return Place(appointment, ahead, round(wait_min), late, QUEUE_ADDRESS + token)

    def _strangers(self, room: "_Room") -> list[Arrival]:
        """Those with the numbers before and a few behind, as they come today."""
        dice = random.Random(f"{self._config.seed} {room.name}")
        arrivals = []
        for number in range(1, room.mine + room.capacity + 1):
            comes, takes = dice.gauss(-COMES_EARLY_MIN, ARRIVAL_SPREAD_MIN), dice.gammavariate(*_shape(room.pace_min))
            if dice.random() < SHOW_RATE:
                at_min = room.half_hour(number) + comes
                arrivals.append(Arrival(number, at_min, takes, late=comes > HALF_HOUR_MIN))
        return arrivals

    def _known(self, room: "_Room") -> list[Arrival]:
        """Those of this machine's who are in the same room today."""
        found = []
        for appointment_id, came in self._came.items():
            each = self._appointments.get(appointment_id)
            if _Room(each).name == room.name and each.number != room.mine:
                late = came > _moment(each, ends=True)
                found.append(Arrival(each.number, room.minute(came), room.pace_min, late))
        return found


class _Room:
    """As somebody sees it who has the number `mine`: numbers before it come in half hours before."""

    def __init__(self, appointment: Appointment) -> None:
        doctor = appointment.doctor.zh if appointment.doctor else ""
        self.name = f"{appointment.date} {appointment.department.zh} {doctor} {appointment.place.zh}"
        self.mine, self.pace_min = appointment.number, PACE_MIN[appointment.kind]
        self.capacity = max(1, int(HALF_HOUR_MIN // self.pace_min))
        halves = (appointment.number - 1) // self.capacity
        self._opens = _moment(appointment) - timedelta(minutes=HALF_HOUR_MIN * halves)

    def minute(self, at: datetime) -> float:
        return (at - self._opens).total_seconds() / 60

    def half_hour(self, number: int) -> float:
        """When it begins."""
        return (number - 1) // self.capacity * HALF_HOUR_MIN

    def still_coming(self, others: list[Arrival], now_min: float, me: tuple[bool, int]) -> list[float]:
        """The half hours of those who may still come and go first. Who stays away is not known."""
        here = {each.number for each in others if each.at_min <= now_min}
        numbers = [number for number in range(1, self.mine) if number not in here and (False, number) < me]
        return [
            begins for number in numbers if (begins := self.half_hour(number)) + HALF_HOUR_MIN > now_min
        ]  # who comes after it is late, and goes behind


def _shape(mean: float) -> tuple[float, float]:
    """Of a gamma distribution with this mean."""
    return 1 / SPREAD**2, mean * SPREAD**2


def _moment(appointment: Appointment, ends: bool = False) -> datetime:
    return datetime.combine(appointment.date, appointment.ends if ends else appointment.starts, CHINA)
