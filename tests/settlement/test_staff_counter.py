"""What staff see of a stuck item, what they may do, and that every act of theirs is written down."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.hospital.port import Refused as HospitalSaysNo
from kiosk.hospital.port import Unknown
from kiosk.keeper.refused import Refused
from kiosk.keeper.staff import StaffCounter
from kiosk.keeper.staff_text import story_text
from kiosk.settlement.events import Call
from kiosk.settlement.record import Method, State
from offline_queue.answers import Rejected
from offline_queue.operation import Lane, NewOperation
from offline_queue.staff import StaffDesk
from tests.settlement.books import Desk
from tests.settlement.simulation import Simulation, simulation
from tests.settlement.test_runner import Bench

ERROR = Unknown("HOSPITAL_ERROR")


def counter_of(sim: Simulation) -> StaffCounter:
    desk = StaffDesk(sim.store.time, sim.ledger.outbox.story, sim.ledger.journal.audit)
    return StaffCounter(sim.writer, sim.ledger, desk, sim.store.time, sim.runner.hand_back)


def stuck(sim: Simulation) -> None:
    """Paid, the confirm refused, and the refund answered with nothing that proves anything, until staff get it."""
    bench = Bench(sim)
    bench.charged()
    bench.answer(Call.CONFIRM, HospitalSaysNo("BILL_CHANGED"))
    bench.answer(Call.QUERY_SETTLEMENT, HospitalSaysNo("BILL_CHANGED"))
    while bench.record.state is not State.BY_HAND:
        order = bench.order()
        sim.runner.answered("case1", order.call, ERROR)


def test_a_stuck_settlement_tells_its_whole_story(tmp_path: Path, template: Path) -> None:
    with simulation(tmp_path, template, 1, method=Method.QR) as sim:
        stuck(sim)
        shown = counter_of(sim).do("show", "case1", "chen", "asked by the patient")
        kinds = [step["kind"] for step in shown["steps"]]  # type: ignore[attr-defined]
        assert kinds[0] == "intent"
        assert {"trade_paid", "confirm_refused", "not_settled", "hand_due"} <= set(kinds)
        operations = {each["op_id"]: each for each in shown["operations"]}  # type: ignore[attr-defined]
        assert {"STcase1", "RFcase11", "task-case11"} == set(operations)
        assert [event["code"] for event in operations["RFcase11"]["story"]][:1] == ["HOSPITAL_ERROR"]
        assert operations["RFcase11"]["story"][0]["repeats"] > 3
        assert shown["waits"] == {"for": "STAFF", "reason": "NOT_RESOLVED"}
        assert shown["staff_may"] == ["retry", "handled"]
        assert [(act["act"], act["actor"], act["why"]) for act in shown["acts"]] == [  # type: ignore[attr-defined]
            ("show", "chen", "asked by the patient")
        ]
        text = story_text(shown)
        for words in ("T01-000001", "by_hand", "HOSPITAL_ERROR ×", "waits for STAFF", "kiosk queue retry case1"):
            assert words in text


def test_a_case_that_was_dealt_with_leaves_the_list_and_a_retry_brings_it_back(tmp_path: Path, template: Path) -> None:
    with simulation(tmp_path, template, 1, method=Method.QR) as sim:
        stuck(sim)
        counter = counter_of(sim)
        shown = counter.do("handled", "case1", "chen", "paid back in cash")
        assert shown["staff_may"] == ["retry"]
        assert counter.do("list", "", "chen")["cases"] == []
        assert counter.do("retry", "case1", "li", "the bank is back")["state"] == "reversing"
        assert [case["state"] for case in counter.do("list", "", "chen")["cases"]] == ["reversing"]  # type: ignore[attr-defined]
        acts = counter.do("show", "case1", "li")["acts"]
        told = [(act["act"], act["actor"], act["why"]) for act in acts]  # type: ignore[attr-defined]
        assert ("handled", "chen", "paid back in cash") in told
        assert ("retry", "li", "the bank is back") in told


def test_what_is_refused_is_written_down_too(tmp_path: Path, template: Path) -> None:
    with simulation(tmp_path, template, 1, method=Method.QR) as sim:
        Bench(sim).charged()
        counter = counter_of(sim)
        for act in ("retry", "park", "handled", "release"):
            with pytest.raises(Refused):
                counter.do(act, "case1", "chen", "in a hurry")
        acts = counter.do("show", "case1", "chen")["acts"]
        refused = [act["act"] for act in acts if str(act["act"]).startswith("refused.")]  # type: ignore[attr-defined]
        assert refused == ["refused.retry", "refused.park", "refused.handled", "refused.release"]
        with pytest.raises(Refused):
            counter.do("show", "case1", "")
        with pytest.raises(Refused):
            counter.do("show", "case1", "chen", "x" * 201)


def test_every_state_of_a_case_says_what_it_waits_for(desk: Desk) -> None:
    staff = StaffDesk(desk.store.time, desk.ledger.outbox.story, desk.ledger.journal.audit)
    counter = StaffCounter(desk.writer, desk.ledger, staff, desk.store.time, lambda row: None)
    for number, state in enumerate(State):
        case = desk.case(f"case-{state}", f"PV{number}")
        desk.update(replace(case.record, state=state))
        shown = counter.do("show", f"case-{state}", "chen")
        ended = state in (State.SETTLED, State.DECLINED, State.PROVEN_CLOSED, State.REVERSED)
        assert (shown["waits"]["for"] == "NOTHING") is ended  # type: ignore[index]
        assert "waits for" in story_text(shown)


def test_a_dead_letter_is_dealt_with_and_what_waited_behind_it_goes_on(desk: Desk) -> None:
    staff = StaffDesk(desk.store.time, desk.ledger.outbox.story, desk.ledger.journal.audit)
    counter = StaffCounter(desk.writer, desk.ledger, staff, desk.store.time, lambda row: None)
    for op_id in ("op-1", "op-2"):
        new = NewOperation(op_id, "help", Lane.RECORD, "key", b"{}")
        desk.run(lambda tx, new=new: desk.ledger.outbox.enqueue(tx, new))  # type: ignore[misc]
    assert counter.do("show", "op-2", "chen")["waits"] == {"for": "ANOTHER_OF_ITS_KEY", "op_id": "op-1"}
    desk.run(lambda tx: desk.ledger.outbox.reject(tx, "op-1", Rejected("NO_SUCH_DESK", final=True)))
    shown = counter.do("handled", "op-1", "chen", "told them by telephone")
    assert shown["state"] == "DEAD"
    assert shown["handled"] is True
    assert counter.do("show", "op-2", "chen")["waits"] == {"for": "ITS_TURN"}
    assert "told them by telephone" in story_text(shown)
    assert story_text(counter.do("show", "op-9", "chen")).startswith("OP_UNKNOWN")
