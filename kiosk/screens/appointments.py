"""My appointments: look, pay for the ticket, give up."""

from dataclasses import dataclass
from datetime import date

from kiosk.domain.appointment import Appointment, AppointmentState
from kiosk.domain.money import Money
from kiosk.domain.ticket import Ticket
from kiosk.screens.base import Screen

PAY, CANCEL = "pay", "cancel"  # what can be done with one of them


@dataclass(frozen=True, slots=True)
class AppointmentRow:
    appointment_id: str
    state: AppointmentState
    ticket: Ticket
    fee: Money

    @classmethod
    def of(cls, appointment: Appointment) -> "AppointmentRow":
        return cls(appointment.appointment_id, appointment.state, Ticket.of(appointment), appointment.fee)


@dataclass(frozen=True, slots=True, kw_only=True)
class MyAppointments(Screen):
    """Answers: Picked(appointment)."""

    masked_name: str
    today: date
    appointments: tuple[AppointmentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAppointments(Screen):
    """Answers: Continue (finish)."""

    masked_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OneAppointment(Screen):
    """`acts`: what can be done, of PAY and CANCEL. `problem_code`: why the last did not go. Answers: Picked(act)."""

    appointment: AppointmentRow
    acts: tuple[str, ...]
    problem_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmCancel(Screen):
    """'Really give it up?' Answers: Continue."""

    appointment: AppointmentRow


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentCancelled(Screen):
    """Given up; what was paid goes back the way it came. Answers: Continue."""

    ticket: Ticket
    refunded: Money
