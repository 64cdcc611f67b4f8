"""One or more sample values of every screen, worst cases included: the gallery draws them, the tests of the look walk them.

Each has a name of its own; the kind of screen is its type.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from kiosk.domain.case import WaitingFor
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.money import total as total_of
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen, Step, Summary
from kiosk.screens.bills import BillRow, ChooseBills, ChooseCoverage, ConfirmSplit, CoverageRow, NoBills
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
from kiosk.screens.welcome import (
    Attract,
    ChooseService,
    Notice,
    OutOfService,
    PresentCard,
    PresentSlip,
    Reading,
    Service,
)

_NAME = "张*三"
_RARE_NAME = "䶮*㛃"
_RARE_NAME_EXT = "𬱖*䶮"
_LONG_NAME = "阿卜杜热合曼·买买提·吐尔逊江·艾合买提·麦合木提·玉素甫"  # a foreign name that the mask left long
_TRACE = "07-000123"
_PAY_URL = "weixin://wxpay/bizpayurl?pr=Yz7q0aXkP2"
_SLIP_CODE = "YZ1:S:0700-00000123-5f2c9a70d1e4"
_MORNING = datetime(2026, 7, 13, 9, 41)

_SUMMARY = Summary(_NAME, 3, Money(41260))
_LARGE = Summary(_RARE_NAME, 7, Money(8_000_000))


def _bill(
    number: int, title: tuple[str, str], department: tuple[str, str], items: tuple[str, ...], fen: int
) -> BillRow:
    names = tuple(LocalText(item) for item in items)
    moment = _MORNING.replace(hour=8 + number % 9)
    return BillRow(f"B{number:04d}", LocalText(*title), LocalText(*department), moment, names, Money(fen), None)


_BILLS = (
    _bill(
        1, ("检验费", "Laboratory tests"), ("内分泌科", "Endocrinology"), ("血常规", "糖化血红蛋白", "尿常规"), 18_600
    ),
    _bill(2, ("西药费", "Medicine"), ("内分泌科", "Endocrinology"), ("二甲双胍缓释片", "阿卡波糖片"), 15_860),
    _bill(3, ("检查费", "Imaging"), ("放射科", "Radiology"), ("胸部正位片",), 6_800),
)
_COSMETIC = BillRow(
    "B0009",
    LocalText("特需门诊诊查费", "Premium consultation"),
    LocalText("国际医疗部特需门诊", "International medical department"),
    _MORNING,
    (LocalText("特需诊查费", "Premium consultation"),),
    Money(30_000),
    LocalText("特需服务，医保不支付", "Premium service: not covered by insurance"),
)
_MANY = _BILLS + (
    _bill(
        4,
        ("中药饮片", "Herbal medicine"),
        ("中医科", "Chinese medicine"),
        ("黄芪", "当归", "党参", "白术", "茯苓"),
        23_450,
    ),
    _COSMETIC,
    _bill(6, ("治疗费", "Treatment"), ("康复医学科", "Rehabilitation"), ("𬱖䶮㛃复健训练",), 1),
    _bill(
        7,
        ("植入材料及手术费", "Implant and surgery"),
        ("心血管内科介入中心", "Cardiac catheter centre"),
        ("药物洗脱支架",),
        7_905_289,
    ),
)


def _split(total: int, fund: int, account: int, **more: object) -> ConfirmSplit:
    fields: dict[str, object] = {
        "step": Step(3, 4),
        "can_back": True,
        "card_in": True,
        "summary": Summary(_NAME, 3, Money(total)),
        "coverage_name": LocalText("职工基本医疗保险", "Employee medical insurance"),
        "account_balance_after": Money(128_455),
        "uncovered_reason": None,
        "total": Money(total),
        "fund": Money(fund),
        "account": Money(account),
        "patient_part": Money(total - fund - account),
    }
    return ConfirmSplit(**(fields | more))  # type: ignore[arg-type]


def _paid(total: int, fund: int, account: int, slip: SlipNotice, **more: object) -> Paid:
    fields: dict[str, object] = {
        "masked_name": _NAME,
        "total": Money(total),
        "fund": Money(fund),
        "account": Money(account),
        "patient_part": Money(total - fund - account),
        "trace_number": _TRACE,
        "slip": slip,
    }
    return Paid(**(fields | more))  # type: ignore[arg-type]


_BEFORE: dict[str, Screen] = {
    "attract": Attract(),
    "attract-degraded": Attract(notices=(Notice.NO_SLIP, Notice.NO_PAYMENT)),
    "choose-service": ChooseService(services=tuple(Service), can_cancel=True),
    "choose-service-degraded": ChooseService(
        services=(Service.SCAN_BILL_SLIP, Service.REPRINT_SLIP), notices=(Notice.NO_CARD_READER,), can_cancel=True
    ),
    "present-card": PresentCard(step=Step(1, 4), can_back=True),
    "present-card-mute": PresentCard(step=Step(1, 4), can_back=True, problem_code="CARD_MUTE"),
    "present-card-foreign": PresentCard(step=Step(1, 4), can_back=True, problem_code="CARD_FOREIGN"),
    "present-slip": PresentSlip(step=Step(1, 4), can_back=True),
    "present-slip-reprint": PresentSlip(can_back=True, reprint=True, problem_code="CODE_NOT_SLIP"),
    "reading": Reading(step=Step(1, 4), card_in=True),
    "out-of-service": OutOfService(reason_code="KEEPER_UNREACHABLE"),
    "out-of-service-nearest": OutOfService(
        reason_code="PAYMENT_CLOSED_NOW", nearest=LocalText("门诊二楼，电梯左手边", "2nd floor, left of the lifts")
    ),
}

_CHOOSING: dict[str, Screen] = {
    "choose-coverage": ChooseCoverage(
        masked_name=_NAME,
        coverages=(
            CoverageRow("310", LocalText("职工基本医疗保险", "Employee medical insurance"), True, Money(186_455)),
            CoverageRow("390", LocalText("城乡居民基本医疗保险", "Resident medical insurance"), True, NOTHING),
            CoverageRow("340", LocalText("离休人员医疗保障", "Retired-cadre medical benefit"), False, NOTHING),
        ),
        step=Step(2, 4),
        can_cancel=True,
        card_in=True,
    ),
    "choose-bills": ChooseBills(masked_name=_NAME, bills=_BILLS, step=Step(2, 4), can_cancel=True, card_in=True),
    "choose-bills-many": ChooseBills(
        masked_name=_RARE_NAME,
        bills=_MANY,
        guardian_masked_name=_RARE_NAME_EXT,
        step=Step(2, 4),
        can_cancel=True,
        card_in=True,
    ),
    "choose-bills-one": ChooseBills(
        masked_name=_LONG_NAME, bills=_BILLS[:1], step=Step(2, 4), can_cancel=True, card_in=True
    ),
    "no-bills": NoBills(masked_name=_NAME, card_in=True),
    "confirm-split": _split(41_260, 26_840, 5_800),
    "confirm-split-covered": _split(41_260, 35_460, 5_800),
    "confirm-split-self-pay": _split(
        8_000_000,
        0,
        0,
        summary=_LARGE,
        coverage_name=None,
        account_balance_after=None,
        uncovered_reason=LocalText(
            "参保状态暂停，这次全部自费", "Your insurance is suspended: you pay all of it this time"
        ),
    ),
}

_PAYING: dict[str, Screen] = {
    "choose-payment": ChoosePayment(
        summary=_SUMMARY, amount=Money(8620), ways=tuple(PayWay), step=Step(4, 4), can_back=True, card_in=True
    ),
    "choose-payment-declined": ChoosePayment(
        summary=_LARGE,
        amount=Money(8_000_000),
        ways=tuple(PayWay),
        decline_code="LIMIT_EXCEEDED",
        step=Step(4, 4),
        can_back=True,
    ),
    "choose-payment-one-way": ChoosePayment(
        summary=_SUMMARY, amount=Money(8620), ways=(PayWay.SHOW_QR,), step=Step(4, 4), can_back=True, card_in=True
    ),
    "show-pay-qr": ShowPayQr(
        summary=_SUMMARY,
        amount=Money(8620),
        code=_PAY_URL,
        seconds_left=96,
        seconds_total=120,
        step=Step(4, 4),
        can_cancel=True,
        card_in=True,
    ),
    "show-pay-qr-large": ShowPayQr(
        summary=_LARGE,
        amount=Money(8_000_000),
        code=_PAY_URL,
        seconds_left=8,
        seconds_total=120,
        step=Step(4, 4),
        can_cancel=True,
    ),
    "present-payer-code": PresentPayerCode(
        summary=_SUMMARY, amount=Money(8620), step=Step(4, 4), can_back=True, card_in=True
    ),
    "present-payer-code-wrong": PresentPayerCode(
        summary=_SUMMARY, amount=Money(8_000_000), problem_code="CODE_NOT_PAYER", step=Step(4, 4), can_back=True
    ),
    "progress-preview": Progress(stage=Stage.PREVIEW, waiting_for=WaitingFor.INSURER, step=Step(3, 4), card_in=True),
    "progress-charge": Progress(
        stage=Stage.CHARGE,
        waiting_for=WaitingFor.BANK,
        summary=_SUMMARY,
        amount=Money(8620),
        step=Step(4, 4),
        can_cancel=True,
        card_in=True,
    ),
    "progress-password": Progress(
        stage=Stage.CHARGE,
        waiting_for=WaitingFor.PATIENT,
        summary=_LARGE,
        amount=Money(8_000_000),
        payer_must_confirm=True,
        step=Step(4, 4),
        can_cancel=True,
    ),
    "progress-received": Progress(
        stage=Stage.RECEIVED,
        waiting_for=WaitingFor.INSURER,
        summary=_SUMMARY,
        amount=Money(8620),
        step=Step(4, 4),
        card_in=True,
    ),
    "progress-received-hospital": Progress(
        stage=Stage.RECEIVED,
        waiting_for=WaitingFor.HOSPITAL,
        summary=_SUMMARY,
        amount=Money(8620),
        step=Step(4, 4),
        card_in=True,
    ),
    "progress-closing": Progress(
        stage=Stage.CLOSING, waiting_for=WaitingFor.BANK, summary=_SUMMARY, amount=Money(8620)
    ),
    "progress-reversing": Progress(
        stage=Stage.REVERSING, waiting_for=WaitingFor.BANK, summary=_SUMMARY, amount=Money(8620)
    ),
}

_ENDED: dict[str, Screen] = {
    "paid": _paid(41_260, 26_840, 5_800, SlipNotice.PRINTED),
    "paid-printing": _paid(41_260, 26_840, 5_800, SlipNotice.PRINTING, card_in=True),
    "paid-large": _paid(8_000_000, 0, 0, SlipNotice.PRINTED, masked_name=_RARE_NAME),
    "paid-covered": _paid(41_260, 41_260, 0, SlipNotice.PRINTED),
    "paid-no-paper": _paid(41_260, 26_840, 5_800, SlipNotice.WAITING, slip_code=_SLIP_CODE),
    "paid-unsure": _paid(41_260, 26_840, 5_800, SlipNotice.UNSURE, slip_code=_SLIP_CODE),
    "paid-recovered": _paid(41_260, 26_840, 5_800, SlipNotice.NONE, recovered=True),
    "being-checked": BeingChecked(masked_name=_NAME, amount=Money(8620), trace_number=_TRACE, slip=SlipNotice.PRINTED),
    "being-checked-no-paper": BeingChecked(
        masked_name=_RARE_NAME,
        amount=Money(8_000_000),
        trace_number=_TRACE,
        slip=SlipNotice.WAITING,
        slip_code=_SLIP_CODE,
        recovered=True,
    ),
    "money-back": MoneyBack(
        masked_name=_NAME, amount=Money(8620), trace_number=_TRACE, done=True, by_hand=False, slip=SlipNotice.PRINTED
    ),
    "money-back-under-way": MoneyBack(
        masked_name=_NAME, amount=Money(8620), trace_number=_TRACE, done=False, by_hand=False, slip=SlipNotice.PRINTING
    ),
    "money-back-by-hand": MoneyBack(
        masked_name=_NAME,
        amount=Money(8_000_000),
        trace_number=_TRACE,
        done=False,
        by_hand=True,
        slip=SlipNotice.WAITING,
        slip_code=_SLIP_CODE,
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
    "CARD_REMOVED", "CARD_UNREADABLE", "CARD_DATA_INVALID", "CARD_EXPIRED", "CARD_REFUSED", "CARD_COLLISION", "CARD_LEFT",
    "PATIENT_NOT_FOUND", "SLIP_NOT_FOUND", "BILL_CHANGED", "BILL_LOCKED", "BILL_PAID", "INSURANCE_REFUSED", "QUOTE_EXPIRED",
    "PAYMENT_CLOSED_NOW", "HOSPITAL_UNREACHABLE", "HOSPITAL_BUSY", "HOSPITAL_ERROR", "KEEPER_UNREACHABLE",
)  # fmt: skip
"""The problems that a person can meet as a whole screen."""

_RETRYABLE = frozenset({"CARD_REMOVED", "CARD_UNREADABLE", "BILL_CHANGED", "QUOTE_EXPIRED", "HOSPITAL_BUSY"})

_PROBLEMS: dict[str, Screen] = {
    f"problem-{code.lower().replace('_', '-')}": Problem(
        code=code, fate=MoneyFate.NOT_MOVED, can_retry=code in _RETRYABLE, can_cancel=True
    )
    for code in PROBLEM_CODES
} | {
    "problem-fate-being-checked": Problem(
        code="HOSPITAL_UNREACHABLE", fate=MoneyFate.BEING_CHECKED, trace_number=_TRACE, can_cancel=True
    ),
    "problem-fate-goes-back": Problem(
        code="HOSPITAL_ERROR", fate=MoneyFate.GOES_BACK, trace_number=_TRACE, can_cancel=True
    ),
    "problem-fate-paid": Problem(code="KEEPER_UNREACHABLE", fate=MoneyFate.PAID, trace_number=_TRACE, can_cancel=True),
    "problem-unheard-of": Problem(code="NEVER_HEARD_OF", fate=MoneyFate.NOT_MOVED, can_retry=True, can_cancel=True),
}

SAMPLES: Mapping[str, Screen] = MappingProxyType(_BEFORE | _CHOOSING | _PAYING | _ENDED | _OVER | _PROBLEMS)
"""Name of the sample → the screen's value, in the order of a visit."""

assert total_of([row.amount for row in _MANY]) == Money(8_000_000), "the worst case of the bills is ¥80,000.00"
