"""Insurance card reader (XFS4IoT CardReader): the contact reader that takes the social-security card."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from drivers.api.device import Device
from drivers.api.errors import DeviceError


@dataclass(frozen=True, slots=True, repr=False)
class InsuranceCard:
    """The free-to-read part of a social-security card (LD/T 32-2015, EF05 issuer and EF06 holder).

    Personal data: has no repr, must not be logged.
    """

    card_identifier: str  # 卡识别码, 32 hex digits; the first 6 are the issuing area
    card_number: str  # 卡号
    standard_version: str  # 规范版本, "3.00"
    issued_on: date | None
    expires_on: date | None
    holder_id_number: str  # 社会保障号码, the GB 11643 number
    holder_name: str  # GB 18030
    atr: bytes
    reader_name: str


@dataclass(frozen=True, slots=True)
class CardInserted:
    """Media went in. The card is not read yet; `read_holder` does that."""

    reader_name: str
    present_at_open: bool = False  # it lay there when we opened: the last person's, never to be read


@dataclass(frozen=True, slots=True)
class CardRemoved:
    reader_name: str


@dataclass(frozen=True, slots=True)
class CardReaderFailed:
    """The reader or its service went away; the driver keeps trying to come back."""

    error: DeviceError


@dataclass(frozen=True, slots=True)
class CardReaderRecovered:
    """It came back after `CardReaderFailed`."""


CardEvent = CardInserted | CardRemoved | CardReaderFailed | CardReaderRecovered


class InsuranceCardReader(Device, Protocol):
    def watch(self, listener: Callable[[CardEvent], None]) -> None:
        """Have every media event told to `listener`, from the driver's own thread, beginning with the
        cards already in (`present_at_open=True`). Call once, before `open`."""
        ...

    def read_holder(self, reader_name: str) -> InsuranceCard:
        """Power the card, select the social-security application, read EF05 and EF06.

        Raises DeviceError: CARD_MUTE, CARD_REMOVED, CARD_FOREIGN, CARD_UNREADABLE, CARD_DATA_INVALID,
        CARD_COLLISION (another reader has a card too), DEVICE_OFFLINE, DEVICE_BUSY, HARDWARE_ERROR, TIMEOUT. Expiry
        is not judged here: the caller knows today's date.
        """
        ...
