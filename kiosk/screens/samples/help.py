"""Help from people: who comes, the slip for the window."""

from kiosk.domain.wording import LocalText
from kiosk.screens.base import Screen
from kiosk.screens.leaving import StaffCalled
from kiosk.screens.paying import MoneyFate, Problem, SlipNotice

_NURSE = LocalText("门诊综合服务中心导诊台护士", "A nurse of the outpatient service centre")
_NUMBER = "47D079"

SAMPLES: dict[str, Screen] = {
    "staff-called-answered": StaffCalled(queued=False, terminal_id="K-07", answered_by=_NURSE),
    "staff-called-ticket-printing": StaffCalled(queued=False, terminal_id="K-07", ticket=SlipNotice.PRINTING),
    "staff-called-ticket-out": StaffCalled(
        queued=True, terminal_id="K-07", ticket=SlipNotice.PRINTED, ticket_number=_NUMBER
    ),
    "staff-called-no-ticket": StaffCalled(
        queued=False, terminal_id="K-07", answered_by=_NURSE, ticket=SlipNotice.WAITING, ticket_number=_NUMBER
    ),
    "problem-to-the-window": Problem(
        code="CANCEL_UNKNOWN",
        fate=MoneyFate.BEING_CHECKED,
        can_retry=True,
        can_cancel=True,
        card_in=True,
        can_window=True,
    ),
    "problem-ticket-out": Problem(
        code="INSURANCE_REFUSED",
        fate=MoneyFate.NOT_MOVED,
        can_retry=True,
        can_cancel=True,
        can_window=True,
        ticket=SlipNotice.PRINTED,
        ticket_number=_NUMBER,
    ),
    "problem-no-ticket": Problem(
        code="HOSPITAL_UNREACHABLE",
        fate=MoneyFate.BEING_CHECKED,
        can_cancel=True,
        can_window=True,
        ticket=SlipNotice.WAITING,
    ),
}
