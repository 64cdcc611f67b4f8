"""Registering at the stand-in: who sits when, one pool of numbers, holds that end, and giving up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.ledger import Happened
from hardware_sim.hospital.outpatient.session_records import Slot
from hardware_sim.hospital.stand_in import HospitalStandIn
from tests.hospital_stand_in.conftest import MakeWorld, World
from tests.hospital_stand_in.contract import Contract
from tests.hospital_stand_in.terminal import Quoted, Reply, Terminal
from tests.hospital_stand_in.test_documents import invoices

DEPARTMENT = "D001"


def sessions(world: World, department: str = DEPARTMENT) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = world.terminal.call("listSessions", department)["result"]
    return found


def free_slot(world: World, day: int = 1, left: int = 1) -> str:
    """A half hour of the head of the department, `day` days from now, with `left` numbers left."""
    date = (world.clock.now().date() + timedelta(days=day)).isoformat()
    session = next(each for each in sessions(world) if each["date"] == date and each["kind"] == "expert")
    slots = world.terminal.call("listSlots", session["session_id"])["result"]
    return str(next(each["slot_id"] for each in slots if each["remaining"] == left))


def hold(world: World, slot_id: str, key: str = "zhang", terminal: Terminal | None = None) -> Reply:
    terminal = terminal or world.terminal
    token = terminal.identify(key)["patient_token"]
    return terminal.call("holdSlot", token, {"slot_id": slot_id})


def quote(world: World, key: str, bill_id: str, coverage: str = "310") -> Quoted:
    token = world.terminal.identify(key)["patient_token"]
    lock = world.terminal.lock(token, [bill_id])
    preview = world.terminal.preview(token, lock["lock_id"], coverage)
    return Quoted(token, [bill_id], lock["lock_id"], preview["preview_id"], preview["psn_cash_pay"], preview.body)


def pay(world: World, quoted: Quoted, settlement_no: str = "SETTLE-1") -> str:
    """The order's number."""
    trade = world.terminal.show_code(quoted)
    world.phones.scan_and_pay(trade["code_url"])
    order_no = str(trade["order_no"])
    assert world.terminal.confirm(quoted, order_no, settlement_no)["state"] == "SETTLED"
    return order_no


def appointments(world: World, key: str) -> dict[str, dict[str, Any]]:
    token = world.terminal.identify(key)["patient_token"]
    return {each["appointment_id"]: each for each in world.terminal.call("listAppointments", token)["result"]}


def left_of(world: World, slot_id: str) -> int:
    slots = world.terminal.call("listSlots", slot_id.rpartition("-")[0])["result"]
    return int(next(each["remaining"] for each in slots if each["slot_id"] == slot_id))


def test_departments_fit_on_screens_of_seven_and_can_be_found_by_their_initials(world: World) -> None:
    found = world.terminal.call("listDepartments")["result"]
    groups = [each["group_id"] for each in found]
    assert len(set(groups)) <= 7 and max(groups.count(each) for each in groups) <= 7
    assert len({each["initials"] for each in found}) == len(found) >= 18


def test_a_department_has_somebody_today_and_up_to_fourteen_days_ahead(world: World) -> None:
    today = world.clock.now().date()
    for department in world.terminal.call("listDepartments")["result"][::5]:
        days = {each["date"] for each in sessions(world, department["department_id"])}
        assert days == {(today + timedelta(days=ahead)).isoformat() for ahead in range(15)}
    kinds = {each["kind"] for each in sessions(world)}
    assert kinds == {"normal", "expert", "disease", "mdt"}


def test_a_range_of_days_can_be_asked_for(world: World) -> None:
    day = (world.clock.now().date() + timedelta(days=3)).isoformat()
    reply = world.carry("GET", f"/v1/departments/{DEPARTMENT}/sessions?from_day={day}&until_day={day}", HEADERS, b"")
    assert {each["date"] for each in reply["result"]} == {day}


HEADERS = {"X-Terminal-Id": "T01", "Content-Type": "application/json"}


def test_todays_numbers_are_given_out_until_two_hours_before(world: World) -> None:
    starts = [slot["starts"] for slot in todays_slots(world)]
    assert starts[0] == "11:00:00"  # it is nine
    world.clock.advance(60)
    assert todays_slots(world)[0]["starts"] == "13:30:00"


def todays_slots(world: World) -> list[dict[str, Any]]:
    session_id = f"S-D001A-{world.clock.now():%Y%m%d}"
    found: list[dict[str, Any]] = world.terminal.call("listSlots", session_id)["result"]
    return found


def test_two_terminals_race_for_the_last_number_and_one_wins(world: World) -> None:
    slot_id = free_slot(world)
    first = hold(world, slot_id, "zhang")
    second = hold(world, slot_id, "li", world.another_terminal("T02"))
    assert (first.status, second.status, second.code) == (200, 409, "SLOT_TAKEN")
    assert left_of(world, slot_id) == 0


def test_two_kiosks_race_over_the_wire_for_the_last_number_and_exactly_one_wins(
    run_dir: Path, contract: Contract
) -> None:
    """Both at once, again and again until every number of the half hour is gone; none is given out twice."""
    stand_in = HospitalStandIn(run_dir / "race", terminal_ids=("T01", "T02"))
    stand_in.start()
    try:
        kiosks = [_kiosk(stand_in, contract, terminal) for terminal in ("T01", "T02")]
        tokens = [kiosks[0].identify("zhang")["patient_token"], kiosks[1].identify("guo")["patient_token"]]
        slots = [slot for slot in _tomorrows(stand_in) if stand_in.hospital.registrations.pool.left(slot) == 1]
        with ThreadPoolExecutor(2) as hands:
            for slot in slots[:RACES]:
                body = {"slot_id": slot.slot_id}
                replies = list(hands.map(lambda k, t, b=body: k.call("holdSlot", t, b), kiosks, tokens))
                assert sorted(reply.code for reply in replies) == ["", "SLOT_TAKEN"]
                assert stand_in.hospital.registrations.pool.left(slot) == 0
    finally:
        stand_in.stop()


RACES = 6


def _tomorrows(stand_in: HospitalStandIn) -> list[Slot]:
    timetable = stand_in.hospital.registrations.timetable
    tomorrow = timetable.days()[1]
    sessions = timetable.sessions(timetable.department(DEPARTMENT))
    return [slot for each in sessions if each.day == tomorrow for slot in timetable.open_slots(each)]


def _kiosk(stand_in: HospitalStandIn, contract: Contract, terminal_id: str) -> Terminal:
    """Over HTTPS, with a certificate of its own."""
    files = stand_in.certificates
    cert = (str(files.terminal(terminal_id)), str(files.terminal_key(terminal_id)))

    def carry(method: str, path: str, headers: dict[str, str], raw: bytes) -> Reply:
        with requests.Session() as session:
            session.trust_env = False
            answer = session.request(
                method, stand_in.url + path, headers=headers, data=raw, timeout=10, verify=str(files.ca), cert=cert
            )
        named = {name.lower(): value for name, value in answer.headers.items()}
        return Reply(answer.status_code, named, answer.content)

    return Terminal(carry, contract, terminal_id)


def test_a_held_number_is_a_bill_and_paid_it_is_an_appointment(world: World) -> None:
    slot_id = free_slot(world, left=2)
    held = hold(world, slot_id)["result"]
    token = world.terminal.identify("zhang")["patient_token"]
    bill = next(
        each for each in world.terminal.call("listUnpaidBills", token)["bills"] if each["bill_id"] == held["bill_id"]
    )
    assert (bill["title"]["zh"], bill["amount_fen"]) == ("挂号费", 5_000)
    assert world.hospital.bills.get(held["bill_id"]).med_type == "12"
    assert held["appointment"]["appointment_id"] not in appointments(world, "zhang")
    pay(world, quote(world, "zhang", held["bill_id"]))
    mine = appointments(world, "zhang")[held["appointment"]["appointment_id"]]
    assert mine == held["appointment"] | {"state": "paid", "bill_id": ""}
    world.clock.advance(1_000)
    assert left_of(world, slot_id) == 1


def test_what_insurance_pays_in_full_is_an_appointment_without_an_order(world: World) -> None:
    held = hold(world, free_slot(world), "tang")["result"]
    quoted = quote(world, "tang", held["bill_id"], "340")
    assert quoted.due_fen == 0
    assert world.terminal.confirm(quoted, None)["state"] == "SETTLED"
    assert appointments(world, "tang")[held["appointment"]["appointment_id"]]["state"] == "paid"


def test_a_hold_that_is_not_paid_ends_and_its_bill_with_it(world: World) -> None:
    slot_id = free_slot(world)
    held = hold(world, slot_id)["result"]
    quoted = quote(world, "zhang", held["bill_id"])
    world.clock.advance(299)
    assert left_of(world, slot_id) == 0
    world.clock.advance(1)
    assert left_of(world, slot_id) == 1
    token = world.terminal.identify("zhang")["patient_token"]
    assert held["bill_id"] not in [bill["bill_id"] for bill in world.terminal.call("listUnpaidBills", token)["bills"]]
    assert world.terminal.lock(token, [held["bill_id"]]).code == "BILL_CHANGED"
    assert world.terminal.show_code(quoted).status == 409


@pytest.mark.parametrize("paid", [False, True])
def test_a_hold_whose_money_is_on_its_way_does_not_end(world: World, paid: bool) -> None:
    slot_id = free_slot(world)
    held = hold(world, slot_id)["result"]
    quoted = quote(world, "zhang", held["bill_id"])
    trade = world.terminal.show_code(quoted, expires_in_s=3_600)
    if paid:
        world.phones.scan_and_pay(trade["code_url"])
    world.clock.advance(1_000)
    assert left_of(world, slot_id) == 0
    token = world.terminal.identify("zhang")["patient_token"]
    assert world.terminal.call("releaseHold", token, {"hold_id": held["hold_id"]}).code == "HOLD_IN_USE"
    if not paid:
        world.phones.scan_and_pay(trade["code_url"])
    world.terminal.confirm(quoted, trade["order_no"], "SETTLE-1")
    assert appointments(world, "zhang")[held["appointment"]["appointment_id"]]["state"] == "paid"
    assert world.ledger.violations() == []


def test_a_hold_that_is_given_back_is_free_at_once_and_twice_is_no_error(world: World) -> None:
    slot_id = free_slot(world)
    held = hold(world, slot_id)["result"]
    token = world.terminal.identify("zhang")["patient_token"]
    for _ in range(2):
        assert world.terminal.call("releaseHold", token, {"hold_id": held["hold_id"]}).status == 200
    assert left_of(world, slot_id) == 1


def test_nobody_gives_back_another_persons_hold(world: World) -> None:
    slot_id = free_slot(world)
    held = hold(world, slot_id)["result"]
    token = world.terminal.identify("li")["patient_token"]
    world.terminal.call("releaseHold", token, {"hold_id": held["hold_id"]})
    assert left_of(world, slot_id) == 0


def test_a_person_holds_one_number_at_a_time_and_registers_once_a_session(world: World) -> None:
    one, other = free_slot(world, day=1), free_slot(world, day=2)
    hold(world, one)
    held = hold(world, other)["result"]
    assert (left_of(world, one), left_of(world, other)) == (1, 0)
    pay(world, quote(world, "zhang", held["bill_id"]))
    again = next(
        each["slot_id"]
        for each in world.terminal.call("listSlots", other.rpartition("-")[0])["result"]
        if each["remaining"]
    )
    assert hold(world, again).code == "ALREADY_REGISTERED"


def test_the_web_may_be_faster(world: World) -> None:
    slot_id = free_slot(world, left=2)
    world.faults.inject(Fault.SLOT_TAKEN_MEANWHILE, "holdSlot", times=1)
    assert hold(world, slot_id).code == "SLOT_TAKEN"
    assert left_of(world, slot_id) == 0


def test_a_booked_visit_is_paid_when_its_ticket_is_picked_up(world: World) -> None:
    [mine] = appointments(world, "li").values()
    assert (mine["state"], bool(mine["bill_id"])) == ("booked", True)
    pay(world, quote(world, "li", mine["bill_id"], coverage=""))
    [mine] = appointments(world, "li").values()
    assert (mine["state"], mine["bill_id"]) == ("paid", "")


def registered(world: World, day: int = 1) -> tuple[str, str, str]:
    """Slot, appointment, order."""
    slot_id = free_slot(world, day)
    held = hold(world, slot_id)["result"]
    order_no = pay(world, quote(world, "zhang", held["bill_id"]))
    return slot_id, held["appointment"]["appointment_id"], order_no


def give_up(world: World, appointment_id: str, key: str = "", who: str = "zhang") -> Reply:
    token = world.terminal.identify(who)["patient_token"]
    return world.terminal.call("cancelAppointment", token, {"appointment_id": appointment_id}, key)


def test_cancelling_undoes_the_settlement_gives_the_money_and_the_number_back_and_does_it_once(world: World) -> None:
    slot_id, appointment_id, order_no = registered(world)
    token = world.terminal.identify("zhang")["patient_token"]
    body = {"appointment_id": appointment_id}
    given = [world.terminal.call("cancelAppointment", token, body, key) for key in ("key-1", "key-1", "key-2")]
    assert given[0]["result"] == given[1]["result"] == given[2]["result"]
    assert given[0]["result"]["channel"] == "wechat"
    trade = world.terminal.query(order_no)
    assert (trade["state"], trade["refunded_fen"]) == ("REFUND", trade["paid_fen"])
    assert given[0]["result"]["refunded"]["fen"] == trade["paid_fen"]
    assert world.terminal.call("getSettlement", "SETTLE-1")["state"] == "CANCELLED"
    assert [entry.what for entry in world.ledger.entries()] == [
        Happened.CHARGED, Happened.SETTLED, Happened.GIVEN_BACK, Happened.REFUNDED,
    ]  # fmt: skip
    assert world.ledger.violations() == []
    assert appointments(world, "zhang")[appointment_id]["state"] == "cancelled"
    assert left_of(world, slot_id) == 1
    assert not [b for b in world.terminal.call("listUnpaidBills", token)["bills"] if b["title"]["zh"] == "挂号费"]


def test_what_was_given_back_has_its_red_invoice(world: World) -> None:
    _, appointment_id, _ = registered(world)
    give_up(world, appointment_id)
    today = f"{world.clock.now():%Y-%m-%d}"
    made_today = [each for each in invoices(world, "zhang") if each["date"] == today]
    assert [each["red"] for each in made_today] in ([False, True], [True, False])


def test_another_person_cannot_cancel_it(world: World) -> None:
    _, appointment_id, _ = registered(world)
    assert give_up(world, appointment_id, who="li").code == "APPOINTMENT_NOT_FOUND"


def test_after_checking_in_or_too_near_it_is_too_late(make_world: MakeWorld) -> None:
    world = make_world(HospitalConfig(cancel_before_s_min=1_800))
    _, appointment_id, _ = registered(world)
    appointment = world.hospital.appointments.get(appointment_id)
    appointment.state = "checked_in"
    assert give_up(world, appointment_id).code == "CANCEL_TOO_LATE"
    appointment.state = "paid"
    starts = appointment.starts
    world.clock.advance((24 + starts.hour - 9) * 3_600 + starts.minute * 60 - 1_799)
    assert give_up(world, appointment_id).code == "CANCEL_TOO_LATE"
    world.clock.advance(-1)
    assert give_up(world, appointment_id).status == 200


def test_what_was_paid_together_with_other_bills_is_for_the_window(world: World) -> None:
    held = hold(world, free_slot(world))["result"]
    pay(world, world.terminal.quote("zhang", "310"))
    assert give_up(world, held["appointment"]["appointment_id"]).code == "CANCEL_AT_WINDOW"


def test_a_booked_visit_that_is_given_up_is_owed_no_more(world: World) -> None:
    [mine] = appointments(world, "li").values()
    world.hospital.appointments.get(mine["appointment_id"]).date += timedelta(days=1)
    given = give_up(world, mine["appointment_id"], who="li")["result"]
    assert (given["refunded"]["fen"], given["appointment"]["state"]) == (0, "cancelled")
    token = world.terminal.identify("li")["patient_token"]
    assert mine["bill_id"] not in [bill["bill_id"] for bill in world.terminal.call("listUnpaidBills", token)["bills"]]


def test_the_days_list_says_what_was_given_back(world: World) -> None:
    _, appointment_id, order_no = registered(world)
    give_up(world, appointment_id)
    [row] = world.terminal.call("listDaySettlements", f"{world.clock.now():%Y-%m-%d}")["rows"]
    assert (row["state"], row["given_back"]) == ("CANCELLED", True)
    [order] = world.terminal.call("getChannelBill", f"{world.clock.now():%Y-%m-%d}")["rows"]
    assert (order["order_no"], order["refunded_fen"]) == (order_no, order["paid_fen"])
