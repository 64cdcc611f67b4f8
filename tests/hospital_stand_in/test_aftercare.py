"""Medicines, addresses, the guide and the survey at the hospital."""

import json
from typing import Any

import pytest

from hardware_sim.hospital.problems import Problem
from tests.hospital_stand_in.conftest import World


def token(world: World, key: str) -> str:
    return str(world.terminal.identify(key)["patient_token"])


def herbs(world: World, lin: str) -> Any:
    return next(each for each in world.terminal.call("listPrescriptions", lin)["result"] if len(each["ways"]) == 4)


def ordered(world: World, lin: str, way: str, address_id: str = "") -> Any:
    body = {"prescription_id": herbs(world, lin)["prescription_id"], "way": way, "address_id": address_id}
    return world.terminal.call("orderDelivery", lin, body)


def test_a_prescription_comes_with_its_payment(world: World) -> None:
    zhang = token(world, "zhang")
    assert world.terminal.call("listPrescriptions", zhang)["result"] == []
    bill = next(b for b in world.hospital.bills.unpaid_of("zhang") if b.title.zh == "西药费")
    world.hospital.settlements.pay_elsewhere(bill.bill_id)
    (found,) = world.terminal.call("listPrescriptions", zhang)["result"]
    assert [each["way"] for each in found["ways"]] == ["pick_up", "deliver"], "only herbs are decocted"


def test_a_fee_makes_a_bill_and_the_order_holds_once_it_is_paid(world: World) -> None:
    lin = token(world, "lin")
    order = ordered(world, lin, "decoct_deliver", "AD000001")["result"]
    assert (order["state"], order["fee"]) == ("to_pay", {"fen": 3300})
    assert order["bill_id"] in [bill["bill_id"] for bill in world.terminal.call("listUnpaidBills", lin)["bills"]]
    assert herbs(world, lin)["ordered"] is None
    world.hospital.settlements.pay_elsewhere(order["bill_id"])
    found = world.terminal.call("listPrescriptions", lin)["result"][0]
    assert (found["ordered"], found["ways"]) == ("decoct_deliver", [])
    again = {"prescription_id": found["prescription_id"], "way": "pick_up"}
    assert world.terminal.call("orderDelivery", lin, again).code == "PRESCRIPTION_CHANGED"
    kept = world.terminal.call("cancelDelivery", lin, {"delivery_id": order["delivery_id"]})["result"]
    assert kept["state"] == "confirmed", "what is paid stays"


def test_an_order_given_up_takes_its_bill_along(world: World) -> None:
    lin = token(world, "lin")
    before = world.terminal.call("listUnpaidBills", lin)["bills"]
    order = ordered(world, lin, "deliver", "AD000001")["result"]
    cancelled = world.terminal.call("cancelDelivery", lin, {"delivery_id": order["delivery_id"]})["result"]
    assert (cancelled["state"], cancelled["bill_id"]) == ("cancelled", "")
    assert world.terminal.call("listUnpaidBills", lin)["bills"] == before
    assert ordered(world, lin, "pick_up")["result"]["state"] == "confirmed", "free: no bill"


@pytest.mark.parametrize("address_id", ["", "AD000002", "AD999999"])
def test_nothing_is_sent_to_an_address_that_is_not_theirs(world: World, address_id: str) -> None:
    assert ordered(world, token(world, "lin"), "deliver", address_id).code == "ADDRESS_NOT_FOUND"


def test_addresses_leave_masked_and_a_page_names_nobody(world: World) -> None:
    lin = token(world, "lin")
    page = world.terminal.call("beginAddressEntry", lin, {})["result"]
    said = json.dumps([world.terminal.call("listAddresses", lin).body, page], ensure_ascii=False)
    assert not [secret for secret in ("林晓燕", "19900000012", "望湖路", "lin", lin) if secret in said]


def test_a_page_is_good_once_and_for_five_minutes(world: World) -> None:
    lin = token(world, "lin")
    page = world.terminal.call("beginAddressEntry", lin, {})["result"]
    look = {"entry_id": page["entry_id"]}
    assert world.terminal.call("getEnteredAddress", lin, query=look)["result"]["state"] == "waiting"
    assert world.terminal.call("getEnteredAddress", token(world, "li"), query=look).code == "ADDRESS_NOT_FOUND"
    world.hospital.pharmacy.type_address(page["url"], "林晓燕", "19900000099", "江州市镇海区招宝山路 9 号")
    found = world.terminal.call("getEnteredAddress", lin, query=look)["result"]
    assert (found["state"], found["address"]["masked_phone"]) == ("done", "199****0099")
    with pytest.raises(Problem):
        world.hospital.pharmacy.type_address(page["url"], "又一个", "19900000098", "别处")
    late = world.terminal.call("beginAddressEntry", lin, {})["result"]
    world.clock.advance(301)
    assert world.terminal.call("getEnteredAddress", lin, query={"entry_id": late["entry_id"]})["result"] == {
        "state": "expired",
        "address": None,
    }
    with pytest.raises(Problem):
        world.hospital.pharmacy.type_address(late["url"], "太晚", "19900000097", "别处")


def kinds(world: World, person: str) -> list[str]:
    return [step["kind"] for step in world.terminal.call("getVisitGuide", person)["result"]["steps"]]


def test_the_guide_follows_what_has_been_done(world: World) -> None:
    zhang = token(world, "zhang")
    assert kinds(world, zhang)[:2] == ["doctor", "pay"], "check in first"
    for visit in world.hospital.appointments.of("zhang"):
        visit.state = "checked_in"
    for bill in world.hospital.bills.unpaid_of("zhang"):
        world.hospital.settlements.pay_elsewhere(bill.bill_id)
    assert kinds(world, zhang) == ["blood", "book_exam", "book_exam", "doctor", "pharmacy"]
    (mri, *_) = [
        step for step in world.terminal.call("getVisitGuide", token(world, "luo"))["result"]["steps"]
        if step["kind"] == "exam"
    ]  # fmt: skip
    assert (mri["title"]["zh"], mri["at"]) == ("头颅磁共振", "15:00:00")


def test_the_guides_link_names_nobody_and_is_another_each_time(world: World) -> None:
    zhang = token(world, "zhang")
    links = [world.terminal.call("getVisitGuide", zhang)["result"]["link"] for _ in range(2)]
    assert links[0] != links[1]
    assert not [secret for secret in ("张", "zhang", zhang, "B90000001") if secret in "".join(links)]


def test_an_answer_to_the_survey_is_taken_once(world: World) -> None:
    body = {"version": "survey-2026", "marks": [{"question_id": "overall", "level": 5}]}
    for _ in range(2):
        assert world.terminal.call("answerSurvey", body=body, key="survey-0001").status == 200
    assert world.hospital.survey_answers == {"survey-0001": body}
    assert world.terminal.call("answerSurvey", body=body | {"marks": []}).code == "BAD_REQUEST"


@pytest.mark.parametrize(
    "operation",
    ["listExamOrders", "listPrescriptions", "listAddresses", "getVisitGuide"],
)
def test_a_bills_slip_opens_nothing_but_its_bill(world: World, operation: str) -> None:
    slip = world.hospital.bills.unpaid_of("lin")[0].slip_token
    holder = world.terminal.identify_by_slip(slip)["patient_token"]
    assert world.terminal.call(operation, holder).code == "PATIENT_NOT_FOUND"
