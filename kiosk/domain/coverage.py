"""Insurance coverage of a person (FHIR Coverage; 1101 `insuinfo`)."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.money import Money
from kiosk.domain.wording import LocalText


class CoverageStatus(StrEnum):
    ACTIVE = "active"
    FROZEN = "frozen"  # 暂停: known, but pays nothing now


@dataclass(frozen=True, slots=True)
class Coverage:
    code: str  # insutype: 310 employee, 390 resident, 340 retired cadre
    name: LocalText
    status: CoverageStatus
    account_balance: Money  # `balc`, the personal account
