"""Paid medicines, where people live, the page for the phone, and what is sent or decocted."""

from dataclasses import dataclass, field
from datetime import datetime

from hardware_sim.hospital.bills import Bill, Bills, Item
from hardware_sim.hospital.catalogue import WESTERN_MEDICINE
from hardware_sim.hospital.clock import Clock, after
from hardware_sim.hospital.insurance import Grade
from hardware_sim.hospital.outpatient.delivery_seed import ADDRESSES, HERBAL, SEEDED, WINDOWS
from hardware_sim.hospital.problems import Problem, not_found
from hardware_sim.hospital.values import Json, Numbers, Text

ENTRY_LIFE_S = 300.0
DELIVERY_FEN, DECOCTION_FEN = 1_200, 2_100
URL = "https://hospital.example/address/"
OFFERS = {
    "pick_up": (0, Text("今天 17:30 前都可以取", "Today until 17:30")),
    "deliver": (DELIVERY_FEN, Text("明天 18:00 前送到", "By 18:00 tomorrow")),
    "decoct_pick_up": (DECOCTION_FEN, Text("明天 9:00 以后来取", "From 9:00 tomorrow")),
    "decoct_deliver": (DELIVERY_FEN + DECOCTION_FEN, Text("后天 18:00 前送到", "By 18:00 the day after tomorrow")),
}
FEES = Text("配送代煎费", "Delivery and decoction")
PHARMACY = Text("门诊药房", "Outpatient pharmacy")


@dataclass(slots=True)
class Prescription:
    """`bill`: not there before it is paid. `sent`: the delivery that it went into."""

    prescription_id: str
    person_key: str
    title: Text
    items: tuple[Text, ...]
    herbal: bool
    bill_id: str = ""
    delivery_id: str = ""


@dataclass(slots=True)
class Address:
    address_id: str
    name: str
    phone: str
    text: str

    def masked(self) -> Json:
        return {
            "address_id": self.address_id,
            "masked_name": self.name[0] + "*" * (len(self.name) > 1),
            "masked_phone": f"{self.phone[:3]}****{self.phone[-4:]}",
            "masked_text": self.text[:6] + "*" * 4,
        }


@dataclass(slots=True)
class Entry:
    """A page for a phone; `token` is all that its address says."""

    entry_id: str
    person_key: str
    token: str
    ends_at: datetime
    address_id: str = ""


@dataclass(slots=True)
class Delivery:
    delivery_id: str
    prescription: Prescription
    way: str
    address_id: str
    bill: Bill | None
    cancelled: bool = False

    @property
    def state(self) -> str:
        if self.cancelled:
            return "cancelled"
        return "to_pay" if self.bill and not self.bill.settled_by else "confirmed"

    def json(self) -> Json:
        fee_fen, promise = OFFERS[self.way]
        return {
            "delivery_id": self.delivery_id,
            "state": self.state,
            "way": self.way,
            "fee": {"fen": fee_fen},
            "promise": promise.json(),
            "bill_id": self.bill.bill_id if self.bill and self.state == "to_pay" else "",
        }


@dataclass(slots=True)
class Pharmacy:
    bills: Bills
    clock: Clock
    numbers: Numbers
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)
    addresses: dict[str, tuple[str, Address]] = field(default_factory=dict)  # with the person's key
    prescriptions: dict[str, Prescription] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for number, (person_key, title, items, herbal) in enumerate(SEEDED, start=1):
            known = Prescription(f"RX{number:06d}", person_key, title, items, herbal)
            self.prescriptions[known.prescription_id] = known
        for bill in self.bills.by_id.values():
            if bill.title == WESTERN_MEDICINE or bill.title.zh == HERBAL:
                known = Prescription(
                    f"RX-{bill.bill_id}",
                    bill.person_key,
                    bill.title,
                    tuple(item.name for item in bill.items),
                    bill.title.zh == HERBAL,
                    bill.bill_id,
                )
                self.prescriptions[known.prescription_id] = known
        for number, (person_key, name, phone, text) in enumerate(ADDRESSES, start=1):
            self.addresses[f"AD{number:06d}"] = person_key, Address(f"AD{number:06d}", name, phone, text)

    def of(self, person_key: str) -> list[Prescription]:
        """Those that are paid."""
        mine = [each for each in self.prescriptions.values() if each.person_key == person_key]
        return [each for each in mine if not each.bill_id or self.bills.get(each.bill_id).settled_by]

    def json(self, found: Prescription) -> Json:
        delivery = self.deliveries.get(found.delivery_id)
        ordered = delivery.way if delivery and delivery.state == "confirmed" else None
        ways = [] if ordered else [way for way in OFFERS if found.herbal or not way.startswith("decoct")]
        return {
            "prescription_id": found.prescription_id,
            "title": found.title.json(),
            "items": [item.json() for item in found.items],
            "window": self.window_of(found).json(),
            "ways": [{"way": way, "fee": {"fen": OFFERS[way][0]}, "promise": OFFERS[way][1].json()} for way in ways],
            "ordered": ordered,
        }

    def window_of(self, found: Prescription) -> Text:
        return WINDOWS[found.herbal]

    def addresses_of(self, person_key: str) -> list[Address]:
        return [address for key, address in reversed(self.addresses.values()) if key == person_key]

    def begin_entry(self, person_key: str) -> Json:
        entry = Entry(
            self.numbers.serial("AE"), person_key, self.numbers.token(24), after(self.clock.now(), ENTRY_LIFE_S)
        )
        self.entries[entry.entry_id] = entry
        return {"entry_id": entry.entry_id, "url": URL + entry.token, "expires_in_s": round(ENTRY_LIFE_S)}

    def entered(self, person_key: str, entry_id: str) -> Json:
        entry = self.entries.get(entry_id)
        if entry is None or entry.person_key != person_key:
            raise not_found("ADDRESS")
        if entry.address_id:
            return {"state": "done", "address": self.addresses[entry.address_id][1].masked()}
        return {"state": "expired" if entry.ends_at <= self.clock.now() else "waiting", "address": None}

    def type_address(self, url: str, name: str, phone: str, text: str) -> None:
        """The phone's side: once, and in time. Raises ADDRESS_NOT_FOUND."""
        token = url.removeprefix(URL)
        entry = next((each for each in self.entries.values() if each.token == token), None)
        if entry is None or entry.address_id or entry.ends_at <= self.clock.now():
            raise not_found("ADDRESS")
        address = Address(self.numbers.serial("AD"), name, phone, text)
        self.addresses[address.address_id] = entry.person_key, address
        entry.address_id = address.address_id

    def order(self, person_key: str, prescription_id: str, way: str, address_id: str) -> Delivery:
        """Raises PRESCRIPTION_NOT_FOUND, PRESCRIPTION_CHANGED, ADDRESS_NOT_FOUND."""
        found = next((each for each in self.of(person_key) if each.prescription_id == prescription_id), None)
        if found is None:
            raise not_found("PRESCRIPTION")
        before = self.deliveries.get(found.delivery_id)
        if (before and before.state == "confirmed") or (way.startswith("decoct") and not found.herbal):
            raise Problem(409, "PRESCRIPTION_CHANGED")
        if way.endswith("deliver") and self.addresses.get(address_id, ("", None))[0] != person_key:
            raise not_found("ADDRESS")
        if before:
            self._drop(before)
        delivery = Delivery(self.numbers.serial("DL"), found, way, address_id, self._bill(person_key, way))
        self.deliveries[delivery.delivery_id] = delivery
        found.delivery_id = delivery.delivery_id
        return delivery

    def cancel(self, person_key: str, delivery_id: str) -> Delivery:
        """One that is paid stays: it is not for a terminal to give that money back."""
        delivery = self.deliveries.get(delivery_id)
        if delivery is None or delivery.prescription.person_key != person_key:
            raise not_found("DELIVERY")
        if delivery.state == "to_pay":
            self._drop(delivery)
        return delivery

    def _drop(self, delivery: Delivery) -> None:
        delivery.cancelled = True
        if delivery.bill:
            self.bills.by_id.pop(delivery.bill.bill_id, None)

    def _bill(self, person_key: str, way: str) -> Bill | None:
        fee_fen, _ = OFFERS[way]
        if fee_fen == 0:
            return None
        bill_id = self.numbers.serial("DF")
        item = Item(FEES, "1 次", fee_fen, Grade.C)
        bill = Bill(bill_id, person_key, FEES, PHARMACY, self.clock.now(), (item,), self.numbers.token())
        self.bills.by_id[bill_id] = bill
        return bill
