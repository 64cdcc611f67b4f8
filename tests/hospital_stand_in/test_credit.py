"""The credit of pay after treatment: what is owed is what is open, never above the limit, released once."""

import random
from collections import Counter

import pytest

from hardware_sim.hospital.config import HospitalConfig
from tests.hospital_stand_in.conftest import MakeWorld, World
from tests.hospital_stand_in.terminal import Reply

DAY_S = 86_400.0
NINE_TO_ELEVEN_S = 14 * 3_600.0  # the hand-moved clock begins at nine


def put_off(world: World, token: str, bill_ids: list[str], key: str = "") -> Reply:
    return world.terminal.call("lockCredit", token, {"bill_ids": bill_ids}, key=key)


def credit(world: World, token: str) -> dict[str, object]:
    found: dict[str, object] = world.terminal.call("getCredit", token)["result"]
    return found


def token_and_bills(world: World, person: str) -> tuple[str, list[str]]:
    token = world.terminal.identify(person)["patient_token"]
    return token, [bill["bill_id"] for bill in world.terminal.call("listUnpaidBills", token)["bills"]]


def settle(world: World, person: str) -> str:
    """All of the person's bills, with insurance 310; the settlement's number."""
    quoted = world.terminal.quote(person, "310")
    order_no = world.terminal.number("ORDER")
    shown = world.terminal.show_code(quoted, order_no)
    world.phones.scan_and_pay(shown["code_url"], "wechat", "ok")
    number = world.terminal.number("SETTLE")
    assert world.terminal.confirm(quoted, order_no, number).status == 200
    assert world.terminal.confirm(quoted, order_no, number).status == 200  # and again
    return number


def test_an_agreement_is_read_and_signed_once(world: World) -> None:
    token = world.terminal.identify("zhang")["patient_token"]
    assert (credit(world, token)["offered"], credit(world, token)["signed"]) == (True, False)
    terms = world.terminal.call("getCreditTerms", token)["result"]
    assert put_off(world, token, token_and_bills(world, "zhang")[1]).code == "CREDIT_NOT_SIGNED"
    changed = world.terminal.call("signCredit", token, {"version": "1999-01"})
    assert changed.code == "CREDIT_TERMS_CHANGED"
    signed = world.terminal.call("signCredit", token, {"version": terms["version"]})["result"]
    assert signed["signed"]
    assert signed["limit"] == terms["limit"]


@pytest.mark.parametrize("person", ["shen_baobao", "cao", "deng"])
def test_a_child_or_who_is_not_insured_is_offered_none(world: World, person: str) -> None:
    token = world.terminal.identify(person)["patient_token"]
    assert not credit(world, token)["offered"]
    assert world.terminal.call("getCreditTerms", token).code == "CREDIT_NOT_OFFERED"
    assert world.terminal.call("signCredit", token, {"version": "2026-01"}).code == "CREDIT_NOT_OFFERED"


def test_bills_are_put_off_and_owed_and_still_unpaid(world: World) -> None:
    token, bill_ids = token_and_bills(world, "he")
    locked = put_off(world, token, bill_ids)["result"]
    assert locked["amount"] == credit(world, token)["used"] == {"fen": 82_683}
    assert locked["pay_by"] == "2026-12-23"
    assert token_and_bills(world, "he")[1] == bill_ids
    again = put_off(world, token, bill_ids)["result"]
    assert again["used"] == locked["used"]  # once


def test_the_same_key_puts_off_once_and_answers_the_same(world: World) -> None:
    token, bill_ids = token_and_bills(world, "he")
    first, again = (put_off(world, token, bill_ids[:1], key="lock-0001") for _ in range(2))
    assert first["result"] == again["result"]
    assert len(world.hospital.credit.open("he")) == 1


def test_over_the_limit_nothing_is_put_off(world: World) -> None:
    token, bill_ids = token_and_bills(world, "ren")
    assert put_off(world, token, bill_ids).code == "CREDIT_OVER_LIMIT"
    assert credit(world, token)["used"] == {"fen": 0}
    assert put_off(world, token, bill_ids[:1]).status == 200


def test_who_owes_something_overdue_puts_nothing_off(world: World) -> None:
    token, bill_ids = token_and_bills(world, "luo")
    assert put_off(world, token, bill_ids).code == "CREDIT_OVERDUE"


def test_a_bill_that_is_paid_or_being_paid_elsewhere_is_not_put_off(world: World) -> None:
    token, bill_ids = token_and_bills(world, "he")
    other = world.another_terminal("T02")
    assert other.lock(other.identify("he")["patient_token"], bill_ids[:1]).status == 200
    assert put_off(world, token, bill_ids).code == "BILL_LOCKED"
    world.hospital.settlements.pay_elsewhere(bill_ids[1])
    assert put_off(world, token, bill_ids[1:2]).code == "BILL_PAID"
    assert put_off(world, token, ["B000101"]).code == "BILL_NOT_FOUND"


def test_what_is_unsettled_at_eleven_at_night_goes_to_the_credit_line_and_is_overdue_after_its_date(
    make_world: MakeWorld,
) -> None:
    world = make_world(HospitalConfig(patient_token_life_s=40 * DAY_S))
    token, bill_ids = token_and_bills(world, "he")
    put_off(world, token, bill_ids[:1])

    def state() -> str:
        return str(world.hospital.credit.json("he")["owed"][0]["state"])  # type: ignore[index]

    world.clock.advance(NINE_TO_ELEVEN_S - 1)
    assert state() == "today"
    world.clock.advance(1)
    world.hospital.tick()
    assert state() == "on_credit"
    world.clock.advance(30 * DAY_S)
    assert state() == "on_credit"
    world.clock.advance(DAY_S)
    assert state() == "overdue"


def test_put_off_after_eleven_goes_to_the_next_nights_cut_off(world: World) -> None:
    world.clock.advance(NINE_TO_ELEVEN_S + 60)
    token, bill_ids = token_and_bills(world, "he")
    assert put_off(world, token, bill_ids[:1])["result"]["pay_by"] == "2026-12-24"
    assert world.hospital.credit.open("he")[0].state == "locked"


def test_settled_confirmed_twice_and_cancelled_it_is_released_once(world: World) -> None:
    token, bill_ids = token_and_bills(world, "he")
    put_off(world, token, bill_ids)
    number = settle(world, "he")
    assert credit(world, token)["used"] == {"fen": 0}
    body = {"reason": "TEST"}
    assert world.terminal.call("cancelSettlement", number, body).status == 200
    assert world.terminal.call("cancelSettlement", number, body).status == 200
    assert credit(world, token)["used"] == {"fen": 0}  # unpaid again, and put off by nobody
    released = world.hospital.credit.released()
    assert Counter(each.bill_id for each in released) == Counter(bill_ids)
    settle(world, "he")
    assert credit(world, token)["used"] == {"fen": 0}
    assert {each.released_by for each in world.hospital.credit.released()} == {number}  # not again by the later one
    world.terminal.call("cancelSettlement", world.hospital.settlements.all()[-1].request.settlement_no, body)
    assert put_off(world, token, bill_ids).status == 200  # the person may put it off anew
    assert credit(world, token)["used"] == {"fen": 82_683}


def test_whatever_happens_what_is_used_is_what_is_open_and_within_the_limit(make_world: MakeWorld) -> None:
    for seed in range(6):
        chance = random.Random(seed)
        world = make_world(HospitalConfig(seed=seed, patient_token_life_s=90 * DAY_S))
        line = world.hospital.credit
        for person in ("he", "ren", "guo"):
            line.signed_before(person)
        settled: list[str] = []
        for _ in range(25):
            person = chance.choice(("he", "ren", "guo"))
            token, bill_ids = token_and_bills(world, person)
            match chance.randrange(5):
                case 0 | 1 if bill_ids:
                    put_off(world, token, chance.sample(bill_ids, chance.randint(1, len(bill_ids))))
                case 2 if bill_ids and person == "he":
                    settled.append(settle(world, person))
                case 3 if settled:
                    world.terminal.call("cancelSettlement", chance.choice(settled), {"reason": "TEST"})
                case 4:
                    if bill_ids and chance.random() < 0.3:
                        world.hospital.settlements.pay_elsewhere(bill_ids[0])
                    world.clock.advance(chance.choice((60.0, 3_600.0, DAY_S)))
            for each in ("he", "ren", "guo"):
                told = line.json(each)
                used, limit = told["used"]["fen"], told["limit"]["fen"]  # type: ignore[index]
                assert used == sum(row["amount"]["fen"] for row in told["owed"]) <= limit  # type: ignore[attr-defined]
                open_bills = [one.bill_id for one in line.open(each)]
                assert len(open_bills) == len(set(open_bills))
                assert all(not world.hospital.bills.get(bill_id).settled_by for bill_id in open_bills)
