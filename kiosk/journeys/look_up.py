"""Looking something up: the question, and the screen that waits for its answer."""

from datetime import date, timedelta
from typing import TypeVar

from kiosk.domain.inquiry import Query
from kiosk.domain.patient import Patient, Purpose, Scope
from kiosk.journeys.identify import identify
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.documents import LookingUp
from kiosk.visit import Visit

R = TypeVar("R")
RECENT = timedelta(days=92)
YEAR = timedelta(days=366)


async def whole_person(visit: Visit, purpose: Purpose) -> Patient:
    """Who is known by card. Refused NOT_ALLOWED: the slip of one bill says nothing of who holds it."""
    patient = await identify(visit, purpose)
    if patient.scope is not Scope.PERSON:
        raise Refused(Refusal.NOT_ALLOWED)
    return patient


async def look_up(visit: Visit, query: Query[R], handle: str = "") -> R:
    """Raises Refused, CardPulled."""
    return await visit.during(LookingUp(card_in=visit.card_in), visit.keeper.ask(query, handle), needs_card=True)


def days(visit: Visit, whole_year: bool) -> tuple[date, date]:
    """The last three months, or the last year: until today."""
    today = date.fromordinal(visit.clock.today_ordinal())
    return today - (YEAR if whole_year else RECENT), today
