"""The hospital's bills, and what happens to them behind a terminal's back."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

from hardware_sim.hospital.clock import text
from hardware_sim.hospital.insurance import ChargedItem, Grade
from hardware_sim.hospital.problems import Problem, not_found
from hardware_sim.hospital.values import Json, Text

ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Item:
    name: Text
    quantity: str
    amount_fen: int
    grade: Grade


@dataclass(slots=True)
class Bill:
    """`settled_by`: a settlement number, ELSEWHERE, or "" while unpaid. `slip_token` is on the consulting-room slip."""

    bill_id: str
    person_key: str
    title: Text
    department: Text
    ordered_at: datetime
    items: tuple[Item, ...]
    slip_token: str
    not_insurable_reason: Text | None = None
    version: int = 1
    settled_by: str = ""
    withdrawn: bool = False  # no longer owed, and never was paid
    med_type: str = "11"

    def withdraw(self) -> None:
        """Whoever saw it before must not pay it now."""
        self.withdrawn = True
        self.version += 1

    @property
    def is_owed(self) -> bool:
        return not self.settled_by and not self.withdrawn

    @property
    def amount_fen(self) -> int:
        return sum(item.amount_fen for item in self.items)

    @property
    def charged_items(self) -> list[ChargedItem]:
        outside = self.not_insurable_reason is not None
        return [ChargedItem(item.amount_fen, Grade.NONE if outside else item.grade) for item in self.items]

    def json(self) -> Json:
        body: Json = {
            "bill_id": self.bill_id,
            "version": self.version,
            "title": self.title.json(),
            "department": self.department.json(),
            "ordered_at": text(self.ordered_at),
            "items": [_item_json(item) for item in self.items],
            "amount_fen": self.amount_fen,
            "insurable": self.not_insurable_reason is None,
        }
        if self.not_insurable_reason:
            body["not_insurable_reason"] = self.not_insurable_reason.json()
        return body


def _item_json(item: Item) -> Json:
    return {"name": item.name.json(), "quantity": item.quantity, "amount_fen": item.amount_fen}


@dataclass(slots=True)
class Bills:
    by_id: dict[str, Bill] = field(default_factory=dict)

    def get(self, bill_id: str) -> Bill:
        if bill_id not in self.by_id:
            raise not_found("BILL")
        return self.by_id[bill_id]

    def unpaid_of(self, person_key: str, only_bill_id: str = "") -> list[Bill]:
        mine = [bill for bill in self.by_id.values() if bill.person_key == person_key and bill.is_owed]
        wanted = [bill for bill in mine if only_bill_id in ("", bill.bill_id)]
        return sorted(wanted, key=lambda bill: (bill.ordered_at, bill.bill_id))

    def by_slip(self, token: str) -> Bill:
        for bill in self.by_id.values():
            if bill.slip_token == token:
                return bill
        raise not_found("SLIP")

    def require_as_seen(self, versions: dict[str, int]) -> None:
        """Raises BILL_PAID or BILL_CHANGED."""
        for bill_id, version in versions.items():
            bill = self.get(bill_id)
            if bill.settled_by:
                raise Problem(409, "BILL_PAID", bill_ids=[bill_id])
            if bill.version != version or bill.withdrawn:
                raise Problem(409, "BILL_CHANGED", bill_ids=[bill_id])

    def change(self, bill_id: str) -> None:
        """The doctor adds a second portion of the first item."""
        bill = self.get(bill_id)
        bill.items = (*bill.items, bill.items[0])
        bill.version += 1


def etag(bills: list[Bill]) -> str:
    seen = ",".join(f"{bill.bill_id}:{bill.version}" for bill in bills)
    return f'"{hashlib.sha256(seen.encode()).hexdigest()[:32]}"'
