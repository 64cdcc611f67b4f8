"""Whether a payment could be started now. Asked before every one: payments are never started offline."""

import threading
import time

from kiosk.hospital.port import HospitalError
from kiosk.keeper import protocol
from kiosk.keeper.office import Office
from kiosk.keeper.protocol import HealthReport, Refusal
from kiosk.keeper.refused import Refused
from offline_queue.operation import State as OpState

HEALTH_S_MAX = 10.0  # how old an answer of the server a report may repeat; a payment asks anew
OPEN_CASES_MAX = 50


class Health:
    def __init__(self, office: Office) -> None:
        self._office = office
        self._lock = threading.Lock()
        self._asked_s = 0.0
        self._refusal: Refusal | None = Refusal.HOSPITAL_UNREACHABLE
        self._reachable = False

    def report(self, request: protocol.GetHealth, deadline_s: float) -> HealthReport:
        refusal = self._refusal_now(HEALTH_S_MAX)
        return HealthReport(
            reachable=self._reachable,
            accepts_payments=refusal is None,
            reason=refusal or "",
            open_cases=self._office.edge.run(lambda runner: runner.open_count()),
            dead_letters=self._dead_letters(),
            clock_skew_s=round(self._office.hospital.clock_skew_s, 1),
        )

    def require_open(self) -> None:
        """Raises Refused."""
        refusal = self._refusal_now(0.0)
        if refusal is not None:
            raise Refused(refusal)

    def _refusal_now(self, age_s_max: float) -> Refusal | None:
        with self._lock:
            if self._refusal is not None or time.monotonic() - self._asked_s > age_s_max:
                self._refusal = self._ask()
                self._asked_s = time.monotonic()
            refusal = self._refusal
        return refusal or self._own_refusal()

    def _ask(self) -> Refusal | None:
        try:
            health = self._office.hospital.health()
        except HospitalError as error:
            self._reachable = error.code != "HOSPITAL_UNREACHABLE"
            return Refusal(error.code)
        self._reachable = True
        return None if health.accepts_payments else Refusal.PAYMENT_CLOSED_NOW

    def _own_refusal(self) -> Refusal | None:
        """A wrong clock, no room, or too much that is not finished."""
        skewed = abs(self._office.hospital.clock_skew_s) > self._office.limits.clock_skew_s_max
        crowded = self._office.edge.run(lambda runner: runner.open_count()) >= OPEN_CASES_MAX
        if skewed or crowded or not self._office.room_for_payments():
            return Refusal.PAYMENT_CLOSED_NOW
        return None

    def _dead_letters(self) -> int:
        query = "SELECT count(*) FROM outbox WHERE state = ? AND handled = 0"
        row = self._office.writer.read(lambda tx: tx.one(query, (OpState.DEAD,)))
        return int(row[0]) if row else 0
