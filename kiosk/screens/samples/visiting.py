"""Samples of a visitor's pass, and of the question before a face is compared."""

from dataclasses import replace

from kiosk.domain.face_check import FaceReason, PhotoSource
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen, Step
from kiosk.screens.face_check import FaceCheckConsent, FaceNotCompared
from kiosk.screens.identity import EnterDigits, Wanted
from kiosk.screens.paying import SlipNotice
from kiosk.screens.samples.values import NAME, RARE_NAME_EXT
from kiosk.screens.visiting import ConfirmVisit, PassPhotoConsent, PassReady, VisitFacts, VisitRefused

_WHOM, _RULES, _PHOTO = (Step(number, 4) for number in (2, 3, 4))
_FACTS = VisitFacts(
    NAME, LocalText("住院楼 12 楼心血管内科病区", "Cardiology ward, Inpatients 12F"), "07", "14:00–20:00"
)
_LONG = VisitFacts(
    RARE_NAME_EXT,
    LocalText("住院综合楼 21 楼神经外科与脑血管病介入治疗二病区", "Neurosurgery and stroke unit, ward 2, tower 21F"),
    "加 102",
    "09:30–11:00",
)
_TWO = LocalText("一次最多两个人，请戴口罩", "Two visitors at a time; wear a mask")
_QUIET = LocalText("探视时请轻声，不要坐病床", "Keep your voice low; do not sit on the bed")
_FOOD = LocalText("带来的食物，先给护士看一看", "Show food to a nurse before you hand it over")
_REASON = LocalText("这个病区现在不接待探视，可以视频探视：8120 0003", "No visits here now; visit by video: 8120 0003")


def _ready(facts: VisitFacts, slip: SlipNotice, with_photo: bool) -> PassReady:
    code = "YZ1:V:5cXyKq2mTn" if slip is SlipNotice.WAITING else ""
    return PassReady(visit=facts, pass_number="VP000001", code=code, with_photo=with_photo, slip=slip)


SAMPLES: dict[str, Screen] = {
    "enter-admission": EnterDigits(step=_WHOM, wanted=Wanted.ADMISSION, length=10, scanner=True, can_back=True),
    "enter-admission-unknown": EnterDigits(
        step=_WHOM, wanted=Wanted.ADMISSION, length=10, can_back=True, problem_code="ADMISSION_NOT_FOUND"
    ),
    "confirm-visit": ConfirmVisit(step=_RULES, visit=_FACTS, left=2, rules=(_TWO, _QUIET), can_back=True),
    "confirm-visit-long": ConfirmVisit(
        step=_RULES, visit=_LONG, left=1, rules=(_TWO, _QUIET, _FOOD, _REASON), can_back=True
    ),
    "pass-photo-consent": PassPhotoConsent(step=_PHOTO, can_back=True),
    "pass-ready": _ready(_FACTS, SlipNotice.PRINTED, with_photo=True),
    "pass-ready-printing": _ready(_LONG, SlipNotice.PRINTING, with_photo=False),
    "pass-ready-photo-missed": replace(_ready(_LONG, SlipNotice.PRINTED, with_photo=False), photo_missed=True),
    "pass-ready-no-paper": _ready(_FACTS, SlipNotice.WAITING, with_photo=False),
    "visit-refused-ward": VisitRefused(reason_code="WARD_NOT_VISITED", reason=_REASON),
    "visit-refused-full": VisitRefused(
        reason_code="VISITORS_FULL", reason=LocalText("今天已来过 2 位", "2 visitors came today")
    ),
    "visit-refused-closed": VisitRefused(reason_code="VISITING_CLOSED"),
    "face-check-consent": FaceCheckConsent(
        step=Step(1, 4), reason=FaceReason.ENROLMENT, source=PhotoSource.ID_CARD, can_back=True
    ),
    "face-check-consent-acting": FaceCheckConsent(
        reason=FaceReason.ACTING, source=PhotoSource.HOSPITAL, window=True, can_back=True, card_in=True
    ),
    "face-not-compared": FaceNotCompared(step=Step(1, 4), reason_code="CAMERA_STALLED"),
    "face-not-compared-reference": FaceNotCompared(card_in=True, reason_code="REFERENCE_UNUSABLE"),
    "face-not-compared-looked": FaceNotCompared(step=Step(1, 4), reason_code="FACE_ONCE_MORE"),
    "face-check-once-more": FaceCheckConsent(
        reason=FaceReason.ACTING, source=PhotoSource.HOSPITAL, once_more=True, can_back=True, card_in=True
    ),
}
