import functools
import json

import pytest

from offline_queue import ErrorCode, Head, Lane, QueueError, Rejected, State, Unknown
from offline_queue.export import counts, export, listing, show, verify
from offline_queue.gate import GATE_POLICY, shut_until
from offline_queue.staff import StaffDesk
from tests.offline_queue.support import Desk


@pytest.fixture
def full(desk: Desk) -> Desk:
    desk.clock.advance(40_000)
    staff = StaffDesk(desk.store.time, desk.outbox.story, desk.audit)
    for op_id in ("done", "dead", "parked", "waiting", "ready"):
        desk.put(op_id, Lane.MONEY if op_id == "dead" else Lane.RECORD)
    desk.put("behind", key="waiting")
    desk.done("done")
    desk.writer.run(lambda tx: desk.outbox.reject(tx, "dead", Rejected("NO", b"said no", final=True)))
    desk.writer.run(lambda tx: staff.park(tx, "parked", "nurse-7", "why"))
    desk.writer.run(lambda tx: desk.outbox.postpone(tx, "waiting", Unknown("TIMEOUT", 20)))
    return desk


def waits(desk: Desk, op_id: str) -> object:
    return desk.writer.read(lambda tx: show(tx, desk.outbox, desk.store.time, op_id))["waits"]


def test_every_operation_says_why_it_waits(full: Desk) -> None:
    assert waits(full, "done") == {"for": "NOTHING"}
    assert waits(full, "dead") == waits(full, "parked") == {"for": "STAFF"}
    assert waits(full, "waiting") == {"for": "TIME", "wait_ms": 20_000}
    assert waits(full, "behind") == {"for": "ANOTHER_OF_ITS_KEY", "op_id": "waiting"}
    assert waits(full, "ready") == {"for": "ITS_TURN"}
    full.writer.run(lambda tx: shut_until(tx, full.store.time.now_ms() + 500, GATE_POLICY))
    assert waits(full, "ready") == {"for": "HOST", "reason": "", "wait_ms": 500}


@pytest.mark.parametrize(
    ("op_id", "acts"),
    [
        ("done", []),
        ("dead", ["retry", "release"]),
        ("parked", ["retry", "release"]),
        ("ready", ["park", "retry", "release"]),
        ("behind", ["park", "retry"]),
    ],
)
def test_it_is_said_what_staff_may_do_and_that_can_be_done(full: Desk, op_id: str, acts: list[str]) -> None:
    assert full.writer.read(lambda tx: show(tx, full.outbox, full.store.time, op_id))["staff_may"] == acts
    for act in acts:
        staff = StaffDesk(full.store.time, full.outbox.story, full.audit)
        do = {"park": staff.park, "retry": staff.retry, "release": staff.release}[act]
        full.writer.run(functools.partial(do, op_id=op_id, actor="nurse-7", why="why"))


def test_a_list_has_no_bodies_and_goes_on_after_a_seq(full: Desk) -> None:
    listed = full.writer.read(lambda tx: listing(tx, (State.OPEN,), limit=2))
    assert [each["op_id"] for each in listed] == ["waiting", "ready"]
    rest = full.writer.read(lambda tx: listing(tx, (State.OPEN,), after_seq=listed[-1]["seq"]))
    assert [each["op_id"] for each in rest] == ["behind"]
    assert not any("body_base64" in each for each in listed)


def test_an_export_is_json_and_has_bodies_only_when_asked(full: Desk) -> None:
    lines = full.writer.read(lambda tx: [json.dumps(line) for line in export(tx, full.outbox)])
    assert [json.loads(line)["op_id"] for line in lines] == ["done", "dead", "parked", "waiting", "ready", "behind"]
    assert not any("body_base64" in line for line in lines)
    full.writer.run(lambda tx: tx.execute("UPDATE outbox SET body = NULL WHERE op_id = 'done'"))
    bodies = full.writer.read(lambda tx: [line["body_base64"] for line in export(tx, full.outbox, with_body=True)])
    assert bodies == [None, "e30=", "e30=", "e30=", "e30=", "e30="]
    whole = full.writer.read(lambda tx: show(tx, full.outbox, full.store.time, "done", with_body=True))
    assert (whole["body_base64"], whole["receipt_base64"]) == (None, "dGhhbmtz")


def test_q7_what_was_enqueued_is_open_done_dead_or_shed_and_a_vanished_row_shows(full: Desk) -> None:
    counted = full.writer.read(counts)
    assert counted["lost"] == 0
    assert counted["lanes"]["RECORD"] == {"OPEN": 3, "PARKED": 1, "DONE": 1, "DEAD": 0, "SHED": 0}
    assert counted["lanes"]["MONEY"]["DEAD"] == 1
    full.writer.run(lambda tx: tx.execute("DROP TRIGGER outbox_forever"))
    full.writer.run(lambda tx: tx.execute("DELETE FROM outbox WHERE op_id = 'dead'"))
    assert full.writer.read(counts)["lost"] == 1
    assert not full.writer.read(lambda tx: verify(tx, full.audit))["intact"]


def test_verify_finds_nothing_in_a_good_store_and_a_broken_chain_in_a_bad_one(full: Desk) -> None:
    assert full.writer.read(lambda tx: verify(tx, full.audit)) == {
        "intact": True,
        "audit_rows": 1,
        "audit_broken_at": None,
        "audit_reason": "",
        "operations_lost": 0,
        "file": ["ok"],
    }
    full.writer.run(lambda tx: tx.execute("DROP TRIGGER audit_immutable"))
    full.writer.run(lambda tx: tx.execute("UPDATE audit SET subject = 'x'"))
    found = full.writer.read(lambda tx: verify(tx, full.audit))
    assert (found["intact"], found["audit_broken_at"]) == (False, 1)


def test_nobody_of_that_name(desk: Desk) -> None:
    with pytest.raises(QueueError) as refusal:
        desk.writer.read(lambda tx: show(tx, desk.outbox, desk.store.time, "nobody"))
    assert refusal.value.code is ErrorCode.OP_UNKNOWN
    assert desk.writer.read(counts)["lost"] == 0


def test_the_list_of_everything_begins_with_the_first_and_ends_at_the_limit(full: Desk) -> None:
    listed = full.writer.read(lambda tx: listing(tx))
    assert [each["seq"] for each in listed] == [1, 2, 3, 4, 5, 6]


def test_an_export_longer_than_a_page_goes_on_to_its_end_with_each_ones_own_story(
    full: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("offline_queue.export.ROWS_MAX", 2)
    lines = full.writer.read(lambda tx: list(export(tx, full.outbox)))
    stories = {line["op_id"]: [event["code"] for event in line["story"]] for line in lines}
    assert stories == {
        "done": [],
        "dead": ["NO"],
        "parked": ["park"],
        "waiting": ["TIMEOUT"],
        "ready": [],
        "behind": [],
    }
    assert len(full.writer.read(lambda tx: listing(tx, limit=9))) == 2


def test_what_a_server_said_in_no_known_letters_is_shown_as_far_as_it_goes(desk: Desk) -> None:
    desk.put("a")
    desk.writer.run(lambda tx: desk.outbox.postpone(tx, "a", Unknown("HTTP_500", body=b"no \xff!")))
    story = desk.writer.read(lambda tx: show(tx, desk.outbox, desk.store.time, "a"))["story"]
    assert [event["detail"] for event in story] == ["no \ufffd!"]


def test_verify_knows_the_heads_that_the_server_was_told(full: Desk) -> None:
    head = full.writer.read(full.audit.head)
    assert full.writer.read(lambda tx: verify(tx, full.audit, (head,)))["intact"]
    found = full.writer.read(lambda tx: verify(tx, full.audit, (Head(7, bytes(32)),)))
    assert (found["intact"], found["audit_rows"], found["audit_broken_at"], found["audit_reason"]) == (
        False,
        1,
        7,
        "rows are cut off",
    )


def test_a_name_that_nobody_has_is_in_the_refusal(desk: Desk) -> None:
    with pytest.raises(QueueError) as refusal:
        desk.writer.read(lambda tx: show(tx, desk.outbox, desk.store.time, "nobody"))
    assert refusal.value.detail == "nobody"
