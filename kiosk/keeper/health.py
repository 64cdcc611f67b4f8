"""Whether a payment could be started now. Asked before every one: payments are never started offline."""

import threading

from kiosk.domain.money import NOTHING, Money
from kiosk.hospital.port import HospitalError, ServerHealth
from kiosk.keeper import protocol
from kiosk.keeper.closing import BYTES_PER_MB, Closed, Standing, why_closed
from kiosk.keeper.host import Host
from kiosk.keeper.office import Office
from kiosk.keeper.protocol import HealthReport, Refusal
from kiosk.keeper.refused import Refused
from kiosk.settlement.record import State
from kiosk.settlement.runner import Runner
from offline_queue.operation import State as OpState
from offline_queue.transaction import Transaction

REPORT_S_MAX = 10.0  # how old an answer of the server a report may repeat; a payment asks anew


class Health:
    """Safe for threads. Times are queue time: a step of the wall clock makes no answer younger or older."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._host = Host(office.writer, office.time)
        self._lock = threading.Lock()
        self._asked_ms: int | None = None  # when the last answer was asked for
        self._server_offset_ms: int | None = None  # the server's clock less queue time
        self._refusal: Refusal | None = Refusal.HOSPITAL_UNREACHABLE
        self._server_closed = False
        self._reachable = False

    def report(self, request: protocol.GetHealth, deadline_s: float) -> HealthReport:
        refusal, closed = self._refusal_now(REPORT_S_MAX, NOTHING)
        standing = self._standing()
        return HealthReport(
            reachable=self._reachable,
            accepts_payments=refusal is None,
            reason=refusal or "",
            open_cases=self._office.edge.run(lambda runner: runner.open_count()),
            dead_letters=self._count("SELECT count(*) FROM outbox WHERE state = ? AND handled = 0", OpState.DEAD),
            clock_skew_s=round(standing.clock_skew_s, 1),
            closed_by=closed or "",
            open_operations=standing.open_operations,
            oldest_open_s=round(standing.oldest_open_s, 1),
            unsettled_fen=standing.unsettled_fen,
            by_hand=self._count("SELECT count(*) FROM cases WHERE state = ?", State.BY_HAND),
            free_mb=standing.free_bytes // BYTES_PER_MB,
            reserve_held=standing.reserve_held,
        )

    def require_open(self, amount: Money = NOTHING) -> None:
        """Raises Refused; the reason why goes to the log."""
        refusal, closed = self._refusal_now(0.0, amount)
        if refusal is not None:
            self._office.log("payments.closed", refusal=refusal, closed_by=closed or "")
            raise Refused(refusal)

    def _refusal_now(self, age_s_max: float, amount: Money) -> tuple[Refusal | None, Closed | None]:
        with self._lock:
            if self._host.wants_quiet():
                return Refusal.HOSPITAL_BUSY, None
            if self._refusal is not None or self._server_closed or self._answer_age_s() > age_s_max:
                self._ask()
            if self._refusal is not None:
                return self._refusal, None
            closed = Closed.SERVER_CLOSED if self._server_closed else None
        closed = closed or why_closed(self._standing(), self._office.limits, amount.fen)
        return (Refusal.PAYMENT_CLOSED_NOW if closed else None), closed

    def _ask(self) -> None:
        asked_ms = self._office.time.now_ms()
        try:
            health = self._office.hospital.health()
        except HospitalError as error:
            self._host.hear(error)
            self._reachable = error.code != "HOSPITAL_UNREACHABLE"
            self._refusal = Refusal(error.code)
            return
        self._hear(health, asked_ms)

    def _hear(self, health: ServerHealth, asked_ms: int) -> None:
        self._reachable, self._refusal, self._server_closed = True, None, not health.accepts_payments
        self._asked_ms = asked_ms
        self._server_offset_ms = int(health.time.timestamp() * 1000) - self._office.time.now_ms()

    def _answer_age_s(self) -> float:
        return float("inf") if self._asked_ms is None else (self._office.time.now_ms() - self._asked_ms) / 1000

    def _skew_s(self) -> float:
        """The server's clock less ours, now: from the body of its last answer, and what its `Date` headers say."""
        heard_s = self._office.hospital.clock_skew_s
        if self._server_offset_ms is None:
            return heard_s
        time = self._office.time
        told_s = (self._server_offset_ms + time.now_ms() - time.wall_ms()) / 1000
        return max(told_s, heard_s, key=abs)

    def _standing(self) -> Standing:
        time, guard = self._office.time, self._office.disk
        unsettled_fen, count = self._office.edge.run(_unsettled)
        queued, oldest_ms = self._office.writer.read(lambda tx: _oldest_open_ms(tx, time.now_ms(), time.wall_ms()))
        return Standing(
            answer_age_s=self._answer_age_s(),
            clock_skew_s=self._skew_s(),
            open_operations=max(count, queued),
            oldest_open_s=oldest_ms / 1000,
            unsettled_fen=unsettled_fen,
            reserve_held=guard.reserve_held,
            free_bytes=guard.free_bytes(),
        )

    def _count(self, query: str, value: str | int) -> int:
        row = self._office.writer.read(lambda tx: tx.one(query, (value,)))
        return int(row[0]) if row else 0


def _unsettled(runner: Runner) -> tuple[int, int]:
    records = runner.open_records()
    return sum(record.amount.fen for record in records), len(records)


def _oldest_open_ms(tx: Transaction, now_ms: int, wall_ms: int) -> tuple[int, int]:
    """How many operations of lane 0 wait, and the age of the oldest, or of the oldest open case.

    Queue time stands still while the machine is off, the wall clock may be wrong: the older of the two counts.
    """
    queued = tx.one("SELECT count(*), min(queued_ms) FROM outbox WHERE state = 0 AND head = 1 AND lane = 0")
    begun = tx.one("SELECT min(created_wall_ms) FROM cases WHERE open = 1")
    count, first_ms = queued or (0, None)
    ages = [now_ms - first_ms] if first_ms is not None else []
    if begun and begun[0] is not None:
        ages.append(wall_ms - begun[0])
    return int(count), max([0, *ages])
