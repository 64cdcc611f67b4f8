"""The wire between client and world: each request may meet one fault of the matrix, drawn from the seed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random

from tests.chaos.simulate.matrix import Fault, Hits, Point
from tests.chaos.simulate.world import Answer, Request, World, problem

TRIPS_MS = (3, 20, 200, 2_000)
GIVEN_UP_MS = 15_000
HTML = b"<html><body>Please sign in to the hospital's network</body></html>"

Later = Callable[[int, Callable[[], object]], None]
Heard = Callable[[Answer | None], None]  # None: nothing came back in time

FAULTS = (
    Fault.DROPPED,
    Fault.LATE,
    Fault.RESET,
    Fault.TRUNCATED,
    Fault.DUPLICATE,
    Fault.SWAPPED,
    Fault.ERROR,
    Fault.IN_FLIGHT,
    Fault.CONFLICT,
    Fault.EARLY,
    Fault.BUSY,
    Fault.BUSY_DATE,
    Fault.HTML,
)


@dataclass
class Wire:
    world: World
    random: Random
    rate: float  # chance of a fault, for each request
    later: Later
    hits: Hits
    wall_ms: Callable[[], int]
    healed: bool = False
    down: bool = False
    last: dict[str, Answer] = field(default_factory=dict)  # first words of a path → the last answer to such a request

    def carry(self, request: Request, sending: Point, waiting: Point, heard: Heard) -> Fault | None:
        """`sending` and `waiting`: where the settlement is while the request, then the answer, is on its way."""
        there, back = self.random.choice(TRIPS_MS), self.random.choice(TRIPS_MS)
        if self.down and not self.healed:
            self.hits[Fault.OUTAGE, sending] += 1
            self.later(GIVEN_UP_MS, lambda: heard(None))
            return Fault.OUTAGE
        fault = None if self.healed or self.random.random() >= self.rate else self.random.choice(FAULTS)
        if fault is Fault.DROPPED and self.random.random() < 0.5:  # on the way there
            self.hits[fault, sending] += 1
            self.later(GIVEN_UP_MS, lambda: heard(None))
            return fault
        if fault is not None:
            self.hits[fault, waiting] += 1
        self._deliver(request, fault, there, back, heard)
        return fault

    def _deliver(self, request: Request, fault: Fault | None, there: int, back: int, heard: Heard) -> None:
        if fault is Fault.LATE:
            self.later(self.random.randrange(GIVEN_UP_MS, 120_000), lambda: self._serve(request))
            self.later(GIVEN_UP_MS, lambda: heard(None))
        elif fault in (Fault.IN_FLIGHT, Fault.CONFLICT, Fault.EARLY, Fault.BUSY, Fault.BUSY_DATE):
            if self.random.random() < 0.5:  # it may have done it before it said so
                self.later(there, lambda: self._serve(request))
            self.later(there + back, lambda: heard(self._refusal(fault, request)))
        else:
            self.later(there, lambda: self._back(request, fault, back, heard))

    def _serve(self, request: Request) -> Answer:
        return self.world.serve(request)

    def _back(self, request: Request, fault: Fault | None, back: int, heard: Heard) -> None:
        said = self._serve(request)
        kind = "/".join(request.path.split("/")[:3])
        swapped, self.last[kind] = self.last.get(kind), said
        result: Answer | None = said
        match fault:
            case Fault.DROPPED | Fault.RESET:
                result, back = None, GIVEN_UP_MS if fault is Fault.DROPPED else back
            case Fault.TRUNCATED:
                cut = said.body[: self.random.randrange(len(said.body))]
                result = Answer(said.status, said.media, cut)
            case Fault.DUPLICATE:
                self.later(self.random.randrange(1, 30_000), lambda: self._serve(request))
            case Fault.SWAPPED:
                result = swapped or problem(404, "PAYMENT_NOT_FOUND", order_no="YZsomebodyelse")
            case Fault.ERROR:
                result = Answer(self.random.choice((500, 502, 504)), "text/plain", b"oops")
            case Fault.HTML:
                result = Answer(200, "text/html", HTML)
        self.later(back, lambda: heard(result))

    def _refusal(self, fault: Fault | None, request: Request) -> Answer:
        match fault:
            case Fault.IN_FLIGHT:
                number = request.key or request.path.split("/")[-1]
                about = {"op_id": request.key, "order_no": number, "settlement_no": number}
                return problem(409, "REQUEST_IN_FLIGHT", **about)
            case Fault.CONFLICT:
                return problem(self.random.choice((409, 422)), "CONFLICT", order_no="YZsomebodyelse")
            case Fault.EARLY:
                return Answer(425, "text/plain", b"")
            case Fault.BUSY:
                status = self.random.choice((429, 503))
                return Answer(status, "text/plain", b"", retry_after=str(self.random.randrange(1, 30)))
        moment = datetime.fromtimestamp(self.wall_ms() / 1000, UTC) + timedelta(seconds=self.random.randrange(1, 30))
        return Answer(self.random.choice((429, 503)), "text/plain", b"", format_datetime(moment, usegmt=True))
