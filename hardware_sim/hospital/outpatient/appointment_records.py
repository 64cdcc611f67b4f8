"""The visits that people have registered for, by whatever way: web, window, or this machine."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hardware_sim.hospital.catalogue import CARDIOLOGY, CHINESE_MEDICINE, ENDOCRINOLOGY, PAEDIATRICS, REHABILITATION
from hardware_sim.hospital.problems import not_found
from hardware_sim.hospital.values import Json, Text

OUTPATIENTS, EAST_CAMPUS = "outpatients", "east"
_HALF_HOUR = timedelta(minutes=30)


@dataclass(slots=True)
class Appointment:
    """`state`: booked (to be paid), paid, checked_in, seen, cancelled, missed. `kind`: normal, expert, disease, mdt."""

    appointment_id: str
    person_key: str
    state: str
    kind: str
    department: Text
    doctor: Text | None
    place: Text
    date: date
    starts: time
    ends: time
    number: int
    fee_fen: int
    bill_id: str = ""
    area: str = OUTPATIENTS  # the building, or the campus

    def json(self) -> Json:
        return {
            "appointment_id": self.appointment_id,
            "state": self.state,
            "kind": self.kind,
            "department": self.department.json(),
            "doctor": self.doctor.json() if self.doctor else None,
            "place": self.place.json(),
            "date": self.date.isoformat(),
            "starts": self.starts.isoformat(),
            "ends": self.ends.isoformat(),
            "number": self.number,
            "fee": {"fen": self.fee_fen},
            "bill_id": self.bill_id,
        }


class Appointments:
    def __init__(self, seeded: list[Appointment]) -> None:
        self.by_id = {each.appointment_id: each for each in seeded}

    def get(self, appointment_id: str) -> Appointment:
        if appointment_id not in self.by_id:
            raise not_found("APPOINTMENT")
        return self.by_id[appointment_id]

    def of(self, person_key: str) -> list[Appointment]:
        mine = [each for each in self.by_id.values() if each.person_key == person_key]
        return sorted(mine, key=lambda each: (each.date, each.starts, each.appointment_id))


def seed_appointments(now: datetime) -> list[Appointment]:
    """Of today around this hour, of tomorrow, and of long ago: enough for every way a check-in can go."""
    today = now.date()
    soon, later = _half_hour(now, 1), _half_hour(now, 5)
    rows = (
        ("zhang", "paid", "expert", CARDIOLOGY, "孙明远", today, soon, 12),
        ("li", "booked", "normal", ENDOCRINOLOGY, "", today, soon, 31),
        ("guo", "paid", "normal", CARDIOLOGY, "", today, later, 8),
        ("he", "paid", "expert", ENDOCRINOLOGY, "何晓岚", today + timedelta(days=1), time(9, 0), 3),
        ("lin", "missed", "normal", CHINESE_MEDICINE, "", today - timedelta(days=1), time(9, 30), 21),
        ("shen_baobao", "paid", "expert", PAEDIATRICS, "顾春晖", today, soon, 5),
        ("sun", "paid", "normal", CARDIOLOGY, "", today, _half_hour(now, -1), 4),  # late
        ("luo", "checked_in", "normal", ENDOCRINOLOGY, "", today, soon, 30),
        ("gao", "cancelled", "normal", ENDOCRINOLOGY, "", today, soon, 29),
        ("dong", "paid", "normal", ENDOCRINOLOGY, "", today, soon, 32),
        ("dong", "paid", "expert", CARDIOLOGY, "孙明远", today, soon, 14),
        ("xu", "paid", "normal", REHABILITATION, "", today, soon, 6),  # on the other campus
        ("deng", "booked", "normal", CHINESE_MEDICINE, "", today + timedelta(days=1), time(14, 0), 17),
    )
    return [
        Appointment(
            appointment_id=f"AP{number:06d}",
            person_key=person_key,
            state=state,
            kind=kind,
            department=department,
            doctor=Text(doctor) if doctor else None,
            place=Text(
                f"门诊楼 {2 + number % 3} 楼 A 区 {number + 2} 诊室", f"Outpatients {2 + number % 3}F, A-{number + 2}"
            ),
            date=day,
            starts=starts,
            ends=ends_of(starts),
            number=place,
            fee_fen=5_000 if kind == "expert" else 1_500,
            area=EAST_CAMPUS if department is REHABILITATION else OUTPATIENTS,
        )
        for number, (person_key, state, kind, department, doctor, day, starts, place) in enumerate(rows, start=1)
    ]


def ends_of(starts: time) -> time:
    """The last half hour of a day ends a minute before midnight."""
    ends = (datetime.combine(date.min, starts) + _HALF_HOUR).time()
    return ends if ends > starts else time(23, 59)


def _half_hour(now: datetime, ahead: int) -> time:
    """When the half hour begins that is `ahead` of the one that is now; of the same day, whatever the hour."""
    place = (now.hour * 60 + now.minute) // 30 + ahead
    place = min(max(place, 0), 47)
    return time(place // 2, place % 2 * 30)


def _room(floor: int, room: int) -> Text:
    return Text(f"门诊楼 {floor} 楼 A 区 {room} 诊室", f"Outpatients {floor}F, room A-{room}")
