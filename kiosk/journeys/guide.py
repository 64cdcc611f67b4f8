"""Visit guide (就诊指引): what comes next, where it is, how to get there; on paper and on the phone."""

from contextlib import suppress

from kiosk.domain.guide import VisitGuide
from kiosk.domain.patient import Purpose
from kiosk.journeys.look_up import look_up, whole_person
from kiosk.journeys.show_printed import printed
from kiosk.screens.aftercare import PHONE, PRINT, GuideOnPhone, GuideRow, Missing, NothingThere, ShowGuide
from kiosk.screens.answers import Picked
from kiosk.visit import Visit, WentBack


async def show_guide(visit: Visit) -> None:
    patient = await whole_person(visit, Purpose.SETTLEMENT)
    guide = await look_up(visit, VisitGuide(), patient.handle)
    if not guide.steps:
        return await visit.tell(NothingThere(masked_name=patient.masked_name, missing=Missing.STEPS))
    rows = tuple(GuideRow.of(step) for step in guide.steps)
    screen = ShowGuide(masked_name=patient.masked_name, steps=rows, can_back=True, card_in=visit.card_in)
    while True:
        match await visit.ask(screen):
            case Picked(choice) if choice == PRINT:
                values = {"guide": guide, "masked_name": patient.masked_name}
                screen = await printed(visit, screen, "visit_guide", **values)
            case Picked(choice) if choice == PHONE:
                with suppress(WentBack):
                    await visit.ask(GuideOnPhone(code=guide.link, can_back=True, card_in=visit.card_in))
            case _:
                return None
