"""Slips (凭条) the machine owes a patient."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.case import Case, Phase, WaitingFor
from kiosk.domain.day_close import DayClose
from kiosk.domain.money import NOTHING

NOBODYS = Case("", 0, "", "", Phase.CLOSED, WaitingFor.NOBODY, NOTHING, NOTHING, NOTHING, NOTHING)


class SlipKind(StrEnum):
    SETTLED = "settled"
    BEING_CHECKED = "being_checked"
    REVERSED = "reversed"
    BY_HAND = "by_hand"
    DAY_CLOSE = "day_close"  # for staff only


class SlipState(StrEnum):
    OWED = "owed"
    PRINTING = "printing"
    PRINTED = "printed"
    UNKNOWN = "unknown"  # bytes left, no completion: printed again as a copy (副本)


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One bill on the slip."""

    title: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class Slip:
    slip_id: str
    kind: SlipKind
    case: Case
    copy: bool  # print 副本
    lines: tuple[SlipLine, ...]
    hospital_name: str
    place: str
    printed_at_text: str  # the server's date and time, as text
    settlement_number: str = ""  # setl_id
    invoice_number: str = ""
    channel_trade_number: str = ""
    coverage_name: str = ""
    day: DayClose | None = None  # of DAY_CLOSE, which has no case (`NOBODYS`)
    qr_content: str = ""  # finds the settlement again: "YZ1:S:…"
