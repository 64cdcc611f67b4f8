"""One or more sample values of every screen, worst cases included. The gallery draws them, the tests walk them.

Each has a name of its own; the kind of screen is its type. A module for each area of the machine.
"""

from collections.abc import Mapping
from types import MappingProxyType

from kiosk.screens.base import Screen
from kiosk.screens.samples import (
    aftercare,
    check_in,
    documents,
    exams,
    face_pay,
    faces,
    help,
    identity,
    maintenance,
    payment,
    registration,
    reports,
    visiting,
)
from kiosk.screens.samples.payment import PROBLEM_CODES

__all__ = ["PROBLEM_CODES", "SAMPLES"]

_AREAS: tuple[Mapping[str, Screen], ...] = (
    payment.SAMPLES,
    check_in.SAMPLES,
    help.SAMPLES,
    maintenance.SAMPLES,
    identity.SAMPLES,
    documents.SAMPLES,
    reports.SAMPLES,
    exams.SAMPLES,
    aftercare.SAMPLES,
    registration.SAMPLES,
    faces.SAMPLES,
    visiting.SAMPLES,
    face_pay.SAMPLES,
)

SAMPLES: Mapping[str, Screen] = MappingProxyType({name: screen for area in _AREAS for name, screen in area.items()})
"""Name of the sample → the screen's value, in the order of a visit."""
