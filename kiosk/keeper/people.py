"""Calls about the person: activate, identify, bills, preview, give back, end. Personal data stays on this side."""

import threading
import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from kiosk.domain.age import AGREES_YEARS_MIN, is_under
from kiosk.domain.bill import Bill
from kiosk.domain.evidence import DependentEvidence, PhoneEvidence, good_for
from kiosk.domain.masking import masked_name
from kiosk.domain.patient import Dependent, Patient, Scope
from kiosk.domain.quote import Quote
from kiosk.hospital.port import BillLock, HospitalError, IdentifiedPatient
from kiosk.keeper import protocol, proxy
from kiosk.keeper.evidence_fields import evidence_of
from kiosk.keeper.office import Office
from kiosk.keeper.protocol import Activated, Refusal
from kiosk.keeper.refused import Refused
from kiosk.keeper.visits import HeldQuote, Person, Visit
from kiosk.settlement import locks, operations
from offline_queue.operation import State as OpState
from offline_queue.transaction import Transaction

BILLS_MAX = 50
CHINA = timezone(timedelta(hours=8))
UNLOCK_WAIT_S_MAX = 3.0
UNLOCK_LOOK_S = 0.02
LOCK_LEFT_S_MIN = 30.0  # a lock that ends sooner is not worth a preview
DEFINITE = frozenset({"BILL_LOCKED", "BILL_CHANGED", "BILL_PAID", "PATIENT_NOT_FOUND"})


class People:
    def __init__(self, office: Office) -> None:
        self._office = office
        self._locking = threading.Lock()

    def activate(self, request: protocol.Activate, deadline_s: float) -> Activated:
        token, digest = self._office.visits.begin()
        self._switch_visit(digest)
        return Activated(token)

    def end_visit(self, request: protocol.EndVisit, deadline_s: float) -> None:
        visit = self._office.visits.check(request.visit)
        for person in visit.people.values():
            self._office.hospital.forget(person.patient.patient_token)
        self._office.visits.end(request.visit)
        self._switch_visit("")
        self._office.leave()

    def identify(self, request: protocol.Identify, deadline_s: float) -> Patient:
        visit = self._office.visits.check(request.visit)
        evidence = evidence_of(request)
        if isinstance(evidence, DependentEvidence):
            return self._act_for(visit, evidence)
        if isinstance(evidence, PhoneEvidence):
            visit.try_to_guess()
        found = self._office.hospital.identify(evidence)
        today = datetime.fromtimestamp(self._office.time.wall_ms() / 1000, CHINA).date()
        shown = _shown(self._office.visits.admit(visit, found, good_for(evidence)), found)
        return replace(shown, under_14=is_under(AGREES_YEARS_MIN, getattr(evidence, "id_number", ""), today))

    def _act_for(self, visit: Visit, evidence: DependentEvidence) -> Patient:
        """The hospital knows who acts by the token that it gave them; that they do is written down here, and told."""
        acting = self._office.visits.person(visit, evidence.handle)
        who = acting.patient
        found = self._office.hospital.identify(DependentEvidence(who.patient_token, evidence.dependent_id))
        handle = self._office.visits.admit(visit, found, acting.good_for, by=who)
        proxy.note(self._office, self._office.visits.person(visit, handle), "Identify")
        return _shown(handle, found, by=who)

    def unpaid_bills(self, request: protocol.UnpaidBills, deadline_s: float) -> tuple[Bill, ...]:
        person = self._person(request.visit, request.handle)
        bills = self._office.hospital.unpaid_bills(person.patient.patient_token)
        scope = person.patient.scope_bill_id
        shown = tuple(bill for bill in bills if not scope or bill.bill_id == scope)
        person.bills = {bill.bill_id: bill for bill in shown}
        return shown

    def preview(self, request: protocol.PreviewSettlement, deadline_s: float) -> Quote:
        visit = self._office.visits.check(request.visit)
        person = self._office.visits.person(visit, request.handle)
        _check_bills(person, request)
        with self._locking:  # two previews at once would lock each other out
            lock = self._kept_lock(visit, person, request.bill_ids) or self._lock(visit, person, request.bill_ids)
            quote = self._office.hospital.preview(
                person.patient.patient_token,
                lock.lock_id,
                request.coverage_code,
                f"preview-{self._office.ids.new_id()}",
            )
        if set(quote.bill_ids) != set(request.bill_ids):
            raise Refused(Refusal.HOSPITAL_ERROR)
        self._office.visits.keep(visit, HeldQuote(quote, lock, person, request.coverage_code))
        return quote

    def release_quote(self, request: protocol.ReleaseQuote, deadline_s: float) -> None:
        visit = self._office.visits.check(request.visit)
        held = visit.quotes.get(request.quote_id)
        if held is not None:
            self._give_back(visit, held.lock.lock_id)

    def forget(self) -> None:
        """For idle moments: whom a turn has left alone is forgotten, and the bills are given back."""
        if self._office.visits.forget_people():
            self._office.writer.run(lambda tx: self._give_back_all(tx, ""))

    def _person(self, token: str, handle: str) -> Person:
        return self._office.visits.person(self._office.visits.check(token), handle)

    def _switch_visit(self, digest: str) -> None:
        """One commit: who is active now, and the locks of everybody else are given back."""

        def switch(tx: Transaction) -> None:
            tx.execute("INSERT OR REPLACE INTO active_visit (id, visit) VALUES (1, ?)", (digest,))
            self._give_back_all(tx, digest)

        self._office.writer.run(switch)

    def _give_back_all(self, tx: Transaction, still_active: str) -> None:
        for lock_id in locks.let_go_of_visits(tx, still_active):
            self._office.ledger.release(tx, lock_id)

    def _kept_lock(self, visit: Visit, person: Person, bill_ids: tuple[str, ...]) -> BillLock | None:
        """The lock that this visit has on exactly these bills. Its locks on others are given back first."""
        found = None
        for held in list(visit.quotes.values()):
            if held.person is person and set(held.quote.bill_ids) == set(bill_ids) and self._lasts(held.lock):
                found = held.lock
            elif held.quote.quote_id in visit.quotes:
                self._give_back(visit, held.lock.lock_id)
        return found

    def _lasts(self, lock: BillLock) -> bool:
        now_s = self._office.time.wall_ms() / 1000 + self._office.hospital.clock_skew_s
        return lock.expires_at.timestamp() - now_s > LOCK_LEFT_S_MIN

    def _lock(self, visit: Visit, person: Person, bill_ids: tuple[str, ...]) -> BillLock:
        bills = frozenset(bill_ids)
        key = person.lock_keys.setdefault(bills, f"lock-{self._office.ids.new_id()}")
        try:
            lock = self._office.hospital.lock_bills(person.patient.patient_token, bill_ids, key)
        except HospitalError as error:
            if error.code in DEFINITE:
                del person.lock_keys[bills]
            raise
        self._office.writer.run(lambda tx: locks.hold(tx, lock.lock_id, key, visit.digest))
        return lock

    def _give_back(self, visit: Visit, lock_id: str) -> None:
        """Journal that the unlock is owed, then give the sender a moment: the next lock may be on the same bills."""
        self._office.visits.drop_lock(visit, lock_id)

        def release(tx: Transaction) -> str:
            locks.let_go(tx, lock_id)
            self._office.ledger.release(tx, lock_id)
            return locks.key_of(tx, lock_id)

        key = self._office.writer.run(release)
        ends_s = time.monotonic() + UNLOCK_WAIT_S_MAX
        while time.monotonic() < ends_s and not self._is_sent(key):
            time.sleep(UNLOCK_LOOK_S)

    def _is_sent(self, lock_key: str) -> bool:
        op_id = operations.unlock("-", lock_key).op_id
        operation = self._office.writer.read(lambda tx: self._office.ledger.outbox.find(tx, op_id))
        return operation is None or operation.state is not OpState.OPEN or operation.tries > 0


def _shown(handle: str, found: IdentifiedPatient, by: IdentifiedPatient | None = None) -> Patient:
    """What the turn may know. `by`: who acts for this person."""
    return Patient(
        handle=handle,
        masked_name=masked_name(found.name),
        coverages=found.coverages,
        scope=Scope.BILL if found.scope_bill_id else Scope.PERSON,
        guardian_masked_name=masked_name(by.name if by else found.guardian_name),
        dependents=tuple(
            Dependent(each.dependent_id, masked_name(each.name), each.relation) for each in found.dependents
        ),
    )


def _check_bills(person: Person, request: protocol.PreviewSettlement) -> None:
    """Only bills that were shown, each once."""
    unique = set(request.bill_ids)
    if not request.bill_ids or len(unique) != len(request.bill_ids) or len(unique) > BILLS_MAX:
        raise Refused(Refusal.BAD_REQUEST)
    if not unique <= person.bills.keys():
        raise Refused(Refusal.NOT_ALLOWED)
