"""A result on screen whose paper comes out beside it."""

from dataclasses import replace
from typing import TypeVar

from kiosk.journeys.paper import print_paper
from kiosk.screens.aftercare import DeliveryOrdered, ShowGuide
from kiosk.screens.exams import ExamBooked
from kiosk.screens.paying import SlipNotice
from kiosk.visit import Visit

S = TypeVar("S", ExamBooked, DeliveryOrdered, ShowGuide)


async def printed(visit: Visit, screen: S, template: str, **values: object) -> S:
    """Shows it while the paper is printed; the screen that says where the paper is."""
    work = print_paper(visit, template, **values)
    return replace(screen, slip=await visit.during(replace(screen, slip=SlipNotice.PRINTING), work))
