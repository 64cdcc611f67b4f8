"""The way from the public screen to a service behind "more"."""

from drivers.api.receipt_printer import TextLine
from kiosk.screens.answers import Continue, Picked
from kiosk.screens.welcome import MORE, Attract, ChooseService, MoreServices, PresentCard, Service
from tests.turn.fakes import Person


async def begins(person: Person, service: Service, *, card: bool = True) -> None:
    await person.sees(Attract)
    person.touches(Continue())
    await person.sees(ChooseService)
    person.touches(Picked(MORE))
    await person.sees(MoreServices)
    person.touches(Picked(service))
    if card:
        await person.sees(PresentCard)
        person.inserts_card()


def on_paper(person: Person) -> list[str]:
    """The texts of the last paper."""
    lines = [each for each in person.devices.printed[-1].elements if isinstance(each, TextLine)]
    return [text for line in lines for text in (line.text, line.right) if text]
