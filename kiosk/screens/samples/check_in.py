"""Samples of the screening and of the check-in."""

from kiosk.domain.screening import FeverClinic
from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen, Step
from kiosk.screens.paying import SlipNotice
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

SAMPLES: dict[str, Screen] = {**_SCREENING}
