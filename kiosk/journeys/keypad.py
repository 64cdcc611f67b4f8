"""What is typed on our own keypad."""

from kiosk.domain.enrolment import PHONE_DIGITS, is_mobile_number
from kiosk.journeys.steps import IDENTIFY
from kiosk.screens.answers import Typed
from kiosk.screens.identity import EnterDigits, Wanted
from kiosk.visit import Visit

PHONE_INVALID = "PHONE_INVALID"
LAST_FOUR = 4


async def ask_phone(visit: Visit) -> str:
    """A mobile number. Raises WentBack."""
    problem_code = ""
    while True:
        screen = EnterDigits(
            step=IDENTIFY, wanted=Wanted.PHONE, length=PHONE_DIGITS, problem_code=problem_code, can_back=True
        )
        answer = await visit.ask(screen)
        if isinstance(answer, Typed):
            if is_mobile_number(answer.text):
                return answer.text
            problem_code = PHONE_INVALID


async def ask_id_last_four(visit: Visit) -> str:
    """Three digits, and a digit or X. Raises WentBack."""
    while True:
        screen = EnterDigits(step=IDENTIFY, wanted=Wanted.ID_LAST_FOUR, length=LAST_FOUR, with_x=True, can_back=True)
        answer = await visit.ask(screen)
        if isinstance(answer, Typed) and _is_last_four(answer.text):
            return answer.text


def _is_last_four(text: str) -> bool:
    return (
        len(text) == LAST_FOUR and text[:3].isdecimal() and text.isascii() and (text[3].isdecimal() or text[3] == "X")
    )
