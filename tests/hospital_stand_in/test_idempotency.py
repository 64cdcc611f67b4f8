"""Keys, receipts, and repetitions."""

import asyncio
import hashlib
import json

import pytest

from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.operations import OPERATIONS
from hardware_sim.hospital.service import Incoming, Service
from tests.hospital_stand_in.conftest import World


def test_a_receipt_names_the_key_and_the_bytes(world: World) -> None:
    body = {"call_id": "help-0001", "step": "ChooseBills"}
    done = world.terminal.call("callHelp", body=body, key="help-0001")
    raw = json.dumps(body).encode()
    assert done["receipt"] == {"op_id": "help-0001", "body_sha256": hashlib.sha256(raw).hexdigest()}
    assert "idempotent-replayed" not in done.headers


def test_a_repetition_is_answered_and_not_done(world: World) -> None:
    token = world.terminal.identify("sun")["patient_token"]
    bill_id = world.terminal.call("listUnpaidBills", token)["bills"][0]["bill_id"]
    first = world.terminal.lock(token, [bill_id], key="lock-key")
    again = world.terminal.lock(token, [bill_id], key="lock-key")
    assert again.body == first.body
    assert again.headers["idempotent-replayed"] == "true"
    released = world.terminal.call("releaseLock", first["lock_id"], key="unlock-key")
    assert world.terminal.call("releaseLock", first["lock_id"], key="unlock-key").body == released.body
    assert world.terminal.call("releaseLock", first["lock_id"], key="other-key").code == "LOCK_NOT_FOUND"


def test_a_key_is_good_for_one_body_and_one_act(world: World) -> None:
    world.terminal.call("callHelp", body={"call_id": "help-0001", "step": "A"}, key="same-key")
    other = world.terminal.call("callHelp", body={"call_id": "help-0001", "step": "B"}, key="same-key")
    assert (other.status, other.code, other["op_id"], other["call_id"]) == (422, "KEY_REUSED", "same-key", "help-0001")
    assert world.terminal.close("ORDER-1", key="same-key").code == "KEY_REUSED"
    assert world.hospital.desk.help_calls == {"help-0001": "A"}


def test_keys_of_two_terminals_do_not_meet(world: World) -> None:
    world.terminal.call("callHelp", body={"call_id": "help-0001", "step": "A"}, key="same-key")
    other = world.another_terminal("T02")
    assert other.call("callHelp", body={"call_id": "help-0002", "step": "B"}, key="same-key").status == 200


def test_after_an_error_the_same_key_is_tried_again(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    world.faults.inject(Fault.NOT_ACCEPTING)
    assert world.terminal.show_code(quoted, "ORDER-1", key="ORDER-1").code == "NOT_ACCEPTING"
    world.faults.clear()
    assert world.terminal.show_code(quoted, "ORDER-1", key="ORDER-1")["state"] == "NOTPAY"


def test_a_repeated_charge_shows_the_order_as_it_is_now(world: World) -> None:
    quoted = world.terminal.quote("zhang", "310")
    first = world.terminal.show_code(quoted, "ORDER-1", key="ORDER-1")
    world.phones.scan_and_pay(first["code_url"])
    again = world.terminal.show_code(quoted, "ORDER-1", key="ORDER-1")
    assert (again["state"], again["receipt"]) == ("SUCCESS", first["receipt"])
    assert len(world.ledger.entries()) == 1


def test_the_first_one_still_runs(world: World) -> None:
    """Two at once: the second is told so, and the act is done once."""
    hospital = Hospital(HospitalConfig(), world.clock)
    operation = next(each for each in OPERATIONS if each.operation_id == "callHelp")
    body = json.dumps({"call_id": "help-0001", "step": "A"}).encode()
    incoming = Incoming("T01", "help-0001", "", "", "application/json", body)
    hospital.waits["help"] = 1.0

    async def both() -> tuple[int, int, str]:
        go_on = asyncio.Event()

        async def wait(delay: float, /) -> None:
            await go_on.wait()

        service = Service(hospital, sleep=wait)
        first = asyncio.ensure_future(service.serve(operation, incoming))
        await asyncio.sleep(0)
        second = await service.serve(operation, incoming)
        go_on.set()
        return (await first).status, second.status, second.headers.get("Retry-After", "")

    loop = asyncio.new_event_loop()
    try:
        assert loop.run_until_complete(both()) == (200, 409, "1")
    finally:
        loop.close()


@pytest.mark.parametrize("key", ["", "abc", "x" * 65, "schlüssel", "a b c d"])
def test_a_bad_key_is_refused(world: World, key: str) -> None:
    body = {"call_id": "help-0001", "step": "A"}
    bad = world.terminal.call("callHelp", body=body, headers={"Idempotency-Key": key})
    assert (bad.status, bad.code, bad["detail"]) == (400, "BAD_REQUEST", "Idempotency-Key")
    assert world.hospital.desk.help_calls == {}


def test_a_refusal_repeats_nothing_personal(world: World) -> None:
    evidence = {"kind": "insurance_card", "card_number": 7, "id_number": "330299199001010019", "name": "张三丰"}
    bad = world.terminal.call("identifyPatient", body={"evidence": evidence, "330299199001010019": 1})
    assert bad.code == "BAD_REQUEST"
    assert b"330299199001010019" not in bad.raw
    assert "张三丰" not in bad.raw.decode()
    unknown = world.terminal.call("identifyPatient", body={"evidence": {"kind": "330299199001010019"}})
    assert b"330299199001010019" not in unknown.raw
