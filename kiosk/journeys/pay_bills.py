"""Outpatient bill payment (门诊缴费): choose bills, see the split, pay, take the slip."""

from contextlib import suppress

from kiosk.domain.bill import Bill
from kiosk.domain.case import WaitingFor
from kiosk.domain.coverage import CoverageStatus
from kiosk.domain.money import total
from kiosk.domain.patient import Patient
from kiosk.domain.quote import Quote
from kiosk.journeys.pay import pay
from kiosk.journeys.put_off import Later, may_put_off
from kiosk.journeys.steps import CHOOSE, CONFIRM, IDENTIFY, PAY
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import BillsChosen, Picked
from kiosk.screens.base import Summary
from kiosk.screens.bills import SELF_PAY, BillRow, ChooseBills, ChooseCoverage, ConfirmSplit, NoBills
from kiosk.screens.paying import Progress, Stage
from kiosk.screens.welcome import Reading
from kiosk.visit import Visit, WentBack


async def pay_bills(visit: Visit, patient: Patient, only: frozenset[str] = frozenset()) -> None:
    """`only`: these bills and no others are to be paid."""
    work = visit.keeper.unpaid_bills(patient.handle)
    bills = await visit.during(Reading(step=IDENTIFY, card_in=visit.card_in), work, needs_card=True)
    bills = tuple(bill for bill in bills if not only or bill.bill_id in only)
    if not bills:
        await visit.tell(NoBills(masked_name=patient.masked_name, can_cancel=True, card_in=visit.card_in))
        return
    later = await may_put_off(visit, patient)
    paid = False
    while not paid:
        paid = await pay_chosen(visit, patient, await _choose(visit, patient, bills, later), later)


async def pay_one_bill(visit: Visit, patient: Patient, bill_id: str) -> None:
    """One bill that is known by its number; it is not put off. Raises WentBack if given up, Refused BILL_PAID if it
    is not owed.
    """
    bills = await visit.during(Reading(card_in=visit.card_in), visit.keeper.unpaid_bills(patient.handle))
    fee = tuple(bill for bill in bills if bill.bill_id == bill_id)
    if not fee:
        raise Refused(Refusal.BILL_PAID)
    if not await pay_chosen(visit, patient, fee):
        raise WentBack


async def pay_chosen(visit: Visit, patient: Patient, chosen: tuple[Bill, ...], later: Later | None = None) -> bool:
    """False: given up before any money moved, and the bills are free again. `later`: they may be put off instead."""
    quote = await _preview(visit, patient, chosen, await choose_coverage(visit, patient))
    offer = later if later and any(bill.bill_id not in later.bill_ids for bill in chosen) else None
    try:
        await visit.ask(ConfirmSplit.of(quote, patient.masked_name, step=CONFIRM, card_in=visit.card_in))
        return await pay(visit, quote, Summary(patient.masked_name, len(chosen), quote.total), PAY, offer)
    except WentBack:
        with suppress(Refused):  # a keeper that was killed has forgotten the quote, too
            await visit.keeper.release_quote(quote.quote_id)
        return False


async def _choose(visit: Visit, patient: Patient, bills: tuple[Bill, ...], later: Later | None) -> tuple[Bill, ...]:
    put_off = later.bill_ids if later else frozenset()
    screen = ChooseBills(
        step=CHOOSE,
        can_cancel=True,
        card_in=visit.card_in,
        masked_name=patient.masked_name,
        guardian_masked_name=patient.guardian_masked_name,
        bills=tuple(BillRow.of(bill, put_off=bill.bill_id in put_off) for bill in bills),
    )
    while True:
        answer = await visit.ask(screen)
        if isinstance(answer, BillsChosen):
            chosen = tuple(bill for bill in bills if bill.bill_id in answer.bill_ids)
            if chosen:
                return chosen


async def choose_coverage(visit: Visit, patient: Patient) -> str:
    """The code of the insurance to use, "" for none. Asked only where there is a choice."""
    usable = [c.code for c in patient.coverages if c.status is CoverageStatus.ACTIVE]
    if len(usable) < 2:
        return usable[0] if usable else ""
    screen = ChooseCoverage.of(patient, step=CONFIRM, card_in=visit.card_in)
    answer = await visit.ask(screen)
    picked = answer.choice if isinstance(answer, Picked) else usable[0]
    return "" if picked == SELF_PAY or picked not in usable else picked


async def _preview(visit: Visit, patient: Patient, chosen: tuple[Bill, ...], coverage_code: str) -> Quote:
    screen = Progress(
        step=CONFIRM,
        card_in=visit.card_in,
        stage=Stage.PREVIEW,
        waiting_for=WaitingFor.INSURER,
        summary=Summary(patient.masked_name, len(chosen), total([bill.amount for bill in chosen])),
    )
    bill_ids = tuple(bill.bill_id for bill in chosen)
    return await visit.during(screen, visit.keeper.preview(patient.handle, bill_ids, coverage_code), needs_card=True)
