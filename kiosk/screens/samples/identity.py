"""Samples of who somebody is, and of the first time here."""

from kiosk.domain.evidence import IdKind
from kiosk.domain.patient import Relation
from kiosk.screens.base import Screen, Step
from kiosk.screens.identity import (
    DependentRow,
    EnterDigits,
    ForWhom,
    NewHere,
    NowEnrolled,
    PresentIdCard,
    TakeIdCard,
    Wanted,
)
from kiosk.screens.samples.values import NAME, RARE_NAME, RARE_NAME_EXT
from kiosk.screens.welcome import PresentCard, Reading, Way

_STEP = Step(1, 4)

SAMPLES: dict[str, Screen] = {
    "present-card-all-ways": PresentCard(step=_STEP, can_back=True, ways=tuple(Way)),
    "present-card-all-ways-problem": PresentCard(
        step=_STEP, can_back=True, ways=tuple(Way), problem_code="CODE_WRONG_PURPOSE"
    ),
    "present-card-not-enrolled": PresentCard(
        step=_STEP, can_back=True, ways=tuple(Way), problem_code="NOT_ENROLLED", card_in=True
    ),
    "present-card-no-phone": PresentCard(
        step=_STEP, can_back=True, ways=(Way.INSURANCE_CARD, Way.CODE), problem_code="ID_CARD_UNREADABLE"
    ),
    "present-card-no-slot": PresentCard(step=_STEP, can_back=True, ways=(Way.ID_CARD, Way.CODE, Way.PHONE)),
    "present-card-code-only": PresentCard(step=_STEP, can_back=True, ways=(Way.CODE, Way.PHONE)),
    "reading-id-card": Reading(step=_STEP, way=Way.ID_CARD),
    "reading-person": Reading(step=_STEP, way=Way.PHONE),
    "enter-phone": EnterDigits(step=_STEP, wanted=Wanted.PHONE, length=11, can_back=True),
    "enter-phone-wrong": EnterDigits(
        step=_STEP, wanted=Wanted.PHONE, length=11, problem_code="PHONE_INVALID", can_back=True
    ),
    "enter-id-last-four": EnterDigits(step=_STEP, wanted=Wanted.ID_LAST_FOUR, length=4, with_x=True, can_back=True),
    "for-whom": ForWhom(
        masked_name=NAME,
        dependents=(DependentRow("dp_1", "沈*宝", Relation.CHILD),),
        can_back=True,
        card_in=True,
    ),
    "for-whom-many": ForWhom(
        masked_name=RARE_NAME,
        dependents=tuple(
            DependentRow(f"dp_{number}", RARE_NAME_EXT if number == 2 else "王*", relation)
            for number, relation in enumerate((*Relation, *Relation))
        ),
        can_back=True,
    ),
    "take-id-card": TakeIdCard(),
    "present-id-card": PresentIdCard(step=_STEP, can_back=True),
    "present-id-card-problem": PresentIdCard(step=_STEP, can_back=True, problem_code="ID_CARD_UNREADABLE"),
    "new-here": NewHere(
        step=_STEP, name_read="辛*", number_read="3302**********9014", id_kind=IdKind.CITIZEN, can_back=True
    ),
    "new-here-foreigner": NewHere(
        step=_STEP,
        name_read="S*A",
        number_read="DEU3*******1201",
        id_kind=IdKind.FOREIGN_RESIDENT,
        can_back=True,
    ),
    "now-enrolled": NowEnrolled(masked_name="辛*", hospital_number="H00100048", code="YZ1:P:H00100048"),
}
