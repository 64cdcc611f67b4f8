"""The pages of a day's list as one whole. Strict: a list with a hole, or a line that contradicts another, is no list.

A missing page would make every order on it look like money without a settlement.
"""

from collections.abc import Sequence

from kiosk.domain.money import FEN_MAX, Money
from kiosk.hospital import contract_values as wire
from kiosk.hospital.port import ChannelBill, ChannelOrder, DaySettlement, HospitalError

PAGES_MAX = 200
DAY_FEN_MAX = FEN_MAX // 10  # of one list: what is added up of several still is an amount


def channel_bill(pages: Sequence[wire.ChannelBillPage], date: str, terminal_id: str) -> ChannelBill:
    """Raises HospitalError."""
    _require_whole(pages, date, terminal_id)
    found: dict[str, ChannelOrder] = {}
    for page in pages:
        for row in page.rows:
            if row.refunded_fen > row.paid_fen:
                raise _broken("more refunded than paid")
            order = ChannelOrder(row.order_no, Money(row.paid_fen), Money(row.refunded_fen))
            if found.setdefault(row.order_no, order) != order:
                raise _broken("one order, two lines")
    _require_sane([order.paid.fen for order in found.values()])
    return ChannelBill(all(page.final for page in pages), tuple(found.values()))


def settlements(pages: Sequence[wire.DaySettlementsPage], date: str, terminal_id: str) -> tuple[DaySettlement, ...]:
    """Raises HospitalError."""
    _require_whole(pages, date, terminal_id)
    found: dict[str, DaySettlement] = {}
    for page in pages:
        for row in page.rows:
            stands = row.state == "SETTLED"
            given_back = row.given_back and not stands
            settlement = DaySettlement(row.settlement_no, row.order_no or "", stands, Money(row.paid_fen), given_back)
            if found.setdefault(row.settlement_no, settlement) != settlement:
                raise _broken("one settlement, two lines")
    _require_sane([each.paid.fen for each in found.values()])
    return tuple(found.values())


def _require_whole(
    pages: Sequence[wire.ChannelBillPage] | Sequence[wire.DaySettlementsPage], date: str, terminal_id: str
) -> None:
    if any((page.date, page.terminal_id) != (date, terminal_id) for page in pages):
        raise _broken("another day or terminal")
    rows = sum(len(page.rows) for page in pages)
    if pages[-1].next or any(page.rows_total != rows for page in pages):
        raise _broken("not all pages")


def _require_sane(amounts_fen: Sequence[int]) -> None:
    if sum(amounts_fen) > DAY_FEN_MAX:
        raise _broken("more money than there can be")


def _broken(what: str) -> HospitalError:
    return HospitalError("HOSPITAL_ERROR", what)
