"""Medicines that were paid at a window, and addresses of people who never were."""

from hardware_sim.hospital.catalogue import WESTERN_MEDICINE
from hardware_sim.hospital.values import Text

HERBAL = "中草药费"
HERBS = Text("中草药", "Chinese herbal medicine")
WINDOWS = {
    False: Text("门诊楼 1 楼西药房 5 号窗口", "Outpatients 1F, pharmacy window 5"),
    True: Text("门诊楼 1 楼中药房 2 号窗口", "Outpatients 1F, herbal pharmacy window 2"),
}

# person, title, medicines, herbal
SEEDED: tuple[tuple[str, Text, tuple[Text, ...], bool], ...] = (
    (
        "lin",
        HERBS,
        (
            Text("黄芪", "Astragalus root"),
            Text("当归", "Angelica root"),
            Text("白术", "Atractylodes"),
            Text("茯苓", "Poria"),
        ),
        True,
    ),
    ("lin", WESTERN_MEDICINE, (Text("布洛芬缓释胶囊 0.3g×20粒", "Ibuprofen 0.3 g × 20"),), False),
    ("zheng", WESTERN_MEDICINE, (Text("阿莫西林胶囊 0.5g×24粒", "Amoxicillin 0.5 g × 24"),), False),
)

# person, name, phone (of a block that is not given out), where
ADDRESSES: tuple[tuple[str, str, str, str], ...] = (
    ("lin", "林晓燕", "19900000012", "江州市海曙区望湖路 18 号 3 幢 502 室"),
    ("zhang", "张三丰", "19900000001", "江州市鄞州区百丈路 7 号 201 室"),
)
