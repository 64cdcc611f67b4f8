"""Who lies on the wards, when they may be visited, and who was given a pass for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import time

from hardware_sim.hospital.clock import Clock
from hardware_sim.hospital.problems import Problem
from hardware_sim.hospital.values import Json, Numbers, Text

CODE_PREFIX = "YZ1:V:"
WRISTBAND_PREFIX = "YZ1:I:"


@dataclass(frozen=True, slots=True)
class Ward:
    """`hours` None: nobody is let in today. `why_not`: nobody ever is."""

    name: Text
    hours: tuple[time, time] | None
    visitors_max: int = 2
    rules: tuple[Text, ...] = ()
    why_not: Text | None = None


@dataclass(frozen=True, slots=True)
class Admission:
    number: str
    person_key: str
    ward: Ward
    bed: str


_ALL_DAY = (time(0, 0), time(23, 59, 59))
_TWO = Text("一次最多两个人，请戴口罩", "Two visitors at a time; wear a mask")
_QUIET = Text("探视时请轻声，不要坐病床", "Keep your voice low; do not sit on the bed")
CARDIOLOGY = Ward(Text("住院楼 12 楼心血管内科病区", "Cardiology ward, Inpatients 12F"), _ALL_DAY, rules=(_TWO, _QUIET))
SURGERY = Ward(
    Text("住院楼 9 楼普外科病区", "General surgery ward, Inpatients 9F"), (time(15, 0), time(20, 0)), rules=(_TWO,)
)
INTENSIVE = Ward(Text("住院楼 5 楼重症医学科", "Intensive care, Inpatients 5F"), None)
INFECTIOUS = Ward(
    Text("感染楼 3 楼病区", "Isolation ward, 3F"),
    _ALL_DAY,
    why_not=Text("这个病区现在不接待探视，可以视频探视：8120 0003", "No visits here now; visit by video: 8120 0003"),
)

ADMISSIONS = (
    Admission("2026110001", "he", CARDIOLOGY, "07"),
    Admission("2026110002", "tang", INFECTIOUS, "12"),
    Admission("2026110003", "liang", INTENSIVE, "03"),
    Admission("2026110004", "feng", CARDIOLOGY, "09"),
    Admission("2026110005", "xie", SURGERY, "21"),
)
FULL = ("2026110004",)  # as many visitors as may come have been


@dataclass(slots=True)
class Visiting:
    """`passes`: by admission, day and the visitor's number."""

    clock: Clock
    numbers: Numbers
    names: dict[str, str]  # of people, by key
    admissions: Sequence[Admission] = ADMISSIONS
    passes: dict[tuple[str, str, str], Json] = field(default_factory=dict)

    def terms(self, number: str) -> Json:
        """Raises Problem."""
        admission = self._admission(number)
        starts, ends = self._hours(admission.ward)
        left, left_max = self._left(admission), admission.ward.visitors_max
        if left <= 0:
            reason = Text(f"今天已来过 {left_max} 位", f"{left_max} visitors came today")
            raise Problem(409, "VISITORS_FULL", reason=reason)
        return self._where(admission, starts, ends) | {
            "masked_name": masked(self.names[admission.person_key]),
            "left": left,
            "rules": [rule.json() for rule in admission.ward.rules],
        }

    def issue(self, number: str, visitor_number: str, visitor_name: str) -> Json:
        """Raises Problem."""
        admission = self._admission(number)
        place = (number, self._today(), visitor_number.upper())
        if place not in self.passes:
            self.terms(number)  # raises where it may not be
            starts, ends = self._hours(admission.ward)
            self.passes[place] = self._where(admission, starts, ends) | {
                "pass_number": self.numbers.serial("VP", 6),
                "code": CODE_PREFIX + self.numbers.token(12),
                "patient_masked_name": masked(self.names[admission.person_key]),
                "visitor_masked_name": masked(visitor_name),
            }
        return self.passes[place]

    def _admission(self, number: str) -> Admission:
        found = next((each for each in self.admissions if each.number == number), None)
        if found is None:
            raise Problem(404, "ADMISSION_NOT_FOUND")
        if found.ward.why_not is not None:
            raise Problem(409, "WARD_NOT_VISITED", reason=found.ward.why_not)
        return found

    def _hours(self, ward: Ward) -> tuple[time, time]:
        if ward.hours is None:
            raise Problem(409, "VISITING_CLOSED", reason=Text("今天不接待探视", "No visits today"))
        starts, ends = ward.hours
        if not starts <= self.clock.now().time() <= ends:
            reason = Text(f"探视时间 {starts:%H:%M}–{ends:%H:%M}", f"Visiting hours {starts:%H:%M}–{ends:%H:%M}")
            raise Problem(409, "VISITING_CLOSED", reason=reason)
        return ward.hours

    def _left(self, admission: Admission) -> int:
        given = sum(each[:2] == (admission.number, self._today()) for each in self.passes)
        return 0 if admission.number in FULL else admission.ward.visitors_max - given

    def _where(self, admission: Admission, starts: time, ends: time) -> Json:
        hours: Json = {"date": self._today(), "starts": starts.isoformat(), "ends": ends.isoformat()}
        return hours | {"ward": admission.ward.name.json(), "bed": admission.bed}

    def _today(self) -> str:
        return self.clock.now().date().isoformat()


def masked(name: str) -> str:
    return name[0] + "*" + (name[-1] if len(name) > 2 else "")
