"""Paying by face."""

from collections.abc import Mapping

from kiosk.domain.money import Money
from kiosk.screens.base import Screen, Step, Summary
from kiosk.screens.face_pay import FacePayConsent, FacePayLook
from kiosk.screens.paying import ChoosePayment, PayWay
from kiosk.screens.samples.values import LARGE, LONG_NAME, SUMMARY

_STEP = Step(4, 4)
_WAYS = (PayWay.SHOW_QR, PayWay.PAYER_CODE, PayWay.FACE)
_WORST = Summary(LONG_NAME, 12, Money(99_999_999))

SAMPLES: Mapping[str, Screen] = {
    "choose-payment-face": ChoosePayment(
        step=_STEP, can_back=True, summary=SUMMARY, amount=Money(8_620), ways=_WAYS
    ),
    "choose-payment-face-failed": ChoosePayment(
        step=_STEP, can_back=True, card_in=True, summary=LARGE, amount=Money(8_000_000), ways=_WAYS,
        decline_code="FACE_PAY_NOT_RECOGNISED",
    ),
    "choose-payment-face-all-ways": ChoosePayment(
        step=_STEP, can_back=True, card_in=True, summary=_WORST, amount=Money(99_999_999),
        ways=(*_WAYS, PayWay.PAY_LATER), later_left=Money(50_000),
    ),
    "face-pay-consent": FacePayConsent(step=_STEP, can_back=True, summary=SUMMARY, amount=Money(8_620)),
    "face-pay-consent-worst": FacePayConsent(
        step=_STEP, can_back=True, card_in=True, summary=_WORST, amount=Money(99_999_999)
    ),
    "face-pay-look-starting": FacePayLook(
        step=_STEP, can_back=True, summary=SUMMARY, amount=Money(8_620), ready=False
    ),
    "face-pay-look": FacePayLook(step=_STEP, can_back=True, summary=SUMMARY, amount=Money(8_620), ready=True),
    "face-pay-look-worst": FacePayLook(
        step=_STEP, can_back=True, card_in=True, summary=_WORST, amount=Money(99_999_999), ready=True
    ),
}  # fmt: skip
