"""The credit line of pay after treatment (医后付): agreements, and the bills put off under them.

What a person owes is the sum of their open bills here, and never above the limit. A bill is put off once, goes to the
credit line once (23:00), and is released once: by the first settlement of it that the ledger knows, whatever becomes of
that settlement later.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from hardware_sim.hospital.bills import Bill
from hardware_sim.hospital.clock import CHINA
from hardware_sim.hospital.ledger import Happened, Ledger
from hardware_sim.hospital.problems import Problem
from hardware_sim.hospital.values import Json, Numbers, Text

CUT_OFF = time(23, 0)
TERM = timedelta(days=30)
LIMIT_FEN = {"310": 300_000, "340": 300_000, "390": 100_000}
VERSION = "2026-01"
CLAUSES = (
    Text(
        "看病时可以先不付钱：检查、取药照常办，费用记在您名下。",
        "You may be treated first: tests and medicines go on, and their cost is noted under your name.",
    ),
    Text(
        "当天 23 点以前付清，和平时缴费一样，医保照常结算。",
        "Settle before 23:00 the same day, and it is like any other payment: insurance pays its part.",
    ),
    Text(
        "23 点还没付的，转到先看后付额度，30 天内还清，不收利息。",
        "What is unpaid at 23:00 goes to your credit. Pay it within 30 days; there is no interest.",
    ),
    Text(
        "过了 30 天没有还清，先看后付会停用，欠的费用还是要付。",
        "After 30 days without payment the credit is closed. What is owed is still owed.",
    ),
    Text(
        "欠的费用不能超过您的额度。付清多少，额度就恢复多少。",
        "You cannot owe more than your limit. Whatever you pay back is free to use again.",
    ),
    Text("您可以随时到人工窗口取消签约。", "You can end this agreement at the service window at any time."),
)


@dataclass(slots=True)
class PutOff:
    """`state`: locked until the cut-off, on_credit after it, released once settled."""

    lock_id: str
    bill_id: str
    person_key: str
    title: Text
    fen: int
    at: datetime
    cut_off: datetime
    due: date
    state: str = "locked"
    released_by: str = ""

    def owed_json(self, today: date) -> Json:
        late = "overdue" if today > self.due else "on_credit"
        state = "today" if self.state == "locked" else late
        return {
            "bill_id": self.bill_id,
            "title": self.title.json(),
            "amount": {"fen": self.fen},
            "state": state,
            "due": self.due.isoformat(),
        }


class CreditLine:
    """`limit_fen`: what a person may be offered, 0 for nothing."""

    def __init__(
        self, ledger: Ledger, numbers: Numbers, now: Callable[[], datetime], limit_fen: Callable[[str], int]
    ) -> None:
        self._ledger, self._numbers, self._now, self._limit_fen = ledger, numbers, now, limit_fen
        self._signed: dict[str, int] = {}  # person → limit
        self._put_off: list[PutOff] = []
        self._seen = 0

    def open(self, person_key: str) -> list[PutOff]:
        self.advance()
        return [each for each in self._put_off if each.person_key == person_key and each.state != "released"]

    def used_fen(self, person_key: str) -> int:
        return sum(each.fen for each in self.open(person_key))

    def json(self, person_key: str) -> Json:
        today = self._now().date()
        return {
            "offered": self._limit_fen(person_key) > 0,
            "signed": person_key in self._signed,
            "limit": {"fen": self._signed.get(person_key, self._limit_fen(person_key))},
            "used": {"fen": self.used_fen(person_key)},
            "owed": [each.owed_json(today) for each in self.open(person_key)],
        }

    def terms_json(self, person_key: str) -> Json:
        limit = {"fen": self._offered_fen(person_key)}
        return {"version": VERSION, "limit": limit, "clauses": [clause.json() for clause in CLAUSES]}

    def sign(self, person_key: str, version: str) -> None:
        """Raises CREDIT_NOT_OFFERED, CREDIT_TERMS_CHANGED. Twice is once."""
        limit = self._offered_fen(person_key)
        if version != VERSION:
            raise Problem(409, "CREDIT_TERMS_CHANGED")
        self._signed.setdefault(person_key, limit)

    def put_off(self, person_key: str, bills: list[Bill]) -> Json:
        """All or none; one that is put off already stays so. Raises CREDIT_NOT_SIGNED, _OVERDUE, _OVER_LIMIT."""
        if person_key not in self._signed:
            raise Problem(409, "CREDIT_NOT_SIGNED")
        now, before = self._now(), self.open(person_key)
        if any(now.date() > each.due for each in before):
            raise Problem(409, "CREDIT_OVERDUE")
        known = {each.bill_id for each in before}
        new = [bill for bill in bills if bill.bill_id not in known]
        limit, more = self._signed[person_key], sum(bill.amount_fen for bill in new)
        if self.used_fen(person_key) + more > limit:
            raise Problem(409, "CREDIT_OVER_LIMIT")
        lock_id = self._numbers.serial("CR")
        due = _cut_off(now).date() + TERM
        for bill in new:
            self._put_off.append(
                PutOff(lock_id, bill.bill_id, person_key, bill.title, bill.amount_fen, now, _cut_off(now), due)
            )
        mine = [each for each in self.open(person_key) if each.bill_id in {bill.bill_id for bill in bills}]
        return {
            "lock_id": lock_id,
            "amount": {"fen": sum(each.fen for each in mine)},
            "pay_by": min(each.due for each in mine).isoformat(),
            "used": {"fen": self.used_fen(person_key)},
            "limit": {"fen": limit},
        }

    def advance(self) -> None:
        """What the ledger settled is released; what the cut-off has passed is on credit."""
        for entry in self._ledger.entries(self._seen):
            self._seen = entry.sequence
            if entry.what in (Happened.SETTLED, Happened.PAID_ELSEWHERE):
                self._release(set(entry.shares), entry.number)
        now = self._now()
        for each in self._put_off:
            if each.state == "locked" and now >= each.cut_off:
                each.state = "on_credit"

    def released(self) -> list[PutOff]:
        return [each for each in self._put_off if each.state == "released"]

    def signed_before(self, person_key: str, bills: tuple[Bill, ...] = (), days: int = 0) -> None:
        """As it stands at the start: signed, and these bills put off so many days ago."""
        self._signed[person_key] = self._limit_fen(person_key)
        at = self._now() - timedelta(days=days)
        for bill in bills:
            lock_id, due = self._numbers.serial("CR"), _cut_off(at).date() + TERM
            self._put_off.append(
                PutOff(lock_id, bill.bill_id, person_key, bill.title, bill.amount_fen, at, _cut_off(at), due)
            )

    def _release(self, bill_ids: set[str], by: str) -> None:
        for each in self._put_off:
            if each.bill_id in bill_ids and each.state != "released":
                each.state, each.released_by = "released", by

    def _offered_fen(self, person_key: str) -> int:
        if limit := self._limit_fen(person_key):
            return limit
        raise Problem(409, "CREDIT_NOT_OFFERED")


def _cut_off(at: datetime) -> datetime:
    """The next 23:00 of China's time."""
    at = at.astimezone(CHINA)
    tonight = datetime.combine(at.date(), CUT_OFF, CHINA)
    return tonight if at < tonight else tonight + timedelta(days=1)
