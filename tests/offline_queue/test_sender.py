import sqlite3
import threading
from collections.abc import Callable

import pytest

from offline_queue import (
    Answer,
    Delivered,
    ErrorCode,
    InFlight,
    Lane,
    NewOperation,
    NotReceived,
    Operation,
    Parcel,
    QueueError,
    Receipt,
    Rejected,
    State,
    Transaction,
    Unauthorised,
    Unknown,
    WriterThread,
)
from offline_queue.gate import GatePolicy
from offline_queue.sender import Action, Condemn, Query, Send, Sender, SenderPolicy, WaitUntil
from offline_queue.sender_thread import SenderThread
from tests.offline_queue.support import YEAR_MS, Chance, Desk

WAIT_S_MAX = 10.0
DAY_MS = 24 * 3600 * 1000


@pytest.fixture
def sender(desk: Desk) -> Sender:
    return make_sender(desk)


def make_sender(desk: Desk, policy: SenderPolicy | None = None, spread_ms: int = 30_000) -> Sender:
    gate = GatePolicy(rate_per_s_max=64, start_spread_ms_max=spread_ms)
    return Sender(desk.outbox, desk.store.time, Chance(), policy=policy or SenderPolicy(), gate_policy=gate)


def step(desk: Desk, sender: Sender) -> Action:
    return desk.writer.read(sender.next)


def answer(desk: Desk, sender: Sender, op_id: str, said: Answer) -> None:
    desk.writer.run(lambda tx: sender.answered(tx, op_id, said))


def thanks(desk: Desk, op_id: str) -> Delivered:
    return Delivered(desk.receipt(op_id))


def sent(desk: Desk, sender: Sender) -> tuple[str, str]:
    """Wait as told, then what is done to which operation."""
    for _ in range(10):
        action = step(desk, sender)
        if isinstance(action, Send | Query):
            return type(action).__name__, action.parcel.operation.op_id
        assert isinstance(action, WaitUntil)
        assert action.queue_ms is not None
        desk.clock.advance(action.queue_ms - desk.store.time.now_ms())
    raise AssertionError("nothing is ever sent")


def test_with_nothing_to_do_it_waits_for_something(desk: Desk, sender: Sender) -> None:
    assert step(desk, sender) == WaitUntil(None)


def test_one_operation_at_a_time_until_it_is_answered(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    desk.put("b")
    assert sent(desk, sender) == ("Send", "a")
    assert step(desk, sender) == WaitUntil(None)
    answer(desk, sender, "a", thanks(desk, "a"))
    assert sent(desk, sender) == ("Send", "b")


def test_q6_every_try_carries_the_same_id_and_the_same_bytes(desk: Desk, sender: Sender) -> None:
    desk.put("a", body='{"付": 1}'.encode())
    seen = set()
    for said in (Unknown("TIMEOUT"), NotReceived("HTTP_404", by_server=True), Rejected("BUSY"), Unknown("HTTP_500")):
        sent(desk, sender)
        sender.forget("a")
        action = step_until_parcel(desk, sender)
        seen.add((action.operation.op_id, action.body))
        answer(desk, sender, "a", said)
        desk.reopen()
        sender = make_sender(desk)
    assert seen == {("a", '{"付": 1}'.encode())}


def step_until_parcel(desk: Desk, sender: Sender) -> Parcel:
    while not isinstance(action := step(desk, sender), Send | Query):
        desk.clock.advance(100)
    return action.parcel


def test_an_unknown_is_asked_about_and_never_sent_again_blindly(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    assert sent(desk, sender) == ("Send", "a")
    answer(desk, sender, "a", Unknown("TIMEOUT"))
    assert sent(desk, sender) == ("Query", "a")
    answer(desk, sender, "a", InFlight(3))
    assert sent(desk, sender) == ("Query", "a")
    answer(desk, sender, "a", NotReceived("HTTP_404", by_server=True))
    assert sent(desk, sender) == ("Send", "a")


def test_an_operation_that_never_left_needs_no_question(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    sent(desk, sender)
    answer(desk, sender, "a", NotReceived("CONNECTION_REFUSED", by_server=False))
    assert sent(desk, sender) == ("Send", "a")


@pytest.mark.parametrize("by", ["queue time", "wall clock"])
def test_past_the_life_of_its_key_it_is_asked_about_first(desk: Desk, sender: Sender, by: str) -> None:
    desk.put("a")
    if by == "queue time":
        desk.clock.monotonic += DAY_MS + 1
    else:
        desk.clock.wall += DAY_MS + 1
    assert sent(desk, sender) == ("Query", "a")
    answer(desk, sender, "a", NotReceived("HTTP_404", by_server=True))
    assert sent(desk, sender) == ("Send", "a")
    sender.forget("a")
    desk.clock.advance(60_001)
    assert sent(desk, sender) == ("Query", "a")


def test_a_receipt_for_another_is_no_answer(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    desk.put("b", body=b"[]")
    sent(desk, sender)
    answer(desk, sender, "a", Delivered(Receipt("a", desk.receipt("b").body_hash)))
    stored = desk.writer.read(lambda tx: desk.outbox.find(tx, "a"))
    assert stored is not None
    assert (stored.state, stored.doubt) == (State.OPEN, True)


# Q12: the host


def test_q12_nothing_goes_to_the_host_before_its_retry_after_whatever_is_ready(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    sent(desk, sender)
    answer(desk, sender, "a", Unknown("HTTP_503", 30))
    desk.put("money", Lane.MONEY)
    until = desk.store.time.now_ms() + 30_000
    assert step(desk, sender) == WaitUntil(until)
    desk.clock.advance(29_999)
    assert step(desk, sender) == WaitUntil(until)
    desk.clock.advance(1)
    assert sent(desk, sender) == ("Send", "money")


def test_q12_a_restart_does_not_forget_it(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    sent(desk, sender)
    answer(desk, sender, "a", Unknown("HTTP_503", 30))
    desk.reopen()
    assert step(desk, make_sender(desk)) == WaitUntil(desk.store.time.now_ms() + 30_000)


def test_q12_after_an_outage_one_probe_then_a_ramp(desk: Desk) -> None:
    sender = make_sender(desk, SenderPolicy(in_flight_max=8))
    for number in range(12):
        desk.put(f"{number:02}")
    _, first = sent(desk, sender)
    answer(desk, sender, first, Unknown("TIMEOUT"))
    _, probe = sent(desk, sender)
    assert step(desk, sender) == WaitUntil(None)
    answer(desk, sender, probe, thanks(desk, probe))
    gaps = []
    before = desk.store.time.now_ms()
    for _ in range(6):
        _, op_id = sent(desk, sender)
        gaps.append(desk.store.time.now_ms() - before)
        before = desk.store.time.now_ms()
        answer(desk, sender, op_id, thanks(desk, op_id))
    assert gaps == [1_000, 500, 250, 125, 62, 31]


def test_q12_waits_between_probes_grow_and_one_answer_ends_them(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    waits = []
    for _ in range(9):
        before = desk.store.time.now_ms()
        desk.put(f"fresh-{before}")
        _, op_id = sent(desk, sender)
        waits.append(desk.store.time.now_ms() - before)
        answer(desk, sender, op_id, Unknown("TIMEOUT"))
    assert waits == [0, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]
    _, op_id = sent(desk, sender)
    answer(desk, sender, op_id, Rejected("NO"))
    assert sent(desk, sender)[0] in ("Send", "Query")


def test_an_unauthorised_terminal_waits_keeps_everything_and_goes_on_when_told(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    sent(desk, sender)
    answer(desk, sender, "a", Unauthorised("HTTP_401"))
    desk.put("b")
    assert isinstance(step(desk, sender), WaitUntil)
    desk.writer.run(sender.authorised)
    assert sent(desk, sender) == ("Send", "b")
    desk.writer.run(sender.authorised)


def test_a_token_that_was_not_the_trouble_opens_no_gate(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    sent(desk, sender)
    answer(desk, sender, "a", Unknown("HTTP_503", 30))
    desk.writer.run(sender.authorised)
    assert step(desk, sender) == WaitUntil(desk.store.time.now_ms() + 30_000)


def test_after_a_reboot_terminals_do_not_return_all_at_once(desk: Desk) -> None:
    desk.put("a")
    desk.writer.run(make_sender(desk).begin)
    assert isinstance(step(desk, make_sender(desk)), Send)
    desk.clock.reboot(1_000)
    desk.reopen()
    sender = make_sender(desk, spread_ms=7_000)
    desk.writer.run(sender.begin)
    assert step(desk, sender) == WaitUntil(desk.store.time.now_ms() + 7_000)


# Q9: lanes


def test_q9_no_lane_starves_behind_another_and_lane_0_behind_none(desk: Desk, sender: Sender) -> None:
    desk.put("telemetry", Lane.TELEMETRY)
    desk.put("audit", Lane.AUDIT)
    order = []
    for number in range(100):
        desk.put(f"record-{number}")
        if number == 60:
            desk.put("money", Lane.MONEY)
        _, op_id = sent(desk, sender)
        order.append(op_id)
        answer(desk, sender, op_id, thanks(desk, op_id))
        desk.clock.advance(600)
    assert order.index("money") == 60
    assert {"telemetry", "audit"} <= set(order[:53])
    assert order[0] == "record-0"


def test_q9_a_kind_of_somebody_elses_is_left_and_the_rest_of_its_lane_goes_first(desk: Desk) -> None:
    sender = Sender(desk.outbox, desk.store.time, Chance(), policy=SenderPolicy(leaves=frozenset({"confirm"})))
    confirm = NewOperation("money", "confirm", Lane.MONEY, "case", b"{}")
    desk.writer.run(lambda tx: desk.outbox.enqueue(tx, confirm))
    desk.put("record")
    desk.put("alert", Lane.MONEY)
    assert sent(desk, sender) == ("Send", "alert")
    answer(desk, sender, "alert", thanks(desk, "alert"))
    assert sent(desk, sender) == ("Send", "record")
    answer(desk, sender, "record", thanks(desk, "record"))
    desk.clock.advance(1_000)
    assert step(desk, sender) == WaitUntil(None)  # what is left is nobody's to wait for here


# Dead letters


def test_a_dead_letter_is_told_in_the_transaction_that_makes_it(desk: Desk) -> None:
    told: list[str] = []

    def on_dead(tx: Transaction, dead: Operation) -> None:
        tx.execute("INSERT INTO sale VALUES (?, 0)", (f"task for {dead.op_id}",))
        told.append(f"{dead.op_id} {dead.state.name} {dead.reason}")

    sender = Sender(desk.outbox, desk.store.time, Chance(), on_dead)
    desk.put("a", Lane.MONEY)
    sent(desk, sender)
    answer(desk, sender, "a", Rejected("KEY_REUSED", final=True))
    assert told == ["a DEAD KEY_REUSED"]
    assert desk.writer.read(lambda tx: tx.all("SELECT id FROM sale")) == [("task for a",)]


def test_a_broken_body_becomes_a_dead_letter_and_holds_nobody_up(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    desk.writer.run(lambda tx: tx.execute("DROP TRIGGER outbox_body"))
    desk.writer.run(lambda tx: tx.execute("UPDATE outbox SET body = x'00'"))
    desk.put("b")
    action = step(desk, sender)
    assert action == Condemn("a", "SEAL_BROKEN")
    desk.writer.run(lambda tx: sender.condemn(tx, "a", "SEAL_BROKEN"))
    dead = desk.writer.read(lambda tx: desk.outbox.find(tx, "a"))
    assert dead is not None
    assert (dead.state, dead.reason) == (State.DEAD, "SEAL_BROKEN")
    assert sent(desk, sender) == ("Send", "b")


# The thread


class Host:
    """Answers what it is told; the last answer again and again."""

    def __init__(self, *said: Callable[[Parcel], Answer]) -> None:
        self._said = list(said)
        self.calls: list[str] = []
        self.done = threading.Event()

    def send(self, parcel: Parcel) -> Answer:
        return self._answer("send", parcel)

    def query(self, parcel: Parcel) -> Answer:
        return self._answer("query", parcel)

    def _answer(self, how: str, parcel: Parcel) -> Answer:
        self.calls.append(f"{how} {parcel.operation.op_id}")
        say = self._said.pop(0) if len(self._said) > 1 else self._said[0]
        return say(parcel)


def receipt(parcel: Parcel) -> Answer:
    return Delivered(Receipt(parcel.operation.op_id, parcel.operation.body_hash))


def crash(parcel: Parcel) -> Answer:
    raise ConnectionResetError


def unexpected(error: Exception) -> None:
    pytest.fail(str(error))


def test_the_thread_sends_what_is_enqueued_while_it_waits(desk: Desk) -> None:
    host = Host(receipt)
    writer = WriterThread(desk.store)
    thread = SenderThread(writer, make_sender(desk), host, desk.store.time, unexpected)
    finished = threading.Event()

    def look() -> None:
        thread.wake()
        if writer.read(lambda tx: tx.one("SELECT 1 FROM outbox WHERE state = ?", (State.DONE,))):
            finished.set()

    writer.subscribe(look)
    thread.start()
    writer.run(lambda tx: desk.outbox.enqueue(tx, NewOperation("a", "test", Lane.RECORD, "k", b"{}")))
    assert finished.wait(WAIT_S_MAX)
    thread.close()
    writer.close()
    assert host.calls == ["send a"]


def test_what_the_transport_raises_is_no_answer(desk: Desk) -> None:
    desk.put("a")
    sender = make_sender(desk)
    host = Host(crash)
    writer = WriterThread(desk.store)
    asked = threading.Event()
    writer.subscribe(lambda: asked.set() if host.calls else None)
    thread = SenderThread(writer, sender, host, desk.store.time, unexpected)
    thread.start()
    assert asked.wait(WAIT_S_MAX)
    thread.close()
    story = writer.read(lambda tx: desk.outbox.story.of(tx, 1))
    assert [event.code for event in story] == ["TRANSPORT_ConnectionResetError"]
    writer.close()


def test_a_fault_of_the_store_is_told_and_the_thread_goes_on(desk: Desk) -> None:
    told: list[Exception] = []
    heard = threading.Event()

    def fault(error: Exception) -> None:
        told.append(error)
        heard.set()

    class Broken(Sender):
        def next(self, tx: Transaction) -> Action:
            raise sqlite3.OperationalError("disk I/O error")

    writer = WriterThread(desk.store)
    thread = SenderThread(writer, Broken(desk.outbox, desk.store.time), Host(receipt), desk.store.time, fault)
    thread.start()
    assert heard.wait(WAIT_S_MAX)
    thread.close()
    writer.close()
    assert isinstance(told[0], sqlite3.OperationalError)


def test_the_years_on_the_wall_mean_nothing_to_the_sender(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    sent(desk, sender)
    answer(desk, sender, "a", Unknown("HTTP_503", 30))
    desk.clock.wall -= YEAR_MS
    assert step(desk, sender) == WaitUntil(desk.store.time.now_ms() + 30_000)


def test_a_new_token_opens_the_gate_at_once_and_only_if_it_was_the_trouble(desk: Desk, sender: Sender) -> None:
    desk.writer.run(sender.authorised)  # nothing was ever wrong
    desk.put("a")
    assert sent(desk, sender) == ("Send", "a")
    answer(desk, sender, "a", Unknown("TIMEOUT"))
    desk.put("b")
    shut = step(desk, sender)
    assert shut == WaitUntil(desk.store.time.now_ms() + 1_000)
    desk.writer.run(sender.authorised)
    assert step(desk, sender) == shut
    assert sent(desk, sender) == ("Send", "b")
    answer(desk, sender, "b", Unauthorised("HTTP_401"))
    assert isinstance(step(desk, sender), WaitUntil)
    desk.writer.run(sender.authorised)
    desk.clock.advance(1_000)  # the speed after trouble
    assert isinstance(step(desk, sender), Send | Query)


def test_what_follows_a_receipt_is_stored_with_it_and_a_second_receipt_has_the_same_sequel(desk: Desk) -> None:
    done: list[tuple[str, State, bytes]] = []

    def on_done(tx: Transaction, operation: Operation, receipt: Receipt) -> None:
        done.append((operation.op_id, operation.state, receipt.content))

    sender = Sender(desk.outbox, desk.store.time, Chance(), on_done=on_done)
    desk.put("a")
    sent(desk, sender)
    answer(desk, sender, "a", thanks(desk, "a"))
    assert done == [("a", State.DONE, b"thanks")]


def test_a_wrong_receipt_is_told_of_as_such_and_shuts_the_gate(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    sent(desk, sender)
    answer(desk, sender, "a", Delivered(Receipt("a", bytes(32))))
    story = desk.writer.read(lambda tx: desk.outbox.story.of(tx, 1))
    assert [(event.kind, event.code) for event in story] == [("unknown", "RECEIPT_MISMATCH")]
    gate = desk.writer.read(lambda tx: tx.one("SELECT failures, reason FROM host_gate"))
    assert gate == (1, "RECEIPT_MISMATCH")


def test_an_answer_to_what_is_not_there_is_an_error_of_its_own(desk: Desk, sender: Sender) -> None:
    with pytest.raises(QueueError) as refusal:
        answer(desk, sender, "nobody", Unknown("TIMEOUT"))
    assert (refusal.value.code, refusal.value.detail) == (ErrorCode.OP_UNKNOWN, "nobody")


def test_the_life_of_a_key_and_of_a_proof_end_after_their_last_millisecond(desk: Desk, sender: Sender) -> None:
    desk.put("a")
    desk.clock.advance(DAY_MS)
    assert sent(desk, sender) == ("Send", "a")
    sender.forget("a")
    desk.clock.advance(1_000)
    assert sent(desk, sender) == ("Query", "a")
    answer(desk, sender, "a", NotReceived("HTTP_404", by_server=True))
    desk.clock.advance(60_000)
    assert sent(desk, sender) == ("Send", "a")


def test_after_a_restart_within_a_boot_nobody_waits_and_after_a_reboot_a_longer_wait_stays(desk: Desk) -> None:
    desk.put("a")
    sender = make_sender(desk)
    sent(desk, sender)
    answer(desk, sender, "a", Unknown("HTTP_503"))
    desk.writer.run(lambda tx: tx.execute("UPDATE host_gate SET closed_until_ms = 90000"))
    desk.reopen()
    desk.writer.run(make_sender(desk).begin)
    assert step(desk, make_sender(desk)) == WaitUntil(90_000)
    desk.clock.reboot(1_000)
    desk.reopen()
    sender = make_sender(desk, spread_ms=10)
    desk.writer.run(sender.begin)
    assert step(desk, sender) == WaitUntil(90_000)


def test_a_lane_that_waited_half_a_minute_gets_one_turn_and_the_longest_waiting_first(desk: Desk) -> None:
    sender = make_sender(desk)
    for lane, name in ((Lane.TELEMETRY, "t"), (Lane.AUDIT, "a"), (Lane.RECORD, "r")):
        for number in (1, 2):
            desk.put(f"{name}{number}", lane)
    desk.clock.advance(29_999)
    order = []
    for wait_ms in (1, 16, 16, 16, 16, 16):
        _, op_id = sent(desk, sender)
        order.append(op_id)
        answer(desk, sender, op_id, thanks(desk, op_id))
        desk.clock.advance(wait_ms)
    assert order == ["r1", "a1", "t1", "r2", "a2", "t2"]


def test_several_are_on_their_way_at_once_up_to_the_limit_and_none_twice(desk: Desk) -> None:
    sender = make_sender(desk, SenderPolicy(in_flight_max=3))
    for name in "abcd":
        desk.put(name)
    assert [sent(desk, sender) for _ in range(3)] == [("Send", "a"), ("Send", "b"), ("Send", "c")]
    assert step(desk, sender) == WaitUntil(None)
    answer(desk, sender, "b", thanks(desk, "b"))
    assert sent(desk, sender) == ("Send", "d")
