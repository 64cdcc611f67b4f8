"""Locks on bills: at most one at a time, with a life of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hardware_sim.hospital.clock import Clock, after
from hardware_sim.hospital.problems import Problem, not_found
from hardware_sim.hospital.values import Numbers


@dataclass(frozen=True, slots=True)
class Lock:
    lock_id: str
    terminal: str
    person_key: str
    versions: dict[str, int]  # of the bills, when they were locked
    expires_at: datetime

    @property
    def bill_ids(self) -> list[str]:
        return list(self.versions)


class Locks:
    """`in_use` says whether a live or paid order hangs on a lock: such a one is neither swept nor released."""

    def __init__(self, clock: Clock, numbers: Numbers, life_s: float, in_use: Callable[[str], bool]) -> None:
        self._clock, self._numbers, self._life_s, self._in_use = clock, numbers, life_s, in_use
        self._held: dict[str, Lock] = {}

    def take(self, terminal: str, person_key: str, versions: dict[str, int]) -> Lock:
        """All bills or none. Raises BILL_LOCKED. A terminal serves one person at a time: what it locked before and no
        order hangs on gives way, so that a lock whose answer it never got does not lock its own patient out.
        """
        self.sweep()
        given_up: list[str] = []
        for held in self._held.values():
            if both := sorted(set(held.versions) & set(versions)):
                if held.terminal == terminal and not self._in_use(held.lock_id):
                    given_up.append(held.lock_id)
                    continue
                left_s = (held.expires_at - self._clock.now()).total_seconds()
                raise Problem(409, "BILL_LOCKED", retry_after_s=max(1.0, left_s), bill_ids=both)
        for lock_id in given_up:
            del self._held[lock_id]
        lock_id = self._numbers.serial("LK")
        lock = Lock(lock_id, terminal, person_key, versions, after(self._clock.now(), self._life_s))
        self._held[lock_id] = lock
        return lock

    def get(self, lock_id: str) -> Lock:
        self.sweep()
        if lock_id not in self._held:
            raise not_found("LOCK")
        return self._held[lock_id]

    def release(self, lock_id: str) -> None:
        self.get(lock_id)
        if self._in_use(lock_id):
            raise Problem(409, "LOCK_IN_USE", retry_after_s=5.0)
        del self._held[lock_id]

    def use_up(self, lock_id: str) -> None:
        """Its bills are settled."""
        self._held.pop(lock_id, None)

    def sweep(self) -> None:
        now = self._clock.now()
        ended = [each for each in self._held.values() if each.expires_at <= now and not self._in_use(each.lock_id)]
        for lock in ended:
            del self._held[lock.lock_id]

    def held(self) -> tuple[Lock, ...]:
        self.sweep()
        return tuple(self._held.values())
