"""Who are you: the insurance card, the identity card, a code at the scanner, or a phone number. Whatever is shown first
is taken; nobody has to choose.
"""

from contextlib import suppress

from drivers.api.code_scanner import CodeScanned
from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.id_card_reader import IdCardDetected
from drivers.api.insurance_card_reader import CardInserted, CardRemoved, InsuranceCard
from kiosk.domain.evidence import (
    PRIVATE,
    BillSlipEvidence,
    DependentEvidence,
    Evidence,
    InsuranceCardEvidence,
    PhoneEvidence,
    good_for,
)
from kiosk.domain.patient import Patient, Purpose, Scope
from kiosk.domain.scanned_code import BillSlip, HospitalNumber, classify, evidence_in
from kiosk.domain.ticket_code import TicketCode
from kiosk.journeys.enrol import enrol, id_card_evidence, read_id_card
from kiosk.journeys.face_check import check_acting
from kiosk.journeys.keypad import ask_id_last_four, ask_phone
from kiosk.journeys.seeing import reads_codes
from kiosk.journeys.steps import IDENTIFY
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.screens.answers import Picked
from kiosk.screens.identity import ForWhom
from kiosk.screens.welcome import PresentCard, PresentSlip, Reading, Way
from kiosk.visit import Visit, WentBack

CARD_LEFT = "CARD_LEFT"  # a card lay in the reader before this turn
CODE_NOT_SLIP = "CODE_NOT_SLIP"
CODE_NOT_IDENTITY = "CODE_NOT_IDENTITY"
SHOW_AGAIN = frozenset(
    {Refusal.CODE_WRONG_PURPOSE, Refusal.CODE_EXPIRED, Refusal.CODE_UNKNOWN, Refusal.PERSON_NOT_MATCHED}
)
NOT_ENROLLED = "NOT_ENROLLED"  # the card is good, its holder is new here: an identity card takes them in
CODE_PROVES_LITTLE = "CODE_PROVES_LITTLE"  # a number that others can know, for what is private
_ROLES = {Way.INSURANCE_CARD: "insurance_card_reader", Way.ID_CARD: "id_card_reader"}
Shown = CardInserted | IdCardDetected | CodeScanned | Picked


class TicketShown(Exception):
    """Instead of who it is, a ticket was shown: its visit can be checked in for without more. Caught by `turn`."""

    def __init__(self, code: TicketCode) -> None:
        super().__init__()
        self.code = code


async def identify(visit: Visit, purpose: Purpose) -> Patient:
    """Who is to be served: asked once a turn. `purpose` is what the person is asked for."""
    if visit.patient is None or visit.patient.scope is not Scope.PERSON or purpose not in visit.known_for:
        visit.patient = await _for_whom(visit, await identify_anyhow(visit, purpose))
    return visit.patient


async def identify_anyhow(visit: Visit, purpose: Purpose) -> Patient:
    """Ask until something that is shown names a person. What lies there or was held up already is taken first. A slip's
    code is taken, too: it opens that bill.
    """
    shown, problem_code = _shown_already(visit, purpose), CARD_LEFT if visit.stale_readers else ""
    while True:
        if shown is None:
            shown = await _ask(visit, purpose, problem_code)
        try:
            patient = await _named_by(visit, purpose, shown)
            visit.code = None
            return patient
        except DeviceError as error:
            visit.timeline.note("card_problem", code=str(error.code))
            problem_code = str(error.code)
        except Refused as refused:
            problem_code = _to_show_again(visit, refused, shown)
        except WentBack:
            problem_code = ""
        shown = visit.id_card = visit.code = None


def _to_show_again(visit: Visit, refused: Refused, shown: Shown) -> str:
    """What to say on the same screen. Raises `refused` where showing something again would not help."""
    nobody = refused.refusal is Refusal.PATIENT_NOT_FOUND
    if nobody and isinstance(shown, CodeScanned) and isinstance(classify(shown.text), HospitalNumber):
        return CODE_NOT_IDENTITY
    if nobody and visit.devices.usable(_ROLES[Way.ID_CARD]) is not False:
        visit.need_card("")  # an insurance card takes nobody in
        return NOT_ENROLLED
    if refused.refusal not in SHOW_AGAIN:
        raise refused
    return str(refused.refusal)


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
                return await _patient(visit, BillSlipEvidence(code.token), Way.CODE)
            problem_code, scanned = CODE_NOT_SLIP, None


def _shown_already(visit: Visit, purpose: Purpose) -> Shown | None:
    if visit.reader_with_card:
        return CardInserted(visit.reader_with_card)
    if visit.id_card is not None or visit.id_card_lies:
        return IdCardDetected()
    evidence = evidence_in(visit.code.text, purpose) if visit.code else None
    return visit.code if evidence and purpose in good_for(evidence) else None


async def _ask(visit: Visit, purpose: Purpose, problem_code: str) -> Shown:
    """The next thing that may name somebody. Of two cards in the readers, one may have been taken out."""
    while True:
        screen = PresentCard(
            step=IDENTIFY,
            problem_code=problem_code,
            ways=_ways(visit, purpose),
            can_back=True,
            card_in=visit.card_in,
        )
        wants = (CardInserted, CardRemoved, CodeScanned, IdCardDetected)
        match await visit.ask(screen, device_waits=True, wants=wants):
            case CardInserted() | CardRemoved() if visit.reader_with_card:
                return CardInserted(visit.reader_with_card)
            case CardRemoved():
                problem_code = ""
            case IdCardDetected(present_at_open=False) as laid:
                return laid
            case CodeScanned(text) as scanned:
                evidence = evidence_in(text, purpose)
                if evidence is not None and purpose in good_for(evidence):
                    return scanned
                if purpose is Purpose.REGISTRATION and isinstance(code := classify(text), TicketCode):
                    raise TicketShown(code)
                problem_code = CODE_PROVES_LITTLE if evidence else CODE_NOT_IDENTITY
            case Picked(Way.PHONE) as picked:
                return picked


def _ways(visit: Visit, purpose: Purpose) -> tuple[Way, ...]:
    """What works at this machine now, the likeliest first: it is the picture. Where nothing does it is the card's slot,
    which may come back.
    """
    cards = tuple(way for way, role in _ROLES.items() if visit.devices.usable(role) is not False)
    have = (*cards, Way.CODE) if reads_codes(visit) else cards
    phone = () if purpose in PRIVATE else (Way.PHONE,)
    return (*(have or (Way.INSURANCE_CARD,)), *phone)


async def _named_by(visit: Visit, purpose: Purpose, shown: Shown) -> Patient:
    visit.card_photo = b""
    match shown:
        case CardInserted(reader_name):
            return await _patient_of_card(visit, reader_name)
        case IdCardDetected():
            return await _patient_of_id_card(visit)
        case CodeScanned(text):
            evidence = evidence_in(text, purpose)
            assert evidence is not None, "looked at before"
            return await _patient(visit, evidence, Way.CODE)
        case Picked():
            phone = await ask_phone(visit)
            return await _patient(visit, PhoneEvidence(phone, await ask_id_last_four(visit)), Way.PHONE)


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
    return await _patient(visit, evidence, Way.INSURANCE_CARD)


async def _patient_of_id_card(visit: Visit) -> Patient:
    """Who is new here is taken in first."""
    card = visit.id_card = visit.id_card or await read_id_card(visit)
    try:
        patient = await _patient(visit, id_card_evidence(card), Way.ID_CARD)
    except Refused as refused:
        if refused.refusal is not Refusal.PATIENT_NOT_FOUND:
            raise
        await enrol(visit, card)
        patient = await _patient(visit, id_card_evidence(card), Way.ID_CARD)
    visit.id_card, visit.card_photo = None, card.photo
    return patient


async def _for_whom(visit: Visit, patient: Patient) -> Patient:
    """Asked only where the hospital knows somebody this person may act for."""
    if not patient.dependents:
        return patient
    while True:
        answer = await visit.ask(ForWhom.of(patient, card_in=visit.card_in))
        picked = answer.choice if isinstance(answer, Picked) else ""
        if picked not in {each.dependent_id for each in patient.dependents}:
            return patient
        with suppress(WentBack):
            await check_acting(visit, patient)
            break
    known_for = visit.known_for
    found = await _patient(visit, DependentEvidence(patient.handle, picked), Way.PHONE)
    visit.known_for = known_for  # as far as the one who acts is known
    return found


async def _patient(visit: Visit, evidence: Evidence, way: Way) -> Patient:
    screen = Reading(step=IDENTIFY, card_in=visit.card_in, way=way)
    patient = await visit.during(screen, visit.keeper.identify(evidence), needs_card=True)
    visit.known_for = good_for(evidence)
    return patient


def _expired(card: InsuranceCard, today_ordinal: int) -> bool:
    return card.expires_on is not None and card.expires_on.toordinal() < today_ordinal
