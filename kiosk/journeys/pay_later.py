"""Pay after treatment (医后付): read and sign the agreement, see what is owed, pay it."""

from kiosk.domain.credit import Credit, CreditStatus, SignCredit, Terms
from kiosk.domain.patient import Patient, Purpose
from kiosk.journeys.look_up import look_up, whole_person
from kiosk.journeys.pay_bills import pay_bills
from kiosk.screens.credit import ReadTerms, ShowCredit
from kiosk.screens.documents import LookingUp
from kiosk.visit import Visit, WentBack


async def pay_later(visit: Visit) -> None:
    patient = await whole_person(visit, Purpose.DOCUMENTS)  # a number that others can know signs no debt
    credit = await look_up(visit, CreditStatus(), patient.handle)
    just_signed = False
    while True:
        await visit.ask(ShowCredit.of(credit, patient.masked_name, just_signed=just_signed, card_in=visit.card_in))
        if credit.owed:
            payer = await whole_person(visit, Purpose.SETTLEMENT)
            return await pay_bills(visit, payer, only=frozenset(each.bill_id for each in credit.owed))
        if credit.signed or not credit.offered:
            return None
        signed = await _sign(visit, patient)
        credit, just_signed = signed or credit, signed is not None


async def _sign(visit: Visit, patient: Patient) -> Credit | None:
    """None: the person went back."""
    terms = await look_up(visit, Terms(), patient.handle)
    try:
        await visit.ask(ReadTerms.of(terms, patient.masked_name, card_in=visit.card_in))
    except WentBack:
        return None
    signing = visit.keeper.do(SignCredit(terms.version), patient.handle)
    return await visit.during(LookingUp(card_in=visit.card_in), signing, needs_card=True)
