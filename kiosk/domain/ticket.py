"""The ticket of a visit (挂号单): who, where, when, which number. Printed with the slip of its fee."""

from dataclasses import dataclass
from datetime import date, time

from kiosk.domain.appointment import Appointment, NumberKind
from kiosk.domain.ticket_code import ticket_code
from kiosk.domain.wording import LocalText


@dataclass(frozen=True, slots=True)
class Ticket:
    kind: NumberKind
    department: LocalText
    doctor: LocalText | None  # None: whoever is on duty
    place: LocalText
    date: date
    starts: time
    ends: time
    number: int
    ahead: int | None = None  # numbers of the session given out before it; None: not known
    code: str = ""  # what checks in by it

    @classmethod
    def of(cls, appointment: Appointment, ahead: int | None = None) -> "Ticket":
        return cls(
            kind=appointment.kind,
            department=appointment.department,
            doctor=appointment.doctor,
            place=appointment.place,
            date=appointment.date,
            starts=appointment.starts,
            ends=appointment.ends,
            number=appointment.number,
            ahead=ahead,
            code=ticket_code(appointment),
        )
