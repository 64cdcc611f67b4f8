"""Checking in at the stand-in: each no with its code, the place in the queue, the reminder, what comes late."""

from datetime import timedelta

import pytest

from hardware_sim.hospital.clock import text
from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.outpatient.appointment_records import EAST_CAMPUS
from tests.hospital_stand_in.conftest import MakeWorld, World


def of(world: World, person: str) -> str:
    return world.hospital.appointments.of(person)[0].appointment_id


def test_who_is_here_has_a_place_in_the_queue(world: World) -> None:
    world.clock.advance(15 * 60)  # 09:15, for 09:30
    place = world.terminal.call("checkIn", body={"appointment_id": of(world, "zhang")})["result"]
    assert place["appointment"]["state"] == "checked_in"
    assert (place["late"], place["appointment"]["number"]) == (False, 12)
    assert 0 <= place["ahead"] <= 11
    assert 0 < place["wait_min"] < 90


def test_under_the_same_key_it_is_done_once_and_under_another_it_is_done_already(world: World) -> None:
    body = {"appointment_id": of(world, "zhang")}
    first = world.terminal.call("checkIn", body=body, key="do-0001")
    assert world.terminal.call("checkIn", body=body, key="do-0001")["result"] == first["result"]
    again = world.terminal.call("checkIn", body=body, key="do-0002")
    assert (again.status, again.code) == (409, "ALREADY_CHECKED_IN")


@pytest.mark.parametrize(
    ("person", "code"),
    [
        ("li", "APPOINTMENT_UNPAID"),
        ("guo", "CHECK_IN_EARLY"),
        ("he", "APPOINTMENT_NOT_TODAY"),
        ("lin", "APPOINTMENT_NOT_TODAY"),
        ("luo", "ALREADY_CHECKED_IN"),
        ("gao", "APPOINTMENT_CANCELLED"),
        ("xu", "WRONG_PLACE"),
    ],
)
def test_each_no_has_its_code(world: World, person: str, code: str) -> None:
    reply = world.terminal.call("checkIn", body={"appointment_id": of(world, person)})
    assert (reply.status, reply.code) == (409, code)
    assert f"| {reply.status} | {reply.code} |" in world.contract.document["info"]["description"]


def test_a_terminal_on_the_other_campus_checks_in_for_it(make_world: MakeWorld) -> None:
    world = make_world(HospitalConfig(terminal_areas={"T01": EAST_CAMPUS}))
    assert world.terminal.call("checkIn", body={"appointment_id": of(world, "xu")}).status == 200
    assert world.terminal.call("checkIn", body={"appointment_id": of(world, "zhang")}).code == "WRONG_PLACE"


def test_who_comes_late_goes_behind_those_in_time_and_too_late_is_missed(make_world: MakeWorld) -> None:
    world = make_world(HospitalConfig())
    world.clock.advance(30 * 60)  # 09:30; the half hour of sun was from 08:30
    place = world.terminal.call("checkIn", body={"appointment_id": of(world, "sun")})["result"]
    assert place["late"]
    other = make_world(HospitalConfig())
    other.clock.advance(61 * 60)
    assert other.terminal.call("checkIn", body={"appointment_id": of(other, "sun")}).code == "APPOINTMENT_MISSED"
    assert other.hospital.appointments.of("sun")[0].state == "missed"


def test_a_ticket_opens_its_appointment_and_names_nobody(world: World) -> None:
    found = world.terminal.call("openTicket", of(world, "zhang"))["result"]
    assert found["masked_name"] == "张*丰"
    assert "张三丰" not in str(found)
    assert world.terminal.call("openTicket", "AP999999").code == "APPOINTMENT_NOT_FOUND"


def test_the_reminder_opens_once_and_holds_nothing_of_the_person(world: World) -> None:
    appointment_id = of(world, "zhang")
    reminder = world.terminal.call("checkIn", body={"appointment_id": appointment_id})["result"]["reminder"]
    assert appointment_id not in reminder
    assert world.hospital.check_ins.open_reminder(reminder) == appointment_id
    assert world.hospital.check_ins.open_reminder(reminder) == ""


def note(world: World, person: str, minutes_ago: float = 0.0, **more: object) -> object:
    at = text(world.clock.now() - timedelta(minutes=minutes_ago))
    body = {"appointment_id": of(world, person), "at": at, "by_ticket": True} | more
    return world.terminal.call("noteCheckIn", body=body)["result"]


def test_what_was_told_later_counts_by_when_the_person_was_there(world: World) -> None:
    world.clock.advance(150 * 60)  # 11:30: too late by now
    assert note(world, "zhang", minutes_ago=135) == {"confirmed": True, "code": ""}
    assert note(world, "zhang", minutes_ago=134) == {"confirmed": True, "code": ""}  # said twice
    assert world.hospital.desk.tasks == {}


@pytest.mark.parametrize(
    ("person", "minutes_ago", "code"),
    [
        ("li", 0, "APPOINTMENT_UNPAID"),
        ("gao", 0, "APPOINTMENT_CANCELLED"),
        ("zhang", 13 * 60, "TIME_NOT_BELIEVED"),
        ("zhang", -10, "TIME_NOT_BELIEVED"),
    ],
)
def test_what_cannot_be_confirmed_is_a_task_of_the_staff(
    world: World, person: str, minutes_ago: float, code: str
) -> None:
    assert note(world, person, minutes_ago) == {"confirmed": False, "code": code}
    (task,) = world.hospital.desk.tasks.values()
    assert task == {"kind": "CHECK_IN_REJECTED", "case": {"appointment_id": of(world, person), "code": code}}


def test_a_notice_in_the_name_of_somebody_else_is_not_confirmed(world: World) -> None:
    stranger = world.hospital.patients.by_key["li"].patient_id
    assert note(world, "zhang", patient_id=stranger) == {"confirmed": False, "code": "APPOINTMENT_NOT_FOUND"}
    assert world.hospital.appointments.of("zhang")[0].state == "paid"
