"""Checking in: which visit, the place in the queue, and why not."""

from dataclasses import dataclass
from datetime import date, time

from kiosk.domain.appointment import Appointment, AppointmentState
from kiosk.domain.check_in import Place
from kiosk.domain.ticket_code import PrintedTicket
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen
from kiosk.screens.paying import SlipNotice


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One appointment as screen and paper show it."""

    appointment_id: str  # what Picked names
    department: LocalText
    doctor: LocalText | None
    place: LocalText
    date: date
    starts: time
    ends: time
    number: int
    unpaid: bool = False

    @classmethod
    def of(cls, appointment: Appointment) -> "VisitRow":
        return cls(
            appointment_id=appointment.appointment_id,
            department=appointment.department,
            doctor=appointment.doctor,
            place=appointment.place,
            date=appointment.date,
            starts=appointment.starts,
            ends=appointment.ends,
            number=appointment.number,
            unpaid=appointment.state is AppointmentState.BOOKED,
        )

    @classmethod
    def printed(cls, ticket: PrintedTicket) -> "VisitRow":
        return cls(
            appointment_id=ticket.appointment_id,
            department=ticket.department,
            doctor=None,
            place=ticket.place,
            date=ticket.date,
            starts=ticket.starts,
            ends=ticket.ends,
            number=ticket.number,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseVisit(Screen):
    """Several today: for which? Answers: Picked(appointment_id)."""

    masked_name: str
    visits: tuple[VisitRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentTicket(Screen):
    """'Hold the code of your ticket to the scanner', while the hospital cannot be asked. Answers: none; Back."""

    problem_code: str = ""
    by_camera: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InQueue(Screen):
    """Checked in: where to go, who is ahead, how long it takes. `provisional`: the hospital has not said yes yet, and
    nobody knows the place. Answers: Continue.
    """

    masked_name: str
    visit: VisitRow
    ahead: int
    wait_min: int
    late: bool
    provisional: bool
    reminder: str  # an address for the phone, "" for none
    slip: SlipNotice

    @classmethod
    def of(cls, place: Place, masked_name: str, slip: SlipNotice) -> "InQueue":
        return cls(
            masked_name=masked_name,
            visit=VisitRow.of(place.appointment),
            ahead=place.ahead,
            wait_min=place.wait_min,
            late=place.late,
            provisional=False,
            reminder=place.reminder,
            slip=slip,
        )

    @classmethod
    def to_be_confirmed(cls, visit: VisitRow, masked_name: str, slip: SlipNotice) -> "InQueue":
        return cls(
            masked_name=masked_name,
            visit=visit,
            ahead=0,
            wait_min=0,
            late=False,
            provisional=True,
            reminder="",
            slip=slip,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class NoCheckIn(Screen):
    """Why not, and what to do instead, by `reason_code`; of which visit, if any. Answers: Continue."""

    reason_code: str
    visit: VisitRow | None
    masked_name: str = ""
