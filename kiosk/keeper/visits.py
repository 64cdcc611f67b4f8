"""Who is at the machine: one active visit, its handles and its quotes. In memory, and gone with the visit.

Only a digest of the token is kept on disk, so that a keeper that was killed still knows its turn's cases, but nobody.
"""

import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.domain.bill import Bill
from kiosk.domain.patient import Purpose
from kiosk.domain.quote import Quote
from kiosk.domain.ticket import Ticket
from kiosk.hospital.port import BillLock, IdentifiedPatient
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused

HANDLES_MAX = 16
QUOTES_MAX = 32
GUESSES_MAX = 3


@dataclass(slots=True, repr=False)
class Person:
    """Behind a handle."""

    patient: IdentifiedPatient
    by: IdentifiedPatient | None = None  # who acts for them
    good_for: frozenset[Purpose] = frozenset(Purpose)  # what was shown proves them for
    bills: dict[str, Bill] = field(default_factory=dict)  # as last shown
    tickets: dict[str, Ticket] = field(default_factory=dict)  # by the bill that pays for them
    lock_keys: dict[frozenset[str], str] = field(default_factory=dict)  # a lock whose answer never came is asked again


@dataclass(frozen=True, slots=True, repr=False)
class HeldQuote:
    quote: Quote
    lock: BillLock
    person: Person
    coverage_code: str


@dataclass(slots=True, repr=False)
class Visit:
    digest: str
    seen_s: float
    people: dict[str, Person] = field(default_factory=dict)
    quotes: dict[str, HeldQuote] = field(default_factory=dict)
    staff: dict[str, str] = field(default_factory=dict)  # handle → name of who signed in
    admissions: set[str] = field(default_factory=set)  # whom it was told it may visit
    guesses: int = 0

    def try_to_guess(self) -> None:
        """A phone number and four digits, or an admission number, can be guessed: not often. Refused TOO_MANY_TRIES."""
        if self.guesses >= GUESSES_MAX:
            raise Refused(Refusal.TOO_MANY_TRIES)
        self.guesses += 1


class Visits:
    """Safe for threads. `new_token` makes unguessable names; `now_s` is monotonic."""

    def __init__(self, new_token: Callable[[], str], now_s: Callable[[], float], life_s_max: float) -> None:
        self._new_token = new_token
        self._now_s = now_s
        self._life_s_max = life_s_max
        self._lock = threading.Lock()
        self._active: Visit | None = None

    def resume(self, visit_digest: str) -> None:
        """A keeper that starts knows the visit, but not whom it had identified."""
        with self._lock:
            self._active = Visit(visit_digest, self._now_s()) if visit_digest else None

    def begin(self) -> tuple[str, str]:
        """A new visit's token and its digest. The former visit is over."""
        token = self._new_token()
        with self._lock:
            self._active = Visit(digest(token), self._now_s())
        return token, digest(token)

    def check(self, token: str) -> Visit:
        """The active visit, if this is its token. Refused NOT_ALLOWED."""
        with self._lock:
            if self._active is None or self._active.digest != digest(token):
                raise Refused(Refusal.NOT_ALLOWED)
            self._active.seen_s = self._now_s()
            return self._active

    def end(self, token: str) -> None:
        visit = self.check(token)
        with self._lock:
            if self._active is visit:
                self._active = None

    def forget_people(self) -> bool:
        """A turn that hangs must not hold a person for ever; its visit goes on. True if somebody was forgotten."""
        with self._lock:
            visit = self._active
            if visit is None or not (visit.people or visit.staff) or self._now_s() - visit.seen_s <= self._life_s_max:
                return False
            visit.people.clear()
            visit.quotes.clear()
            visit.staff.clear()
            return True

    @property
    def active_digest(self) -> str:
        with self._lock:
            return self._active.digest if self._active else ""

    def admit(
        self,
        visit: Visit,
        patient: IdentifiedPatient,
        good_for: frozenset[Purpose] = frozenset(Purpose),
        by: IdentifiedPatient | None = None,
    ) -> str:
        """A handle for this person, good for this visit only. `by`: who acts for them."""
        handle = self._new_token()
        with self._lock:
            if len(visit.people) >= HANDLES_MAX:
                raise Refused(Refusal.NOT_ALLOWED)
            visit.people[handle] = Person(patient, by, good_for)
        return handle

    def person(self, visit: Visit, handle: str) -> Person:
        with self._lock:
            if handle not in visit.people:
                raise Refused(Refusal.NOT_ALLOWED)
            return visit.people[handle]

    def admit_staff(self, visit: Visit, name: str) -> str:
        handle = self._new_token()
        with self._lock:
            visit.staff = {handle: name}  # one at a time
        return handle

    def staff(self, visit: Visit, handle: str) -> str:
        """The name behind the handle. Refused NOT_ALLOWED."""
        with self._lock:
            if handle not in visit.staff:
                raise Refused(Refusal.NOT_ALLOWED)
            return visit.staff[handle]

    def keep(self, visit: Visit, held: HeldQuote) -> None:
        with self._lock:
            if self._active is not visit or len(visit.quotes) >= QUOTES_MAX:
                raise Refused(Refusal.NOT_ALLOWED)
            visit.quotes[held.quote.quote_id] = held

    def quote(self, visit: Visit, quote_id: str) -> HeldQuote:
        with self._lock:
            if quote_id not in visit.quotes:
                raise Refused(Refusal.QUOTE_EXPIRED)
            return visit.quotes[quote_id]

    def drop_lock(self, visit: Visit, lock_id: str) -> None:
        """The bills are given back: no quote of theirs is good any more."""
        with self._lock:
            for quote_id, held in list(visit.quotes.items()):
                if held.lock.lock_id == lock_id:
                    held.person.lock_keys.pop(frozenset(held.quote.bill_ids), None)
                    del visit.quotes[quote_id]


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:32]
