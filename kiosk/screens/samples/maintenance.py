"""Samples of what staff see."""

from kiosk.domain.day_close import DayItem, Match
from kiosk.domain.money import NOTHING, Money
from kiosk.domain.staff import StaffAct, StaffItem, StaffStory, StoryLine
from kiosk.screens.base import Screen
from kiosk.screens.maintenance import CaseStory, DayClosed, EnterPin, Reason, StaffDesk, Why
from kiosk.screens.paying import SlipNotice
from kiosk.screens.samples.values import TRACE

_THEIRS = StaffItem("case0001", TRACE, "by_hand", "NOT_RESOLVED", "11-25 09:41", Money(8620), theirs=True)
_LETTER = StaffItem("help-0001", "staff_task", "dead_letter", "KEY_REUSED", "11-25 09:55", None, theirs=True)
_ITEMS = (
    _THEIRS,
    _LETTER,
    *(
        StaffItem(f"case1{n}", f"07-00{n:04d}", "checking", "", "11-25 10:02", Money(8_000_000), theirs=False)
        for n in range(12)
    ),
)
_LINES = (
    StoryLine("11-25 09:41", "awaiting"),
    StoryLine("11-25 09:42", "received"),
    StoryLine("11-25 09:42", "confirm_unknown", "HOSPITAL_UNREACHABLE"),
    StoryLine("11-25 09:57", "by_hand", "NOT_RESOLVED"),
    StoryLine("11-25 10:20", "staff_retry", "王工"),
)


def _desk(items: tuple[StaffItem, ...], closed_by: str = "", reachable: bool = True) -> StaffDesk:
    return StaffDesk(
        staff_name="王工",
        items=items,
        reachable=reachable,
        closed_by=closed_by,
        open_operations=len(items),
        unsettled=Money(8620),
        free_mb=20_480,
        can_cancel=True,
    )


def _day(differences: int, items: tuple[DayItem, ...], slip: SlipNotice) -> DayClosed:
    return DayClosed(
        date="2026-11-24",
        final=not differences,
        matched=182,
        in_flight=1,
        differences=differences,
        terminal=Money(4_126_000),
        hospital=Money(4_134_620),
        channel=Money(4_134_621),
        items=items,
        slip=slip,
        can_back=True,
    )


_DIFFERENT = (
    DayItem(Match.LONG, "PAID_AFTER_CLOSE", "YZsample01", TRACE, NOTHING, None, Money(8621)),
    DayItem(Match.SHORT, "SHORT_NO_MONEY", "YZsample02", "", Money(8620), Money(8620), NOTHING),
)

SAMPLES: dict[str, Screen] = {
    "enter-pin": EnterPin(can_cancel=True),
    "enter-pin-wrong": EnterPin(problem_code="PIN_WRONG", can_cancel=True),
    "staff-desk": _desk((_THEIRS, _LETTER)),
    "staff-desk-many": _desk(_ITEMS, "CLOCK_SKEW", reachable=False),
    "staff-desk-empty": _desk(()),
    "case-story": CaseStory(
        story=StaffStory(_THEIRS, _LINES, "STAFF", (StaffAct.RETRY, StaffAct.HANDLED)), can_back=True
    ),
    "case-story-long": CaseStory(story=StaffStory(_ITEMS[2], _LINES * 8, "CHANNEL", ()), can_back=True),
    "why-handled": Why(act=StaffAct.HANDLED, trace_number=TRACE, reasons=Reason.of(StaffAct.HANDLED), can_back=True),
    "why-retry": Why(act=StaffAct.RETRY, trace_number=TRACE, reasons=Reason.of(StaffAct.RETRY), can_back=True),
    "day-closed": _day(0, (), SlipNotice.PRINTED),
    "day-closed-differs": _day(2, _DIFFERENT, SlipNotice.PRINTING),
}
