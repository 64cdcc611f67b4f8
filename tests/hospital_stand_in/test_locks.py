"""Locks on bills: two terminals, one bill; and what the server sweeps."""

from tests.hospital_stand_in.conftest import World


def test_two_terminals_want_one_bill_and_one_gets_it(world: World) -> None:
    other = world.another_terminal("T02")
    here, there = world.terminal.identify("guo")["patient_token"], other.identify("guo")["patient_token"]
    bills = [bill["bill_id"] for bill in world.terminal.call("listUnpaidBills", here)["bills"]]
    lock = world.terminal.lock(here, bills[:2])
    refused = other.lock(there, bills[1:3])
    assert (refused.status, refused.code, refused["bill_ids"]) == (409, "BILL_LOCKED", [bills[1]])
    assert refused.headers["retry-after"] == "300"
    assert other.lock(there, bills[2:3]).status == 200
    assert world.terminal.call("releaseLock", lock["lock_id"])["state"] == "RELEASED"
    assert other.lock(there, bills[1:2]).status == 200


def test_a_refused_lock_takes_none_of_its_bills(world: World) -> None:
    other = world.another_terminal("T02")
    token, there = world.terminal.identify("guo")["patient_token"], other.identify("guo")["patient_token"]
    bills = [bill["bill_id"] for bill in world.terminal.call("listUnpaidBills", token)["bills"]]
    other.lock(there, bills[:1])
    assert world.terminal.lock(token, bills[:2]).code == "BILL_LOCKED"
    assert world.terminal.lock(token, bills[1:2]).status == 200


def test_a_terminal_is_not_locked_out_by_a_lock_of_its_own_that_nobody_pays(world: World) -> None:
    first = world.terminal.quote("zhang", "310")
    again = world.terminal.lock(first.token, first.bill_ids)
    assert (again.status, again["lock_id"] != first.lock_id) == (200, True)
    assert world.terminal.call("releaseLock", first.lock_id).code == "LOCK_NOT_FOUND"


def test_a_lock_with_an_order_does_not_give_way_to_its_own_terminal(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    world.terminal.show_code(quoted, expires_in_s=600)
    assert world.terminal.lock(quoted.token, quoted.bill_ids).code == "BILL_LOCKED"


def test_a_lock_ends_by_itself(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    world.clock.advance(300)
    gone = world.terminal.call("releaseLock", quoted.lock_id)
    assert (gone.status, gone.code, gone["lock_id"]) == (404, "LOCK_NOT_FOUND", quoted.lock_id)
    assert world.terminal.show_code(quoted).code == "PREVIEW_EXPIRED"
    assert world.terminal.quote("zhang", "310").lock_id != quoted.lock_id


def test_an_ended_lock_is_in_nobodys_way(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    world.clock.advance(300)
    assert world.another_terminal("T02").lock(quoted.token, quoted.bill_ids).status == 200


def test_a_lock_with_an_order_is_neither_swept_nor_released(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    shown = world.terminal.show_code(quoted, expires_in_s=600)
    world.clock.advance(301)
    in_use = world.terminal.call("releaseLock", quoted.lock_id)
    assert (in_use.status, in_use.code, in_use["lock_id"]) == (409, "LOCK_IN_USE", quoted.lock_id)
    world.phones.scan_and_pay(shown["code_url"])
    world.clock.advance(86_400)
    assert world.terminal.lock(world.terminal.identify("zhang")["patient_token"], quoted.bill_ids).code == "BILL_LOCKED"
    assert world.terminal.confirm(quoted, shown["order_no"])["state"] == "SETTLED"


def test_a_lock_is_swept_once_its_order_is_closed_or_refunded(world: World) -> None:
    for end in ("close", "refund"):
        quoted = world.terminal.quote("zhang", "310")
        shown = world.terminal.show_code(quoted)
        if end == "refund":
            world.phones.scan_and_pay(shown["code_url"])
        world.terminal.refund(shown["order_no"], quoted.due_fen)
        world.clock.advance(301)
        assert world.terminal.call("releaseLock", quoted.lock_id).code == "LOCK_NOT_FOUND"


def test_a_settlement_uses_its_lock_up(world: World) -> None:
    quoted = world.terminal.quote("tang", "340")
    world.terminal.confirm(quoted, None)
    assert world.terminal.call("releaseLock", quoted.lock_id).code == "LOCK_NOT_FOUND"


def test_what_the_terminal_saw_is_what_it_locks(world: World) -> None:
    token = world.terminal.identify("sun")["patient_token"]
    bill = world.terminal.call("listUnpaidBills", token)["bills"][0]
    seen = {bill["bill_id"]: bill["version"]}
    world.hospital.bills.change(bill["bill_id"])
    changed = world.terminal.lock(token, [bill["bill_id"]], expected_versions=seen)
    assert (changed.status, changed.code, changed["bill_ids"]) == (409, "BILL_CHANGED", [bill["bill_id"]])
    world.hospital.settlements.pay_elsewhere(bill["bill_id"])
    assert world.terminal.lock(token, [bill["bill_id"]]).code == "BILL_PAID"


def test_nobody_locks_the_bill_of_another(world: World) -> None:
    mine = world.terminal.identify("sun")["patient_token"]
    theirs = world.terminal.identify("guo")["patient_token"]
    bill_id = world.terminal.call("listUnpaidBills", theirs)["bills"][0]["bill_id"]
    assert world.terminal.lock(mine, [bill_id]).code == "BILL_NOT_FOUND"
    lock_id = world.terminal.lock(theirs, [bill_id])["lock_id"]
    assert world.terminal.preview(mine, lock_id, "").code == "LOCK_NOT_FOUND"


def test_a_slip_opens_its_own_bill_and_no_other(world: World) -> None:
    bills = world.hospital.bills.unpaid_of("guo")
    known = world.terminal.identify_by_slip(bills[3].slip_token)
    assert known["scope_bill_id"] == bills[3].bill_id
    listed = world.terminal.call("listUnpaidBills", known["patient_token"])["bills"]
    assert [bill["bill_id"] for bill in listed] == [bills[3].bill_id]
    assert world.terminal.lock(known["patient_token"], [bills[2].bill_id]).code == "BILL_NOT_FOUND"
    assert world.terminal.identify_by_slip("no-such-token").code == "SLIP_NOT_FOUND"


def test_a_patient_token_ends(world: World) -> None:
    token = world.terminal.identify("sun")["patient_token"]
    world.clock.advance(900)
    assert world.terminal.call("listUnpaidBills", token).code == "PATIENT_NOT_FOUND"


def test_an_unchanged_list_is_not_sent_again(world: World) -> None:
    token = world.terminal.identify("sun")["patient_token"]
    first = world.terminal.call("listUnpaidBills", token)
    known = {"If-None-Match": first.headers["etag"]}
    unchanged = world.terminal.call("listUnpaidBills", token, headers=known)
    assert (unchanged.status, unchanged.raw) == (304, b"")
    world.hospital.bills.change(first["bills"][0]["bill_id"])
    assert world.terminal.call("listUnpaidBills", token, headers=known)["bills"][0]["version"] == 2
