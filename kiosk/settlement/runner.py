"""Journal → act → journal. The same code starts a case and takes it up after a kill. Sans I/O: calls go out as orders.

Not safe for threads: `kiosk.settlement.edge` holds its lock around every method.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.hospital.port import Trade, TradeState
from kiosk.profile import Limits
from kiosk.settlement.course import Course, Planned
from kiosk.settlement.events import (
    Answered,
    Ask,
    Begin,
    Call,
    CancelAsked,
    Event,
    Fired,
    GoOn,
    HandedBack,
    HospitalAnswer,
    Proceed,
    Restart,
    Timer,
    Wait,
)
from kiosk.settlement.journal import CaseRow
from kiosk.settlement.kinds import unreachable
from kiosk.settlement.ledger import Ledger
from kiosk.settlement.machine import TIMERS, step
from kiosk.settlement.record import BY_CODE, ENDED, Method, Record, State
from kiosk.settlement.view import Private
from offline_queue.backoff import Backoff
from offline_queue.clock import Randomness
from offline_queue.writer import Writer

ONLINE_GAP_MS_MAX = 60_000
ONLINE_NOTE_MS = 10_000  # what a kill may take from the count at most
LATE_CHECKS_MAX = 3
LOOKED_AT_AGAIN = frozenset({State.DECLINED, State.PROVEN_CLOSED, State.REVERSED})


@dataclass(frozen=True, slots=True)
class Order:
    """A call that is to leave now."""

    call: Call
    record: Record
    payer_code: str = field(default="", repr=False)  # of a phone or of a face


class Runner:
    def __init__(
        self,
        writer: Writer,
        ledger: Ledger,
        limits: Limits,
        now_ms: Callable[[], int],
        randomness: Randomness,
        changed: Callable[[Course], None] = lambda course: None,
    ) -> None:
        self._writer = writer
        self._ledger = ledger
        self._limits = limits
        self._now_ms = now_ms
        self._randomness = randomness
        self._changed = changed
        self._courses: dict[str, Course] = {}
        self._waits_ms = {
            Timer.PATIENT_WAIT: _ms(limits.patient_wait_s_max),
            Timer.LATE_CHECK: _ms(limits.late_check_s),
        }

    # What the keeper asks for

    def begin(self, record: Record, private: Private, lock_id: str, visit: str, payer_code: str = "") -> Course:
        """Commit the intent, then go on. Raises what the commit raises: nothing has left then."""
        row = self._writer.run(lambda tx: self._ledger.journal.insert(tx, record, private, lock_id, visit))
        course = self._take_up(row, recovered=False)
        course.payer_code = payer_code
        self._feed(course, Begin())
        return course

    def recover(self, turn_ms: int = 0) -> None:
        """Take up what the journal holds. After a power cut a ward of terminals does so at once: no call leaves before
        this terminal's turn (queue time).
        """
        for row in self._writer.read(lambda tx: self._ledger.journal.unfinished(tx, LATE_CHECKS_MAX)):
            course = self._take_up(row, recovered=True)
            course.enter(None, self._now_ms(), self._timer_waits(course))
            self._feed(course, Restart())
            if course.planned is not None and course.planned.due_ms < turn_ms:
                course.planned = Planned(course.planned.call, turn_ms)

    def cancel(self, case_id: str) -> None:
        """A request: only a proven close ends the case."""
        course = self._courses.get(case_id)
        if course is not None:
            self._feed(course, CancelAsked())

    def hand_back(self, row: CaseRow) -> None:
        """Staff want the machine to go on with a case that is BY_HAND."""
        course = self._take_up(row, recovered=True)
        course.online_ms = 0
        self._note_online(course)
        self._feed(course, HandedBack())

    def look_again(self, row: CaseRow) -> None:
        """The day's close has doubts about an ended trade (S10): ask, and let the table judge what the query shows."""
        if row.record.state not in LOOKED_AT_AGAIN:
            return
        course = self._courses.get(row.case_id) or self._take_up(row, recovered=True)
        if course.record.state in LOOKED_AT_AGAIN and course.planned is None and course.in_flight is None:
            self._feed(course, Fired(Timer.LATE_CHECK))

    def course(self, case_id: str) -> Course | None:
        return self._courses.get(case_id)

    def open_count(self) -> int:
        return len(self.open_records())

    def open_records(self) -> list[Record]:
        return [course.record for course in self._courses.values() if course.record.state not in ENDED]

    def code_left_s(self, course: Course) -> float:
        return max(0.0, (course.code_ends_ms - self._now_ms()) / 1000)

    # What the edge does in turn

    def due(self) -> list[Order]:
        """Fire timers, then the calls that are to leave now."""
        for course in list(self._courses.values()):
            self._fire(course)
        quiet_ms = self._quiet_ms()
        return [order for each in list(self._courses.values()) if (order := self._order(each, quiet_ms)) is not None]

    def next_due_ms(self) -> int | None:
        """When `due` is to be called again, if nothing else happens before."""
        quiet_ms = self._quiet_ms()
        times = [due for course in self._courses.values() if (due := self._due_ms(course, quiet_ms)) is not None]
        return min(times, default=None)

    def answered(self, case_id: str, call: Call, answer: HospitalAnswer) -> None:
        course = self._courses[case_id]
        course.in_flight = None
        now = self._now_ms()
        if isinstance(answer, Trade):
            self._hear_trade(course, answer, now)
        course.hear(now, not unreachable(answer), ONLINE_GAP_MS_MAX)
        if course.online_ms - course.noted_ms >= ONLINE_NOTE_MS:
            self._note_online(course)
        self._feed(course, Answered(call, answer))
        if course.online_ms >= _ms(self._limits.unknown_by_hand_s) and Timer.HAND in TIMERS[course.record.state]:
            self._feed(course, Fired(Timer.HAND))

    # Inside

    def _hear_trade(self, course: Course, trade: Trade, now: int) -> None:
        if trade.code_expires_in_s:
            course.code_ends_ms = now + trade.code_expires_in_s * 1000
        if trade.state is TradeState.USER_PAYING and not course.record.payer_must_confirm:
            course.paying_ms = now  # the charge may have been long on its way

    def _note_online(self, course: Course) -> None:
        self._writer.run(lambda tx: self._ledger.journal.note_online(tx, course.case_id, course.online_ms))
        course.noted_ms = course.online_ms

    def _take_up(self, row: CaseRow, recovered: bool) -> Course:
        course = Course(
            seq=row.seq,
            version=row.version,
            lock_id=row.lock_id,
            visit=row.visit,
            record=row.record,
            private=row.private,
            asked_ms=self._now_ms(),
            paying_ms=self._now_ms(),
            recovered=recovered,
            online_ms=row.online_ms,
            noted_ms=row.online_ms,
        )
        self._courses[row.case_id] = course
        return course

    def _feed(self, course: Course, event: Event) -> None:
        old = course.record
        result = step(old, event, self._auto_closed(course))
        if self._ledger.writes(old, event, result):
            self._writer.run(lambda tx: self._ledger.write(tx, course.seq, course.lock_id, old, event, result))
        course.record = result.record
        course.version += result.record != old
        course.enter(old.state, self._now_ms(), self._timer_waits(course))
        self._plan(course, old.state, [act for act in result.acts if isinstance(act, Ask)])
        if result.record != old:
            self._changed(course)
        if any(isinstance(act, GoOn) for act in result.acts):
            self._feed(course, Proceed())
        self._late_check_again(course)
        self._put_away(course)

    def _plan(self, course: Course, old: State, asks: list[Ask]) -> None:
        if course.record.state is not old:
            course.planned = None
        for ask in asks:
            course.plan(ask.call, self._now_ms() + self._wait_ms(course, ask))

    def _put_away(self, course: Course) -> None:
        """An ended case leaves the memory once nothing more is to be looked at."""
        if course.record.state in ENDED and not (course.timers or course.planned or course.in_flight):
            self._courses.pop(course.case_id, None)

    def _fire(self, course: Course) -> None:
        now = self._now_ms()
        for timer in [timer for timer, due in course.timers.items() if due <= now]:
            if timer in course.timers:  # a timer fired before it may have changed the state
                del course.timers[timer]
                self._feed(course, Fired(timer))

    def _late_check_again(self, course: Course) -> None:
        """Only a check that was answered counts."""
        checks, idle = course.record.late_checks, not (course.timers or course.planned or course.in_flight)
        if idle and Timer.LATE_CHECK in TIMERS[course.record.state] and checks < LATE_CHECKS_MAX:
            course.timers[Timer.LATE_CHECK] = self._now_ms() + (self._waits_ms[Timer.LATE_CHECK] << checks)

    def _quiet_ms(self) -> int:
        """The host asked for quiet until then, of this case, of another, or of the outbox."""
        if not any(course.planned is not None for course in self._courses.values()):
            return 0
        return self._writer.read(self._ledger.quiet_until_ms)

    def _order(self, course: Course, quiet_ms: int) -> Order | None:
        planned, due = course.planned, self._due_call_ms(course, quiet_ms)
        if planned is None or due is None or due > self._now_ms():
            return None
        course.planned, course.in_flight = None, planned.call
        payer_code, course.payer_code = course.payer_code, ""
        if planned.call is Call.CHARGE:
            course.asked_ms = course.paying_ms = self._now_ms()
            course.code_ends_ms = course.asked_ms + _ms(self._limits.code_life_s)
        return Order(planned.call, course.record, payer_code)

    def _due_call_ms(self, course: Course, quiet_ms: int) -> int | None:
        if course.planned is None or course.in_flight is not None:
            return None
        return max(course.planned.due_ms, quiet_ms)

    def _due_ms(self, course: Course, quiet_ms: int) -> int | None:
        times = [*course.timers.values()]
        if (due := self._due_call_ms(course, quiet_ms)) is not None:
            times.append(due)
        return min(times, default=None)

    def _wait_ms(self, course: Course, ask: Ask) -> int:
        wait_ms = {Wait.NOW: 0, Wait.INTERVAL: _ms(self._limits.trade_query_interval_s)}.get(ask.wait)
        if wait_ms is None:
            wait_ms = self._back_off_ms(course)
        if ask.call is Call.CLOSE_TRADE and course.record.method in BY_CODE:
            allowed_ms = course.paying_ms + _ms(self._limits.reverse_after_s_min)  # a channel refuses it sooner
            wait_ms = max(wait_ms, allowed_ms - self._now_ms())
        return wait_ms

    def _back_off_ms(self, course: Course) -> int:
        """As the outbox waits, within the profile's limits."""
        course.tries += 1
        backoff = Backoff(_ms(self._limits.retry_base_s), _ms(self._limits.retry_s_max))
        return backoff.wait_ms(course.tries, self._randomness)

    def _auto_closed(self, course: Course) -> bool:
        """S6: by now the channel has closed it by itself. A code that never reached us nobody can pay."""
        limits, record = self._limits, course.record
        if record.method is Method.QR and not record.code_url:
            return True
        life = limits.code_life_s if record.method is Method.QR else limits.user_paying_s_max
        return self._now_ms() - course.asked_ms >= _ms(life + limits.reverse_after_s_min)

    def _timer_waits(self, course: Course) -> dict[Timer, int]:
        limits = self._limits
        paying = limits.code_life_s if course.record.method is Method.QR else limits.user_paying_s_max
        return {**self._waits_ms, Timer.PAYING: _ms(paying)}


def _ms(seconds: float) -> int:
    return int(seconds * 1000)
