"""Examinations: what stands against a time, who is quicker, what a person may see."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from hardware_sim.hospital.outpatient.exam_rules import clash
from hardware_sim.hospital.outpatient.exam_seed import EXAMS
from tests.hospital_stand_in.conftest import World

MORNING = datetime(2026, 11, 26, 9, 0)


@pytest.mark.parametrize(
    ("kind", "minutes_later", "other", "clashes"),
    [
        ("mri", 0, "ct_plain", "挨得太近"),
        ("mri", 29, "ct_plain", "挨得太近"),  # 15 minutes of CT, 15 on the way
        ("mri", 30, "ct_plain", ""),
        ("us_abdomen", 24 * 60, "barium_meal", "三天"),
        ("us_abdomen", 72 * 60 - 1, "barium_meal", "三天"),
        ("us_abdomen", 72 * 60, "barium_meal", ""),
        ("us_abdomen", -24 * 60, "barium_meal", ""),  # before it nothing is covered
        ("barium_meal", -24 * 60, "us_abdomen", "三天"),  # the barium would come first
        ("barium_meal", 24 * 60, "us_abdomen", ""),
        ("mri", 24 * 60, "barium_meal", ""),
        ("ct_contrast", 24 * 60 - 1, "ct_contrast", "隔一天"),
        ("ct_contrast", -(24 * 60 - 1), "ct_contrast", "隔一天"),
        ("ct_contrast", 24 * 60, "ct_contrast", ""),
        ("ct_plain", 23 * 60, "ct_contrast", ""),
        ("mri", 6 * 60, "gastroscopy", "麻醉"),
        ("gastroscopy", 6 * 60, "mri", "麻醉"),
        ("mri", 24 * 60, "gastroscopy", ""),
    ],
)
def test_what_stands_against_a_time(kind: str, minutes_later: int, other: str, clashes: str) -> None:
    why = clash(EXAMS[kind], MORNING + timedelta(minutes=minutes_later), [(EXAMS[other], MORNING)])
    if not clashes:
        assert why is None
    else:
        assert why is not None
        assert clashes in why.zh
        assert EXAMS[other].name.zh in why.zh
        assert EXAMS[other].name.en in why.en


def token(world: World, key: str) -> str:
    return str(world.terminal.identify(key)["patient_token"])


def order_of(world: World, token: str, name: str) -> Any:
    return next(each for each in world.terminal.call("listExamOrders", token)["result"] if each["name"]["zh"] == name)


def slots(world: World, token: str, order_id: str) -> list[Any]:
    query = {"order_id": order_id, "first": "2026-11-23", "last": "2026-12-31"}
    found: list[Any] = world.terminal.call("listExamSlots", token, query=query)["result"]
    return found


def test_a_clash_is_refused_and_named_and_nothing_is_taken(world: World) -> None:
    zhang = token(world, "zhang")
    ultrasound = order_of(world, zhang, "腹部彩超")
    tomorrow_at_ten = "us_abdomen-20261124-1000"
    reply = world.terminal.call("bookExam", zhang, {"order_id": ultrasound["order_id"], "slot_id": tomorrow_at_ten})
    assert (reply.status, reply.code) == (409, "EXAM_CONFLICT")
    assert "上消化道钡餐" in reply["reason"]["zh"]
    assert "Barium meal" in reply["reason"]["en"]
    assert order_of(world, zhang, "腹部彩超")["state"] == "ordered"
    early = {"order_id": ultrasound["order_id"], "slot_id": "us_abdomen-20261124-0830"}
    assert world.terminal.call("bookExam", zhang, early)["result"]["starts"] == "08:30:00"


def test_fasting_means_the_morning_and_days_go_from_tomorrow_to_a_fortnight(world: World) -> None:
    zhang = token(world, "zhang")
    found = slots(world, zhang, order_of(world, zhang, "腹部彩超")["order_id"])
    assert max(each["starts"] for each in found) < "12:00:00"
    assert (found[0]["date"], found[-1]["date"]) == ("2026-11-24", "2026-12-07")


def test_the_last_place_goes_to_one_of_two(world: World) -> None:
    guo, luo = token(world, "guo"), token(world, "luo")
    of_guo, of_luo = (order_of(world, each, "头颅磁共振")["order_id"] for each in (guo, luo))
    last = next(each for each in slots(world, guo, of_guo) if each["remaining"] == 1 and each["date"] > "2026-11-27")
    body = {"order_id": of_guo, "slot_id": last["slot_id"]}
    assert world.terminal.call("bookExam", guo, body).status == 200
    other = world.another_terminal("T02").call("bookExam", luo, body | {"order_id": of_luo})
    assert (other.status, other.code) == (409, "SLOT_TAKEN")
    assert world.terminal.call("bookExam", guo, body).status == 200, "it is theirs already"
    assert world.terminal.call("cancelExam", guo, {"order_id": of_guo})["result"]["state"] == "ordered"
    assert world.another_terminal("T03").call("bookExam", luo, body | {"order_id": of_luo}).status == 200


def test_unpaid_is_paid_first(world: World) -> None:
    li = token(world, "li")
    order = order_of(world, li, "胸部 CT 平扫")
    assert (order["state"], order["bill_id"]) == ("unpaid", "B000201")
    body = {"order_id": order["order_id"], "slot_id": slots(world, li, order["order_id"])[1]["slot_id"]}
    reply = world.terminal.call("bookExam", li, body)
    assert (reply.status, reply.code, reply["bill_ids"]) == (409, "EXAM_UNPAID", ["B000201"])
    world.hospital.settlements.pay_elsewhere("B000201")
    assert order_of(world, li, "胸部 CT 平扫")["state"] == "ordered"
    assert world.terminal.call("bookExam", li, body).status == 200


@pytest.mark.parametrize(
    "slot_id", ["mri-20261126-0900", "us_abdomen-20261126-1500", "us_abdomen-20270101-0900", "nothing"]
)
def test_a_time_of_something_else_is_none(world: World, slot_id: str) -> None:
    zhang = token(world, "zhang")
    body = {"order_id": order_of(world, zhang, "腹部彩超")["order_id"], "slot_id": slot_id}
    assert world.terminal.call("bookExam", zhang, body).code == "EXAM_NOT_FOUND"


def test_nobody_books_for_another(world: World) -> None:
    li, zhang = token(world, "li"), token(world, "zhang")
    body = {"order_id": order_of(world, zhang, "腹部彩超")["order_id"], "slot_id": "us_abdomen-20261126-0900"}
    assert world.terminal.call("bookExam", li, body).code == "EXAM_NOT_FOUND"
    assert world.terminal.call("cancelExam", li, {"order_id": body["order_id"]}).code == "EXAM_NOT_FOUND"
