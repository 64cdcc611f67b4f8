"""Help from people: a call to staff and who comes, a slip for the window (人工窗口)."""

from dataclasses import dataclass
from enum import StrEnum

from kiosk.domain.inquiry import Notice, Query
from kiosk.domain.wording import LocalText


class HelpState(StrEnum):
    UNKNOWN = "unknown"  # the call has not arrived yet, or is long over
    WAITING = "waiting"
    ANSWERED = "answered"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class HelpCall:
    """`answered_by`: who comes, by what they do ("导诊台护士"), never by name."""

    state: HelpState
    answered_by: LocalText | None = None


@dataclass(frozen=True, slots=True)
class HelpCallState(Query[HelpCall]):
    """What became of a call. It travels through the queue, so that it may be asked for before it has arrived."""

    call_id: str


@dataclass(frozen=True, slots=True)
class WindowTicket(Notice):
    """A person goes to the window with a slip: what they were doing. The number on the slip is the notice's own."""

    service: str
    screen: str
    problem_code: str = ""
