"""What the hospital charges for: bills as doctors write them, by a short key. Prices (fen) are invented, but likely."""

from dataclasses import dataclass

from hardware_sim.hospital.bills import Item
from hardware_sim.hospital.insurance import Grade
from hardware_sim.hospital.values import Text

A, B, C = Grade.A, Grade.B, Grade.C


@dataclass(frozen=True, slots=True)
class Order:
    """A bill before it has a patient."""

    title: Text
    department: Text
    items: tuple[Item, ...]
    not_insurable_reason: Text | None = None


def _item(zh: str, en: str, quantity: str, amount_fen: int, grade: Grade) -> Item:
    return Item(Text(zh, en), quantity, amount_fen, grade)


ENDOCRINOLOGY = Text("内分泌科", "Endocrinology")
CARDIOLOGY = Text("心血管内科", "Cardiology")
RADIOLOGY = Text("放射科", "Radiology")
ULTRASOUND = Text("超声医学科", "Ultrasound")
CHINESE_MEDICINE = Text("中医科", "Traditional Chinese medicine")
REHABILITATION = Text("康复医学科", "Rehabilitation")
EMERGENCY = Text("急诊医学科", "Emergency")
PAEDIATRICS = Text("儿科", "Paediatrics")
STOMATOLOGY = Text("口腔科", "Stomatology")
CHECK_UP = Text("体检中心", "Health check-up centre")
VACCINATION = Text("预防接种门诊", "Vaccination clinic")
ONCOLOGY = Text("肿瘤内科", "Medical oncology")
OPHTHALMOLOGY = Text("眼科日间手术中心", "Ophthalmology day surgery")
SELF_SERVICE = Text("门诊服务中心", "Outpatient service centre")

LABORATORY = Text("检验费", "Laboratory tests")
WESTERN_MEDICINE = Text("西药费", "Medicines")
EXAMINATION = Text("检查费", "Examination")
TREATMENT = Text("治疗费", "Treatment")
CONSULTATION = Text("诊查费", "Consultation")

_CHECK_UP_REASON = Text("健康体检不在医保支付范围内", "Check-ups are not paid by insurance")
_COSMETIC_REASON = Text("美容类口腔项目不在医保支付范围内", "Cosmetic dentistry is not paid by insurance")
_VACCINE_REASON = Text("非免疫规划疫苗不在医保支付范围内", "This vaccine is not paid by insurance")

ORDERS: dict[str, Order] = {
    "consultation": Order(
        CONSULTATION, CARDIOLOGY, (_item("主任医师门诊诊查费", "Chief physician consultation", "1 次", 2_500, A),)
    ),
    "lab": Order(
        LABORATORY,
        ENDOCRINOLOGY,
        (
            _item("糖化血红蛋白测定", "Glycated haemoglobin (HbA1c)", "1 次", 6_000, A),
            _item("空腹血糖测定", "Fasting blood glucose", "1 次", 500, A),
            _item("血脂四项", "Lipid panel", "1 次", 4_400, A),
            _item("25-羟基维生素D测定", "25-hydroxyvitamin D", "1 次", 12_000, C),
        ),
    ),
    "blood_count": Order(
        LABORATORY,
        PAEDIATRICS,
        (
            _item("血常规（五分类）", "Complete blood count", "1 次", 2_000, A),
            _item("C反应蛋白测定", "C-reactive protein", "1 次", 2_280, A),
        ),
    ),
    "heart_medicine": Order(
        WESTERN_MEDICINE,
        CARDIOLOGY,
        (
            _item("苯磺酸氨氯地平片 5mg×28片", "Amlodipine tablets 5 mg × 28", "2 盒", 5_236, A),
            _item("阿托伐他汀钙片 20mg×28片", "Atorvastatin tablets 20 mg × 28", "2 盒", 9_988, B),
            _item("阿司匹林肠溶片 100mg×30片", "Aspirin enteric-coated tablets 100 mg × 30", "1 盒", 1_563, A),
            _item("沙库巴曲缬沙坦钠片 100mg×14片", "Sacubitril/valsartan tablets 100 mg × 14", "2 盒", 6_754, B),
        ),
    ),
    "diabetes_medicine": Order(
        WESTERN_MEDICINE,
        ENDOCRINOLOGY,
        (
            _item("盐酸二甲双胍缓释片 0.5g×60片", "Metformin extended-release 0.5 g × 60", "2 盒", 3_318, A),
            _item("达格列净片 10mg×14片", "Dapagliflozin tablets 10 mg × 14", "2 盒", 12_236, B),
            _item("胰岛素注射笔用针头 4mm", "Insulin pen needles 4 mm", "14 支", 2_100, C),
        ),
    ),
    "ct": Order(
        EXAMINATION,
        RADIOLOGY,
        (
            _item("胸部CT平扫", "Chest CT, plain", "1 部位", 26_000, A),
            _item("三维重建", "3D reconstruction", "1 次", 11_000, B),
            _item("胶片", "Film", "2 张", 4_000, C),
        ),
    ),
    "ultrasound": Order(
        EXAMINATION,
        ULTRASOUND,
        (
            _item("腹部彩色多普勒超声", "Abdominal colour Doppler ultrasound", "1 次", 13_000, A),
            _item("图文报告", "Illustrated report", "1 份", 1_000, A),
        ),
    ),
    "herbs": Order(
        Text("中草药费", "Chinese herbal medicine"),
        CHINESE_MEDICINE,
        (
            _item("黄芪", "Astragalus root", "30 g × 7", 1_890, A),
            _item("当归", "Angelica root", "10 g × 7", 1_043, A),
            _item("西洋参", "American ginseng", "6 g × 7", 5_880, C),
            _item("代煎费", "Decoction", "7 剂", 2_100, C),
        ),
    ),
    "rehabilitation": Order(
        TREATMENT,
        REHABILITATION,
        (
            _item("普通针刺", "Acupuncture", "10 次", 16_000, A),
            _item("中频脉冲电治疗", "Medium-frequency electrotherapy", "10 次", 12_500, B),
            _item("关节松动训练", "Joint mobilisation", "5 次", 20_005, B),
        ),
    ),
    "emergency": Order(
        TREATMENT,
        EMERGENCY,
        (
            _item("静脉输液", "Intravenous infusion", "1 次", 1_300, A),
            _item("0.9%氯化钠注射液 250ml", "Sodium chloride injection 0.9 % 250 ml", "1 袋", 421, A),
            _item("破伤风人免疫球蛋白 250IU", "Tetanus immunoglobulin 250 IU", "1 支", 18_600, B),
            _item("清创缝合（小）", "Wound debridement and suture, small", "1 次", 9_800, A),
        ),
    ),
    "dental_filling": Order(
        TREATMENT,
        STOMATOLOGY,
        (
            _item("复合树脂充填术", "Composite resin filling", "1 牙", 24_000, B),
            _item("局部麻醉", "Local anaesthesia", "1 次", 2_033, A),
        ),
    ),
    "tooth_whitening": Order(
        Text("口腔美容费", "Cosmetic dentistry"),
        STOMATOLOGY,
        (_item("冷光美白", "Tooth whitening", "1 次", 128_000, C),),
        _COSMETIC_REASON,
    ),
    "check_up": Order(
        Text("体检费", "Health check-up"),
        CHECK_UP,
        (
            _item("入职体检套餐", "Pre-employment check-up", "1 套", 18_000, C),
            _item("胸部正位片", "Chest X-ray", "1 次", 7_500, C),
        ),
        _CHECK_UP_REASON,
    ),
    "vaccine": Order(
        Text("疫苗费", "Vaccination"),
        VACCINATION,
        (
            _item("流感病毒裂解疫苗", "Influenza vaccine", "1 支", 12_800, C),
            _item("接种服务费", "Vaccination service", "1 次", 2_850, C),
        ),
        _VACCINE_REASON,
    ),
    "cataract": Order(
        Text("手术费", "Surgery"),
        OPHTHALMOLOGY,
        (
            _item("白内障超声乳化摘除术", "Phacoemulsification of cataract", "1 眼", 320_000, A),
            _item("三焦点人工晶状体", "Trifocal intraocular lens", "1 枚", 1_680_000, C),
            _item("术前检查组套", "Preoperative examination set", "1 套", 45_678, B),
        ),
    ),
    "targeted_therapy": Order(
        WESTERN_MEDICINE,
        ONCOLOGY,
        (
            _item("甲磺酸奥希替尼片 80mg×30片", "Osimertinib tablets 80 mg × 30", "10 盒", 5_580_000, B),
            _item("贝伐珠单抗注射液 100mg", "Bevacizumab injection 100 mg", "20 支", 2_420_000, B),
        ),
    ),
    "one_fen": Order(Text("材料费", "Materials"), SELF_SERVICE, (_item("报告打印纸", "Report paper", "1 张", 1, C),)),
    "seven_fen": Order(
        Text("材料费", "Materials"), EMERGENCY, (_item("一次性压舌板", "Disposable tongue depressor", "1 支", 7, A),)
    ),
}
