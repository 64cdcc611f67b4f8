"""Named faults of the server and of the way to it."""

import itertools
import threading
from dataclasses import dataclass, replace
from enum import StrEnum


class Fault(StrEnum):
    """What one call (or every call, until cleared) suffers."""

    LATENCY = "LATENCY"  # `seconds` before the server begins
    LATE_ANSWER = "LATE_ANSWER"  # done at once, answered after `seconds`
    DROP_BEFORE = "DROP_BEFORE"  # connection cut, nothing done
    DROP_AFTER_COMMIT = "DROP_AFTER_COMMIT"  # done, then the connection is cut
    HTTP_500 = "HTTP_500"  # nothing done
    HTTP_500_AFTER_COMMIT = "HTTP_500_AFTER_COMMIT"  # done
    HTTP_503 = "HTTP_503"  # nothing done, Retry-After
    HTTP_429 = "HTTP_429"  # nothing done, Retry-After
    DUPLICATE = "DUPLICATE"  # the request arrives twice; the second answer is sent
    HTML_AS_200 = "HTML_AS_200"  # a captive portal: nothing done
    CLOCK_SKEW = "CLOCK_SKEW"  # the server's clock is `seconds` off, until cleared
    TRUNCATE = "TRUNCATE"  # done; `keep_bytes` of the body arrive, then the connection ends
    SOMEONE_ELSES_ANSWER = "SOMEONE_ELSES_ANSWER"  # done; the answer names another operation
    BILL_CHANGED_MEANWHILE = "BILL_CHANGED_MEANWHILE"  # the doctor changes the bill just before
    BILL_PAID_ELSEWHERE = "BILL_PAID_ELSEWHERE"  # a window takes the money just before
    SLOT_TAKEN_MEANWHILE = "SLOT_TAKEN_MEANWHILE"  # the web gives out all of a half hour just before
    NOT_ACCEPTING = "NOT_ACCEPTING"  # health says no, a charge gets 503, until cleared
    REJECT_CONFIRM = "REJECT_CONFIRM"  # insurer or HIS refuses to settle
    DAY_NOT_CLOSED = "DAY_NOT_CLOSED"  # the channel's bill of a past day is not final
    DAY_ROW_MISSING = "DAY_ROW_MISSING"  # the day's last row is left out, and not counted
    DAY_ROW_EXTRA = "DAY_ROW_EXTRA"  # a paid order, or a settlement, that nobody made
    DAY_ROW_DOUBLED = "DAY_ROW_DOUBLED"  # the last row comes twice
    DAY_AMOUNT_CHANGED = "DAY_AMOUNT_CHANGED"  # the last row says one fen more
    DAY_PAGE_LOST = "DAY_PAGE_LOST"  # what comes after this page is not said


STANDING = frozenset({Fault.CLOCK_SKEW, Fault.NOT_ACCEPTING})  # a state of the server, never used up
EVERY_OPERATION = "*"


@dataclass(frozen=True, slots=True)
class Injected:
    """`operation` is the contract's operationId. `times` None: until cleared. The first `skip` calls pass unharmed."""

    fault_id: int
    fault: Fault
    operation: str = EVERY_OPERATION
    times: int | None = 1
    skip: int = 0
    seconds: float = 0.0
    keep_bytes: int = 0
    retry_after_s: int = 1
    retry_after_as_date: bool = False

    def fits(self, operation: str) -> bool:
        return self.fault not in STANDING and self.operation in (EVERY_OPERATION, operation)


class Faults:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._ids = itertools.count(1)
        self._injected: dict[int, Injected] = {}

    def inject(
        self,
        fault: Fault,
        operation: str = EVERY_OPERATION,
        *,
        times: int | None = 1,
        skip: int = 0,
        seconds: float = 0.0,
        keep_bytes: int = 0,
        retry_after_s: int = 1,
        retry_after_as_date: bool = False,
    ) -> int:
        """The number to clear it by."""
        with self._lock:
            fault_id = next(self._ids)
            self._injected[fault_id] = Injected(
                fault_id, fault, operation, times, skip, seconds, keep_bytes, retry_after_s, retry_after_as_date
            )
            return fault_id

    def clear(self, fault_id: int | None = None) -> None:
        """One, or all. An unknown one is already used up: no error."""
        with self._lock:
            if fault_id is None:
                self._injected.clear()
            else:
                self._injected.pop(fault_id, None)

    def active(self) -> tuple[Injected, ...]:
        with self._lock:
            return tuple(self._injected.values())

    def take(self, operation: str) -> tuple[Injected, ...]:
        """Those that this call suffers; counted as used."""
        with self._lock:
            fitting = [each for each in self._injected.values() if each.fits(operation)]
            return tuple(each for each in fitting if self._use(each))

    def _use(self, each: Injected) -> bool:
        if each.skip:
            self._injected[each.fault_id] = replace(each, skip=each.skip - 1)
            return False
        if each.times is not None:
            left = replace(each, times=each.times - 1)
            self._injected[each.fault_id] = left
            if not left.times:
                del self._injected[each.fault_id]
        return True

    def skew_s(self) -> float:
        return sum(each.seconds for each in self.active() if each.fault is Fault.CLOCK_SKEW)

    def refusing(self) -> Injected | None:
        """The standing NOT_ACCEPTING, if any."""
        return next((each for each in self.active() if each.fault is Fault.NOT_ACCEPTING), None)
