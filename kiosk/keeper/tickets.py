"""Which bill pays for which visit, as the hospital's answers tell in passing. With it, a slip is the ticket too."""

from kiosk.domain.appointment import Appointment
from kiosk.domain.registration import Hold
from kiosk.domain.ticket import Ticket


def tickets_in(answer: object) -> dict[str, Ticket]:
    """By the number of the bill. Of a hold that was just made, or of appointments still to be paid."""
    if isinstance(answer, Hold):
        return {answer.bill_id: Ticket.of(answer.appointment, answer.ahead)}
    several = answer if isinstance(answer, tuple) else ()
    booked = [each for each in several if isinstance(each, Appointment) and each.bill_id]
    return {each.bill_id: Ticket.of(each) for each in booked}
