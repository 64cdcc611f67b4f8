"""Samples of booking an examination."""

from datetime import date, timedelta

from kiosk.domain.exam import ExamState
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen
from kiosk.screens.exams import (
    BookedExam,
    ChooseExam,
    ChooseExamTime,
    ConfirmExam,
    ExamBooked,
    ExamClash,
    ExamGivenBack,
    ExamPlan,
    ExamRow,
    ExamUnpaid,
    TimeChoice,
)
from kiosk.screens.paying import SlipNotice
from kiosk.screens.samples.values import LONG_NAME, NAME

_ULTRASOUND = LocalText("腹部彩超", "Abdominal ultrasound")
_LONG = LocalText("上消化道内镜下黏膜剥离术前超声内镜", "Endoscopic ultrasound before mucosal dissection")
_ROWS = (
    ExamRow("EX000001", LocalText("上消化道钡餐", "Barium meal"), LocalText("放射科", "Radiology"), ExamState.BOOKED,
            "2026-11-27", "08:30"),
    ExamRow("EX000002", _ULTRASOUND, LocalText("超声医学科", "Ultrasound"), ExamState.ORDERED),
    ExamRow("EX000003", LocalText("增强 CT", "Contrast CT"), LocalText("放射科", "Radiology"), ExamState.UNPAID),
)  # fmt: skip
_MORE = tuple(
    ExamRow(f"EX00001{number}", _LONG, LocalText("消化内镜中心与超声医学科", "Endoscopy and ultrasound"), state,
            "2026-12-09", "16:30")
    for number, state in enumerate(ExamState)
)  # fmt: skip
_PLAN = ExamPlan(
    name=_ULTRASOUND,
    place=LocalText("门诊楼 2 楼 B 区超声 3 室", "Outpatients 2F, ultrasound B-3"),
    day="2026-11-26",
    starts="09:00",
    be_there="08:30",
    preparation=(
        LocalText("检查前 8 小时不吃东西，2 小时不喝水", "Eat nothing for 8 hours before, drink nothing for 2"),
        LocalText("穿容易掀开的上衣", "Wear a top that opens easily"),
    ),
    needs_fasting=True,
)
_PLAN_LONG = ExamPlan(
    name=_LONG,
    place=LocalText("医技楼 4 楼消化内镜中心东区 12 号检查室", "Diagnostics 4F, endoscopy centre east, room 12"),
    day="2026-12-09",
    starts="16:30",
    be_there="16:00",
    preparation=(
        LocalText("检查前 8 小时不吃东西，2 小时不喝水", "Eat nothing for 8 hours before, drink nothing for 2"),
        LocalText("要有家人陪着，当天不能开车，也不能签重要的字", "Come with someone; no driving or signing that day"),
        LocalText("假牙请先取下", "Take out dentures"),
        LocalText("在吃抗凝药、降压药，请先告诉医生", "Tell the doctor of blood thinners and pressure tablets"),
        LocalText("带上以前的病历和检查单", "Bring earlier records and results"),
    ),
    needs_fasting=True,
)
_PLAIN = ExamPlan(_ULTRASOUND, _PLAN.place, "2026-11-26", "09:00", "08:30", (), needs_fasting=False)
_DAYS = tuple((date(2026, 11, 26) + timedelta(days=each)).isoformat() for each in range(14))
_TODAY = "2026-11-25"
_TIMES = tuple(
    TimeChoice(f"us-{hour}{half}", f"{hour:02d}:{half:02d}", 1 + (hour + half) % 4)
    for hour in (8, 9, 10, 11, 13, 14, 15, 16)
    for half in (0, 30)
)

SAMPLES: dict[str, Screen] = {
    "choose-exam": ChooseExam(masked_name=NAME, exams=_ROWS, can_back=True, card_in=True),
    "choose-exam-many": ChooseExam(masked_name=LONG_NAME, exams=(*_ROWS, *_MORE, *_ROWS), can_back=True, card_in=True),
    "choose-exam-time": ChooseExamTime(
        name=_ULTRASOUND,
        today=_TODAY,
        days=_DAYS[1:4],
        day="2026-11-27",
        times=_TIMES[:4],
        can_back=True,
        card_in=True,
    ),
    "choose-exam-time-many": ChooseExamTime(
        name=_LONG,
        today=_TODAY,
        days=_DAYS,
        day="2026-12-02",
        times=_TIMES,
        problem_code="SLOT_TAKEN",
        can_back=True,
        card_in=True,
    ),
    "choose-exam-time-none": ChooseExamTime(
        name=_LONG, today=_TODAY, days=_DAYS, day="2026-11-26", times=(), can_back=True
    ),
    "choose-exam-time-all-full": ChooseExamTime(
        name=_LONG, today=_TODAY, days=("2026-11-26",), day="2026-11-26", times=(), can_back=True
    ),
    "confirm-exam": ConfirmExam(plan=_PLAN, can_back=True, card_in=True),
    "confirm-exam-long": ConfirmExam(plan=_PLAN_LONG, can_back=True, card_in=True),
    "confirm-exam-plain": ConfirmExam(plan=_PLAIN, can_back=True),
    "booked-exam": BookedExam(plan=_PLAN, can_back=True, card_in=True),
    "booked-exam-long": BookedExam(plan=_PLAN_LONG, can_back=True, card_in=True),
    "exam-booked": ExamBooked(plan=_PLAN, slip=SlipNotice.PRINTED, card_in=True),
    "exam-booked-printing": ExamBooked(plan=_PLAN_LONG, slip=SlipNotice.PRINTING, card_in=True),
    "exam-booked-no-paper": ExamBooked(plan=_PLAN_LONG, slip=SlipNotice.WAITING, card_in=True),
    "exam-clash": ExamClash(
        name=_ULTRASOUND,
        reason=LocalText(
            "和 11 月 27 日 08:30 的上消化道钡餐冲突：钡剂要三天才排干净，会挡住",
            "It clashes with your Barium meal, 27/11 08:30. Barium hides it for three days.",
        ),
        can_cancel=True,
        card_in=True,
    ),
    "exam-clash-unsaid": ExamClash(name=_LONG, reason=None, can_cancel=True),
    "exam-unpaid": ExamUnpaid(name=LocalText("增强 CT", "Contrast CT"), can_back=True, card_in=True),
    "exam-given-back": ExamGivenBack(name=_LONG, card_in=True),
}
