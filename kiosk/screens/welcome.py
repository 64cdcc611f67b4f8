"""Before anybody is known: attract, choose, present the card."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen


class Notice(StrEnum):
    """What to know before beginning: a card to take out first, and what does not work."""

    CARD_LEFT = "card_left"  # it lay in the reader when we came: not read until taken out and put in again
    NO_SLIP = "no_slip"  # no paper: slips as a code on screen
    NO_CARD_READER = "no_card_reader"
    NO_SCANNER = "no_scanner"
    NO_PAYMENT = "no_payment"  # the hospital does not answer: nothing can be paid now


class Service(StrEnum):
    PAY_BILLS = "pay_bills"
    REGISTER = "register"
    CHECK_IN = "check_in"  # pick up a ticket, or say that one is here
    REPORTS = "reports"
    APPOINTMENTS = "appointments"  # look at, cancel
    BOOK_EXAM = "book_exam"
    INVOICES = "invoices"
    PAYMENT_RECORDS = "payment_records"
    PRICES = "prices"
    PAY_LATER = "pay_later"  # 医后付
    VISIT_GUIDE = "visit_guide"
    DELIVERY = "delivery"  # of medicines
    SURVEY = "survey"
    ENROL = "enrol"
    VISITOR_PASS = "visitor_pass"  # for somebody on the wards
    SCAN_BILL_SLIP = "scan_bill_slip"  # the consulting room's slip with a code (F8)
    REPRINT_SLIP = "reprint_slip"  # hold an earlier slip's code to the scanner


MORE = "more"  # the choice beside the services


@dataclass(frozen=True, slots=True, kw_only=True)
class Attract(Screen):
    """Nobody is here. Touch, card or code begins. `scanner`: there is one that works; a camera is off by now.
    Answers: Continue.
    """

    notices: tuple[Notice, ...] = ()
    scanner: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseService(Screen):
    """Answers: Picked(service or MORE). `more`: what is behind MORE, if anything."""

    services: tuple[Service, ...]
    more: tuple[Service, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MoreServices(Screen):
    """Answers: Picked(service)."""

    services: tuple[Service, ...]


class Way(StrEnum):
    """How somebody can be known at this machine."""

    INSURANCE_CARD = "insurance_card"
    ID_CARD = "id_card"
    CODE = "code"  # the insurance app's, the hospital card's, at the scanner
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentCard(Screen):
    """'Please insert your card', with the picture that moves: of the first of `ways`, which is never PHONE. Whatever
    else of them is shown is taken, too.
    `problem_code`: what was wrong with the last one (CARD_MUTE: turn it round …). Answers: Picked(PHONE); Back."""

    problem_code: str = ""
    ways: tuple[Way, ...] = (Way.INSURANCE_CARD,)
    by_camera: bool = False  # codes are held before the camera: there is no scanner


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentSlip(Screen):
    """'Hold the code on your slip to the scanner'. `reprint`: an earlier receipt instead of a consulting-room slip.
    Answers: none; Back."""

    reprint: bool = False
    problem_code: str = ""
    by_camera: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Screen):
    """The card is being read, the person looked up: leave it where it is. `way`: what was shown. Answers: none."""

    way: Way = Way.INSURANCE_CARD


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfService(Screen):
    """`reason_code`: KEEPER_UNREACHABLE … `nearest` names a working machine. Answers: none."""

    reason_code: str
    nearest: LocalText | None = None
