"""The seeded hospital has every kind of patient and bill that the terminal must cope with."""

from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.stand_in import HospitalStandIn
from hardware_sim.people import PEOPLE
from tests.hospital_stand_in.conftest import World


def test_bills_reach_from_one_fen_to_eighty_thousand_yuan(world: World) -> None:
    amounts = [bill.amount_fen for bill in world.hospital.bills.by_id.values()]
    assert (min(amounts), max(amounts)) == (1, 8_000_000)
    assert len({bill.department for bill in world.hospital.bills.by_id.values()}) >= 8


def test_every_bill_and_item_has_both_languages(world: World) -> None:
    for bill in world.hospital.bills.by_id.values():
        names = [bill.title, bill.department, *(item.name for item in bill.items)]
        names += [bill.not_insurable_reason] if bill.not_insurable_reason else []
        assert all(name.zh and name.en for name in names)


def test_there_are_forty_patients_and_each_is_found_by_card(world: World) -> None:
    assert len(PEOPLE) >= 40
    found = [world.terminal.identify(person.key) for person in PEOPLE]
    assert [reply.code for reply in found if reply.status != 200] == ["CARD_REFUSED"]


def test_a_card_must_fit_its_person(world: World) -> None:
    evidence = {"kind": "insurance_card", "card_number": "B90000001", "card_identifier": "330299D1", "name": "张三丰"}
    reply = world.terminal.call("identifyPatient", body={"evidence": evidence | {"id_number": "1"}})
    assert (reply.status, reply.code) == (404, "PATIENT_NOT_FOUND")


def test_a_child_has_a_guardian(world: World) -> None:
    assert world.terminal.identify("shen_baobao")["guardian_name"] == "沈静"
    assert "guardian_name" not in world.terminal.identify("shen").body


def test_one_patient_has_nothing_to_pay_and_one_a_long_list(world: World) -> None:
    for key, count in (("song", 0), ("guo", 8)):
        token = world.terminal.identify(key)["patient_token"]
        assert len(world.terminal.call("listUnpaidBills", token)["bills"]) == count


def test_a_fully_insured_patient_pays_nothing(world: World) -> None:
    assert world.terminal.quote("tang", "340").due_fen == 0
    by_account = world.terminal.quote("wu", "310")
    assert (by_account.due_fen, by_account.split["acct_pay"]) == (0, 16_500)


def test_what_is_not_insurable_says_why(world: World) -> None:
    quoted = world.terminal.quote("zheng", "390")
    assert quoted.due_fen == quoted.split["medfee_sumamt"]
    assert quoted.split["uncovered_reason"]["en"] == "Check-ups are not paid by insurance"
    bill = world.terminal.call("listUnpaidBills", quoted.token)["bills"][0]
    assert (bill["insurable"], bill["not_insurable_reason"]["zh"]) == (False, "健康体检不在医保支付范围内")


def test_the_same_seed_is_the_same_hospital(world: World) -> None:
    twin = Hospital(HospitalConfig(), world.clock)
    assert twin.bills.by_id == world.hospital.bills.by_id


def test_every_bill_has_a_slip_that_opens_it(stand_in: HospitalStandIn) -> None:
    slips = stand_in.bill_slips()
    assert len({slip.token for slip in slips}) == len(slips) > 40
    assert all(slip.qr_content == f"YZ1:B:{slip.token}" for slip in slips)
    mine = stand_in.bill_slips("zhang")
    stand_in.pay_bill_elsewhere(mine[0].bill_id)
    assert stand_in.bill_slips("zhang") == mine[1:]
