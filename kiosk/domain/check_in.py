"""Saying that one is here (签到), and what comes of it: a place in the queue."""

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.appointment import Appointment
from kiosk.domain.inquiry import Command, Notice, Query


@dataclass(frozen=True, slots=True)
class TicketVisit:
    """What the code of a ticket opens: that one appointment, and nothing else of its person."""

    appointment: Appointment
    masked_name: str
    to_be_routed: bool  # the hospital wants the person at the fever clinic first


@dataclass(frozen=True, slots=True)
class Place:
    """In the queue. `wait_min`: the hospital's estimate, whole minutes."""

    appointment: Appointment  # as it is now
    ahead: int  # who are here and come first
    wait_min: int
    late: bool  # the half hour is over: those in time go first
    reminder: str = ""  # an address for the phone; opens once, and names nobody


@dataclass(frozen=True, slots=True)
class TicketOf(Query[TicketVisit]):
    appointment_id: str


@dataclass(frozen=True, slots=True)
class CheckIn(Command[Place]):
    """Refused CHECK_IN_EARLY, APPOINTMENT_NOT_TODAY, APPOINTMENT_MISSED, WRONG_PLACE, ALREADY_CHECKED_IN,
    APPOINTMENT_UNPAID, APPOINTMENT_CANCELLED.
    """

    appointment_id: str


@dataclass(frozen=True, slots=True)
class CheckInNotice(Notice):
    """Somebody was here while the hospital could not be asked. It may still say no: then staff see to it."""

    appointment_id: str
    at: datetime  # by the terminal's clock: a fact, not the official time
    by_ticket: bool  # known by the ticket alone
