"""The day's close of one terminal, from its books and the world's: what `kiosk reconcile` would compare."""

from collections.abc import Iterable

from kiosk.domain.day_close import DayClose
from kiosk.domain.money import NOTHING, Money
from kiosk.hospital.port import ChannelBill, ChannelOrder, DaySettlement
from kiosk.settlement.reconcile import Books, reconcile
from kiosk.settlement.reconcile_sides import JournalOrder
from kiosk.settlement.record import State
from tests.chaos.evidence import CaseFact
from tests.chaos.simulate.world import World

DATE = "2026-11-24"


def close(cases: Iterable[CaseFact], world: World) -> tuple[DayClose, int]:
    """The close, and how many orders anybody knows."""
    journal = tuple(_entry(case) for case in cases)
    ours = {each.order_number for each in journal}
    numbers = {each.settlement_number for each in journal}
    orders = tuple(
        ChannelOrder(number, _money(order.paid_fen), _money(order.refunded_fen))
        for number, order in world.orders.items()
        if number in ours
    )
    settled = tuple(
        DaySettlement(number, each.order, not each.rejected, _money(each.amount_fen))
        for number, each in world.settlements.items()
        if number in numbers and not each.rejected
    )
    books = Books("T0", DATE, journal, {DATE: settled}, {DATE: ChannelBill(True, orders)})
    return reconcile(books, ""), len(ours)


def _entry(case: CaseFact) -> JournalOrder:
    return JournalOrder(
        case.order_number, case.settlement_number, case.case_id, State(case.state), _money(case.amount_fen), DATE
    )


def _money(fen: int) -> Money:
    return Money(fen) if fen else NOTHING
