"""Who sits when, and the numbers of each half hour: one pool for this machine, the web and the windows. The same for
the same seed and day.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hardware_sim.hospital.clock import CHINA, Clock
from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.outpatient.department_records import DEPARTMENTS, Clinic, Department, clinics_of
from hardware_sim.hospital.problems import Problem, not_found
from hardware_sim.hospital.values import Json, Text

_MINUTES = 30
_STARTS = {
    "am": [time(8 + step // 2, step % 2 * _MINUTES) for step in range(7)],
    "pm": [time(13 + step // 2, step % 2 * _MINUTES) for step in range(1, 8)],
}


@dataclass(frozen=True, slots=True)
class Session:
    clinic: Clinic
    day: date
    halves: tuple[str, ...]

    @property
    def session_id(self) -> str:
        return f"S-{self.clinic.clinic_id}-{self.day:%Y%m%d}"

    @property
    def place(self) -> Text:
        floor, room = self.clinic.department.floor, self.clinic.room
        return Text(f"门诊楼 {floor} 楼 A 区 {room} 诊室", f"Outpatients {floor}F, room A-{room}")

    def slots(self) -> list["Slot"]:
        times = [(half, starts) for half in ("am", "pm") for starts in _STARTS[half]]
        return [Slot(self, half, starts, place) for place, (half, starts) in enumerate(times) if half in self.halves]


@dataclass(frozen=True, slots=True)
class Slot:
    """`place` among all half hours of a day: numbers are given by it, whoever sits in which half."""

    session: Session
    half: str
    starts: time
    place: int

    @property
    def slot_id(self) -> str:
        return f"{self.session.session_id}-{self.starts:%H%M}"

    @property
    def starts_at(self) -> datetime:
        return datetime.combine(self.session.day, self.starts, CHINA)

    @property
    def ends(self) -> time:
        return (self.starts_at + timedelta(minutes=_MINUTES)).time()

    def number(self, seat: int) -> int:
        return self.place * self.session.clinic.capacity + seat + 1


class Timetable:
    """Raises Problem *_NOT_FOUND."""

    def __init__(self, config: HospitalConfig, clock: Clock) -> None:
        self._config, self._clock = config, clock
        self._departments = {each.department_id: each for each in DEPARTMENTS}
        self._clinics = {clinic.clinic_id: clinic for each in DEPARTMENTS for clinic in clinics_of(each)}

    def department(self, department_id: str) -> Department:
        if department_id not in self._departments:
            raise not_found("DEPARTMENT")
        return self._departments[department_id]

    def days(self) -> list[date]:
        """Today and those that can be booked ahead."""
        today = self._clock.now().date()
        return [today + timedelta(days=ahead) for ahead in range(self._config.booking_days_ahead + 1)]

    def sessions(self, department: Department) -> list[Session]:
        """With half hours that can still be registered for."""
        clinics = clinics_of(department)
        made = [session for day in self.days() for clinic in clinics if (session := self._on(clinic, day))]
        return [session for session in made if self.open_slots(session)]

    def session(self, session_id: str) -> Session:
        clinic_id, _, day = session_id.removeprefix("S-").partition("-")
        clinic, days = self._clinics.get(clinic_id), {f"{each:%Y%m%d}": each for each in self.days()}
        session = self._on(clinic, days[day]) if clinic and day in days else None
        if session is None or session.session_id != session_id:
            raise not_found("SESSION")
        return session

    def slot(self, slot_id: str) -> Slot:
        """One that can still be registered for."""
        try:
            slots = self.open_slots(self.session(slot_id.rpartition("-")[0]))
        except Problem:
            raise not_found("SLOT") from None
        for slot in slots:
            if slot.slot_id == slot_id:
                return slot
        raise not_found("SLOT")

    def open_slots(self, session: Session) -> list[Slot]:
        until = self._clock.now() + timedelta(seconds=self._config.register_before_s_min)
        return [slot for slot in session.slots() if slot.starts_at >= until]

    def _on(self, clinic: Clinic, day: date) -> Session | None:
        """The head and the one on duty sit the whole day."""
        chance = random.Random(f"{self._config.seed}|{clinic.clinic_id}|{day}")
        if chance.randrange(10) >= clinic.duty:
            return None
        whole = clinic.duty == 10 or chance.random() < 0.4
        return Session(clinic, day, ("am", "pm") if whole else (chance.choice(("am", "pm")),))


class Pool:
    """Which seats of each half hour are taken. Some were, by the web and the windows, before we came."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._taken: dict[str, set[int]] = {}

    def left(self, slot: Slot) -> int:
        return slot.session.clinic.capacity - len(self._seats(slot))

    def left_of(self, slots: list[Slot]) -> int:
        return sum(self.left(slot) for slot in slots)

    def take(self, slot: Slot) -> int:
        """The seat. Raises SLOT_TAKEN."""
        seats = self._seats(slot)
        free = [seat for seat in range(slot.session.clinic.capacity) if seat not in seats]
        if not free:
            raise Problem(409, "SLOT_TAKEN")
        seats.add(free[0])
        return free[0]

    def take_all(self, slot: Slot) -> None:
        """The web was faster."""
        self._seats(slot).update(range(slot.session.clinic.capacity))

    def give_back(self, slot: Slot, seat: int) -> None:
        self._seats(slot).discard(seat)

    def ahead_of(self, slot: Slot, seat: int) -> int:
        """Numbers of the session that are given out before this one."""
        mine = slot.number(seat)
        return sum(each.number(taken) < mine for each in slot.session.slots() for taken in self._seats(each))

    def _seats(self, slot: Slot) -> set[int]:
        if slot.slot_id not in self._taken:
            self._taken |= self._before_us(slot.session)
        return self._taken[slot.slot_id]

    def _before_us(self, session: Session) -> dict[str, set[int]]:
        """The last half hours of the head and of the one on duty have a number left for those who stand here."""
        chance = random.Random(f"{self._seed}|{session.session_id}")
        capacity, keeps_some = session.clinic.capacity, session.clinic.clinic_id.endswith(("A", "B"))
        taken = {}
        for slot in session.slots():
            count = min(capacity, chance.randrange(capacity + 2))
            if keeps_some and slot.starts >= time(15, 0):
                count = min(count, capacity - 1)
            taken[slot.slot_id] = set(range(count))
        return taken


def slot_json(slot: Slot, left: int) -> Json:
    return {
        "slot_id": slot.slot_id,
        "half": slot.half,
        "starts": slot.starts.isoformat(),
        "ends": slot.ends.isoformat(),
        "remaining": left,
    }


def session_json(session: Session, left: int) -> Json:
    clinic = session.clinic
    return {
        "session_id": session.session_id,
        "kind": clinic.kind,
        "doctor": clinic.doctor.json() if clinic.doctor else None,
        "title": clinic.title.json() if clinic.title else None,
        "note": clinic.note.json() if clinic.note else None,
        "date": session.day.isoformat(),
        "halves": list(session.halves),
        "fee": {"fen": clinic.fee_fen},
        "remaining": left,
    }
