"""Medicines that go home, are fetched, or decocted (送药到家、代煎). Addresses are the server's: masked here."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.inquiry import Command, Query
from kiosk.domain.money import Money
from kiosk.domain.wording import LocalText


class Way(StrEnum):
    PICK_UP = "pick_up"  # at the window
    DELIVER = "deliver"
    DECOCT_PICK_UP = "decoct_pick_up"  # 代煎, fetched
    DECOCT_DELIVER = "decoct_deliver"

    @property
    def needs_address(self) -> bool:
        return self in (Way.DELIVER, Way.DECOCT_DELIVER)


@dataclass(frozen=True, slots=True)
class WayOffer:
    way: Way
    fee: Money
    promise: LocalText  # "明天 18:00 前送到"


@dataclass(frozen=True, slots=True)
class Prescription:
    """Paid, and not given out yet. `ways` empty: it has been ordered or must be fetched at once."""

    prescription_id: str
    title: LocalText
    items: tuple[LocalText, ...]
    window: LocalText
    ways: tuple[WayOffer, ...]
    ordered: Way | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """As the server masks it."""

    address_id: str
    masked_name: str
    masked_phone: str
    masked_text: str


class EntryState(StrEnum):
    WAITING = "waiting"
    DONE = "done"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class AddressEntry:
    """The page where the phone types an address, once. `url` holds no personal data."""

    entry_id: str
    url: str
    expires_in_s: int


@dataclass(frozen=True, slots=True)
class EnteredAddress:
    state: EntryState
    address: Address | None = None


class OrderState(StrEnum):
    TO_PAY = "to_pay"  # its bill waits
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class DeliveryOrder:
    delivery_id: str
    state: OrderState
    way: Way
    fee: Money
    promise: LocalText
    bill_id: str = ""


@dataclass(frozen=True, slots=True)
class Prescriptions(Query[tuple[Prescription, ...]]):
    """The person's, paid."""


@dataclass(frozen=True, slots=True)
class Addresses(Query[tuple[Address, ...]]):
    """Those in the person's record, the last used first."""


@dataclass(frozen=True, slots=True)
class BeginAddressEntry(Command[AddressEntry]):
    """A page for the phone."""


@dataclass(frozen=True, slots=True)
class AddressEntered(Query[EnteredAddress]):
    entry_id: str


@dataclass(frozen=True, slots=True)
class OrderDelivery(Command[DeliveryOrder]):
    """`address_id` "" where none is needed. A fee makes a bill; the order holds once it is paid."""

    prescription_id: str
    way: Way
    address_id: str = ""


@dataclass(frozen=True, slots=True)
class CancelDelivery(Command[DeliveryOrder]):
    """The fee was not paid: the order and its bill go."""

    delivery_id: str
