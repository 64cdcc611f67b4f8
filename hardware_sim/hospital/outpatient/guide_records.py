"""A person's next steps today, from bills, examinations, medicines and appointments."""

from collections.abc import Iterator
from datetime import datetime

from hardware_sim.hospital.bills import Bills
from hardware_sim.hospital.catalogue import LABORATORY
from hardware_sim.hospital.clock import Clock
from hardware_sim.hospital.outpatient.appointment_records import Appointments
from hardware_sim.hospital.outpatient.delivery_records import Pharmacy
from hardware_sim.hospital.outpatient.exam_records import ExamOrders
from hardware_sim.hospital.values import Json, Numbers, Text

LINK = "https://hospital.example/guide/"
HERE = Text("就在这台机器", "At this machine")
STAY = Text("不用走动", "You are there already")
LIFT = Text("坐电梯，出门左转，看地上的绿线", "Take the lift, turn left, follow the green line")
STAIRS = Text("从大厅直走，看地上的蓝线", "Straight on from the hall, follow the blue line")
BLOOD = Text("门诊楼 2 楼采血处 1 到 6 号窗口", "Outpatients 2F, blood draw, windows 1 to 6")


class Guides:
    def __init__(
        self,
        bills: Bills,
        exams: ExamOrders,
        pharmacy: Pharmacy,
        appointments: Appointments,
        clock: Clock,
        numbers: Numbers,
    ) -> None:
        self._bills, self._exams, self._pharmacy, self._appointments = bills, exams, pharmacy, appointments
        self._clock, self._numbers = clock, numbers
        self.links: dict[str, str] = {}  # token → the person

    def of(self, person_key: str) -> Json:
        token = self._numbers.token(24)
        self.links[token] = person_key
        return {"steps": list(self._steps(person_key)), "link": LINK + token}

    def _steps(self, person_key: str) -> Iterator[Json]:
        """In the order in which one goes."""
        now = self._clock.now().replace(tzinfo=None)
        yield from self._check_in_steps(person_key, now)
        if self._bills.unpaid_of(person_key):
            yield _step("pay", Text("先缴费", "Pay first"), HERE, STAY)
        if drawn := self._blood(person_key):
            yield _step("blood", Text("去抽血", "Blood draw"), BLOOD, LIFT, ahead=drawn)
        yield from self._exam_steps(person_key, now)
        yield from self._doctor_steps(person_key, now)
        for found in self._pharmacy.of(person_key):
            if not found.delivery_id or self._pharmacy.deliveries[found.delivery_id].way.endswith("pick_up"):
                yield _step(
                    "pharmacy", Text("取药", "Fetch your medicine"), self._pharmacy.window_of(found), STAIRS, ahead=3
                )

    def _blood(self, person_key: str) -> int:
        """How many wait there, where blood is to be drawn."""
        paid = [b for b in self._bills.by_id.values() if b.person_key == person_key and b.settled_by]
        return 6 if any(bill.title == LABORATORY for bill in paid) else 0

    def _exam_steps(self, person_key: str, now: datetime) -> Iterator[Json]:
        orders = [order for order in self._exams.of(person_key) if not order.done]
        for order in sorted(orders, key=lambda order: order.booked_at or datetime.max):
            if order.booked_at is None:
                title = Text(f"预约{order.exam.name.zh}", f"Book your {order.exam.name.en}")
                yield _step("book_exam", title, HERE, STAY)
            elif order.booked_at.date() == now.date():
                yield _step("exam", order.exam.name, order.exam.place, LIFT, at=order.booked_at, ahead=2)

    def _check_in_steps(self, person_key: str, now: datetime) -> Iterator[Json]:
        for visit in self._appointments.of(person_key):
            if visit.date == now.date() and visit.state == "paid":
                title = Text(f"先签到，看{visit.department.zh}", f"Check in first, {visit.department.en}")
                yield _step("doctor", title, HERE, STAY, at=datetime.combine(visit.date, visit.starts))

    def _doctor_steps(self, person_key: str, now: datetime) -> Iterator[Json]:
        for visit in self._appointments.of(person_key):
            if visit.date == now.date() and visit.state == "checked_in":
                title = Text(f"回{visit.department.zh}看医生", f"See the doctor, {visit.department.en}")
                yield _step("doctor", title, visit.place, LIFT, at=datetime.combine(visit.date, visit.starts))


def _step(kind: str, title: Text, place: Text, way: Text, at: datetime | None = None, ahead: int | None = None) -> Json:
    return {
        "kind": kind,
        "title": title.json(),
        "place": place.json(),
        "way": way.json(),
        "at": at.time().isoformat() if at else None,
        "ahead": ahead,
    }
