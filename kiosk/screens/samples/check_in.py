"""Samples of the screening and of the check-in."""

from dataclasses import replace
from datetime import date, time

from kiosk.domain.screening import FeverClinic
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen, Step
from kiosk.screens.check_in import ChooseVisit, InQueue, NoCheckIn, PresentTicket, VisitRow
from kiosk.screens.paying import SlipNotice
from kiosk.screens.samples.values import LONG_NAME, NAME
from kiosk.screens.screening import AskScreening, ChoiceRow, GoToClinic

_CLINIC = FeverClinic(
    LocalText("发热门诊（门诊楼东侧一楼）", "Fever clinic, ground floor, east of Outpatients"),
    LocalText("戴好口罩，出大门右转，走室外通道", "Wear your mask; turn right outside and take the outdoor path"),
)
_NO_YES = (ChoiceRow("no", LocalText("没有", "No")), ChoiceRow("yes", LocalText("有", "Yes")))

_SCREENING: dict[str, Screen] = {
    "ask-screening": AskScreening(
        step=Step(2, 3),
        question=LocalText("七天里，身边有人发烧吗？", "Has anyone close to you had a fever this week?"),
        hint=None,
        choices=_NO_YES,
        can_back=True,
        card_in=True,
    ),
    "ask-screening-long": AskScreening(
        step=Step(3, 3),
        question=LocalText(
            "十四天里，去过国外，或者接触过从国外回来还在隔离的人吗？",
            "In the last 14 days, were you abroad, or with anyone still isolating after coming back from abroad?",
        ),
        hint=LocalText("一起吃饭、住在一起、坐同一辆车都算", "Eating, living or riding in one car together all count"),
        choices=(
            ChoiceRow("none", LocalText("都没有", "Neither")),
            ChoiceRow("abroad", LocalText("去过国外", "I was abroad")),
            ChoiceRow("contact", LocalText("接触过从国外回来的人", "I was with somebody who was abroad")),
            ChoiceRow("unknown", LocalText("说不清楚", "I am not sure")),
        ),
        can_back=True,
        card_in=True,
    ),
    "go-to-clinic": GoToClinic(clinic=_CLINIC, slip=SlipNotice.PRINTED),
    "go-to-clinic-printing": GoToClinic(clinic=_CLINIC, slip=SlipNotice.PRINTING),
    "go-to-clinic-no-slip": GoToClinic(clinic=FeverClinic(_CLINIC.place, None), slip=SlipNotice.NONE),
}

_VISIT = VisitRow(
    appointment_id="AP000001",
    department=LocalText("心血管内科", "Cardiology"),
    doctor=LocalText("孙明远", "Dr Sun Mingyuan"),
    place=LocalText("门诊楼 3 楼 A 区 5 诊室", "Outpatients 3F, room A-5"),
    date=date(2026, 7, 13),
    starts=time(9, 30),
    ends=time(10, 0),
    number=12,
)
_LONG = replace(
    _VISIT,
    appointment_id="AP000007",
    department=LocalText("国际医疗部特需门诊心血管内科", "International department, premium cardiology"),
    doctor=LocalText("阿不都热合曼·买买提明", "Professor Abdurahman Mamatmin"),
    place=LocalText("门诊楼 13 楼 C 区 125 诊室（走廊尽头）", "Outpatients 13F, room C-125 (end of the corridor)"),
    number=128,
    unpaid=True,
)
_DAY = tuple(
    replace(_VISIT if place % 2 else _LONG, appointment_id=f"AP1{place}", starts=time(8 + place, 30))
    for place in range(8)
)
_IN_QUEUE = InQueue(
    masked_name=NAME,
    visit=_VISIT,
    ahead=4,
    wait_min=25,
    late=False,
    provisional=False,
    reminder="https://queue.hospital.example/q/k7Qm2xvT1WcJ0aRz9bYe4uHs",
    slip=SlipNotice.PRINTED,
)

_CHECK_IN: dict[str, Screen] = {
    "choose-visit": ChooseVisit(masked_name=NAME, visits=(_VISIT, _LONG), can_cancel=True, card_in=True),
    "choose-visit-many": ChooseVisit(masked_name=LONG_NAME, visits=_DAY, can_cancel=True, card_in=True),
    "present-ticket": PresentTicket(can_back=True),
    "present-ticket-camera": PresentTicket(can_back=True, by_camera=True),
    "present-ticket-wrong": PresentTicket(can_back=True, problem_code="CODE_NOT_TICKET"),
    "in-queue": _IN_QUEUE,
    "in-queue-late": replace(_IN_QUEUE, visit=_LONG, ahead=31, wait_min=185, late=True, slip=SlipNotice.PRINTING),
    "in-queue-next": replace(_IN_QUEUE, ahead=0, wait_min=2, slip=SlipNotice.WAITING),
    "in-queue-provisional": replace(_IN_QUEUE, provisional=True, ahead=0, wait_min=0, reminder="", masked_name=""),
    "no-check-in-nothing": NoCheckIn(reason_code="NO_APPOINTMENT", visit=None, masked_name=NAME),
    "no-check-in-long": NoCheckIn(reason_code="WRONG_PLACE", visit=_LONG, masked_name=LONG_NAME),
    **{
        f"no-check-in-{code.lower().replace('_', '-')}": NoCheckIn(reason_code=code, visit=_VISIT, masked_name=NAME)
        for code in (
            "CHECK_IN_EARLY",
            "APPOINTMENT_NOT_TODAY",
            "APPOINTMENT_MISSED",
            "ALREADY_CHECKED_IN",
            "APPOINTMENT_UNPAID",
            "APPOINTMENT_CANCELLED",
        )
    },
}

SAMPLES: dict[str, Screen] = {**_SCREENING, **_CHECK_IN}
