"""Holds the truth ledger (what happened to money) against what the terminal believes, case by case."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

CHARGED, REFUNDED, SETTLED, CANCELLED, GIVEN_BACK = "charged", "refunded", "settled", "cancelled", "given_back"
ENDED = frozenset({"settled", "declined", "proven_closed", "reversed", "by_hand"})
STAFF = "by_hand"  # a person finishes it: the ledger may say anything but "settled twice"


@dataclass(frozen=True, slots=True)
class SeenCase:
    """One case as `kiosk queue export` tells it."""

    case_id: str
    state: str
    patient_fen: int
    order_no: str
    settlement_no: str

    def as_dict(self) -> dict[str, object]:
        return {"case_id": self.case_id, "state": self.state, "patient_fen": self.patient_fen}


@dataclass(slots=True)
class _Truth:
    """What happened under one order number."""

    charged_fen: int = 0
    refunded_fen: int = 0
    charges: int = 0


def seen_cases(belief: dict[str, Any]) -> tuple[SeenCase, ...]:
    """Raises KeyError, TypeError or ValueError when the export is another than the one we know."""
    return tuple(
        SeenCase(
            case_id=str(case["case_id"]),
            state=str(case["state"]),
            patient_fen=int(case["amount_fen"]),
            order_no=str(case["order_number"]),
            settlement_no=str(case["settlement_number"]),
        )
        for case in belief["cases"]
    )


def still_open(belief: dict[str, Any]) -> bool:
    """Something is under way: compare later."""
    return any(case.state not in ENDED for case in seen_cases(belief))


def compare(ledger: dict[str, Any], belief: dict[str, Any]) -> list[str]:
    """Each difference as one sentence; empty when they agree."""
    cases = seen_cases(belief)
    orders, standing = _orders(ledger["entries"]), _standing_settlements(ledger["entries"])
    differences = list(ledger["violations"])
    given_back = {entry["number"] for entry in ledger["entries"] if entry["what"] == GIVEN_BACK}
    for case in cases:
        truth = orders.get(case.order_no, _Truth())
        if case.settlement_no in given_back:
            wrong = _not_back(case, truth)
        else:
            wrong = _difference(case, truth, case.settlement_no in standing)
        differences += [f"case {case.case_id} is {case.state}: {wrong}"] if wrong else []
    return differences + _unknown_to_terminal(cases, orders, standing)


def _difference(case: SeenCase, truth: _Truth, settled: bool) -> str:
    kept_fen = truth.charged_fen - truth.refunded_fen
    if case.state == STAFF:
        return ""
    if case.state not in ENDED:
        return "still open"
    if truth.charges > 1:
        return f"charged {truth.charges} times"
    if case.state == "settled":
        if not settled:
            return "the hospital has no settlement that stands"
        return "" if kept_fen == case.patient_fen else f"the hospital kept {kept_fen} fen of {case.patient_fen}"
    if settled:
        return "a settlement stands at the hospital"
    return f"the hospital kept {kept_fen} fen" if kept_fen else ""


def _not_back(case: SeenCase, truth: _Truth) -> str:
    """退费: the terminal's case ends with the settlement; what came after is the hospital's."""
    kept_fen = truth.charged_fen - truth.refunded_fen
    if case.state != "settled":
        return "the hospital gave back a settlement"
    return f"given back, and the hospital kept {kept_fen} fen" if kept_fen else ""


def _unknown_to_terminal(cases: tuple[SeenCase, ...], orders: dict[str, _Truth], standing: set[str]) -> list[str]:
    known_orders = {case.order_no for case in cases}
    known_settlements = {case.settlement_no for case in cases}
    unknown = [f"order {order} is unknown to the terminal" for order in orders if order not in known_orders]
    return unknown + [f"settlement {one} is unknown to the terminal" for one in sorted(standing - known_settlements)]


def _orders(entries: Iterable[dict[str, Any]]) -> dict[str, _Truth]:
    orders: dict[str, _Truth] = {}
    for entry in entries:
        if entry["what"] == CHARGED:
            truth = orders.setdefault(entry["order_no"], _Truth())
            truth.charged_fen += entry["amount_fen"]
            truth.charges += 1
        elif entry["what"] == REFUNDED:
            orders.setdefault(entry["order_no"], _Truth()).refunded_fen += entry["amount_fen"]
    return orders


def _standing_settlements(entries: Iterable[dict[str, Any]]) -> set[str]:
    standing: set[str] = set()
    for entry in entries:
        if entry["what"] == SETTLED:
            standing.add(entry["number"])
        elif entry["what"] in (CANCELLED, GIVEN_BACK):
            standing.discard(entry["number"])
    return standing
