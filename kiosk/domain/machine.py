"""This machine, as its screens and its paper name it."""

from dataclasses import dataclass

from kiosk.domain.wording import LocalText


@dataclass(frozen=True, slots=True)
class Machine:
    terminal_id: str
    hospital_name: LocalText
    place: LocalText
