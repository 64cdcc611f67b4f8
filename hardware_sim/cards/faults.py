"""What can be wrong with a card, by name. `NAME` or `NAME:k`, k = commands answered well before it happens."""

from dataclasses import dataclass
from enum import StrEnum

from msgspec.structs import replace

from hardware_sim.cards.contents import CardContents


class FaultName(StrEnum):
    MUTE = "MUTE"  # upside down or dirty: vpcd cannot be silent, so the ATR is garbage
    UNREADABLE_EF06 = "UNREADABLE_EF06"  # the holder file answers 6581, memory failure
    GARBLED_NAME = "GARBLED_NAME"  # a name that is no GB 18030
    WRONG_ID_CHECKSUM = "WRONG_ID_CHECKSUM"
    SLOW = "SLOW"  # every answer takes its time
    STUCK = "STUCK"  # stops answering
    REMOVED_MID_READ = "REMOVED_MID_READ"


COMMANDS_BEFORE = {FaultName.STUCK: 4, FaultName.REMOVED_MID_READ: 6}
GARBAGE_ATR = bytes.fromhex("0000FF00")
NOT_GB18030 = "FFFE80FF" + "00" * 26


@dataclass(frozen=True, slots=True)
class Fault:
    name: FaultName
    after: int = 0

    @classmethod
    def parse(cls, text: str) -> "Fault":
        """Raises ValueError for a name or a count that is none."""
        name, _, after = text.partition(":")
        fault = FaultName(name)
        return cls(fault, int(after) if after else COMMANDS_BEFORE.get(fault, 0))


def spoil(contents: CardContents, fault: Fault | None) -> CardContents:
    """The contents after the fault has been at them."""
    match fault:
        case Fault(FaultName.MUTE):
            return replace(contents, atr=GARBAGE_ATR.hex())
        case Fault(FaultName.GARBLED_NAME):
            return replace(contents, raw_records={**contents.raw_records, "09": NOT_GB18030})
        case Fault(FaultName.WRONG_ID_CHECKSUM):
            return replace(contents, id_number=_with_wrong_check_digit(contents.id_number))
    return contents


def _with_wrong_check_digit(id_number: str) -> str:
    return id_number[:-1] + ("1" if id_number.endswith("0") else "0")
