"""Questions, commands and notices of a visit: the keeper adds who the person is, and keeps what must not be lost."""

import threading
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from kiosk.hospital.port import HospitalError
from kiosk.hospital.routes import COMMANDS, QUERIES
from kiosk.keeper import protocol, proxy, remembered, standing, visiting
from kiosk.keeper.notices import ERRANDS
from kiosk.keeper.office import Office
from kiosk.keeper.protocol import Refusal
from kiosk.keeper.refused import Refused
from kiosk.keeper.tickets import tickets_in
from kiosk.keeper.visits import Person, Visit
from offline_queue.operation import Lane, NewOperation
from offline_queue.transaction import Transaction
from offline_queue.upkeep import shed

T = TypeVar("T")
NOTHING_KNOWN = frozenset({Refusal.HOSPITAL_UNREACHABLE, Refusal.HOSPITAL_BUSY, Refusal.HOSPITAL_ERROR})
CONTENT_BYTES_MAX = 32 * 1024
TELEMETRY_KEPT_MAX = 2_000  # of what waits: a long cut does not fill the disk with it
_QUERIES = {kind.__name__: kind for kind in QUERIES}
_COMMANDS = {kind.__name__: kind for kind in COMMANDS}
_NOTICES = {name: errand.kind for name, errand in ERRANDS.items()}


class Desk:
    """Raises Refused and HospitalError."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._keys: dict[tuple[str, ...], str] = {}  # of commands whose answer never came
        self._lock = threading.Lock()

    def ask(self, request: protocol.Ask, deadline_s: float) -> object:
        visit = self._office.visits.check(request.visit)
        query = _read(_QUERIES, request.name, request.content)
        visiting.before(visit, query)
        answer: object = self._office.hospital.ask(query, self._patient_token(visit, request.handle, query))
        visiting.answered(visit, query)
        if type(query) in remembered.KINDS:
            wall_ms = self._office.time.wall_ms()
            self._office.writer.run(lambda tx: remembered.keep(tx, query, answer, wall_ms))
        return self._noted(visit, request.handle, answer)

    def remembered(self, request: protocol.Request) -> object | None:
        """The last answer to a question of nobody, for when the hospital cannot be asked."""
        if not isinstance(request, protocol.Ask) or request.handle:
            return None
        self._office.visits.check(request.visit)
        query = _read(_QUERIES, request.name, request.content)
        if type(query) not in remembered.KINDS:
            return None
        wall_ms = self._office.time.wall_ms()
        return self._office.writer.read(lambda tx: remembered.recall(tx, query, wall_ms))

    def do(self, request: protocol.Do, deadline_s: float) -> object:
        visit = self._office.visits.check(request.visit)
        command = _read(_COMMANDS, request.name, request.content)
        visiting.before(visit, command)
        token = self._patient_token(visit, request.handle, command)
        if request.handle:
            proxy.note(self._office, self._office.visits.person(visit, request.handle), request.name)
        place = (visit.digest, request.handle, request.name, bytes(request.content).decode())
        with self._lock:
            key = self._keys.setdefault(place, f"do-{self._office.ids.new_id()}")
        try:
            answer = self._office.hospital.do(command, token, key)
        except HospitalError as error:
            if error.code not in NOTHING_KNOWN:
                self._forget(place)
            raise
        self._forget(place)
        return self._noted(visit, request.handle, answer)

    def tell(self, request: protocol.Tell, deadline_s: float) -> str:
        """The notice's own number. The body names the person as the hospital does for good: a token would have ended
        before the line is back.
        """
        visit = self._office.visits.check(request.visit)
        notice = _read(_NOTICES, request.name, request.content)
        errand = ERRANDS[request.name]
        body: dict[str, object] = msgspec.to_builtins(notice)
        if request.handle:
            person = self._person(visit, request.handle, notice)
            body["patient_id"] = person.patient.patient_id
            proxy.note(self._office, person, request.name)
        op_id = f"{errand.note}-{self._office.ids.new_id()}"
        key = str(body.get(errand.in_order_of) or op_id)
        operation = NewOperation(op_id, errand.note, errand.lane, key, msgspec.json.encode(body))

        def store(tx: Transaction) -> None:
            self._office.ledger.outbox.enqueue(tx, operation)
            if errand.audited:
                self._office.ledger.journal.audit.append(tx, f"notice.{request.name}", key, operation.body)
            if errand.lane is Lane.TELEMETRY:
                shed(tx, self._office.time, TELEMETRY_KEPT_MAX)

        self._office.writer.run(store)
        return op_id

    def end_visit(self) -> None:
        """What was asked in it is forgotten."""
        with self._lock:
            self._keys.clear()

    def _noted(self, visit: Visit, handle: str, answer: T) -> T:
        """What the slip of a later payment is to say besides."""
        if handle and (tickets := tickets_in(answer)):
            self._office.visits.person(visit, handle).tickets |= tickets
        return answer

    def _patient_token(self, visit: Visit, handle: str, asked: object) -> str:
        return self._person(visit, handle, asked).patient.patient_token if handle else ""

    def _person(self, visit: Visit, handle: str, asked: object) -> Person:
        person = self._office.visits.person(visit, handle)
        standing.require(person, asked)
        return person

    def _forget(self, place: tuple[str, ...]) -> None:
        with self._lock:
            self._keys.pop(place, None)


def _read(kinds: Mapping[str, type[T]], name: str, content: msgspec.Raw) -> Any:
    """Refused BAD_REQUEST for what is none of these."""
    if name not in kinds or len(bytes(content)) > CONTENT_BYTES_MAX:
        raise Refused(Refusal.BAD_REQUEST)
    try:
        return msgspec.json.decode(content, type=kinds[name])
    except (msgspec.MsgspecError, ValueError) as error:
        raise Refused(Refusal.BAD_REQUEST) from error
