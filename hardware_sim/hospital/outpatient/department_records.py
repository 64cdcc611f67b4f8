"""Departments by the part of the body, and the doctors who sit there. Names are invented."""

from dataclasses import dataclass

from hardware_sim.hospital import catalogue
from hardware_sim.hospital.values import Json, Text


@dataclass(frozen=True, slots=True)
class Department:
    department_id: str
    name: Text
    group_id: str
    group: Text
    initials: str
    floor: int

    def json(self) -> Json:
        return {
            "department_id": self.department_id,
            "name": self.name.json(),
            "group_id": self.group_id,
            "group": self.group.json(),
            "initials": self.initials,
        }


@dataclass(frozen=True, slots=True)
class Clinic:
    """One doctor's, or the one on duty's. `duty` of ten days; `capacity` of each half hour."""

    clinic_id: str
    department: Department
    kind: str
    doctor: Text | None
    title: Text | None
    note: Text | None
    fee_fen: int
    capacity: int
    duty: int
    room: int


CHIEF = Text("主任医师", "Chief physician")
ASSOCIATE = Text("副主任医师", "Associate chief physician")
ATTENDING = Text("主治医师", "Attending physician")

GROUPS = {
    "chest": Text("心和肺", "Heart and lungs"),
    "belly": Text("肚子", "Stomach and belly"),
    "head": Text("头和神经", "Head and nerves"),
    "face": Text("眼耳鼻口", "Eyes, ears, mouth"),
    "bones": Text("骨头和关节", "Bones and joints"),
    "family": Text("妇女和孩子", "Women and children"),
    "whole": Text("皮肤、内分泌、中医", "Skin and others"),
}
_ROWS = (
    ("chest", catalogue.CARDIOLOGY, "XXGNK"),
    ("chest", Text("呼吸与危重症医学科", "Respiratory medicine"), "HXYWZZYXK"),
    ("chest", Text("心脏大血管外科", "Cardiovascular surgery"), "XZDXGWK"),
    ("belly", Text("消化内科", "Gastroenterology"), "XHNK"),
    ("belly", Text("普通外科", "General surgery"), "PTWK"),
    ("belly", Text("泌尿外科", "Urology"), "MNWK"),
    ("belly", Text("肾内科", "Nephrology"), "SNK"),
    ("head", Text("神经内科", "Neurology"), "SJNK"),
    ("head", Text("神经外科", "Neurosurgery"), "SJWK"),
    ("head", Text("心理门诊", "Mental health"), "XLMZ"),
    ("face", Text("眼科", "Ophthalmology"), "YK"),
    ("face", Text("耳鼻咽喉头颈外科", "Ear, nose and throat"), "EBYHTJWK"),
    ("face", catalogue.STOMATOLOGY, "KQK"),
    ("bones", Text("骨科", "Orthopaedics"), "GK"),
    ("bones", catalogue.REHABILITATION, "KFYXK"),
    ("bones", Text("风湿免疫科", "Rheumatology"), "FSMYK"),
    ("family", Text("妇科", "Gynaecology"), "FK"),
    ("family", Text("产科", "Obstetrics"), "CK"),
    ("family", catalogue.PAEDIATRICS, "EK"),
    ("whole", Text("皮肤科", "Dermatology"), "PFK"),
    ("whole", catalogue.ENDOCRINOLOGY, "NFMK"),
    ("whole", catalogue.CHINESE_MEDICINE, "ZYK"),
)
DEPARTMENTS = tuple(
    Department(f"D{number:03d}", name, group_id, GROUPS[group_id], initials, 1 + number % 5)
    for number, (group_id, name, initials) in enumerate(_ROWS, start=1)
)

_HEADS = {  # who sits every day
    "D001": Text("孙明远", "Dr Sun Mingyuan"),
    "D019": Text("顾春晖", "Dr Gu Chunhui"),
    "D021": Text("何晓岚", "Dr He Xiaolan"),
}
_SURNAMES = (
    "赵|Zhao",
    "钱|Qian",
    "周|Zhou",
    "吴|Wu",
    "郑|Zheng",
    "冯|Feng",
    "陈|Chen",
    "蒋|Jiang",
    "沈|Shen",
    "杨|Yang",
)
_GIVEN = ("立新|Lixin", "若兰|Ruolan", "国栋|Guodong", "思齐|Siqi", "文静|Wenjing", "海波|Haibo", "𬱖|Ti")
_DISEASES = {
    "D001": Text("高血压专病", "High blood pressure"),
    "D004": Text("幽门螺杆菌专病", "Helicobacter"),
    "D008": Text("头痛专病", "Headache"),
    "D021": Text("糖尿病专病", "Diabetes"),
}
_BOARDS = {
    "D001": Text("心内、心外、影像一起看", "Cardiology, surgery and imaging together"),
    "D002": Text("肺结节：呼吸、胸外、影像一起看", "Lung nodules: three specialties together"),
    "D005": Text("胃肠肿瘤：外科、内科、影像一起看", "Stomach and bowel tumours: three specialties together"),
}


def clinics_of(department: Department) -> tuple[Clinic, ...]:
    """Who sits in a department, the head first."""
    number = int(department.department_id[1:])
    made = [
        _clinic(department, "A", "expert", _HEADS.get(department.department_id, _name(number, 0)), CHIEF, duty=10),
        _clinic(department, "B", "normal", None, None, duty=10),
        _clinic(department, "C", "expert", _name(number, 1), CHIEF, duty=4),
        _clinic(department, "D", "expert", _name(number, 2), ASSOCIATE, duty=6),
        _clinic(department, "E", "expert", _name(number, 3), ASSOCIATE, duty=5),
    ]
    if note := _DISEASES.get(department.department_id):
        made.append(_clinic(department, "F", "disease", _name(number, 4), ATTENDING, note, duty=10))
    if note := _BOARDS.get(department.department_id):
        made.append(_clinic(department, "G", "mdt", None, None, note, duty=3))
    return tuple(made)


_FEES_FEN = {"normal": 1_500, "expert": 5_000, "disease": 3_000, "mdt": 30_000}
_CAPACITIES = {"normal": 6, "expert": 3, "disease": 4, "mdt": 1}


def _clinic(
    department: Department,
    letter: str,
    kind: str,
    doctor: Text | None,
    title: Text | None,
    note: Text | None = None,
    duty: int = 10,
) -> Clinic:
    fee_fen = 3_000 if title is ASSOCIATE else _FEES_FEN[kind]
    room = int(department.department_id[1:]) + ord(letter) - ord("A")
    clinic_id = f"{department.department_id}{letter}"
    return Clinic(clinic_id, department, kind, doctor, title, note, fee_fen, _CAPACITIES[kind], duty, room)


def _name(department: int, place: int) -> Text:
    surname, given = _SURNAMES[(department * 3 + place * 7) % 10], _GIVEN[(department + place * 3) % 7]
    (zh, en), (zh2, en2) = surname.split("|"), given.split("|")
    return Text(zh + zh2, f"Dr {en} {en2}")
