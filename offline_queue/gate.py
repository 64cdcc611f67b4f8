"""The way to the host: shut after trouble, one probe, then a ramp. It concerns the host, not an operation.

Two times, since two things differ. What the host asks for (`Retry-After`) holds for every request of this terminal, a
paying patient's too. The back-off and the ramp are our own politeness and hold for what waited: nobody at the machine
waits for them.
"""

import math
from dataclasses import dataclass, replace

from offline_queue.answers import Answer, NotReceived, Unauthorised, Unknown
from offline_queue.backoff import Backoff, clamp_s
from offline_queue.clock import Randomness
from offline_queue.transaction import Transaction

UNAUTHORISED = "UNAUTHORISED"


HOST_BACKOFF = Backoff(cap_ms=60_000)


@dataclass(frozen=True, slots=True)
class GatePolicy:
    """How politely the host is treated."""

    rate_per_s_max: int = 50
    rate_after_outage_per_s: int = 1
    backoff: Backoff = HOST_BACKOFF
    start_spread_ms_max: int = 30_000  # after a reboot: a whole ward may have lost its power together


@dataclass(frozen=True, slots=True)
class Gate:
    """Kept in the store, so that a restart does not forget what the host asked for. Times are queue time."""

    closed_until_ms: int
    failures: int  # in a row; above 0 only one probe may be on its way
    rate_per_s: int
    reason: str  # why it is shut, empty when it is not
    quiet_until_ms: int = 0  # the host asked for it: nothing at all goes out before

    @property
    def opens_ms(self) -> int:
        """When what waits in the outbox may go."""
        return max(self.closed_until_ms, self.quiet_until_ms)

    @property
    def interval_ms(self) -> int:
        """From one request to the next."""
        return 1000 // self.rate_per_s


GATE_POLICY = GatePolicy()


def load(tx: Transaction, policy: GatePolicy) -> Gate:
    """The stored gate, or an open one."""
    row = tx.one("SELECT closed_until_ms, failures, rate_per_s, reason, quiet_until_ms FROM host_gate")
    return Gate(*row) if row else Gate(0, 0, policy.rate_per_s_max, "")


def shut_until(tx: Transaction, until_ms: int, policy: GatePolicy) -> None:
    """Let nothing through before that queue time."""
    save(tx, replace(load(tx, policy), closed_until_ms=until_ms))


def keep_quiet(tx: Transaction, now_ms: int, wish_s: float, policy: GatePolicy = GATE_POLICY) -> None:
    """The host asked for quiet, whoever heard it. A shorter wish does not shorten a longer one."""
    gate = load(tx, policy)
    until_ms = now_ms + math.ceil(clamp_s(wish_s) * 1000)
    if until_ms > gate.quiet_until_ms:
        save(tx, replace(gate, quiet_until_ms=until_ms))


def save(tx: Transaction, gate: Gate) -> None:
    """Store it in the transaction that stores the answer it follows from."""
    tx.execute(
        "INSERT OR REPLACE INTO host_gate (id, closed_until_ms, failures, rate_per_s, reason, quiet_until_ms)"
        " VALUES (1, ?, ?, ?, ?, ?)",
        (gate.closed_until_ms, gate.failures, gate.rate_per_s, gate.reason, gate.quiet_until_ms),
    )


def after(gate: Gate, answer: Answer, now_ms: int, policy: GatePolicy, randomness: Randomness) -> Gate:
    """The gate after an answer: shut for a while if the host did not do its part, else open and twice as fast."""
    if isinstance(answer, Unknown | Unauthorised) or (isinstance(answer, NotReceived) and not answer.by_server):
        wish_s = None if isinstance(answer, Unauthorised) else answer.retry_after_s
        reason = UNAUTHORISED if isinstance(answer, Unauthorised) else answer.reason
        failures = gate.failures + 1
        own_ms = now_ms + policy.backoff.wait_ms(failures, randomness)
        quiet_ms = gate.quiet_until_ms if wish_s is None else now_ms + clamp_s(wish_s) * 1000
        return Gate(
            closed_until_ms=max(gate.closed_until_ms, own_ms),
            failures=failures,
            rate_per_s=policy.rate_after_outage_per_s,
            reason=reason,
            quiet_until_ms=max(gate.quiet_until_ms, quiet_ms),
        )
    return replace(gate, failures=0, rate_per_s=min(policy.rate_per_s_max, gate.rate_per_s * 2), reason="")
