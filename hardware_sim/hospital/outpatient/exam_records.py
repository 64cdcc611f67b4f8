"""Examinations that doctors ordered, their times, and what stands against a booking."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hardware_sim.hospital.bills import Bills
from hardware_sim.hospital.clock import Clock
from hardware_sim.hospital.outpatient.exam_rules import clash
from hardware_sim.hospital.outpatient.exam_seed import EXAMS, SEEDED, Exam
from hardware_sim.hospital.problems import Problem, not_found
from hardware_sim.hospital.values import Json

MORNING = tuple(time(8 + half // 2, half % 2 * 30) for half in range(8))
AFTERNOON = tuple(time(13 + (half + 1) // 2, (half + 1) % 2 * 30) for half in range(6))
PLACES_MAX = 4
DAYS = 14  # ahead


@dataclass(slots=True)
class ExamOrder:
    """`kind`: a key of EXAMS. `bill_id`: to be paid first; "" where that was done at a window. `done`: made already."""

    order_id: str
    person_key: str
    kind: str
    bill_id: str = ""
    booked_at: datetime | None = None  # China's time, without a zone
    done: bool = False

    @property
    def exam(self) -> Exam:
        return EXAMS[self.kind]


class ExamOrders:
    def __init__(self, bills: Bills, clock: Clock) -> None:
        self._bills, self._clock = bills, clock
        self._taken_by_others: set[tuple[str, datetime]] = set()
        self.by_id = {
            f"EX{number:06d}": ExamOrder(f"EX{number:06d}", person_key, kind, bill_id, self._seeded_time(days, at))
            for number, (person_key, kind, bill_id, days, at) in enumerate(SEEDED, start=1)
        }

    def _seeded_time(self, days: int | None, at: time) -> datetime | None:
        return None if days is None else datetime.combine(self._today() + timedelta(days=days), at)

    def of(self, person_key: str) -> list[ExamOrder]:
        mine = [order for order in self.by_id.values() if order.person_key == person_key]
        return sorted(mine, key=lambda order: (order.done, order.order_id))

    def json(self, order: ExamOrder) -> Json:
        exam, when = order.exam, order.booked_at
        return {
            "order_id": order.order_id,
            "state": self._state(order),
            "name": exam.name.json(),
            "department": exam.department.json(),
            "place": exam.place.json(),
            "preparation": [line.json() for line in exam.preparation],
            "needs_fasting": exam.needs_fasting,
            "minutes": exam.minutes,
            "date": when.date().isoformat() if when else None,
            "starts": when.time().isoformat() if when else None,
            "bill_id": order.bill_id if self._unpaid(order) else "",
        }

    def slots(self, person_key: str, order_id: str, first: date, last: date) -> list[Json]:
        order = self._mine(person_key, order_id)
        today = self._today()
        days = [today + timedelta(days=each) for each in range(DAYS + 1)]
        return [
            {
                "slot_id": _slot_id(order.kind, moment),
                "date": moment.date().isoformat(),
                "starts": moment.time().isoformat(),
                "remaining": self._remaining(order.kind, moment),
            }
            for day in days
            if first <= day <= last
            for moment in self._times(order, day)
        ]

    def book(self, person_key: str, order_id: str, slot_id: str) -> ExamOrder:
        """A booked order moves. Raises EXAM_UNPAID, EXAM_CONFLICT, SLOT_TAKEN, EXAM_NOT_FOUND."""
        order = self._mine(person_key, order_id)
        if self._unpaid(order):
            raise Problem(409, "EXAM_UNPAID", bill_ids=[order.bill_id])
        moment = _moment(order.kind, slot_id)
        if order.done or moment is None or moment not in self._times(order, moment.date()):
            raise not_found("EXAM")
        others = [(each.exam, each.booked_at) for each in self.of(person_key) if each is not order and each.booked_at]
        if against := clash(order.exam, moment, others):
            raise Problem(409, "EXAM_CONFLICT", reason=against)
        if order.booked_at != moment and self._remaining(order.kind, moment) == 0:
            raise Problem(409, "SLOT_TAKEN")
        order.booked_at = moment
        return order

    def cancel(self, person_key: str, order_id: str) -> ExamOrder:
        order = self._mine(person_key, order_id)
        order.booked_at = None
        return order

    def take(self, kind: str, moment: datetime) -> None:
        """Others take all that is left of a time."""
        self._taken_by_others.add((kind, moment))

    def _mine(self, person_key: str, order_id: str) -> ExamOrder:
        order = self.by_id.get(order_id)
        if order is None or order.person_key != person_key:
            raise not_found("EXAM")
        return order

    def _unpaid(self, order: ExamOrder) -> bool:
        return bool(order.bill_id) and not self._bills.get(order.bill_id).settled_by

    def _state(self, order: ExamOrder) -> str:
        if order.done:
            return "done"
        return "unpaid" if self._unpaid(order) else "booked" if order.booked_at else "ordered"

    def _today(self) -> date:
        return self._clock.now().date()

    def _times(self, order: ExamOrder, day: date) -> list[datetime]:
        """From tomorrow on. Who must come with an empty stomach comes in the morning; Sundays have no afternoon."""
        first, last = self._today() + timedelta(days=1), self._today() + timedelta(days=DAYS)
        times = MORNING if order.exam.needs_fasting or day.weekday() == 6 else MORNING + AFTERNOON
        return [datetime.combine(day, each) for each in times] if first <= day <= last else []

    def _remaining(self, kind: str, moment: datetime) -> int:
        if (kind, moment) in self._taken_by_others:
            return 0
        others = (moment.hour * 3 + moment.minute // 10 + len(kind)) % (PLACES_MAX + 1)
        ours = sum(each.kind == kind and each.booked_at == moment for each in self.by_id.values())
        return max(0, PLACES_MAX - others - ours)


def _slot_id(kind: str, moment: datetime) -> str:
    return f"{kind}-{moment:%Y%m%d-%H%M}"


def _moment(kind: str, slot_id: str) -> datetime | None:
    try:
        return datetime.strptime(slot_id, f"{kind}-%Y%m%d-%H%M")
    except ValueError:
        return None
