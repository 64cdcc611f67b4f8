"""Waiting for the hospital."""

from dataclasses import dataclass

from kiosk.screens.base import Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingHospital(Screen):
    """The hospital is asked, or told something. Answers: none."""
