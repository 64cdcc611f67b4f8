"""Putting bills off instead of paying them: only who has signed is offered it, and nothing is charged."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from kiosk.domain.credit import CreditStatus, LockCredit
from kiosk.domain.evidence import BY_NUMBER
from kiosk.domain.money import Money
from kiosk.domain.patient import Patient, Scope
from kiosk.domain.quote import Quote
from kiosk.journeys.paper import tell_and_print
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.base import Summary
from kiosk.screens.credit import BillsPutOff
from kiosk.screens.documents import LookingUp
from kiosk.screens.paying import SlipNotice
from kiosk.visit import Visit

LOOK_S_MAX = 2.0  # nobody waits longer to pay because the credit's server is slow
SAYS_NO = frozenset({Refusal.CREDIT_OVER_LIMIT, Refusal.CREDIT_OVERDUE, Refusal.CREDIT_NOT_SIGNED})


@dataclass(frozen=True, slots=True)
class Later:
    """Who may put bills off, how much more, and what is put off already."""

    handle: str
    left: Money
    bill_ids: frozenset[str]


async def may_put_off(visit: Visit, patient: Patient) -> Later | None:
    """None also where nobody can say: then it is simply not offered. Nor to who is known by a number that others can
    know: it would be a debt in another's name.
    """
    if patient.scope is not Scope.PERSON or visit.known_for == BY_NUMBER:
        return None
    with suppress(Refused, TimeoutError):
        async with asyncio.timeout(LOOK_S_MAX):
            credit = await visit.keeper.ask(CreditStatus(), patient.handle)
        if credit.signed:
            return Later(patient.handle, credit.left, frozenset(each.bill_id for each in credit.owed))
    return None


async def put_off(visit: Visit, later: Later, quote: Quote, summary: Summary) -> str:
    """ "" once the bills are put off and the person knows what is owed; else the code of the hospital's no."""
    locking = visit.keeper.do(LockCredit(quote.bill_ids), later.handle)
    try:
        lock = await visit.during(LookingUp(card_in=visit.card_in), locking, needs_card=True)
    except Refused as refused:
        if refused.refusal not in SAYS_NO:
            raise
        return str(refused.refusal)
    with suppress(Refused):
        await visit.keeper.release_quote(quote.quote_id)
    visit.timeline.note("put_off", bills=len(quote.bill_ids))
    visit.need_card("")

    def told(slip: SlipNotice) -> BillsPutOff:
        return BillsPutOff.of(lock, summary.masked_name, slip, card_in=visit.card_in)

    await tell_and_print(visit, told, "put_off", lock=lock, masked_name=summary.masked_name)
    return ""
