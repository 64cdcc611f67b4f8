"""The threads around the runner: one that watches the clock, a few that wait for the hospital."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from kiosk.settlement.events import HospitalAnswer
from kiosk.settlement.runner import Order, Runner

T = TypeVar("T")

CALLS_AT_ONCE_MAX = 4
IDLE_S_MAX = 5.0


class Edge:
    """Runs a runner in real time. Whatever raises in it ends the keeper: starting again is recovering."""

    def __init__(
        self,
        runner: Runner,
        perform: Callable[[Order], HospitalAnswer],
        now_ms: Callable[[], int],
        failed: Callable[[BaseException], None],
    ) -> None:
        self._runner = runner
        self._perform = perform
        self._now_ms = now_ms
        self._failed = failed
        self._changed = threading.Condition()  # with a lock that its holder may take again
        self._stopping = False
        self._pool = ThreadPoolExecutor(CALLS_AT_ONCE_MAX, "settlement")
        self._thread = threading.Thread(target=self._guarded, args=(self._loop,), name="settlement", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """No new calls leave. What is on its way is asked about at the next start."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._pool.shutdown(wait=False, cancel_futures=True)

    def run(self, work: Callable[[Runner], T]) -> T:
        """Use the runner under its lock; what became due leaves at once."""
        with self._changed:
            result = work(self._runner)
            self._send()
            self._changed.notify_all()
            return result

    def wait_until(self, done: Callable[[Runner], bool], wait_s: float) -> None:
        """Until `done`, looked at after every change, or until the wait is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or done(self._runner), max(0.0, wait_s))

    def _loop(self) -> None:
        with self._changed:
            while not self._stopping:
                self._send()
                self._changed.wait(self._idle_s())

    def _idle_s(self) -> float:
        due = self._runner.next_due_ms()
        return IDLE_S_MAX if due is None else min(IDLE_S_MAX, max(0.0, (due - self._now_ms()) / 1000))

    def _send(self) -> None:
        for order in self._runner.due():
            if not self._stopping:
                self._pool.submit(self._guarded, self._call, order)

    def _call(self, order: Order) -> None:
        answer = self._perform(order)
        self.run(lambda runner: runner.answered(order.record.case_id, order.call, answer))

    def _guarded(self, work: Callable[..., None], *arguments: object) -> None:
        try:
            work(*arguments)
        except BaseException as error:
            self._failed(error)
