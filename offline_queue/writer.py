"""The one door to the database: pieces of work in, durable results out.

`WriterThread` is for the running program, `InlineWriter` for a simulation on a virtual clock; work cannot tell.
"""

import contextlib
import sqlite3
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from offline_queue.errors import CommitUnknown, ErrorCode, QueueError
from offline_queue.group import Job, Work, commit_group, read_only, run_one
from offline_queue.store import Store

T = TypeVar("T")


class Writer(Protocol):
    """Runs work in transactions, one at a time. See `Work`: it may raise, and must not talk to the network."""

    def submit(self, work: Work[T]) -> Future[T]:
        """Queue work; the future resolves once its commit is durable, or raises what the work raised.

        Raises through the future: CommitUnknown (look it up by id), QueueError NOT_COMMITTED (nothing was written).
        """
        ...

    def run(self, work: Work[T]) -> T:
        """The same, waiting for it."""
        ...

    def read(self, query: Work[T]) -> T:
        """Run queries on a consistent view. Whatever they write is rolled back."""
        ...


class InlineWriter:
    """No thread: work is committed before `submit` returns."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def submit(self, work: Work[T]) -> Future[T]:
        """See `Writer.submit`; the future is done."""
        job = Job(work)
        commit_group(self._store, [job])
        return job.future

    def run(self, work: Work[T]) -> T:
        """See `Writer.run`."""
        return run_one(self._store, work)

    def read(self, query: Work[T]) -> T:
        """See `Writer.read`."""
        return read_only(self._store, query)


@dataclass(frozen=True, slots=True)
class WriterLimits:
    """How much a writer may hold, and for how long."""

    waiting_max: int = 4_096
    group_max: int = 64
    commit_wait_s_max: float = 30.0
    idle_s: float = 2.0  # after this long without work the WAL is folded into the file


class WriterThread:
    """One thread with group commit.

    A caller of `run` that finds nobody writing commits on its own thread and saves two thread switches, a tenth of
    the whole; when it finds a commit under way, its work joins the group that follows. The lock makes either way
    the only one.
    """

    def __init__(self, store: Store, limits: WriterLimits = WriterLimits()) -> None:
        self._store = store
        self._limits = limits
        self._turn = threading.Lock()
        self._owner = 0
        self._waiting: deque[Job[Any]] = deque()
        self._wake = threading.Event()
        self._door = threading.Lock()
        self._closing = False
        self._unfolded = False
        self._listeners: list[Callable[[], None]] = []
        self._thread = threading.Thread(target=self._loop, name="queue-writer", daemon=True)
        self._thread.start()

    def subscribe(self, committed: Callable[[], None]) -> None:
        """Call this after every commit, on the writer's side: it must return at once and not raise."""
        self._listeners.append(committed)

    def submit(self, work: Work[T]) -> Future[T]:
        """See `Writer.submit`. Raises QueueError WRITER_FULL or STORE_CLOSED at once."""
        job = Job(work)
        with self._door:
            if self._closing:
                raise QueueError(ErrorCode.STORE_CLOSED)
            if len(self._waiting) >= self._limits.waiting_max:
                raise QueueError(ErrorCode.WRITER_FULL)
            self._waiting.append(job)
        self._wake.set()
        return job.future

    def run(self, work: Work[T]) -> T:
        """See `Writer.run`. Waits at most `commit_wait_s_max`."""
        assert self._owner != threading.get_ident(), "work must not wait for other work"
        if self._closing or self._waiting or not self._turn.acquire(blocking=False):
            return self._wait(self.submit(work))
        self._owner = threading.get_ident()
        try:
            result = run_one(self._store, work)
        finally:
            self._owner = 0
            self._turn.release()
        self._after_commit()
        return result

    def read(self, query: Work[T]) -> T:
        """See `Writer.read`. Waits for the commit under way."""
        assert self._owner != threading.get_ident(), "work must not wait for other work"
        if not self._turn.acquire(timeout=self._limits.commit_wait_s_max):
            raise QueueError(ErrorCode.WRITER_FULL, "no turn to read")
        try:
            return read_only(self._store, query)
        finally:
            self._turn.release()

    def close(self) -> None:
        """Commit what waits, then stop. Twice is harmless. The store stays open."""
        with self._door:  # no job can slip in behind the thread's last look
            self._closing = True
        self._wake.set()
        self._thread.join(self._limits.commit_wait_s_max)

    def _wait(self, future: Future[T]) -> T:
        try:
            return future.result(self._limits.commit_wait_s_max)
        except TimeoutError as error:
            if future.done():  # the work itself raised a TimeoutError
                raise
            if future.cancel():
                raise QueueError(ErrorCode.NOT_COMMITTED, "waited too long") from error
            raise CommitUnknown(ErrorCode.COMMIT_UNKNOWN, "still being written") from error

    def _after_commit(self) -> None:
        if not self._unfolded:
            self._unfolded = True
            self._wake.set()  # the thread starts counting idle time
        for listener in self._listeners:
            listener()

    def _loop(self) -> None:
        while not (self._closing and not self._waiting):
            woken = self._wake.wait(self._limits.idle_s if self._unfolded else None)
            self._wake.clear()
            if not woken:
                self._fold()
            while self._waiting:
                self._commit_waiting()

    def _commit_waiting(self) -> None:
        count = min(len(self._waiting), self._limits.group_max)
        with self._turn:
            self._owner = threading.get_ident()
            try:
                commit_group(self._store, [self._waiting.popleft() for _ in range(count)])
            finally:
                self._owner = 0
        self._after_commit()

    def _fold(self) -> None:
        with self._turn:
            self._unfolded = False
            # Nothing is lost by a longer WAL; the next commit meets the same disk and has a caller to tell.
            with contextlib.suppress(sqlite3.Error, QueueError):
                self._store.checkpoint()
