"""The hospital at the start of a day: every person of `hardware_sim.people`, with bills of every kind."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hardware_sim.hospital.bills import Bill
from hardware_sim.hospital.catalogue import ORDERS
from hardware_sim.hospital.insurance import Account
from hardware_sim.hospital.patients import Patient
from hardware_sim.hospital.values import Numbers
from hardware_sim.people import PEOPLE, Coverage, Person

LOST_CARDS = frozenset({"fang"})  # reported lost: the server says CARD_REFUSED
SLIP_PREFIX = "YZ1:B:"

# Who may act for whom, besides parents for their children: it was noted at the window.
RELATIVES: dict[str, tuple[tuple[str, str], ...]] = {"ren": (("zhu", "parent"), ("li", "spouse"))}

# Who has which bills. Everyone else gets EVERYDAY by turns.
BILLS: dict[str, tuple[str, ...]] = {
    "zhang": ("consultation", "lab", "heart_medicine"),
    "li": ("ct", "diabetes_medicine"),
    "chen": ("one_fen", "lab"),
    "zhou": ("dental_filling", "tooth_whitening"),
    "wu": ("consultation", "ultrasound"),  # fund and account pay all
    "sun": ("one_fen",),
    "hu": ("targeted_therapy",),  # ¥80,000.00, above the fund's yearly limit
    "guo": ("consultation", "lab", "ct", "ultrasound", "herbs", "rehabilitation", "dental_filling", "check_up"),
    "song": (),  # nothing to pay
    "tang": ("consultation", "heart_medicine", "rehabilitation"),  # cadre: fully insured
    "feng": ("ct", "heart_medicine"),  # cadre: fully insured
    "cao": ("targeted_therapy",),  # ¥80,000.00 without any insurance
    "deng": ("lab", "heart_medicine"),
    "shen_baobao": ("blood_count", "vaccine"),
    "zeng_xiaomi": ("blood_count", "emergency"),
    "zheng": ("check_up",),  # nothing but not insurable
    "liang": ("cataract",),
    "ren": ("seven_fen", "cataract", "herbs"),
}
EVERYDAY = (
    ("consultation", "lab"),
    ("ultrasound", "herbs"),
    ("emergency",),
    ("diabetes_medicine", "check_up"),
    ("rehabilitation", "seven_fen"),
    ("ct", "dental_filling", "vaccine"),
)


@dataclass(frozen=True, slots=True)
class BillSlip:
    """What a consulting room has printed. `qr_content` is what the scanner reads."""

    person_key: str
    bill_id: str
    amount_fen: int
    token: str

    @property
    def qr_content(self) -> str:
        return SLIP_PREFIX + self.token


def seed_patients() -> list[Patient]:
    names = {person.key: person.name for person in PEOPLE}
    return [
        Patient(
            person,
            names.get(person.guardian_key, ""),
            _accounts(person),
            person.key in LOST_CARDS,
            phone=phone_of(person),
            dependents=_dependents(person),
        )
        for person in PEOPLE
    ]


def phone_of(person: Person) -> str:
    """As the hospital has it."""
    return f"1990000{person.card_number[-4:]}"


def _dependents(person: Person) -> tuple[tuple[str, str], ...]:
    children = tuple((child.key, "child") for child in PEOPLE if child.guardian_key == person.key)
    return children + RELATIVES.get(person.key, ())


def _accounts(person: Person) -> dict[str, Account]:
    return {coverage.insutype: _account(coverage) for coverage in person.coverages}


def _account(coverage: Coverage) -> Account:
    return Account.new_year(coverage.insutype, coverage.balance_fen, coverage.paused)


def seed_bills(now: datetime, numbers: Numbers) -> dict[str, Bill]:
    bills: dict[str, Bill] = {}
    for place, person in enumerate(PEOPLE, start=1):
        for count, key in enumerate(BILLS.get(person.key, EVERYDAY[place % len(EVERYDAY)]), start=1):
            ordered_at = now - timedelta(minutes=60 + place - 7 * count)
            bill = _bill(f"B{place:04d}{count:02d}", person.key, key, ordered_at, numbers)
            bills[bill.bill_id] = bill
    return bills


def _bill(bill_id: str, person_key: str, key: str, ordered_at: datetime, numbers: Numbers) -> Bill:
    order = ORDERS[key]
    token = numbers.token()
    return Bill(
        bill_id,
        person_key,
        order.title,
        order.department,
        ordered_at,
        order.items,
        token,
        order.not_insurable_reason,
    )
