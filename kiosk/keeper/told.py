"""What the keeper says of itself."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Activated:
    visit: str


@dataclass(frozen=True, slots=True)
class HealthReport:
    reachable: bool
    accepts_payments: bool
    reason: str = ""  # a Refusal
    open_cases: int = 0
    dead_letters: int = 0
    clock_skew_s: float = 0.0
    closed_by: str = ""  # a `closing.Closed`, for staff: what keeps new payments back
    open_operations: int = 0
    oldest_open_s: float = 0.0
    unsettled_fen: int = 0
    by_hand: int = 0
    free_mb: int = 0
    reserve_held: bool = True
