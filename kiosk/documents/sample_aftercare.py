"""Papers of nobody from after the doctor: an examination's sheet, a delivery, a guide."""

from collections.abc import Mapping
from datetime import date, time
from types import MappingProxyType

from kiosk.domain.delivery import Address, Way, WayOffer
from kiosk.domain.exam import ExamOrder, ExamState
from kiosk.domain.guide import Guide, GuideStep, StepKind
from kiosk.domain.money import Money
from kiosk.domain.wording import LocalText

_EXAM = ExamOrder(
    order_id="EX000002",
    state=ExamState.BOOKED,
    name=LocalText("腹部彩超", "Abdominal ultrasound"),
    department=LocalText("超声医学科", "Ultrasound"),
    place=LocalText("门诊楼 2 楼 B 区超声 3 室", "Outpatients 2F, ultrasound B-3"),
    preparation=(
        LocalText("检查前 8 小时不吃东西，2 小时不喝水", "Eat nothing for 8 hours before, drink nothing for 2"),
        LocalText("穿容易掀开的上衣", "Wear a top that opens easily"),
    ),
    needs_fasting=True,
    minutes=15,
    date=date(2026, 11, 26),
    starts=time(9, 0),
)
_WAY = WayOffer(Way.DECOCT_DELIVER, Money(3300), LocalText("后天 18:00 前送到", "By 18:00 the day after tomorrow"))
_ADDRESS = Address("AD000001", "林*", "199****0012", "江州市海曙区****")
_GUIDE = Guide(
    (
        GuideStep(
            StepKind.BLOOD,
            LocalText("去抽血", "Blood draw"),
            LocalText("门诊楼 2 楼采血处 1 到 6 号窗口", "Outpatients 2F, windows 1 to 6"),
            LocalText("坐电梯，出门左转，看地上的绿线", "Take the lift, turn left, follow the green line"),
            ahead=6,
        ),
        GuideStep(
            StepKind.DOCTOR,
            LocalText("回心血管内科看医生", "See the doctor, Cardiology"),
            LocalText("门诊楼 3 楼 A 区 5 诊室", "Outpatients 3F, room A-5"),
            LocalText("坐电梯，出门左转", "Take the lift, turn left"),
            at=time(10, 30),
        ),
    ),
    "https://hospital.example/guide/sample00",
)


class _Plan:
    """The fields of `kiosk.screens.aftercare.DeliveryPlan`; documents know no screen."""

    title = LocalText("中草药费", "Chinese herbal medicine")
    way, fee, promise = _WAY.way, _WAY.fee, _WAY.promise
    window = LocalText("门诊楼 1 楼中药房 2 号窗口", "Outpatients 1F, herbal pharmacy window 2")
    address = _ADDRESS


PAPERS: Mapping[str, Mapping[str, object]] = MappingProxyType(
    {
        "exam": {"order": _EXAM, "masked_name": "张*丰"},
        "delivery": {"plan": _Plan, "masked_name": "林*燕", "number": "DL00000001"},
        "exam_a4": {"order": _EXAM, "masked_name": "张*丰"},
        "visit_guide": {"guide": _GUIDE, "masked_name": "张*丰"},
        "visit_guide_a4": {"guide": _GUIDE, "masked_name": "张*丰"},
    }
)
