"""The examinations that can be booked, and who has been sent to which."""

from dataclasses import dataclass
from datetime import time

from hardware_sim.hospital.catalogue import RADIOLOGY, ULTRASOUND
from hardware_sim.hospital.values import Text


@dataclass(frozen=True, slots=True)
class Exam:
    name: Text
    department: Text
    place: Text
    minutes: int
    preparation: tuple[Text, ...] = ()
    needs_fasting: bool = False
    barium: bool = False
    hidden_by_barium: bool = False
    contrast: bool = False
    anaesthesia: bool = False


ENDOSCOPY = Text("消化内镜中心", "Endoscopy centre")
_FASTING = Text("检查前 8 小时不吃东西，2 小时不喝水", "Eat nothing for 8 hours before, drink nothing for 2")
_METAL = Text("取下首饰、手表和金属扣", "Take off jewellery, watch and metal buckles")
_CT = Text("医技楼 1 楼 CT 室", "Diagnostics 1F, CT")

EXAMS: dict[str, Exam] = {
    "us_abdomen": Exam(
        Text("腹部彩超", "Abdominal ultrasound"),
        ULTRASOUND,
        Text("门诊楼 2 楼 B 区超声 3 室", "Outpatients 2F, ultrasound B-3"),
        15,
        (_FASTING, Text("穿容易掀开的上衣", "Wear a top that opens easily")),
        needs_fasting=True,
        hidden_by_barium=True,
    ),
    "us_pelvis": Exam(
        Text("妇科彩超", "Pelvic ultrasound"),
        ULTRASOUND,
        Text("门诊楼 2 楼 B 区超声 5 室", "Outpatients 2F, ultrasound B-5"),
        15,
        (Text("提前一小时喝 1000 毫升水，憋住尿", "Drink a litre of water an hour before and hold it"),),
        hidden_by_barium=True,
    ),
    "ct_plain": Exam(Text("胸部 CT 平扫", "Chest CT, plain"), RADIOLOGY, _CT, 15, (_METAL,)),
    "ct_contrast": Exam(
        Text("增强 CT", "Contrast CT"),
        RADIOLOGY,
        _CT,
        30,
        (
            Text("检查前 4 小时不吃东西", "Eat nothing for 4 hours before"),
            _METAL,
            Text("要有家人陪着，带过敏史", "Come with someone; bring your allergy record"),
        ),
        hidden_by_barium=True,
        contrast=True,
    ),
    "barium_meal": Exam(
        Text("上消化道钡餐", "Barium meal"),
        RADIOLOGY,
        Text("医技楼 1 楼 X 光 2 室", "Diagnostics 1F, X-ray 2"),
        30,
        (_FASTING,),
        needs_fasting=True,
        barium=True,
    ),
    "gastroscopy": Exam(
        Text("无痛胃镜", "Gastroscopy with sedation"),
        ENDOSCOPY,
        Text("医技楼 4 楼内镜中心", "Diagnostics 4F, endoscopy"),
        40,
        (
            _FASTING,
            Text("要有家人陪着，当天不能开车", "Come with someone; do not drive that day"),
            Text("假牙请先取下", "Take out dentures"),
        ),
        needs_fasting=True,
        hidden_by_barium=True,
        anaesthesia=True,
    ),
    "mri": Exam(
        Text("头颅磁共振", "Brain MRI"),
        RADIOLOGY,
        Text("医技楼 1 楼磁共振室", "Diagnostics 1F, MRI"),
        30,
        (_METAL, Text("体内有金属、起搏器，请先告诉医生", "Tell us of any metal or pacemaker in your body")),
    ),
}

# person, examination, the bill to be paid first, booked so many days from today (None: not yet) at
SEEDED: tuple[tuple[str, str, str, int | None, time], ...] = (
    ("zhang", "barium_meal", "", 1, time(9, 0)),
    ("zhang", "us_abdomen", "", None, time(0)),
    ("zhang", "ct_contrast", "", None, time(0)),
    ("li", "ct_plain", "B000201", None, time(0)),
    ("guo", "gastroscopy", "", 3, time(9, 0)),
    ("guo", "mri", "", None, time(0)),
    ("guo", "us_pelvis", "", None, time(0)),
    ("guo", "ct_contrast", "", 1, time(10, 0)),
    ("luo", "mri", "", 0, time(15, 0)),
)
