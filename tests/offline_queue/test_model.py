"""The outbox against a model that a child could check, under restarts, reboots and a jumping wall clock."""

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from offline_queue import Lane, Rejected, State, Unknown
from offline_queue.export import counts
from offline_queue.staff import StaffDesk
from offline_queue.upkeep import purge, shed
from tests.offline_queue.support import Desk

KEYS = st.sampled_from(["k0", "k1", "k2"])
WAIT_S = 10


@dataclass
class Model:
    seq: int
    lane: Lane
    key: str
    state: State = State.OPEN
    rejections: int = 0
    released: bool = False
    waits_ms: int = 0

    @property
    def blocks(self) -> bool:
        dead_money = self.state is State.DEAD and self.lane is Lane.MONEY
        return (self.state in (State.OPEN, State.PARKED) or dead_money) and not self.released


class OutboxMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir="/dev/shm"))
        self.desk = Desk(self.folder)
        self.model: dict[str, Model] = {}

    def teardown(self) -> None:
        self.desk.store.close()
        shutil.rmtree(self.folder)

    def heads(self) -> set[str]:
        """What may go: open, waited out, nothing older of its key still blocks."""
        blocking = [m for m in self.model.values() if m.blocks]
        return {
            op_id
            for op_id, m in self.model.items()
            if m.state is State.OPEN
            and m.waits_ms <= 0
            and (m.released or not any(b.key == m.key and b.seq < m.seq for b in blocking))
        }

    def pick(self, number: int, *states: State) -> str | None:
        found = [op_id for op_id, m in self.model.items() if m.state in states]
        return found[number % len(found)] if found else None

    def ready(self, lane: Lane) -> set[str]:
        found = self.desk.writer.read(lambda tx: self.desk.outbox.next_ready(tx, [lane], limit=99))
        return {op.op_id for op in found}

    def pass_time(self, ms: int) -> None:
        for m in self.model.values():
            m.waits_ms -= ms

    @initialize()
    def begin(self) -> None:
        self.staff = StaffDesk(self.desk.store.time, self.desk.outbox.story, self.desk.audit)

    @rule(lane=st.sampled_from(Lane), key=KEYS)
    def enqueue(self, lane: Lane, key: str) -> None:
        op_id = f"op-{len(self.model)}"
        self.desk.put(op_id, lane, f"{key}-{lane}")
        self.model[op_id] = Model(len(self.model), lane, f"{key}-{lane}")

    @rule(number=st.integers(0, 99))
    def enqueue_again(self, number: int) -> None:
        op_id = self.pick(number, *State)
        if op_id:
            self.desk.put(op_id, self.model[op_id].lane, self.model[op_id].key)

    @rule(number=st.integers(0, 99))
    def acknowledge(self, number: int) -> None:
        op_id = self.pick(number, State.OPEN, State.PARKED, State.DEAD)
        if op_id:
            self.desk.done(op_id)
            self.model[op_id].state = State.DONE

    @rule(number=st.integers(0, 99), final=st.booleans())
    def reject(self, number: int, final: bool) -> None:
        op_id = self.pick(number, State.OPEN)
        if op_id is None or op_id not in self.heads():
            return
        m = self.model[op_id]
        self.desk.writer.run(lambda tx: self.desk.outbox.reject(tx, op_id, Rejected("NO", final=final)))
        m.rejections += 1
        m.waits_ms = 1_000 << (m.rejections - 1)
        if final or m.rejections >= 3:
            m.state = State.DEAD

    @rule(number=st.integers(0, 99))
    def unknown(self, number: int) -> None:
        op_id = self.pick(number, State.OPEN)
        if op_id and op_id in self.heads():
            self.desk.writer.run(lambda tx: self.desk.outbox.postpone(tx, op_id, Unknown("TIMEOUT", WAIT_S)))
            self.model[op_id].waits_ms = WAIT_S * 1000

    @rule(number=st.integers(0, 99))
    def park(self, number: int) -> None:
        op_id = self.pick(number, State.OPEN)
        if op_id:
            self.desk.writer.run(lambda tx: self.staff.park(tx, op_id, "nurse", "why"))
            self.model[op_id].state = State.PARKED

    @rule(number=st.integers(0, 99))
    def retry(self, number: int) -> None:
        op_id = self.pick(number, State.PARKED)
        if op_id:
            self.desk.writer.run(lambda tx: self.staff.retry(tx, op_id, "nurse", "why"))
            self.model[op_id].state, self.model[op_id].waits_ms = State.OPEN, 0

    @precondition(lambda self: any(m.blocks for m in self.model.values()))
    @rule(number=st.integers(0, 99))
    def release_the_oldest_of_a_key(self, number: int) -> None:
        keys = sorted({m.key for m in self.model.values() if m.blocks})
        key = keys[number % len(keys)]
        op_id = next(op_id for op_id, m in self.model.items() if m.key == key and m.blocks)
        self.desk.writer.run(lambda tx: self.staff.release(tx, op_id, "nurse", "why"))
        self.model[op_id].released = True

    @rule(keep=st.integers(0, 2))
    def shed_telemetry(self, keep: int) -> None:
        self.desk.writer.run(lambda tx: shed(tx, self.desk.store.time, keep))
        open_ = [m for m in self.model.values() if m.lane is Lane.TELEMETRY and m.state is State.OPEN]
        for m in open_[: max(0, len(open_) - keep)]:
            m.state = State.SHED

    @rule()
    def purge(self) -> None:
        self.desk.writer.run(lambda tx: purge(tx, self.desk.clock.wall + 1))

    @rule(ms=st.integers(0, 20_000), step=st.sampled_from([0, 10**10, -(10**10)]))
    def time_passes(self, ms: int, step: int) -> None:
        self.desk.clock.advance(ms)
        self.desk.clock.wall += step
        self.pass_time(ms)

    @rule()
    def restart(self) -> None:
        self.desk.reopen()
        self.begin()

    @invariant()
    def what_may_go_is_what_the_model_says_and_the_lowest_lane_first(self) -> None:
        heads = self.heads()
        for lane in Lane:
            assert self.ready(lane) == {op_id for op_id in heads if self.model[op_id].lane is lane}
        first = self.desk.writer.read(self.desk.outbox.next_ready)
        assert (min((self.model[op_id].lane for op_id in heads), default=None)) == (first[0].lane if first else None)

    @invariant()
    def q7_nothing_is_lost(self) -> None:
        counted = self.desk.writer.read(counts)
        assert counted["lost"] == 0
        for lane in Lane:
            for state in State:
                expected = sum(m.lane is lane and m.state is state for m in self.model.values())
                assert counted["lanes"][lane.name][state.name] == expected


OutboxMachine.TestCase.settings = settings(
    max_examples=40, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
TestOutbox = OutboxMachine.TestCase
