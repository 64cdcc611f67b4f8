"""Identity-card reader: the second-generation ID card (居民身份证) and its two sisters, laid on the reader's face."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from drivers.api.device import Device
from drivers.api.errors import DeviceError


class IdCardKind(StrEnum):
    CITIZEN = "citizen"  # 居民身份证
    FOREIGN_RESIDENT = "foreign_resident"  # 外国人永久居留身份证
    HMT_RESIDENT = "hmt_resident"  # 港澳台居民居住证


@dataclass(frozen=True, slots=True, repr=False)
class IdCard:
    """GA/T 490 and its sisters. Personal data: has no repr, must not be logged. What a kind lacks is empty."""

    kind: IdCardKind
    name: str  # a foreigner's Chinese name, or the English one where there is none
    id_number: str
    sex: str  # GB/T 2261.1: "1" male, "2" female
    birth_date: date
    valid_from: date
    valid_to: date | None  # None: for ever (长期)
    issuer: str
    ethnic_code: str = ""  # GB/T 3304
    address: str = ""
    name_en: str = ""
    nationality: str = ""  # GB/T 2659, three letters
    pass_number: str = ""  # of the HK, Macao or Taiwan pass
    photo: bytes = field(default=b"", repr=False)  # 1024 bytes WLT, opaque: only the ministry's library opens it


@dataclass(frozen=True, slots=True)
class IdCardDetected:
    """A card lies there, unread; `read_id_card` reads it."""

    present_at_open: bool = False  # it lay there when we opened: the last person's, never to be read


@dataclass(frozen=True, slots=True)
class IdCardLifted:
    """No card can be read now: it was lifted, or it was read and must be lifted before the reader finds it again."""


@dataclass(frozen=True, slots=True)
class IdCardReaderFailed:
    """The reader went away; the driver keeps trying to come back."""

    error: DeviceError


@dataclass(frozen=True, slots=True)
class IdCardReaderRecovered:
    """It came back after `IdCardReaderFailed`."""


IdCardEvent = IdCardDetected | IdCardLifted | IdCardReaderFailed | IdCardReaderRecovered


class IdCardReader(Device, Protocol):
    def watch(self, listener: Callable[[IdCardEvent], None]) -> None:
        """Have every event told to `listener`, from the driver's own thread. Call once, before `open`."""
        ...

    def read_id_card(self) -> IdCard:
        """Select and read the card that was detected.

        Raises DeviceError: ID_CARD_LIFTED (none was detected, or it went too soon), ID_CARD_UNREADABLE (lift it, lay it
        on again), ID_CARD_REFUSED (card and reader do not trust each other), ID_CARD_DATA_INVALID, DEVICE_OFFLINE,
        TIMEOUT (the line takes nothing), PROTOCOL_ERROR, HARDWARE_ERROR. Expiry is not judged here: the caller knows
        today's date.
        """
        ...
