"""Looking something up: the question, and the screen that waits for its answer."""

from datetime import date, timedelta
from typing import TypeVar

from kiosk.domain.inquiry import Query
from kiosk.screens.documents import LookingUp
from kiosk.visit import Visit

R = TypeVar("R")
RECENT = timedelta(days=92)
YEAR = timedelta(days=366)


async def look_up(visit: Visit, query: Query[R], handle: str = "") -> R:
    """Raises Refused, CardPulled."""
    return await visit.during(LookingUp(card_in=visit.card_in), visit.keeper.ask(query, handle), needs_card=True)


def days(visit: Visit, whole_year: bool) -> tuple[date, date]:
    """The last three months, or the last year: until today."""
    today = date.fromordinal(visit.clock.today_ordinal())
    return today - (YEAR if whole_year else RECENT), today
