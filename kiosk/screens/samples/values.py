"""What the samples of the screens are made of: people, bills and sums, the worst of them included."""

from datetime import datetime

from kiosk.domain.money import Money
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Summary
from kiosk.screens.bills import BillRow

NAME = "张*三"
RARE_NAME = "䶮*㛃"
RARE_NAME_EXT = "𬱖*䶮"
LONG_NAME = "阿卜杜热合曼·买买提·吐尔逊江·艾合买提·麦合木提·玉素甫"  # a foreign name that the mask left long
TRACE = "07-000123"
PAY_URL = "weixin://wxpay/bizpayurl?pr=Yz7q0aXkP2"
SLIP_CODE = "YZ1:S:0700-00000123-5f2c9a70d1e4"
MORNING = datetime(2026, 7, 13, 9, 41)

SUMMARY = Summary(NAME, 3, Money(41260))
LARGE = Summary(RARE_NAME, 7, Money(8_000_000))


def _bill(
    number: int, title: tuple[str, str], department: tuple[str, str], items: tuple[str, ...], fen: int
) -> BillRow:
    names = tuple(LocalText(item) for item in items)
    moment = MORNING.replace(hour=8 + number % 9)
    return BillRow(f"B{number:04d}", LocalText(*title), LocalText(*department), moment, names, Money(fen), None)


BILLS = (
    _bill(
        1, ("检验费", "Laboratory tests"), ("内分泌科", "Endocrinology"), ("血常规", "糖化血红蛋白", "尿常规"), 18_600
    ),
    _bill(2, ("西药费", "Medicine"), ("内分泌科", "Endocrinology"), ("二甲双胍缓释片", "阿卡波糖片"), 15_860),
    _bill(3, ("检查费", "Imaging"), ("放射科", "Radiology"), ("胸部正位片",), 6_800),
)
COSMETIC = BillRow(
    "B0009",
    LocalText("特需门诊诊查费", "Premium consultation"),
    LocalText("国际医疗部特需门诊", "International medical department"),
    MORNING,
    (LocalText("特需诊查费", "Premium consultation"),),
    Money(30_000),
    LocalText("特需服务，医保不支付", "Premium service: not covered by insurance"),
)
MANY = (
    *BILLS,
    _bill(
        4,
        ("中药饮片", "Herbal medicine"),
        ("中医科", "Chinese medicine"),
        ("黄芪", "当归", "党参", "白术", "茯苓"),
        23_450,
    ),
    COSMETIC,
    _bill(6, ("治疗费", "Treatment"), ("康复医学科", "Rehabilitation"), ("𬱖䶮㛃复健训练",), 1),
    _bill(
        7,
        ("植入材料及手术费", "Implant and surgery"),
        ("心血管内科介入中心", "Cardiac catheter centre"),
        ("药物洗脱支架",),
        7_905_289,
    ),
)
