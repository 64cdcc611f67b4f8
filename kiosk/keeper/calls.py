"""Each request and who answers it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kiosk.hospital.port import HospitalError
from kiosk.keeper import protocol
from kiosk.keeper.cases import Cases
from kiosk.keeper.day import DAY_ACTIONS, DayCounter, DayDesk, command
from kiosk.keeper.desk import NOTHING_KNOWN, Desk
from kiosk.keeper.health import Health
from kiosk.keeper.host import Host
from kiosk.keeper.office import Office
from kiosk.keeper.people import People
from kiosk.keeper.protocol import Refusal, Request
from kiosk.keeper.refused import Refused
from kiosk.keeper.sign_in import SignIn
from kiosk.keeper.staff import StaffCounter
from kiosk.keeper.staff_screen import StaffScreens
from kiosk.settlement import operations
from offline_queue.errors import ErrorCode, QueueError

STEP_CHARS_MAX = 64
ASKS_THE_HOSPITAL = (
    protocol.Identify,
    protocol.UnpaidBills,
    protocol.PreviewSettlement,
    protocol.Ask,
    protocol.Do,
)


class Calls:
    """`handle` for the server: the result, or Refused. Anything else that comes out is a bug and ends the keeper."""

    def __init__(self, office: Office, counter: StaffCounter, staff_file: Path | None) -> None:
        self._office = office
        self._counter = counter
        self.people = People(office)
        self._host = Host(office.writer, office.time)
        health = Health(office)
        self._day = DayDesk(
            terminal_id=office.terminal.id,
            hospital=office.hospital,
            writer=office.writer,
            ledger=office.ledger,
            wall_ms=office.time.wall_ms,
            look_again=lambda row: office.edge.run(lambda runner: runner.look_again(row)),
        )
        door = SignIn(office, staff_file)
        staff = StaffScreens(counter, door)
        day = DayCounter(self._day, door.require_staff)
        cases = Cases(office, health, door.require_staff, self._day.of_slip)
        self._desk = Desk(office)
        self._handlers: dict[type[Request], Callable[[Any, float], object]] = {
            protocol.Activate: self.people.activate,
            protocol.Identify: self.people.identify,
            protocol.UnpaidBills: self.people.unpaid_bills,
            protocol.PreviewSettlement: self.people.preview,
            protocol.ReleaseQuote: self.people.release_quote,
            protocol.EndVisit: self._end_visit,
            protocol.Ask: self._desk.ask,
            protocol.Do: self._desk.do,
            protocol.Tell: self._desk.tell,
            protocol.StartSettlement: cases.start,
            protocol.WatchCase: cases.watch,
            protocol.CancelCase: cases.cancel,
            protocol.UntoldCases: cases.untold,
            protocol.CaseTold: cases.told,
            protocol.LeaseSlip: cases.lease_slip,
            protocol.SlipReport: cases.report_slip,
            protocol.FindSettlement: cases.find,
            protocol.GetHealth: health.report,
            protocol.CallStaff: self._call_staff,
            protocol.QueueCommand: self._queue,
            protocol.CloseDay: day.close_day,
            protocol.SignIn: door.sign_in,
            protocol.StaffItems: staff.list,
            protocol.StaffItemStory: staff.story,
            protocol.StaffItemAct: staff.act,
        }

    def handle(self, request: Request, deadline_s: float) -> object:
        try:
            return self._handled(request, deadline_s)
        except Refused as refused:
            known = self._desk.remembered(request) if refused.refusal in NOTHING_KNOWN else None
            if known is None:
                raise
            return known

    def _handled(self, request: Request, deadline_s: float) -> object:
        if isinstance(request, ASKS_THE_HOSPITAL):
            self._host.require_open()
        try:
            return self._handlers[type(request)](request, deadline_s)
        except HospitalError as error:
            self._host.hear(error)
            raise Refused(Refusal(error.code), error.reason) from error
        except QueueError as error:
            if error.code is ErrorCode.DISK_RESERVE:
                raise Refused(Refusal.PAYMENT_CLOSED_NOW) from error
            raise

    def _end_visit(self, request: protocol.EndVisit, deadline_s: float) -> None:
        self.people.end_visit(request, deadline_s)
        self._desk.end_visit()

    def _call_staff(self, request: protocol.CallStaff, deadline_s: float) -> str:
        self._office.visits.check(request.visit)
        call = operations.help_call(f"help-{self._office.ids.new_id()}", request.step[:STEP_CHARS_MAX] or "-")
        self._office.writer.run(lambda tx: self._office.ledger.outbox.enqueue(tx, call))
        return call.op_id

    def _queue(self, request: protocol.QueueCommand, deadline_s: float) -> dict[str, object]:
        if request.action in DAY_ACTIONS:
            self._counter.note(request.action, request.item, request.actor)
            return command(self._day, request.action, request.item)
        return self._counter.do(request.action, request.item, request.actor, request.why)
