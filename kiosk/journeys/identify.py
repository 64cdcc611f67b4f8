"""Who are you: the insurance card in the reader, or the code on a consulting-room slip."""

from drivers.api.code_scanner import CodeScanned
from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.insurance_card_reader import CardInserted, CardRemoved, InsuranceCard
from kiosk.domain.evidence import BillSlipEvidence, InsuranceCardEvidence
from kiosk.domain.patient import Patient, Purpose, Scope
from kiosk.domain.scanned_code import BillSlip, classify
from kiosk.journeys.steps import IDENTIFY
from kiosk.screens.welcome import PresentCard, PresentSlip, Reading
from kiosk.visit import Visit

CARD_LEFT = "CARD_LEFT"  # a card lay in the reader before this turn
CODE_NOT_SLIP = "CODE_NOT_SLIP"


async def identify(visit: Visit, purpose: Purpose) -> Patient:
    """Who is to be served: asked once a turn. `purpose` is what the person is asked for."""
    if visit.patient is None or visit.patient.scope is not Scope.PERSON:
        visit.patient = await identify_by_card(visit)
    return visit.patient


async def identify_by_card(visit: Visit) -> Patient:
    """Ask for the card until one can be read; the patient it names. One that is in already is read. A slip's code held
    to the scanner is taken too.
    """
    problem_code = CARD_LEFT if visit.stale_readers else ""
    reader_name = visit.reader_with_card
    while True:
        if not reader_name:
            screen = PresentCard(step=IDENTIFY, problem_code=problem_code, can_back=True, card_in=visit.card_in)
            event = await visit.ask(screen, device_waits=True, wants=(CardInserted, CardRemoved, CodeScanned))
            if isinstance(event, CodeScanned) and isinstance(code := classify(event.text), BillSlip):
                return await _patient(visit, BillSlipEvidence(code.token))
            if isinstance(event, CardInserted | CardRemoved):  # of two cards, one may have been taken out
                reader_name = visit.reader_with_card
            problem_code = "" if isinstance(event, CardRemoved) else problem_code
        if reader_name:
            try:
                return await _patient_of_card(visit, reader_name)
            except DeviceError as error:
                visit.timeline.note("card_problem", code=str(error.code))
                problem_code, reader_name = str(error.code), ""


async def identify_by_slip(visit: Visit, scanned: CodeScanned | None = None) -> Patient:
    """Ask for the consulting-room slip until its code is read; the patient whose bill it is."""
    problem_code = ""
    while True:
        if scanned is None:
            screen = PresentSlip(step=IDENTIFY, problem_code=problem_code, can_back=True)
            event = await visit.ask(screen, device_waits=True, wants=(CodeScanned,))
            scanned = event if isinstance(event, CodeScanned) else None
        if scanned is not None:
            if isinstance(code := classify(scanned.text), BillSlip):
                return await _patient(visit, BillSlipEvidence(code.token))
            problem_code, scanned = CODE_NOT_SLIP, None


async def _patient_of_card(visit: Visit, reader_name: str) -> Patient:
    visit.need_card(reader_name)
    try:
        card = await visit.during(Reading(step=IDENTIFY, card_in=True), visit.devices.read_holder(reader_name))
        if _expired(card, visit.clock.today_ordinal()):
            raise DeviceError(ErrorCode.CARD_EXPIRED)
    except DeviceError:
        visit.need_card("")
        raise
    evidence = InsuranceCardEvidence(card.card_number, card.card_identifier, card.holder_id_number, card.holder_name)
    return await _patient(visit, evidence)


async def _patient(visit: Visit, evidence: InsuranceCardEvidence | BillSlipEvidence) -> Patient:
    return await visit.during(
        Reading(step=IDENTIFY, card_in=visit.card_in), visit.keeper.identify(evidence), needs_card=True
    )


def _expired(card: InsuranceCard, today_ordinal: int) -> bool:
    return card.expires_on is not None and card.expires_on.toordinal() < today_ordinal
