"""Calls about settlements: start, watch, cancel, tell, and the slips that are owed."""

import re
import threading
from collections.abc import Callable

from kiosk.domain.case import Case
from kiosk.domain.day_close import DayClose
from kiosk.domain.masking import masked_name
from kiosk.domain.money import NOTHING
from kiosk.domain.payment import Channel
from kiosk.domain.slip import Slip, SlipKind, SlipLine
from kiosk.keeper import protocol, proxy
from kiosk.keeper.health import Health
from kiosk.keeper.office import Office
from kiosk.keeper.protocol import WATCH_S_MAX, Refusal
from kiosk.keeper.refused import Refused
from kiosk.keeper.visits import HeldQuote
from kiosk.settlement import slips
from kiosk.settlement.journal import CaseRow
from kiosk.settlement.record import BY_CODE, Method, Record, State
from kiosk.settlement.runner import Runner
from kiosk.settlement.view import Private, case_of, phase_of
from offline_queue.transaction import Transaction

RequireStaff = Callable[[str, str], object]  # visit and handle; raises Refused
LastClose = Callable[[Transaction, str], DayClose]  # by what stands for the case on its slip

CASE_ID_CHARS = 20
PAYER_CODE = re.compile(r"[0-9]{16,24}")
FACE_CODE = re.compile(r"[0-9A-Za-z_-]{8,128}")
TRY_AGAIN = frozenset({State.DECLINED, State.PROVEN_CLOSED, State.REVERSED})


class Cases:
    def __init__(self, office: Office, health: Health, require_staff: RequireStaff, last_close: LastClose) -> None:
        self._office = office
        self._health = health
        self._require_staff = require_staff
        self._last_close = last_close
        self._starting = threading.Lock()

    def start(self, request: protocol.StartSettlement, deadline_s: float) -> Case:
        """Two taps, or a call sent again after the keeper was killed, find the case of the first."""
        visit = self._office.visits.check(request.visit)
        with self._starting:
            begun = self._begun(request.quote_id)
            if begun is not None and begun.visit == visit.digest:
                return self.view(begun.case_id)
            if begun is not None:
                raise Refused(Refusal.BILL_PAID if begun.record.state is State.SETTLED else Refusal.BILL_LOCKED)
            held = self._office.visits.quote(visit, request.quote_id)
            record = self._record(request, held)
            self._health.require_open(record.amount)
            proxy.note(self._office, held.person, "StartSettlement")
            private, lock_id = _private(held), held.lock.lock_id
            self._office.edge.run(
                lambda runner: runner.begin(record, private, lock_id, visit.digest, request.payer_code)
            )
        return self.view(record.case_id)

    def watch(self, request: protocol.WatchCase, deadline_s: float) -> Case:
        self._office.visits.check(request.visit)
        version = self.view(request.case_id).version

        def is_news(runner: Runner) -> bool:
            course = runner.course(request.case_id)
            return (course.version if course else self._stored(request.case_id).version) > request.seen_version

        if version <= request.seen_version:
            self._office.edge.wait_until(is_news, min(request.wait_s, deadline_s, WATCH_S_MAX))
        return self.view(request.case_id)

    def cancel(self, request: protocol.CancelCase, deadline_s: float) -> Case:
        self._office.visits.check(request.visit)
        self._stored(request.case_id)
        self._office.edge.run(lambda runner: runner.cancel(request.case_id))
        return self.view(request.case_id)

    def untold(self, request: protocol.UntoldCases, deadline_s: float) -> tuple[Case, ...]:
        visit = self._office.visits.check(request.visit)
        since = self._office.time.wall_ms() - int(self._office.limits.untold_case_s_max * 1000)
        rows = self._office.writer.read(lambda tx: self._office.ledger.journal.untold(tx, since))
        return tuple(self.view(row.case_id) for row in rows if row.visit != visit.digest)

    def told(self, request: protocol.CaseTold, deadline_s: float) -> None:
        """Only what is still true counts as told."""
        self._office.visits.check(request.visit)

        def tell(tx: Transaction) -> None:
            row = self._office.ledger.journal.find(tx, request.case_id)
            if row is not None and phase_of(row.record) == request.phase:
                self._office.ledger.journal.mark_told(tx, request.case_id)

        self._office.writer.run(tell)

    def lease_slip(self, request: protocol.LeaseSlip, deadline_s: float) -> Slip | None:
        visit = self._office.visits.check(request.visit)
        if staff := bool(request.handle):
            self._require_staff(request.visit, request.handle)
        row = self._office.writer.run(lambda tx: slips.lease(tx, visit.digest, request.case_id, staff))
        if row is None:
            return None
        terminal = self._office.terminal
        names = (terminal.hospital_name.zh, terminal.place.zh)
        if row.kind is SlipKind.DAY_CLOSE:
            return slips.day_slip(row, self._office.writer.read(lambda tx: self._last_close(tx, row.case_id)), *names)
        wall_ms = self._office.time.wall_ms() + int(self._office.hospital.clock_skew_s * 1000)
        return slips.slip_of(row, self._stored(row.case_id), self.view(row.case_id), *names, wall_ms)

    def report_slip(self, request: protocol.SlipReport, deadline_s: float) -> None:
        visit = self._office.visits.check(request.visit)
        if not self._office.writer.run(lambda tx: slips.report(tx, visit.digest, request.slip_id, request.state)):
            raise Refused(Refusal.NOT_ALLOWED)

    def find(self, request: protocol.FindSettlement, deadline_s: float) -> Case:
        self._office.visits.check(request.visit)
        self._stored(request.case_id)
        self._office.writer.run(lambda tx: slips.owe_copy(tx, request.case_id, self._office.time.wall_ms()))
        return self.view(request.case_id)

    def view(self, case_id: str) -> Case:
        """What is committed, with what only the memory knows: the life left of a code on screen."""
        row, active = self._stored(case_id), self._office.visits.active_digest

        def code_left_s(runner: Runner) -> float:
            course = runner.course(case_id)
            return runner.code_left_s(course) if course else 0.0

        return case_of(
            row.record,
            row.private,
            version=row.version,
            trace_number=self._office.ledger.trace_number(row.seq),
            recovered=row.visit != active,
            code_left_s=self._office.edge.run(code_left_s),
        )

    def _stored(self, case_id: str) -> CaseRow:
        """Refused SLIP_NOT_FOUND: the id came off a slip, or is nobody's."""
        row = self._office.writer.read(lambda tx: self._office.ledger.journal.find(tx, case_id))
        if row is None:
            raise Refused(Refusal.SLIP_NOT_FOUND)
        return row

    def _begun(self, quote_id: str) -> CaseRow | None:
        """The latest case of this quote that leaves no room for another."""
        row = self._office.writer.read(lambda tx: self._office.ledger.journal.latest_of(tx, quote_id))
        return row if row is not None and row.record.state not in TRY_AGAIN else None

    def _record(self, request: protocol.StartSettlement, held: HeldQuote) -> Record:
        part = held.quote.patient_part
        if (request.method == Method.NOTHING_TO_PAY) != (part == NOTHING) or request.method not in set(Method):
            raise Refused(Refusal.BAD_REQUEST)
        method = Method(request.method)
        if method is Method.FACE and not held.quote.self_pay:
            raise Refused(Refusal.NOT_ALLOWED)  # the turn does not offer it; this says no
        return Record(
            case_id=self._office.ids.new_id()[:CASE_ID_CHARS],
            state=State.INTENT,
            method=method,
            amount=part,
            quote_id=held.quote.quote_id,
            channel=_channel(request, method) if method in BY_CODE else Channel.NONE,
        )


def _channel(request: protocol.StartSettlement, method: Method) -> Channel:
    shape = FACE_CODE if method is Method.FACE else PAYER_CODE
    if request.channel not in (Channel.WECHAT, Channel.ALIPAY) or not shape.fullmatch(request.payer_code):
        raise Refused(Refusal.BAD_REQUEST)
    return Channel(request.channel)


def _private(held: HeldQuote) -> Private:
    quote, person = held.quote, held.person
    return Private(
        masked_name=masked_name(person.patient.name),
        total=quote.total,
        fund=quote.fund,
        account=quote.account,
        lines=tuple(
            SlipLine(person.bills[bill_id].title.zh, person.bills[bill_id].amount.fen) for bill_id in quote.bill_ids
        ),
        coverage_name=quote.coverage_name.zh if quote.coverage_name else "",
        ticket=next((person.tickets[bill_id] for bill_id in quote.bill_ids if bill_id in person.tickets), None),
    )
