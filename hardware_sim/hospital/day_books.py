"""The day's lists of one terminal: the channel's bill, and the hospital's settlements. Out of the truth, with faults.

An order belongs to the day on which its money arrived; one that was never paid, to the day on which it was made. A
settlement belongs to the day of its order.
"""

from collections.abc import Set
from datetime import datetime

from hardware_sim.hospital.clock import text
from hardware_sim.hospital.faults import Fault
from hardware_sim.hospital.hospital import Hospital
from hardware_sim.hospital.ledger import Happened
from hardware_sim.hospital.orders import Order
from hardware_sim.hospital.settlements import Settlement
from hardware_sim.hospital.values import Json


def channel_bill(hospital: Hospital, terminal: str, date: str, after: str, suffers: Set[Fault]) -> Json:
    paid_at = _paid_at(hospital)
    rows = []
    for order in hospital.channels.all():
        at = paid_at.get(order.order_no, order.made_at)
        if _terminal_of(hospital, order) == terminal and _day(at) == date:
            rows.append(_order_row(order, at))
    extra: Json = {
        "order_no": f"ZZnobody{date}",
        "state": "SUCCESS",
        "channel": "wechat",
        "paid_fen": 1,
        "refunded_fen": 0,
        "at": f"{date}T12:00:00.000+08:00",
    }
    rows = _meddled(sorted(rows, key=lambda row: str(row["order_no"])), extra, suffers)
    final = _day(hospital.clock.now()) > date and Fault.DAY_NOT_CLOSED not in suffers
    return _page(hospital, terminal, date, rows, "order_no", after, suffers) | {"final": final}


def day_settlements(hospital: Hospital, terminal: str, date: str, after: str, suffers: Set[Fault]) -> Json:
    paid_at = _paid_at(hospital)
    rows = []
    for each in hospital.settlements.all():
        at = paid_at.get(each.request.order_no or "", each.at)
        if not each.reject_code and each.preview.lock.terminal == terminal and _day(at) == date:
            rows.append(_settlement_row(each))
    extra: Json = {
        "settlement_no": f"ZZsettled{date}",
        "order_no": f"ZZnobody{date}",
        "state": "SETTLED",
        "given_back": False,
        "paid_fen": 1,
        "settled_at": f"{date}T12:00:00.000+08:00",
    }
    rows = _meddled(sorted(rows, key=lambda row: str(row["settlement_no"])), extra, suffers)
    return _page(hospital, terminal, date, rows, "settlement_no", after, suffers)


def _order_row(order: Order, at: datetime) -> Json:
    return {
        "order_no": order.order_no,
        "state": order.state.value,
        "channel": order.channel.value if order.channel else "none",
        "paid_fen": order.paid_fen,
        "refunded_fen": order.refunded_fen,
        "at": text(at),
    }


def _settlement_row(settlement: Settlement) -> Json:
    return {
        "settlement_no": settlement.request.settlement_no,
        "order_no": settlement.request.order_no,
        "state": settlement.state,
        "given_back": settlement.given_back,
        "paid_fen": settlement.request.paid_fen,
        "settled_at": text(settlement.at),
    }


def _meddled(rows: list[Json], extra: Json, suffers: Set[Fault]) -> list[Json]:
    if Fault.DAY_ROW_MISSING in suffers:
        rows = rows[:-1]
    if Fault.DAY_AMOUNT_CHANGED in suffers and rows:
        rows = [*rows[:-1], rows[-1] | {"paid_fen": int(str(rows[-1]["paid_fen"])) + 1}]
    if Fault.DAY_ROW_DOUBLED in suffers:
        rows = rows + rows[-1:]
    return [*rows, extra] if Fault.DAY_ROW_EXTRA in suffers else rows


def _page(
    hospital: Hospital, terminal: str, date: str, rows: list[Json], key: str, after: str, suffers: Set[Fault]
) -> Json:
    left = [row for row in rows if str(row[key]) > after]
    page = left[: hospital.config.page_rows_max]
    more = len(left) > len(page) and Fault.DAY_PAGE_LOST not in suffers
    return {
        "date": date,
        "terminal_id": terminal,
        "rows_total": len(rows),
        "next": page[-1][key] if more else "",
        "rows": page,
    }


def _terminal_of(hospital: Hospital, order: Order) -> str:
    return hospital.previews.get(order.request.preview_id).lock.terminal


def _paid_at(hospital: Hospital) -> dict[str, datetime]:
    hospital.channels.advance()  # what is due has happened
    return {entry.order_no: entry.at for entry in hospital.ledger.entries() if entry.what is Happened.CHARGED}


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"
