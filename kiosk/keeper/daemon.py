"""The keeper's process. Crash-only: starting is recovering, and whatever it cannot go on with ends it."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

from kiosk.hospital.port import Unknown
from kiosk.keeper.anchoring import Anchors
from kiosk.keeper.books import Books
from kiosk.keeper.calls import Calls
from kiosk.keeper.office import HospitalClient, Log, Office
from kiosk.keeper.protocol import Activate, Request
from kiosk.keeper.refused import Refused
from kiosk.keeper.sending import POLICY, Carrier
from kiosk.keeper.server import Server
from kiosk.keeper.staff import StaffCounter
from kiosk.keeper.visits import Visits
from kiosk.profile import Profile
from kiosk.settlement import calls, locks
from kiosk.settlement.course import Course
from kiosk.settlement.edge import Edge
from kiosk.settlement.events import HospitalAnswer
from kiosk.settlement.journal import CaseRow
from kiosk.settlement.runner import Order, Runner
from offline_queue import gate
from offline_queue.clock import Ids, Randomness
from offline_queue.sender import Sender
from offline_queue.sender_thread import SenderThread
from offline_queue.transaction import Transaction
from offline_queue.writer import WriterThread

BEAT_S = 2.0
SENDER_LATE_S_MAX = 10.0  # beyond the deadline of its call to the hospital
SENDERS = 4  # requests of the outbox on their way at once
LOOK_S = 0.01
IDLE_LOOK_S = 1.0
LEAVE_S_MAX = 3.0  # for what is to be sent after a visit; the rest is sent after the next start


def nobody_listens() -> None:
    """No watchdog."""


class Keeper:
    """`log(event, **facts)` gets no personal data. `failed` ends the process; it may be called from any thread.

    `beat` is called every BEAT_S while writer, settlements and sender all turn.
    """

    def __init__(
        self,
        profile: Profile,
        books: Books,
        hospital: HospitalClient,
        ids: Ids,
        randomness: Randomness,
        log: Log,
        failed: Callable[[BaseException], None],
        beat: Callable[[], None] = nobody_listens,
    ) -> None:
        self._beat, self._beaten_s = beat, 0.0
        self._books, self._log, self._end = books, log, failed
        self._stopped = threading.Event()
        failed = self._fail
        self._hospital, self._limits = hospital, profile.limits
        self._socket = profile.keeper.socket
        self._writer = WriterThread(books.store)
        time_ = books.store.time
        self._runner = Runner(self._writer, books.ledger, profile.limits, time_.now_ms, randomness, self._note)
        self._edge = Edge(self._runner, self._perform, time_.now_ms, failed)
        self._anchors = Anchors(books.ledger, time_.wall_ms)
        policy = replace(POLICY, in_flight_max=SENDERS)
        sender = Sender(books.ledger.outbox, time_, randomness, policy=policy, on_done=self._anchors.told)
        self._sender = SenderThread(
            self._writer, sender, Carrier(hospital.deliver, time_.wall_ms), time_, failed, SENDERS
        )
        self._visits = Visits(ids.new_id, time.monotonic, profile.limits.visit_life_s_max)
        self._wake = threading.Event()
        self._left_s: float | None = None  # when the visit ended and the process began to leave
        self._knocking = 0  # turns that wait for the process to be gone
        office = Office(
            terminal=profile.terminal,
            limits=profile.limits,
            hospital=hospital,
            writer=self._writer,
            ledger=books.ledger,
            staff=books.desk,
            edge=self._edge,
            visits=self._visits,
            time=time_,
            ids=ids,
            disk=books.guard,
            log=log,
            leave=self._leave,
        )
        counter = StaffCounter(self._writer, books.ledger, books.desk, time_, self._hand_back, hospital.audit_heads)
        self._calls = Calls(office, counter, profile.keeper.staff_file)

    def start(self) -> None:
        """Recover, then serve."""
        self._writer.run(self._recover_visit)
        self._writer.subscribe(self._sender.wake)
        self._sender.start()
        self._runner.recover(self._turn_ms())
        self._edge.start()
        self._server = Server(self._socket, self._answer, self._fail)
        self._server.start()
        self._log("keeper.started", open_cases=self._runner.open_count())

    def _turn_ms(self) -> int:
        """After a reboot the outbox has drawn this terminal's turn; settlements that were open keep to it too."""
        if not self._books.store.time.rebooted:
            return 0
        return self._writer.read(lambda tx: gate.load(tx, gate.GATE_POLICY)).closed_until_ms

    def until_left(self) -> None:
        """Returns when a visit has ended and nothing is open, or after `stop`."""
        while not self._stopped.is_set():
            self._wake.wait(IDLE_LOOK_S if self._left_s is None else LOOK_S)
            self._wake.clear()
            self._calls.people.forget()
            self._books.guard.restore()
            self._prove_life()
            if self._left_s is not None and self._may_leave(self._left_s):
                return

    def _prove_life(self) -> None:
        """Whatever hangs leaves out the beat: whoever waits for it ends this process, and the next one recovers."""
        if time.monotonic() - self._beaten_s < BEAT_S:
            return
        self._writer.read(lambda tx: tx.one("SELECT 1"))
        self._edge.run(lambda runner: None)
        self._sender.wake()
        still_s_max = self._limits.hospital_money_s_max + SENDER_LATE_S_MAX
        if self._sender.still_ms() <= still_s_max * 1000 and self._server.is_alive:
            self._beaten_s = time.monotonic()
            self._beat()

    def _leave(self) -> None:
        self._writer.run(self._anchors.tell)
        self._left_s = time.monotonic()
        self._wake.set()

    def stop(self) -> None:
        """From a signal or a test. Nothing is waited for: the next start asks."""
        self._stopped.set()
        self._wake.set()

    def close(self) -> None:
        """What waits to be committed is. The database itself is left open: a thread may still be in it, and the end of
        the process closes it well enough.
        """
        self._stopped.set()
        self._server.close()
        self._edge.stop()
        self._sender.close(wait_s_max=0.0)
        self._writer.close()
        self._log("keeper.left")

    def _fail(self, error: BaseException) -> None:
        """While it closes, what still runs finds doors shut: that is no failure."""
        if not self._stopped.is_set():
            self._end(error)

    def _recover_visit(self, tx: Transaction) -> None:
        """The turn that was active may still be there: its visit and its locks stay. All others' are given back."""
        row = tx.one("SELECT visit FROM active_visit")
        digest = str(row[0]) if row else ""
        self._visits.resume(digest)
        for lock_id in locks.let_go_of_visits(tx, digest):
            self._books.ledger.release(tx, lock_id)

    def _may_leave(self, left_s: float) -> bool:
        if self._visits.active_digest:
            self._left_s = None  # a case was open, so the next turn was let in
            return False
        if self._server.open_calls > self._knocking or self._edge.run(lambda runner: runner.open_count()):
            return False
        hurried = self._knocking > 0 or time.monotonic() - left_s > LEAVE_S_MAX
        return hurried or not self._writer.read(_unsent)

    def _knock(self) -> None:
        """The next turn comes while the process leaves: it is not served by one that has seen the last patient."""
        if self._left_s is None or self._edge.run(lambda runner: runner.open_count()):
            return
        self._knocking += 1
        self._wake.set()
        self._stopped.wait(LEAVE_S_MAX)  # the process ends meanwhile, and the turn calls the next one

    def _perform(self, order: Order) -> HospitalAnswer:
        answer = calls.perform(self._hospital, order, int(self._limits.code_life_s))
        if isinstance(answer, Unknown):
            self._log("hospital.unknown", call=order.call, case=order.record.case_id, reason=answer.reason)
        return answer

    def _hand_back(self, row: CaseRow) -> None:
        self._edge.run(lambda runner: runner.hand_back(row))

    def _answer(self, request: Request, deadline_s: float) -> object:
        if isinstance(request, Activate):
            self._knock()
        try:
            return self._calls.handle(request, deadline_s)
        except Refused as refused:
            self._log("call.refused", call=type(request).__name__, refusal=refused.refusal)
            raise

    def _note(self, course: Course) -> None:
        record = course.record
        self._log("case.step", case=record.case_id, state=record.state, reason=record.reason)


def _unsent(tx: Transaction) -> bool:
    """Something that was never tried."""
    return tx.one("SELECT 1 FROM outbox WHERE state = 0 AND tries = 0 AND lane > 0 LIMIT 1") is not None
