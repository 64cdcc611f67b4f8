"""Samples of what comes after the doctor."""

from kiosk.domain.delivery import Address, Way, WayOffer
from kiosk.domain.guide import StepKind
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.wording import LocalText
from kiosk.screens.aftercare import (
    AddressByPhone,
    ChooseAddress,
    ChoosePrescription,
    ChooseWay,
    ConfirmDelivery,
    DeliveryOrdered,
    DeliveryPlan,
    GuideOnPhone,
    GuideRow,
    Missing,
    NothingThere,
    PrescriptionRow,
    ShowGuide,
    SurveyAsk,
    SurveyThanks,
)
from kiosk.screens.base import Screen
from kiosk.screens.paying import SlipNotice
from kiosk.screens.samples.values import LONG_NAME, NAME, RARE_NAME

_HERBS = LocalText("中草药费", "Chinese herbal medicine")
_HERB_NAMES = tuple(LocalText(zh, en) for zh, en in (("黄芪", "Astragalus"), ("当归", "Angelica"), ("白术", "")))
_ROWS = (
    PrescriptionRow("RX000001", _HERBS, _HERB_NAMES * 4, None),
    PrescriptionRow("RX000002", LocalText("西药费", "Medicines"), (LocalText("布洛芬缓释胶囊", "Ibuprofen"),), None),
    PrescriptionRow("RX000003", LocalText("西药费", "Medicines"), (LocalText("阿莫西林", "Amoxicillin"),), Way.DELIVER),
)
_OFFERS = (
    WayOffer(Way.PICK_UP, NOTHING, LocalText("今天 17:30 前都可以取", "Today until 17:30")),
    WayOffer(Way.DELIVER, Money(1200), LocalText("明天 18:00 前送到", "By 18:00 tomorrow")),
    WayOffer(Way.DECOCT_PICK_UP, Money(2100), LocalText("明天 9:00 以后来取", "From 9:00 tomorrow")),
    WayOffer(Way.DECOCT_DELIVER, Money(3300), LocalText("后天 18:00 前送到", "By 18:00 the day after tomorrow")),
)
_HOME = Address("AD000001", "林*", "199****0012", "江州市海曙区****")
_PLACES = (
    _HOME,
    Address("AD000002", "阿*提", "199****0013", "新疆维吾尔自治区克孜勒苏柯尔克孜自治州****"),
    Address("AD000003", RARE_NAME, "199****0014", "江州市鄞州区****"),
)
_WINDOW = LocalText("门诊楼 1 楼中药房 2 号窗口", "Outpatients 1F, herbal pharmacy window 2")
_TO_HOME = DeliveryPlan(_HERBS, Way.DECOCT_DELIVER, Money(3300), _OFFERS[3].promise, _WINDOW, _PLACES[1])
_TO_WINDOW = DeliveryPlan(_HERBS, Way.PICK_UP, NOTHING, _OFFERS[0].promise, _WINDOW)
_LIFT = LocalText("坐电梯，出门左转，看地上的绿线", "Take the lift, turn left, follow the green line")
_HERE = LocalText("就在这台机器", "At this machine")
_STEPS = (
    GuideRow(StepKind.PAY, LocalText("先缴费", "Pay first"), _HERE, LocalText("不用走动", "You are there")),
    GuideRow(
        StepKind.BLOOD,
        LocalText("去抽血", "Blood draw"),
        LocalText("门诊楼 2 楼采血处 1 到 6 号窗口", "Outpatients 2F, blood draw, windows 1 to 6"),
        _LIFT,
        ahead=6,
    ),
    GuideRow(
        StepKind.EXAM,
        LocalText("上消化道内镜下黏膜剥离术前超声内镜", "Endoscopic ultrasound before dissection"),
        LocalText("医技楼 4 楼消化内镜中心东区 12 号检查室", "Diagnostics 4F, endoscopy centre east, room 12"),
        _LIFT,
        at="10:30",
        ahead=0,
    ),
    GuideRow(
        StepKind.DOCTOR, LocalText("回心血管内科看医生", "See the doctor, Cardiology"), _WINDOW, _LIFT, at="11:00"
    ),
    GuideRow(StepKind.PHARMACY, LocalText("取药", "Fetch your medicine"), _WINDOW, _LIFT, ahead=120),
)
_LINK = "https://hospital.example/guide/pF4k8Q2mZ7xT1vWcJ0aRz9Lb"

SAMPLES: dict[str, Screen] = {
    **{
        f"nothing-there-{missing}": NothingThere(masked_name=NAME, missing=missing, card_in=True) for missing in Missing
    },
    "survey-ask": SurveyAsk(
        text=LocalText("今天看病，您满意吗？", "How was your visit today?"),
        number=1,
        of=3,
        named=False,
        can_name=False,
        can_back=True,
    ),
    "survey-ask-named": SurveyAsk(
        text=LocalText("护士和导诊人员对您的态度怎么样？", "How did nurses and guides treat you?"),
        number=3,
        of=3,
        named=True,
        can_name=True,
        can_back=True,
    ),
    "survey-thanks": SurveyThanks(),
    "choose-prescription": ChoosePrescription(masked_name=NAME, prescriptions=_ROWS, can_back=True, card_in=True),
    "choose-prescription-many": ChoosePrescription(masked_name=LONG_NAME, prescriptions=_ROWS * 3, can_back=True),
    "choose-way": ChooseWay(title=_HERBS, offers=_OFFERS, can_back=True, card_in=True),
    "choose-way-two": ChooseWay(title=_HERBS, offers=_OFFERS[:2], can_back=True, card_in=True),
    "choose-address": ChooseAddress(addresses=_PLACES, can_back=True, card_in=True),
    "choose-address-late": ChooseAddress(addresses=_PLACES[:1], problem_code="ADDRESS_LATE", can_back=True),
    "address-by-phone": AddressByPhone(
        code="https://hospital.example/address/x5Qm8xkT1vWcJ0aRzp2LbN4k",
        seconds_left=288,
        seconds_total=300,
        can_back=True,
        card_in=True,
    ),
    "confirm-delivery": ConfirmDelivery(plan=_TO_HOME, can_back=True, card_in=True),
    "confirm-delivery-window": ConfirmDelivery(plan=_TO_WINDOW, can_back=True, card_in=True),
    "delivery-ordered": DeliveryOrdered(plan=_TO_HOME, slip=SlipNotice.PRINTED, card_in=True),
    "delivery-ordered-no-paper": DeliveryOrdered(plan=_TO_WINDOW, slip=SlipNotice.UNSURE),
    "show-guide": ShowGuide(masked_name=NAME, steps=_STEPS[1:3], can_back=True, card_in=True),
    "show-guide-printed": ShowGuide(
        masked_name=LONG_NAME, steps=(*_STEPS, *_STEPS[1:4]), slip=SlipNotice.PRINTED, can_back=True, card_in=True
    ),
    "guide-on-phone": GuideOnPhone(code=_LINK, can_back=True, card_in=True),
}
