"""Samples of the screens of a payment, and of those that every turn has."""

from kiosk.domain.case import WaitingFor
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen, Step, Summary
from kiosk.screens.bills import ChooseBills, ChooseCoverage, ConfirmSplit, CoverageRow, NoBills
from kiosk.screens.leaving import StaffCalled, TakeCardAndSlip, TimeoutWarning
from kiosk.screens.paying import (
    BeingChecked,
    ChoosePayment,
    MoneyBack,
    MoneyFate,
    Paid,
    PayWay,
    PresentPayerCode,
    Problem,
    Progress,
    ShowPayQr,
    SlipNotice,
    Stage,
)
from kiosk.screens.samples.values import (
    BILLS,
    LARGE,
    LONG_NAME,
    MANY,
    NAME,
    PAY_URL,
    RARE_NAME,
    RARE_NAME_EXT,
    SLIP_CODE,
    SUMMARY,
    TRACE,
)
from kiosk.screens.welcome import (
    Attract,
    ChooseService,
    MoreServices,
    Notice,
    OutOfService,
    PresentCard,
    PresentSlip,
    Reading,
    Service,
    Way,
)


def _split(total: int, fund: int, account: int, **more: object) -> ConfirmSplit:
    fields: dict[str, object] = {
        "step": Step(3, 4),
        "can_back": True,
        "card_in": True,
        "summary": Summary(NAME, 3, Money(total)),
        "coverage_name": LocalText("职工基本医疗保险", "Employee medical insurance"),
        "account_balance_after": Money(128_455),
        "uncovered_reason": None,
        "total": Money(total),
        "fund": Money(fund),
        "account": Money(account),
        "patient_part": Money(total - fund - account),
    }
    return ConfirmSplit(**(fields | more))  # type: ignore[arg-type]


def _payer_code(fen: int, problem_code: str = "", **more: bool) -> PresentPayerCode:
    held = {
        "step": Step(4, 4),
        "can_back": True,
        "summary": SUMMARY,
        "amount": Money(fen),
        "problem_code": problem_code,
    }
    return PresentPayerCode(**(held | more))  # type: ignore[arg-type]


def _paid(total: int, fund: int, account: int, slip: SlipNotice, **more: object) -> Paid:
    fields: dict[str, object] = {
        "masked_name": NAME,
        "total": Money(total),
        "fund": Money(fund),
        "account": Money(account),
        "patient_part": Money(total - fund - account),
        "trace_number": TRACE,
        "slip": slip,
    }
    return Paid(**(fields | more))  # type: ignore[arg-type]


_BEFORE: dict[str, Screen] = {
    "attract": Attract(),
    "attract-no-scanner": Attract(scanner=False),
    "attract-degraded": Attract(notices=(Notice.NO_SLIP, Notice.NO_PAYMENT)),
    "attract-card-left": Attract(notices=(Notice.CARD_LEFT,)),
    "choose-service": ChooseService(services=tuple(Service)[:4], more=tuple(Service)[4:], can_cancel=True),
    "choose-service-degraded": ChooseService(
        services=(Service.PAY_BILLS,),
        more=(Service.SCAN_BILL_SLIP, Service.REPRINT_SLIP),
        notices=(Notice.NO_CARD_READER,),
        can_cancel=True,
    ),
    "more-services": MoreServices(services=tuple(Service)[4:], can_back=True),
    "more-services-few": MoreServices(services=(Service.SCAN_BILL_SLIP, Service.REPRINT_SLIP), can_back=True),
    "present-card": PresentCard(step=Step(1, 4), can_back=True),
    "present-card-mute": PresentCard(step=Step(1, 4), can_back=True, problem_code="CARD_MUTE"),
    "present-card-foreign": PresentCard(step=Step(1, 4), can_back=True, problem_code="CARD_FOREIGN"),
    "present-card-camera": PresentCard(step=Step(1, 4), can_back=True, ways=(Way.CODE, Way.PHONE), by_camera=True),
    "present-slip": PresentSlip(step=Step(1, 4), can_back=True),
    "present-slip-camera": PresentSlip(step=Step(1, 4), can_back=True, by_camera=True),
    "present-slip-reprint": PresentSlip(can_back=True, reprint=True, problem_code="CODE_NOT_SLIP"),
    "reading": Reading(step=Step(1, 4), card_in=True),
    "out-of-service": OutOfService(reason_code="KEEPER_UNREACHABLE"),
    "out-of-service-nearest": OutOfService(
        reason_code="PAYMENT_CLOSED_NOW", nearest=LocalText("门诊二楼，电梯左手边", "2nd floor, left of the lifts")
    ),
}

_CHOOSING: dict[str, Screen] = {
    "choose-coverage": ChooseCoverage(
        masked_name=NAME,
        coverages=(
            CoverageRow("310", LocalText("职工基本医疗保险", "Employee medical insurance"), True, Money(186_455)),
            CoverageRow("390", LocalText("城乡居民基本医疗保险", "Resident medical insurance"), True, NOTHING),
            CoverageRow("340", LocalText("离休人员医疗保障", "Retired-cadre medical benefit"), False, NOTHING),
        ),
        step=Step(2, 4),
        can_cancel=True,
        card_in=True,
    ),
    "choose-bills": ChooseBills(masked_name=NAME, bills=BILLS, step=Step(2, 4), can_cancel=True, card_in=True),
    "choose-bills-many": ChooseBills(
        masked_name=RARE_NAME,
        bills=MANY,
        guardian_masked_name=RARE_NAME_EXT,
        step=Step(2, 4),
        can_cancel=True,
        card_in=True,
    ),
    "choose-bills-one": ChooseBills(
        masked_name=LONG_NAME, bills=BILLS[:1], step=Step(2, 4), can_cancel=True, card_in=True
    ),
    "no-bills": NoBills(masked_name=NAME, card_in=True),
    "confirm-split": _split(41_260, 26_840, 5_800),
    "confirm-split-covered": _split(41_260, 35_460, 5_800),
    "confirm-split-self-pay": _split(
        8_000_000,
        0,
        0,
        summary=LARGE,
        coverage_name=None,
        account_balance_after=None,
        uncovered_reason=LocalText(
            "参保状态暂停，这次全部自费", "Your insurance is suspended: you pay all of it this time"
        ),
    ),
}

_PAYING: dict[str, Screen] = {
    "choose-payment": ChoosePayment(
        summary=SUMMARY, amount=Money(8620), ways=tuple(PayWay)[:2], step=Step(4, 4), can_back=True, card_in=True
    ),
    "choose-payment-camera": ChoosePayment(
        summary=SUMMARY, amount=Money(8620), ways=tuple(PayWay)[:2], step=Step(4, 4), can_back=True, by_camera=True
    ),
    "choose-payment-declined": ChoosePayment(
        summary=LARGE,
        amount=Money(8_000_000),
        ways=tuple(PayWay)[:2],
        decline_code="LIMIT_EXCEEDED",
        step=Step(4, 4),
        can_back=True,
    ),
    "choose-payment-one-way": ChoosePayment(
        summary=SUMMARY, amount=Money(8620), ways=(PayWay.SHOW_QR,), step=Step(4, 4), can_back=True, card_in=True
    ),
    "show-pay-qr": ShowPayQr(
        summary=SUMMARY,
        amount=Money(8620),
        code=PAY_URL,
        seconds_left=96,
        seconds_total=120,
        step=Step(4, 4),
        can_cancel=True,
        card_in=True,
    ),
    "show-pay-qr-large": ShowPayQr(
        summary=LARGE,
        amount=Money(8_000_000),
        code=PAY_URL,
        seconds_left=8,
        seconds_total=120,
        step=Step(4, 4),
        can_cancel=True,
    ),
    "present-payer-code": _payer_code(8_620, card_in=True),
    "present-payer-code-camera-lost": _payer_code(8_620, "CAMERA_STALLED", by_camera=True, card_in=True),
    "present-payer-code-camera": _payer_code(8_000_000, "CODES_CLASH", by_camera=True, card_in=True),
    "present-payer-code-wrong": _payer_code(8_000_000, "CODE_NOT_PAYER"),
    "progress-preview": Progress(stage=Stage.PREVIEW, waiting_for=WaitingFor.INSURER, step=Step(3, 4), card_in=True),
    "progress-charge": Progress(
        stage=Stage.CHARGE,
        waiting_for=WaitingFor.BANK,
        summary=SUMMARY,
        amount=Money(8620),
        step=Step(4, 4),
        can_cancel=True,
        card_in=True,
    ),
    "progress-password": Progress(
        stage=Stage.CHARGE,
        waiting_for=WaitingFor.PATIENT,
        summary=LARGE,
        amount=Money(8_000_000),
        payer_must_confirm=True,
        step=Step(4, 4),
        can_cancel=True,
    ),
    "progress-received": Progress(
        stage=Stage.RECEIVED,
        waiting_for=WaitingFor.INSURER,
        summary=SUMMARY,
        amount=Money(8620),
        step=Step(4, 4),
        card_in=True,
    ),
    "progress-received-hospital": Progress(
        stage=Stage.RECEIVED,
        waiting_for=WaitingFor.HOSPITAL,
        summary=SUMMARY,
        amount=Money(8620),
        step=Step(4, 4),
        card_in=True,
    ),
    "progress-closing": Progress(stage=Stage.CLOSING, waiting_for=WaitingFor.BANK, summary=SUMMARY, amount=Money(8620)),
    "progress-reversing": Progress(
        stage=Stage.REVERSING, waiting_for=WaitingFor.BANK, summary=SUMMARY, amount=Money(8620)
    ),
}

_ENDED: dict[str, Screen] = {
    "paid": _paid(41_260, 26_840, 5_800, SlipNotice.PRINTED),
    "paid-printing": _paid(41_260, 26_840, 5_800, SlipNotice.PRINTING, card_in=True),
    "paid-large": _paid(8_000_000, 0, 0, SlipNotice.PRINTED, masked_name=RARE_NAME),
    "paid-covered": _paid(41_260, 41_260, 0, SlipNotice.PRINTED),
    "paid-no-paper": _paid(41_260, 26_840, 5_800, SlipNotice.WAITING, slip_code=SLIP_CODE),
    "paid-unsure": _paid(41_260, 26_840, 5_800, SlipNotice.UNSURE, slip_code=SLIP_CODE),
    "paid-recovered": _paid(41_260, 26_840, 5_800, SlipNotice.NONE, recovered=True),
    "being-checked": BeingChecked(masked_name=NAME, amount=Money(8620), trace_number=TRACE, slip=SlipNotice.PRINTED),
    "being-checked-no-paper": BeingChecked(
        masked_name=RARE_NAME,
        amount=Money(8_000_000),
        trace_number=TRACE,
        slip=SlipNotice.WAITING,
        slip_code=SLIP_CODE,
        recovered=True,
    ),
    "money-back": MoneyBack(
        masked_name=NAME, amount=Money(8620), trace_number=TRACE, done=True, by_hand=False, slip=SlipNotice.PRINTED
    ),
    "money-back-under-way": MoneyBack(
        masked_name=NAME, amount=Money(8620), trace_number=TRACE, done=False, by_hand=False, slip=SlipNotice.PRINTING
    ),
    "money-back-by-hand": MoneyBack(
        masked_name=NAME,
        amount=Money(8_000_000),
        trace_number=TRACE,
        done=False,
        by_hand=True,
        slip=SlipNotice.WAITING,
        slip_code=SLIP_CODE,
        recovered=True,
    ),
    "take-card-and-slip": TakeCardAndSlip(card=True, slip=True),
    "take-card": TakeCardAndSlip(card=True, slip=False),
    "take-slip": TakeCardAndSlip(card=False, slip=True),
    "take-card-alarm": TakeCardAndSlip(card=True, slip=False, alarm=True),
}

_OVER: dict[str, Screen] = {
    "timeout-warning": TimeoutWarning(seconds_left=20),
    "staff-called": StaffCalled(queued=False, terminal_id="07"),
    "staff-called-queued": StaffCalled(queued=True, terminal_id="07"),
}

PROBLEM_CODES = (
    "CARD_REMOVED",
    "CARD_UNREADABLE",
    "CARD_DATA_INVALID",
    "CARD_EXPIRED",
    "CARD_REFUSED",
    "CARD_COLLISION",
    "CARD_LEFT",
    "PATIENT_NOT_FOUND",
    "PIN_LOCKED",
    "APPOINTMENT_NOT_FOUND",
    "SLOT_TAKEN",
    "HOLD_EXPIRED",
    "ALREADY_REGISTERED",
    "CANCEL_TOO_LATE",
    "CANCEL_AT_WINDOW",
    "TOO_MANY_TRIES",
    "ID_CARD_EXPIRED",
    "CREDIT_NOT_OFFERED",
    "CREDIT_NOT_SIGNED",
    "CREDIT_TERMS_CHANGED",
    "CREDIT_OVER_LIMIT",
    "CREDIT_OVERDUE",
    "EXAM_NOT_FOUND",
    "EXAM_UNPAID",
    "PRESCRIPTION_CHANGED",
    "ADDRESS_REFUSED",
    "FACE_AT_WINDOW",
    "ADMISSION_NOT_FOUND",
    "CANCEL_UNKNOWN",
    "SLIP_NOT_FOUND",
    "BILL_CHANGED",
    "BILL_LOCKED",
    "BILL_PAID",
    "INSURANCE_REFUSED",
    "QUOTE_EXPIRED",
    "PAYMENT_CLOSED_NOW",
    "HOSPITAL_UNREACHABLE",
    "HOSPITAL_BUSY",
    "HOSPITAL_ERROR",
    "KEEPER_UNREACHABLE",
)
"""The problems that a person can meet as a whole screen."""

_RETRYABLE = frozenset({"CARD_REMOVED", "CARD_UNREADABLE", "BILL_CHANGED", "QUOTE_EXPIRED", "HOSPITAL_BUSY"})

_PROBLEMS: dict[str, Screen] = {
    f"problem-{code.lower().replace('_', '-')}": Problem(
        code=code, fate=MoneyFate.NOT_MOVED, can_retry=code in _RETRYABLE, can_cancel=True, can_window=True
    )
    for code in PROBLEM_CODES
}

_FATES: dict[str, Screen] = {
    "problem-fate-being-checked": Problem(
        code="HOSPITAL_UNREACHABLE", fate=MoneyFate.BEING_CHECKED, trace_number=TRACE, can_cancel=True
    ),
    "problem-fate-goes-back": Problem(
        code="HOSPITAL_ERROR", fate=MoneyFate.GOES_BACK, trace_number=TRACE, can_cancel=True
    ),
    "problem-fate-paid": Problem(code="KEEPER_UNREACHABLE", fate=MoneyFate.PAID, trace_number=TRACE, can_cancel=True),
    "problem-unheard-of": Problem(code="NEVER_HEARD_OF", fate=MoneyFate.NOT_MOVED, can_retry=True, can_cancel=True),
}

SAMPLES: dict[str, Screen] = _BEFORE | _CHOOSING | _PAYING | _ENDED | _OVER | _PROBLEMS | _FATES
