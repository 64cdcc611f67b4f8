"""An open case in memory: its record, what it waits for, and when. No time is read here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kiosk.settlement.events import Call, Timer
from kiosk.settlement.machine import TIMERS
from kiosk.settlement.record import Record, State
from kiosk.settlement.view import Private


@dataclass(frozen=True, slots=True)
class Planned:
    """A call that has not left yet. Times are queue time."""

    call: Call
    due_ms: int


@dataclass(slots=True)
class Course:
    """Changed by the runner only. What is lost with it at a kill is rebuilt by asking."""

    seq: int
    version: int
    lock_id: str
    visit: str
    record: Record
    private: Private = field(repr=False)
    asked_ms: int  # when the charge left, or the keeper started: the later one, so that every wait is kept in full
    paying_ms: int  # when the payer was first seen asked for the password
    recovered: bool = False
    payer_code: str = field(default="", repr=False)  # or a face's: until the charge has left; never written down
    planned: Planned | None = None
    in_flight: Call | None = None
    timers: dict[Timer, int] = field(default_factory=dict)
    code_ends_ms: int = 0
    tries: int = 0  # backed-off calls in a row in this state
    online_ms: int = 0  # unresolved while the server could be asked
    noted_ms: int = 0  # of that, what is in the journal
    heard_ms: int | None = None  # when the last real answer came

    @property
    def case_id(self) -> str:
        return self.record.case_id

    def plan(self, call: Call, due_ms: int) -> None:
        """The same call that waits already keeps the earlier time."""
        if self.planned is not None and self.planned.call is call:
            due_ms = min(due_ms, self.planned.due_ms)
        self.planned = Planned(call, due_ms)

    def enter(self, old: State | None, now_ms: int, waits_ms: Mapping[Timer, int]) -> None:
        """The state is `record.state` now. Timers that both states know run on, or have fired and stay so."""
        new = self.record.state
        if old is new:
            return
        wanted = TIMERS[new]
        self.timers = {timer: due for timer, due in self.timers.items() if timer in wanted}
        for timer in wanted - (TIMERS[old] if old else frozenset()):
            if timer in waits_ms and not (timer is Timer.PATIENT_WAIT and self.record.overdue):
                self.timers[timer] = now_ms + waits_ms[timer]
        self.tries = 0

    def hear(self, now_ms: int, reachable: bool, gap_ms_max: int) -> None:
        """An answer came, or provably none could: only the time between two answers of the server counts as online."""
        if reachable and self.heard_ms is not None and Timer.HAND in TIMERS[self.record.state]:
            self.online_ms += min(now_ms - self.heard_ms, gap_ms_max)
        self.heard_ms = now_ms if reachable else None
