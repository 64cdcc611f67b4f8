"""After the doctor: what comes next, medicines to the door, how it was."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.delivery import Address, Prescription, Way, WayOffer
from kiosk.domain.guide import GuideStep, StepKind
from kiosk.domain.money import Money
from kiosk.domain.survey import SurveyQuestion
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen
from kiosk.screens.paying import SlipNotice

PHONE = "phone"  # type the address there; take the guide along
PRINT = "print"
NAMED = "named"  # switches between with and without a name
ADDRESSES_MAX = 3


class Missing(StrEnum):
    """Of what there is nothing."""

    EXAMS = "exams"
    PRESCRIPTIONS = "prescriptions"
    STEPS = "steps"


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingThere(Screen):
    """Answers: Continue (finish)."""

    masked_name: str
    missing: Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyAsk(Screen):
    """One question, five faces (three in large type). Answers: Picked("1" … "5"), Picked(NAMED) if `can_name`."""

    text: LocalText
    number: int
    of: int
    named: bool
    can_name: bool

    @classmethod
    def at(cls, question: SurveyQuestion, number: int, of: int, *, named: bool, can_name: bool) -> "SurveyAsk":
        return cls(text=question.text, number=number, of=of, named=named, can_name=can_name, can_back=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyThanks(Screen):
    """Answers: Continue."""


@dataclass(frozen=True, slots=True)
class PrescriptionRow:
    prescription_id: str
    title: LocalText
    items: tuple[LocalText, ...]
    ordered: Way | None

    @classmethod
    def of(cls, found: Prescription) -> "PrescriptionRow":
        return cls(found.prescription_id, found.title, found.items, found.ordered)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoosePrescription(Screen):
    """Those that are ordered already are shown, and cannot be picked. Answers: Picked(prescription_id)."""

    masked_name: str
    prescriptions: tuple[PrescriptionRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseWay(Screen):
    """Answers: Picked(way)."""

    title: LocalText
    offers: tuple[WayOffer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseAddress(Screen):
    """Addresses of the record, masked. Answers: Picked(address_id or PHONE). `problem_code`: ADDRESS_LATE."""

    addresses: tuple[Address, ...]
    problem_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressByPhone(Screen):
    """Our page, as a code: the phone types the address there, and the screen goes on. Answers: none; Back."""

    code: str
    seconds_left: int
    seconds_total: int


@dataclass(frozen=True, slots=True)
class DeliveryPlan:
    title: LocalText
    way: Way
    fee: Money
    promise: LocalText
    window: LocalText
    address: Address | None = None

    @classmethod
    def of(cls, found: Prescription, offer: WayOffer, address: Address | None) -> "DeliveryPlan":
        return cls(found.title, offer.way, offer.fee, offer.promise, found.window, address)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmDelivery(Screen):
    """Answers: Continue."""

    plan: DeliveryPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryOrdered(Screen):
    """Answers: Continue."""

    plan: DeliveryPlan
    slip: SlipNotice


@dataclass(frozen=True, slots=True)
class GuideRow:
    kind: StepKind
    title: LocalText
    place: LocalText
    way: LocalText
    at: str = ""  # HH:MM
    ahead: int | None = None

    @classmethod
    def of(cls, step: GuideStep) -> "GuideRow":
        at = f"{step.at:%H:%M}" if step.at else ""
        return cls(step.kind, step.title, step.place, step.way, at, step.ahead)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowGuide(Screen):
    """The next steps, in order. Answers: Picked(PRINT), Picked(PHONE), Continue (finish)."""

    masked_name: str
    steps: tuple[GuideRow, ...]
    slip: SlipNotice = SlipNotice.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideOnPhone(Screen):
    """The same as a code for the phone. Answers: Continue."""

    code: str
