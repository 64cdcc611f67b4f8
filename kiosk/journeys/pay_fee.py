"""Paying the fee of one visit: the split, the way to pay, then the machine that pays every bill."""

from contextlib import suppress
from datetime import datetime

from kiosk.domain.case import WaitingFor
from kiosk.domain.patient import Patient
from kiosk.domain.quote import Quote
from kiosk.domain.ticket import Ticket
from kiosk.journeys.pay import pay, ways_to_pay
from kiosk.journeys.pay_bills import choose_coverage
from kiosk.journeys.steps import CONFIRM, PAY
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.base import Summary
from kiosk.screens.paying import Progress, Stage
from kiosk.screens.registration import ConfirmRegistration
from kiosk.visit import Visit, WentBack

FEE_GONE = frozenset({Refusal.BILL_CHANGED, Refusal.BILL_PAID, Refusal.QUOTE_EXPIRED})
"""The number was held too long, and its bill went with it."""


async def pay_fee(
    visit: Visit, patient: Patient, bill_id: str, ticket: Ticket, held_until: datetime | None = None
) -> None:
    """Until the case has ended one way or another, and the person knows. Raises WentBack, and Refused with FEE_GONE."""
    coverage_code = await choose_coverage(visit, patient)
    screen = Progress(step=CONFIRM, card_in=visit.card_in, stage=Stage.PREVIEW, waiting_for=WaitingFor.INSURER)
    quote = await visit.during(screen, _quote(visit, patient, bill_id, coverage_code), needs_card=True)
    confirm = ConfirmRegistration.of(
        ticket, quote, patient.masked_name, ways_to_pay(visit), held_until, step=PAY, card_in=visit.card_in
    )
    try:
        if not quote.patient_part:
            await visit.ask(confirm)
        await pay(visit, quote, Summary(patient.masked_name, 1, quote.total), PAY, opening=confirm)
    except (WentBack, Refused):
        with suppress(Refused):
            await visit.keeper.release_quote(quote.quote_id)
        raise


async def _quote(visit: Visit, patient: Patient, bill_id: str, coverage_code: str) -> Quote:
    bills = await visit.keeper.unpaid_bills(patient.handle)
    if bill_id not in {bill.bill_id for bill in bills}:
        raise Refused(Refusal.BILL_CHANGED)
    return await visit.keeper.preview(patient.handle, (bill_id,), coverage_code)
