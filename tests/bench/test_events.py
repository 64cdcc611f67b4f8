"""The event log waits, orders and forgets the oldest."""

import json
import threading
from pathlib import Path

from hardware_sim.bench.events import Event, EventLog


def test_an_event_that_is_there_is_found_at_once() -> None:
    log = EventLog()
    added = log.add("patient", "tap")
    assert log.wait(lambda event: event.event == "tap", after=0, within_s_max=0) == added
    assert log.wait(lambda event: event.event == "tap", after=added.number, within_s_max=0) is None


def test_a_waiter_is_woken_by_the_event_it_wants() -> None:
    log = EventLog()
    waiting = threading.Event()

    def add() -> None:
        waiting.wait(5)
        log.add("terminal", "other")
        log.add("terminal", "wanted")

    adder = threading.Thread(target=add)
    adder.start()
    waiting.set()
    found = log.wait(lambda event: event.event == "wanted", after=0, within_s_max=5)
    adder.join()
    assert found is not None


def test_the_file_is_ordered_by_when_it_happened(tmp_path: Path) -> None:
    log = EventLog(monotonic_s=iter([100.0, 103.0]).__next__)
    log.add("patient", "late")
    log.add("turn", "early", {"name": "张"}, at_s=101.0)
    log.write(tmp_path / "timeline.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "timeline.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["t_ms"], line["event"]) for line in lines] == [(1000.0, "early"), (3000.0, "late")]
    assert lines[0] == {"t_ms": 1000.0, "actor": "turn", "event": "early", "name": "张"}


def test_a_listener_hears_only_while_it_listens() -> None:
    log = EventLog()
    heard: list[Event] = []
    with log.listening(heard.append):
        log.add("patient", "heard")
    log.add("patient", "missed")
    assert [event.event for event in heard] == ["heard"]
