"""A visit that was registered for (挂号): who is to be seen, when and where, under which number (FHIR Appointment)."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from kiosk.domain.inquiry import Query
from kiosk.domain.money import Money
from kiosk.domain.wording import LocalText


class NumberKind(StrEnum):
    """号别"""

    NORMAL = "normal"  # 普通号
    EXPERT = "expert"  # 专家号
    DISEASE = "disease"  # 专病号
    MDT = "mdt"  # 多学科会诊


class AppointmentState(StrEnum):
    BOOKED = "booked"  # to be paid when the ticket is picked up (取号)
    PAID = "paid"
    CHECKED_IN = "checked_in"
    SEEN = "seen"
    CANCELLED = "cancelled"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Appointment:
    appointment_id: str
    state: AppointmentState
    kind: NumberKind
    department: LocalText
    doctor: LocalText | None  # None: whoever is on duty
    place: LocalText  # "门诊楼 3 楼 A 区 5 诊室"
    date: date
    starts: time
    ends: time
    number: int  # 号序, of the session
    fee: Money
    bill_id: str = ""  # of the fee, while it is to be paid


@dataclass(frozen=True, slots=True)
class Appointments(Query[tuple[Appointment, ...]]):
    """The person's own, the earliest first; those of long ago are left out."""
