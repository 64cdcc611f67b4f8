"""Truth and belief are compared case by case; each way of differing is found."""

from typing import Any

import pytest

from hardware_sim.bench.agreement import compare, still_open


def case(state: str, amount_fen: int = 12000, case_id: str = "c1") -> dict[str, Any]:
    return {
        "case_id": case_id,
        "state": state,
        "amount_fen": amount_fen,
        "order_number": f"YZ{case_id}",
        "settlement_number": f"ST{case_id}",
    }


def entry(what: str, amount_fen: int = 12000, case_id: str = "c1") -> dict[str, Any]:
    number = f"ST{case_id}" if what in ("settled", "cancelled", "given_back") else f"YZ{case_id}"
    return {"what": what, "number": number, "order_no": f"YZ{case_id}", "amount_fen": amount_fen}


def differences(cases: list[dict[str, Any]], entries: list[dict[str, Any]], *violations: str) -> list[str]:
    return compare({"entries": entries, "violations": list(violations)}, {"cases": cases})


@pytest.mark.parametrize(
    ("state", "entries"),
    [
        ("settled", ["charged", "settled"]),
        ("settled", ["charged", "settled", "given_back", "refunded"]),
        ("reversed", ["charged", "refunded"]),
        ("reversed", ["charged", "settled", "cancelled", "refunded"]),
        ("declined", []),
        ("proven_closed", []),
        ("proven_closed", ["charged", "refunded"]),
        ("by_hand", ["charged"]),
    ],
)
def test_these_agree(state: str, entries: list[str]) -> None:
    assert differences([case(state)], [entry(what) for what in entries]) == []


@pytest.mark.parametrize(
    ("state", "entries"),
    [
        ("settled", ["charged"]),
        ("settled", ["settled"]),
        ("settled", ["charged", "charged", "settled"]),
        ("settled", ["charged", "charged", "refunded", "settled"]),
        ("settled", ["charged", "settled", "cancelled"]),
        ("settled", ["charged", "settled", "given_back"]),
        ("reversed", ["charged", "settled", "given_back", "refunded"]),
        ("reversed", ["charged"]),
        ("reversed", ["charged", "settled"]),
        ("declined", ["charged"]),
        ("proven_closed", ["charged"]),
        ("confirming", ["charged", "settled"]),
    ],
)
def test_these_differ(state: str, entries: list[str]) -> None:
    assert differences([case(state)], [entry(what) for what in entries])


def test_nothing_to_pay_is_settled_without_a_charge() -> None:
    assert differences([case("settled", amount_fen=0)], [entry("settled", amount_fen=5000)]) == []


def test_what_the_terminal_does_not_know_is_a_difference() -> None:
    assert differences([], [entry("charged")])
    assert differences([], [entry("settled")])


def test_a_violation_of_the_ledger_is_a_difference() -> None:
    assert differences([], [], "B1: settled more than once") == ["B1: settled more than once"]


def test_a_case_under_way_is_open() -> None:
    assert still_open({"cases": [case("settled"), case("confirming")]})
    assert not still_open({"cases": [case("settled"), case("by_hand")]})
