"""What the hospital charges for (物价公示): open to everybody."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.inquiry import Query
from kiosk.domain.money import Money
from kiosk.domain.wording import LocalText

INITIALS_MAX = 12


class PriceKind(StrEnum):
    MEDICINE = "medicine"
    SERVICE = "service"  # examinations, tests, treatment, materials


class InsuranceGrade(StrEnum):
    """chrgitm_lv, the place on the insurance list."""

    A = "a"  # 甲: all of it counts for insurance
    B = "b"  # 乙: a first part is the person's own
    C = "c"  # 丙: own pay


@dataclass(frozen=True, slots=True)
class Price:
    name: LocalText
    unit: LocalText  # "盒（28 片）", "次"
    price: Money
    grade: InsuranceGrade


@dataclass(frozen=True, slots=True)
class PricesFound:
    """`more`: there are others; more letters find fewer."""

    rows: tuple[Price, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class Prices(Query[PricesFound]):
    """Names that begin with these pinyin initials first, then those that hold them. `initials`: capital letters."""

    kind: PriceKind
    initials: str
