"""The reports of the laboratory and of imaging: what was found, and the sheet it stands on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hardware_sim.hospital.catalogue import CARDIOLOGY, ENDOCRINOLOGY, PAEDIATRICS, RADIOLOGY, ULTRASOUND
from hardware_sim.hospital.outpatient.pdf_records import Pdf, Pdfs
from hardware_sim.hospital.outpatient.sheets import Document, draw, page_count
from hardware_sim.hospital.values import Json, Text
from hardware_sim.people import person

BLOOD_COUNT = Text("血常规（五分类）", "Complete blood count")
HBA1C = Text("糖化血红蛋白", "Glycated haemoglobin (HbA1c)")
LIPIDS = Text("血脂四项", "Lipid panel")
POTASSIUM = Text("电解质", "Electrolytes")
CHEST_CT = Text("胸部CT平扫", "Chest CT, plain")
ABDOMEN = Text("腹部彩超", "Abdominal ultrasound")
ALLERGENS = Text("过敏原筛查（四十项）", "Allergen screen, 40 items")
CONSULTING_ROOM = Text("门诊楼 3 楼 A 区 5 诊室", "Outpatients 3F, room A-5")


@dataclass(slots=True)
class Report:
    """`audited`: a doctor has signed it."""

    report_id: str
    person_key: str
    kind: str
    title: Text
    department: Text
    ordered_on: date
    document: Document
    audited: bool = True
    critical: bool = False


class Reports:
    def __init__(self, seeded: list[Report], pdfs: Pdfs) -> None:
        self.by_id = {report.report_id: report for report in seeded}
        self._pdfs = pdfs
        for report in seeded:
            pdfs.put(_pdf(report))

    def of(self, person_key: str, first_day: str, last_day: str) -> list[Report]:
        mine = [
            each
            for each in self.by_id.values()
            if each.person_key == person_key and first_day <= each.ordered_on.isoformat() <= last_day
        ]
        return sorted(mine, key=lambda each: (each.ordered_on, each.report_id), reverse=True)

    def json(self, report: Report) -> Json:
        printed = self._pdfs.by_id[report.report_id].printed
        return {
            "report_id": report.report_id,
            "kind": report.kind,
            "title": report.title.json(),
            "department": report.department.json(),
            "ordered_on": report.ordered_on.isoformat(),
            "state": "not_audited" if not report.audited else "printed" if printed else "printable",
            "pages": page_count(report.document),
            "critical": report.critical,
            "see": CONSULTING_ROOM.json() if report.critical else None,
        }


def _pdf(report: Report) -> Pdf:
    def make(copy: bool) -> bytes:
        return draw(report.document, copy=copy)

    return Pdf(report.report_id, report.person_key, make, withheld=report.critical or not report.audited)


def seed_reports(now: datetime, hospital_name: str) -> list[Report]:
    """For the bench's people: printable, unsigned, printed before, critical, of several pages, of long ago."""
    today = now.date()
    rows: tuple[tuple[str, str, Text, Text, int, bool, bool], ...] = (
        ("zhang", "lab", BLOOD_COUNT, CARDIOLOGY, 0, True, False),
        ("zhang", "lab", LIPIDS, CARDIOLOGY, 0, True, False),
        ("zhang", "imaging", CHEST_CT, RADIOLOGY, 2, True, False),
        ("zhang", "lab", HBA1C, ENDOCRINOLOGY, 1, False, False),
        ("zhang", "imaging", ABDOMEN, ULTRASOUND, 200, True, False),
        ("li", "lab", HBA1C, ENDOCRINOLOGY, 3, True, False),
        ("li", "lab", ALLERGENS, ENDOCRINOLOGY, 20, True, False),
        ("chen", "lab", POTASSIUM, CARDIOLOGY, 0, True, True),
        ("chen", "lab", BLOOD_COUNT, CARDIOLOGY, 0, True, False),
        ("guo", "lab", HBA1C, ENDOCRINOLOGY, 0, False, False),
        ("shen_baobao", "lab", BLOOD_COUNT, PAEDIATRICS, 0, True, False),
    )
    return [
        _report(number, hospital_name, today - timedelta(days=days), key, kind, title, department, audited, critical)
        for number, (key, kind, title, department, days, audited, critical) in enumerate(rows, start=1)
    ]


def _report(
    number: int,
    hospital_name: str,
    day: date,
    key: str,
    kind: str,
    title: Text,
    department: Text,
    audited: bool,
    critical: bool,
) -> Report:
    report_id, who = f"RP{number:06d}", person(key)
    facts = (
        ("姓名", who.name),
        ("性别", "男" if who.sex == "1" else "女"),
        ("科室", department.zh),
        ("报告号", report_id),
        ("申请日期", day.isoformat()),
        ("样本", "静脉血" if kind == "lab" else "—"),
    )
    rows, paragraphs = _findings(title)
    document = Document(
        hospital_name,
        f"{title.zh} 报告单",
        facts,
        (("项目", 0.0), ("结果", 0.42), ("单位", 0.62), ("参考范围", 0.78)) if rows else (),
        rows,
        "检验：王海  审核：刘敏    本报告只对所检样本负责",
        f"{report_id} {title.en}",
        paragraphs,
    )
    return Report(report_id, key, kind, title, department, day, document, audited, critical)


def _findings(title: Text) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Rows of a laboratory's table, or what imaging wrote."""
    if title is CHEST_CT or title is ABDOMEN:
        return (), _PROSE[title.zh]
    if title is ALLERGENS:
        items = tuple((f"过敏原 {number:02d}", "0.1", "IU/mL", "< 0.35") for number in range(1, 41))
        return items, ()
    return _TABLES[title.zh], ()


_PROSE = {
    CHEST_CT.zh: (
        "影像所见：双侧胸廓对称，气管居中。双肺纹理清晰，右肺上叶可见一直径约 4 mm 的实性小结节，边界清楚。",
        "纵隔内未见肿大淋巴结。心影大小形态正常，双侧胸腔未见积液。",
        "影像诊断：右肺上叶小结节，建议一年后复查。余未见明显异常。",
    ),
    ABDOMEN.zh: (
        "超声所见：肝脏大小形态正常，包膜光滑，实质回声均匀。胆囊壁光滑，未见结石。脾、胰、双肾未见明显异常。",
        "超声提示：腹部未见明显异常。",
    ),
}
_TABLES: dict[str, tuple[tuple[str, ...], ...]] = {
    BLOOD_COUNT.zh: (
        ("白细胞计数", "6.2", "10^9/L", "3.5–9.5"),
        ("红细胞计数", "4.71", "10^12/L", "4.3–5.8"),
        ("血红蛋白", "142", "g/L", "130–175"),
        ("血小板计数", "221", "10^9/L", "125–350"),
        ("中性粒细胞百分比", "58.3", "%", "40–75"),
        ("淋巴细胞百分比", "31.0", "%", "20–50"),
    ),
    HBA1C.zh: (("糖化血红蛋白", "6.1", "%", "4.0–6.0"),),
    LIPIDS.zh: (
        ("总胆固醇", "4.80", "mmol/L", "< 5.18"),
        ("甘油三酯", "1.32", "mmol/L", "< 1.70"),
        ("高密度脂蛋白", "1.41", "mmol/L", "> 1.04"),
        ("低密度脂蛋白", "2.90", "mmol/L", "< 3.37"),
    ),
    POTASSIUM.zh: (("钾", "6.9", "mmol/L", "3.5–5.3"), ("钠", "138", "mmol/L", "137–147")),
}
