"""Visitors at the stand-in: each no with its code and reason, one pass for one visitor, and how many may come."""

import pytest

from tests.hospital_stand_in.conftest import World

OPEN, INFECTIOUS, INTENSIVE, FULL, SURGERY = (f"202611000{number}" for number in range(1, 6))


def order(number: str, visitor: str = "110101199003070011") -> dict[str, object]:
    return {
        "admission_number": number,
        "id_kind": "citizen",
        "id_number": visitor,
        "name": "张小三",
        "with_photo": True,
    }


@pytest.mark.parametrize(
    ("number", "status", "code"),
    [
        ("2026119999", 404, "ADMISSION_NOT_FOUND"),
        (INFECTIOUS, 409, "WARD_NOT_VISITED"),
        (INTENSIVE, 409, "VISITING_CLOSED"),
        (FULL, 409, "VISITORS_FULL"),
    ],
)
def test_each_no_has_its_code_and_no_pass_is_given(world: World, number: str, status: int, code: str) -> None:
    asked = world.terminal.call("getVisitingTerms", number=number)
    given = world.terminal.call("issueVisitorPass", body=order(number))
    assert (asked.status, asked.code) == (given.status, given.code) == (status, code)
    assert f"| {status} | {code} |" in world.contract.document["info"]["description"]
    assert ("reason" in asked.body) is (status == 409)


def test_the_hours_decide(world: World) -> None:
    assert world.terminal.call("getVisitingTerms", number=SURGERY).code == "VISITING_CLOSED"  # 09:00
    world.clock.advance(6.5 * 3600)
    assert world.terminal.call("getVisitingTerms", number=SURGERY)["result"]["starts"] == "15:00:00"
    world.clock.advance(6 * 3600)
    assert world.terminal.call("getVisitingTerms", number=SURGERY).code == "VISITING_CLOSED"


def test_one_visitor_has_one_pass_and_two_may_come(world: World) -> None:
    first = world.terminal.call("issueVisitorPass", body=order(OPEN))["result"]
    again = world.terminal.call("issueVisitorPass", body=order(OPEN))["result"]
    assert first == again
    assert world.terminal.call("getVisitingTerms", number=OPEN)["result"]["left"] == 1
    second = world.terminal.call("issueVisitorPass", body=order(OPEN, "110101199003070038"))["result"]
    assert second["pass_number"] != first["pass_number"]
    third = world.terminal.call("issueVisitorPass", body=order(OPEN, "110101199003070054"))
    assert third.code == "VISITORS_FULL"
    assert world.terminal.call("issueVisitorPass", body=order(OPEN))["result"] == first


def test_the_patient_is_masked(world: World) -> None:
    told = str(world.terminal.call("getVisitingTerms", number=OPEN).body)
    assert "何*" in told
    assert "何平" not in told
