"""What cannot be done one after the other: by time, and by what an examination leaves behind in the body."""

from datetime import datetime, timedelta

from hardware_sim.hospital.outpatient.exam_seed import Exam
from hardware_sim.hospital.values import Text

TRAVEL = timedelta(minutes=15)  # from one place to the next
BARIUM_STAYS = timedelta(hours=72)
CONTRAST_REST = timedelta(hours=24)


def clash(exam: Exam, at: datetime, others: list[tuple[Exam, datetime]]) -> Text | None:
    """Why `exam` cannot be made then, beside what is booked; it names the other one. None: it can."""
    for other, when in others:
        for rule in (_same_time, _barium_first, _contrast_again, _after_anaesthesia):
            if (why := rule(exam, at, other, when)) is not None:
                zh = f"和 {when.month} 月 {when.day} 日 {when:%H:%M} 的{other.name.zh}冲突：{why.zh}"
                return Text(zh, f"It clashes with your {other.name.en}, {when.day}/{when.month} {when:%H:%M}. {why.en}")
    return None


def _same_time(exam: Exam, at: datetime, other: Exam, when: datetime) -> Text | None:
    first, second = sorted([(at, exam), (when, other)], key=lambda each: each[0])
    free = first[0] + timedelta(minutes=first[1].minutes) + TRAVEL
    return Text("两个时间挨得太近", "The two are too close together.") if free > second[0] else None


def _barium_first(exam: Exam, at: datetime, other: Exam, when: datetime) -> Text | None:
    """What barium covers cannot be seen for days."""
    barium_at, seen_at = (at, when) if exam.barium else (when, at)
    covers = exam.barium != other.barium and (other if exam.barium else exam).hidden_by_barium
    if covers and timedelta(0) <= seen_at - barium_at < BARIUM_STAYS:
        return Text("钡剂要三天才排干净，会挡住", "Barium hides it for three days.")
    return None


def _contrast_again(exam: Exam, at: datetime, other: Exam, when: datetime) -> Text | None:
    if exam.contrast and other.contrast and abs(at - when) < CONTRAST_REST:
        return Text("两次造影剂要隔一天", "Two contrast agents need a day between them.")
    return None


def _after_anaesthesia(exam: Exam, at: datetime, other: Exam, when: datetime) -> Text | None:
    """Nothing else on that day."""
    if (exam.anaesthesia or other.anaesthesia) and at.date() == when.date():
        return Text("麻醉那天不能做别的检查", "Nothing else on a day with anaesthesia.")
    return None
