"""The first time here (建档): what the identity card says, a phone number, consent."""

from drivers.api.errors import DeviceError, ErrorCode
from drivers.api.id_card_reader import IdCard, IdCardDetected
from kiosk.domain.enrolment import Enrol, Enrolled
from kiosk.domain.evidence import IdCardEvidence, IdKind
from kiosk.domain.masking import masked_id_number, masked_name
from kiosk.journeys.face_check import check_holder
from kiosk.journeys.keypad import ask_phone
from kiosk.journeys.steps import IDENTIFY
from kiosk.screens.identity import NewHere, NowEnrolled, PresentIdCard
from kiosk.screens.welcome import Reading, Way
from kiosk.visit import Visit, WentBack

NUMBER_PREFIX = "YZ1:P:"  # of the registration code


async def enrol_myself(visit: Visit) -> None:
    """Chosen from the menu. Who is known already is told the number again."""
    card = await ask_id_card(visit)
    enrolled = await enrol(visit, card)
    code = NUMBER_PREFIX + enrolled.hospital_number
    await visit.tell(
        NowEnrolled(masked_name=masked_name(card.name), hospital_number=enrolled.hospital_number, code=code)
    )


async def enrol(visit: Visit, card: IdCard) -> Enrolled:
    """Consent, the face where the hospital wants it, phone number, and the hospital's word. Raises WentBack."""
    checked = False
    while True:
        await visit.ask(
            NewHere(
                step=IDENTIFY,
                name_read=masked_name(card.name),
                number_read=masked_id_number(card.id_number),
                id_kind=IdKind(card.kind.value),
                can_back=True,
            )
        )
        try:
            if not checked:
                await check_holder(visit, card)
                checked = True
            phone = await ask_phone(visit)
        except WentBack:
            continue
        return await visit.during(Reading(step=IDENTIFY, way=Way.PHONE), visit.keeper.do(_order(card, phone)))


async def read_id_card(visit: Visit) -> IdCard:
    """The card that lies on the reader. Raises DeviceError."""
    visit.id_card_lies, visit.id_card_shown = False, True
    card = await visit.during(Reading(step=IDENTIFY, way=Way.ID_CARD), visit.devices.read_id_card())
    if card.valid_to is not None and card.valid_to.toordinal() < visit.clock.today_ordinal():
        raise DeviceError(ErrorCode.ID_CARD_EXPIRED)
    return card


def id_card_evidence(card: IdCard) -> IdCardEvidence:
    return IdCardEvidence(IdKind(card.kind.value), card.id_number, card.name)


async def ask_id_card(visit: Visit) -> IdCard:
    """Until one that is good lies there and is read. Raises DeviceError, WentBack."""
    if visit.devices.usable("id_card_reader") is False:
        raise DeviceError(ErrorCode.DEVICE_OFFLINE, "no identity-card reader")
    problem_code, lies = "", visit.id_card_lies
    while True:
        if not lies:
            screen = PresentIdCard(step=IDENTIFY, problem_code=problem_code, can_back=True)
            event = await visit.ask(screen, device_waits=True, wants=(IdCardDetected,))
            lies = isinstance(event, IdCardDetected) and not event.present_at_open
        if lies:
            try:
                return await read_id_card(visit)
            except DeviceError as error:
                visit.timeline.note("card_problem", code=str(error.code))
                problem_code, lies = str(error.code), False


def _order(card: IdCard, phone: str) -> Enrol:
    return Enrol(
        id_kind=IdKind(card.kind.value),
        id_number=card.id_number,
        name=card.name,
        sex=card.sex,
        birth_date=card.birth_date,
        address=card.address,
        phone=phone,
    )
