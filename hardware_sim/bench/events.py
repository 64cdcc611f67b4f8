"""What happened on the bench, in order: the panel streams it, scenarios wait on it, `timeline.jsonl` is made of it."""

import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

EVENTS_MAX = 20_000  # a demo may run for days: the oldest go


@dataclass(frozen=True, slots=True)
class Event:
    """`t_ms`: monotonic milliseconds since the bench began."""

    number: int
    t_ms: float
    actor: str  # patient | terminal | world | hospital | printer | a4 | scanner | card | scenario
    event: str
    data: dict[str, object]

    def as_json(self) -> str:
        return json.dumps(self.as_dict(), ensure_ascii=False)

    def as_dict(self) -> dict[str, object]:
        return {"t_ms": self.t_ms, "actor": self.actor, "event": self.event, **self.data}


Wanted = Callable[[Event], bool]
Listener = Callable[[Event], None]


class EventLog:
    """Thread-safe. Listeners are called on the thread that adds, outside the lock: they must not block."""

    def __init__(self, monotonic_s: Callable[[], float] = time.monotonic) -> None:
        self._monotonic_s = monotonic_s
        self._began_s = monotonic_s()
        self._events: deque[Event] = deque(maxlen=EVENTS_MAX)
        self._number = 0
        self._changed = threading.Condition()
        self._listeners: list[Listener] = []

    def since_began_ms(self, monotonic_s: float) -> float:
        """A moment on this machine's monotonic clock as time of this log."""
        return round((monotonic_s - self._began_s) * 1000, 3)

    def add(self, actor: str, event: str, data: Mapping[str, object] | None = None, at_s: float | None = None) -> Event:
        """`at_s`: when it really happened (monotonic seconds), if not just now."""
        with self._changed:
            self._number += 1
            moment = self._monotonic_s() if at_s is None else at_s
            added = Event(self._number, self.since_began_ms(moment), actor, event, dict(data or {}))
            self._events.append(added)
            self._changed.notify_all()
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener(added)
        return added

    @property
    def last_number(self) -> int:
        with self._changed:
            return self._number

    def after(self, number: int) -> list[Event]:
        with self._changed:
            return [event for event in self._events if event.number > number]

    def wait(self, wanted: Wanted, *, after: int, within_s_max: float) -> Event | None:
        """The first wanted event later than `after`, already there or still to come; None when the time is up."""
        deadline = self._monotonic_s() + within_s_max
        seen = after
        with self._changed:
            while True:
                fresh = [event for event in self._events if event.number > seen]
                for event in fresh:
                    if wanted(event):
                        return event
                seen = self._number
                left_s = deadline - self._monotonic_s()
                if left_s <= 0 or not (self._changed.wait(left_s) or self._number > seen):
                    return None

    @contextmanager
    def listening(self, listener: Listener) -> Iterator[None]:
        with self._changed:
            self._listeners.append(listener)
        try:
            yield
        finally:
            with self._changed:
                self._listeners.remove(listener)

    def write(self, path: Path) -> None:
        """One JSON object a line, ordered by when it happened."""
        events = sorted(self.after(0), key=lambda event: (event.t_ms, event.number))
        path.write_text("".join(event.as_json() + "\n" for event in events), encoding="utf-8")
