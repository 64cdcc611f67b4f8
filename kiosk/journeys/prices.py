"""The price list (物价查询): medicine or service, a few initials, the rows. Nobody need say who they are."""

from kiosk.domain.price import INITIALS_MAX, PriceKind, Prices
from kiosk.journeys.look_up import look_up
from kiosk.screens.answers import Picked
from kiosk.screens.documents import ChoosePriceKind, SearchPrices, ShowPrices
from kiosk.visit import Visit, WentBack


async def show_prices(visit: Visit) -> None:
    while True:
        answer = await visit.ask(ChoosePriceKind(can_back=True))
        if isinstance(answer, Picked) and answer.choice in set(PriceKind):
            await _search(visit, PriceKind(answer.choice))


async def _search(visit: Visit, kind: PriceKind) -> None:
    """Until the person is back at the first question."""
    nothing_for = ""
    while True:
        screen = SearchPrices(kind=kind, initials_max=INITIALS_MAX, nothing_for=nothing_for, can_back=True)
        try:
            answer = await visit.ask(screen)
        except WentBack:
            return
        initials = answer.choice if isinstance(answer, Picked) else ""
        if _are_initials(initials):
            found = await look_up(visit, Prices(kind, initials))
            nothing_for = "" if found.rows else initials
            if found.rows:
                await _read(visit, ShowPrices.of(kind, initials, found))


async def _read(visit: Visit, screen: ShowPrices) -> None:
    try:
        await visit.ask(screen)
    except WentBack:
        return


def _are_initials(text: str) -> bool:
    return 0 < len(text) <= INITIALS_MAX and text.isascii() and text.isalpha() and text.isupper()
