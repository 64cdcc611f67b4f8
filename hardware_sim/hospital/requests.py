"""What came in, without a word of personal data: for the panel's wire view and for the bench's overhead ratio."""

import threading
from collections import deque
from dataclasses import dataclass
from datetime import datetime

from hardware_sim.hospital.clock import Clock, text
from hardware_sim.hospital.values import Json

KEPT_MAX = 10_000


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """`status` 0: the connection was cut instead of an answer. `waited_s` is simulated delay, faults included.

    `number` is the key of a changing call or the number in the path; empty for calls about a person.
    """

    sequence: int
    at: datetime
    terminal: str
    operation: str
    number: str
    status: int
    code: str
    waited_s: float
    faults: tuple[str, ...]

    def json(self) -> Json:
        return {
            "sequence": self.sequence,
            "at": text(self.at),
            "terminal": self.terminal,
            "operation": self.operation,
            "number": self.number,
            "status": self.status,
            "code": self.code,
            "waited_s": self.waited_s,
            "faults": list(self.faults),
        }


class RequestLog:
    """Keeps the last KEPT_MAX."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._records: deque[RequestRecord] = deque(maxlen=KEPT_MAX)
        self._count = 0
        self._changed = threading.Condition()

    def add(
        self,
        operation: str,
        *,
        terminal: str = "",
        number: str = "",
        status: int = 0,
        code: str = "",
        waited_s: float = 0.0,
        faults: tuple[str, ...] = (),
    ) -> None:
        with self._changed:
            self._count += 1
            at = self._clock.now()
            self._records.append(
                RequestRecord(self._count, at, terminal, operation, number, status, code, waited_s, faults)
            )
            self._changed.notify_all()

    def waited(self, name: str, seconds: float) -> None:
        """A simulated delay outside any request, such as the bank's after a scan."""
        if seconds > 0:
            self.add(f"wait:{name}", waited_s=seconds)

    def records(self, after: int = 0) -> tuple[RequestRecord, ...]:
        """Those with a sequence above `after`."""
        with self._changed:
            return tuple(record for record in self._records if record.sequence > after)

    def waited_s_total(self, after: int = 0) -> float:
        return sum(record.waited_s for record in self.records(after))

    def wait_for(self, operation: str, within_s_max: float, after: int = 0) -> bool:
        """Whether a call of this operation was finished within the time."""

        def come() -> bool:
            return any(record.operation == operation and record.sequence > after for record in self._records)

        with self._changed:
            return self._changed.wait_for(come, within_s_max)
