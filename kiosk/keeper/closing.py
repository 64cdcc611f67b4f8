"""Why no new payment is started now. Pure: what stands, the limits, and the first reason found."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.profile import Limits

BYTES_PER_MB = 1 << 20


class Closed(StrEnum):
    """For staff, logs and `kiosk doctor`; the person hears PAYMENT_CLOSED_NOW. Each is in docs/errors.md."""

    SERVER_CLOSED = "SERVER_CLOSED"  # the hospital says so
    HEALTH_TOO_OLD = "HEALTH_TOO_OLD"  # its word came too long ago to be leaned on
    CLOCK_SKEWED = "CLOCK_SKEWED"
    RESERVE_SPENT = "RESERVE_SPENT"  # the disk was full; laid by again once there is room
    DISK_LOW = "DISK_LOW"
    OPEN_TOO_MANY = "OPEN_TOO_MANY"
    OPEN_TOO_LONG = "OPEN_TOO_LONG"
    UNSETTLED_TOO_MUCH = "UNSETTLED_TOO_MUCH"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a decision looks at. An operation is open while its money is not where it belongs."""

    answer_age_s: float = 0.0  # since the hospital was asked for its health
    clock_skew_s: float = 0.0
    open_operations: int = 0
    oldest_open_s: float = 0.0
    unsettled_fen: int = 0
    reserve_held: bool = True
    free_bytes: int = 1 << 40


def why_closed(standing: Standing, limits: Limits, next_fen: int = 0) -> Closed | None:
    """None: a payment of this amount may start."""
    reasons = {
        Closed.HEALTH_TOO_OLD: standing.answer_age_s > limits.health_s_max,
        Closed.CLOCK_SKEWED: abs(standing.clock_skew_s) > limits.clock_skew_s_max,
        Closed.RESERVE_SPENT: not standing.reserve_held,
        Closed.DISK_LOW: standing.free_bytes < limits.disk_free_mb_min * BYTES_PER_MB,
        Closed.OPEN_TOO_MANY: standing.open_operations >= limits.open_operations_max,
        Closed.OPEN_TOO_LONG: standing.oldest_open_s > limits.open_operation_s_max,
        Closed.UNSETTLED_TOO_MUCH: standing.unsettled_fen + next_fen > limits.unsettled_fen_max,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)
