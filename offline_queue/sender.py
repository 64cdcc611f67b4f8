"""Which operation goes next, and what an answer means for it and for the host. No I/O of its own and no thread."""

from collections.abc import Callable
from dataclasses import dataclass

from offline_queue import gate as gates
from offline_queue.answers import Answer, Delivered, Rejected, Unknown
from offline_queue.clock import SYSTEM_RANDOMNESS, QueueTime, Randomness
from offline_queue.errors import ErrorCode, QueueError
from offline_queue.gate import GATE_POLICY, GatePolicy
from offline_queue.operation import Lane, Operation, Receipt, State
from offline_queue.outbox import Outbox, Parcel
from offline_queue.transaction import Transaction
from offline_queue.upkeep import hasten

OnDead = Callable[[Transaction, Operation], None]
OnDone = Callable[[Transaction, Operation, Receipt], None]


@dataclass(frozen=True, slots=True)
class SenderPolicy:
    """Limits of the sender."""

    key_life_ms: int = 24 * 3600 * 1000  # how long the host is sure to know an op_id again; then ask before sending
    proof_life_ms: int = 60_000  # how long "I do not have it" may be acted on
    lane_wait_ms_max: int = 30_000  # then a lane gets one turn before the lanes above it, lane 0 excepted
    in_flight_max: int = 1
    outage_failures_min: int = 3  # in a row: it was the host, not one operation that it chokes on
    lanes: tuple[Lane, ...] = tuple(Lane)  # what it carries; others are somebody else's
    leaves: frozenset[str] = frozenset()  # kinds that somebody else carries, whatever their lane


SENDER_POLICY = SenderPolicy()


@dataclass(frozen=True, slots=True)
class Send:
    """Deliver it, with its op_id as idempotency key and its body byte for byte."""

    parcel: Parcel


@dataclass(frozen=True, slots=True)
class Query:
    """Ask what became of it. It must not be sent before the host says that it does not have it."""

    parcel: Parcel


@dataclass(frozen=True, slots=True)
class WaitUntil:
    """Nothing to do before this queue time; None: before something is enqueued or answered."""

    queue_ms: int | None


@dataclass(frozen=True, slots=True)
class Condemn:
    """Its stored body is broken: it must not be sent, and must not hold the others up. Hand it to `condemn`."""

    op_id: str
    code: str


Action = Send | Query | Condemn | WaitUntil


def nobody(_tx: Transaction, _dead: Operation) -> None:
    """No one is told of dead letters."""


def no_sequel(_tx: Transaction, _done: Operation, _receipt: Receipt) -> None:
    """Nothing follows a receipt."""


class Sender:
    """Ask `next` what to do, do it, and hand the answer to `answered`, each in a transaction.

    `on_dead` runs in the transaction that makes a dead letter, so that the staff's task is stored with it; `on_done` in
    the one that stores a receipt. What is on
    its way is kept in memory only: after a restart it is sent again under the same key.
    """

    def __init__(
        self,
        outbox: Outbox,
        time: QueueTime,
        randomness: Randomness = SYSTEM_RANDOMNESS,
        on_dead: OnDead = nobody,
        policy: SenderPolicy = SENDER_POLICY,
        gate_policy: GatePolicy = GATE_POLICY,
        on_done: OnDone = no_sequel,
    ) -> None:
        self._outbox = outbox
        self._time = time
        self._randomness = randomness
        self._on_dead = on_dead
        self._on_done = on_done
        self._policy = policy
        self._gate_policy = gate_policy
        self._in_flight: set[str] = set()
        self._slot_ms = 0
        self._served_ms = dict.fromkeys(Lane, time.now_ms())

    def begin(self, tx: Transaction) -> None:
        """Once at start: after a reboot wait a random moment, so that a ward of terminals does not return at once."""
        if self._time.rebooted:
            spread_ms = self._randomness.below(self._gate_policy.start_spread_ms_max + 1)
            turn_ms = max(gates.load(tx, self._gate_policy).closed_until_ms, self._time.now_ms() + spread_ms)
            gates.shut_until(tx, turn_ms, self._gate_policy)

    def authorised(self, tx: Transaction) -> None:
        """The terminal's word counts again (a new token): probe at once."""
        if gates.load(tx, self._gate_policy).reason == gates.UNAUTHORISED:
            gates.shut_until(tx, self._time.now_ms(), self._gate_policy)

    def next(self, tx: Transaction) -> Action:
        """What to do now. A `Send` or `Query` counts as on its way until `answered` or `forget`."""
        gate = gates.load(tx, self._gate_policy)
        if len(self._in_flight) >= (1 if gate.failures else self._policy.in_flight_max):
            return WaitUntil(None)
        now = self._time.now_ms()
        earliest = max(gate.opens_ms, self._slot_ms)
        if now < earliest:
            return WaitUntil(earliest)
        ready = self._outbox.next_ready(tx, self._lanes(now), skip=self._in_flight, leave=self._policy.leaves)
        if not ready:
            return WaitUntil(self._outbox.next_due_ms(tx, self._policy.lanes, self._policy.leaves))
        return self._go(tx, ready[0], now, gate.interval_ms)

    def answered(self, tx: Transaction, op_id: str, answer: Answer) -> None:
        """Store what came of it."""
        self.forget(op_id)
        try:
            self._apply(tx, op_id, answer)
        except QueueError as error:
            if error.code is not ErrorCode.RECEIPT_MISMATCH:
                raise
            answer = Unknown("RECEIPT_MISMATCH")
            self._apply(tx, op_id, answer)
        gate = gates.load(tx, self._gate_policy)
        now = self._time.now_ms()
        changed = gates.after(gate, answer, now, self._gate_policy, self._randomness)
        if changed != gate:
            gates.save(tx, changed)
        if changed.failures == 0 and gate.failures >= self._policy.outage_failures_min:
            hasten(tx, now)

    def condemn(self, tx: Transaction, op_id: str, code: str) -> None:
        """A dead letter without an answer; it says nothing about the host."""
        self._apply(tx, op_id, Rejected(code, final=True))

    def forget(self, op_id: str) -> None:
        """It is no longer on its way, and nothing is known of it: it will be asked for again."""
        self._in_flight.discard(op_id)

    def _apply(self, tx: Transaction, op_id: str, answer: Answer) -> None:
        match answer:
            case Delivered(receipt):
                self._outbox.acknowledge(tx, op_id, receipt)
                self._tell_done(tx, op_id, receipt)
            case Rejected():
                if self._outbox.reject(tx, op_id, answer) is State.DEAD:
                    self._tell_dead(tx, op_id)
            case _:
                self._outbox.postpone(tx, op_id, answer)

    def _tell_done(self, tx: Transaction, op_id: str, receipt: Receipt) -> None:
        done = self._outbox.find(tx, op_id)
        if done is not None:
            self._on_done(tx, done, receipt)

    def _tell_dead(self, tx: Transaction, op_id: str) -> None:
        dead = self._outbox.find(tx, op_id)
        if dead is not None:
            self._on_dead(tx, dead)

    def _go(self, tx: Transaction, op: Operation, now: int, interval_ms: int) -> Action:
        try:
            parcel = self._outbox.parcel(tx, op)
        except QueueError as error:
            return Condemn(op.op_id, str(error.code))
        self._in_flight.add(op.op_id)
        self._served_ms[op.lane] = now
        self._slot_ms = now + interval_ms
        return Query(parcel) if self._must_ask(op, now) else Send(parcel)

    def _must_ask(self, op: Operation, now: int) -> bool:
        # Queue time stands still while the machine is off, the wall clock may be wrong: the older of the two counts.
        age_ms = max(now - op.queued_ms, self._time.wall_ms() - op.created_wall_ms)
        proven = op.proof_ms is not None and now - op.proof_ms <= self._policy.proof_life_ms
        return op.doubt or (age_ms > self._policy.key_life_ms and not proven)

    def _lanes(self, now: int) -> list[Lane]:
        others = [lane for lane in Lane if lane is not Lane.MONEY]
        starved = [lane for lane in others if now - self._served_ms[lane] >= self._policy.lane_wait_ms_max]
        starved.sort(key=lambda lane: self._served_ms[lane])
        return [lane for lane in (Lane.MONEY, *starved, *others) if lane in self._policy.lanes]
