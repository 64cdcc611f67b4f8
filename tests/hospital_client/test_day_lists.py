"""A day's list is whole, of our day and terminal, and free of contradictions; or it is no list."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.money import FEN_MAX, Money
from kiosk.hospital.day_lists import PAGES_MAX
from kiosk.hospital.exchange import Reply
from kiosk.hospital.port import ChannelBill, ChannelOrder, DaySettlement, HospitalError
from kiosk.hospital.rest import RestHospital

DATE = "2026-11-23"
TIME = "2026-11-23T09:15:02.117+08:00"


class Pages:
    """Stands for an exchange: the page by its `after`."""

    terminal_id = "T01"
    skew_s = 0.0

    def __init__(self, *pages: object) -> None:
        self.pages = pages
        self.asked: list[str] = []

    def call(self, method: str, path: str, **_: object) -> Reply:
        page = self.pages[min(len(self.asked), len(self.pages) - 1)]
        self.asked.append(path)
        body = page if isinstance(page, bytes) else json.dumps(page).encode()
        return Reply(200, "application/json", body, None)


def order(number: str, paid: int = 1000, back: int = 0) -> dict[str, Any]:
    return {
        "order_no": number,
        "state": "SUCCESS",
        "channel": "wechat",
        "paid_fen": paid,
        "refunded_fen": back,
        "at": TIME,
    }


def page(*rows: dict[str, Any], total: int | None = None, follows: str = "", **other: object) -> dict[str, Any]:
    count = len(rows) if total is None else total
    head = {"date": DATE, "terminal_id": "T01", "final": True, "rows_total": count, "next": follows}
    return head | {"rows": list(rows)} | other


def bill(*pages: object) -> ChannelBill:
    return RestHospital(Pages(*pages), 5.0, 5.0).channel_bill(DATE)  # type: ignore[arg-type]


def test_pages_are_put_together_in_the_order_of_their_numbers() -> None:
    pages = Pages(page(order("YZcase1"), total=2, follows="YZcase1"), page(order("YZcase2", 5, 2), total=2))
    found = RestHospital(pages, 5.0, 5.0).channel_bill(DATE)  # type: ignore[arg-type]
    assert pages.asked == [f"/v1/days/{DATE}/channel-bill", f"/v1/days/{DATE}/channel-bill?after=YZcase1"]
    assert found == ChannelBill(
        True, (ChannelOrder("YZcase1", Money(1000), Money(0)), ChannelOrder("YZcase2", Money(5), Money(2)))
    )


def test_a_bill_is_final_only_as_a_whole() -> None:
    first = page(order("YZcase1"), total=2, follows="YZcase1") | {"final": False}
    assert not bill(first, page(order("YZcase2"), total=2)).final


def test_a_line_that_comes_twice_counts_once() -> None:
    assert len(bill(page(order("YZcase1"), order("YZcase1"))).orders) == 1


@pytest.mark.parametrize(
    "pages",
    [
        [page(order("YZcase1"), total=2)],  # the next page is not said
        [page(order("YZcase1"), total=2, follows="YZcase1"), page(total=2)],
        [page(order("YZcase1")) | {"date": "2026-11-22"}],
        [page(order("YZcase1")) | {"terminal_id": "T02"}],
        [page(order("YZcase1", 1000), order("YZcase1", 999))],
        [page(order("YZcase1", 5, 6))],
        [page(*(order(f"YZcase{n}", FEN_MAX) for n in range(3)))],
        [page(order("YZcase1")) | {"next": "../../health"}],
        [b"<html></html>"],
        [page(total=0, follows="YZcase1")],  # for ever
    ],
    ids=range(10),
)
def test_a_list_with_a_hole_or_a_contradiction_is_no_list(pages: list[object]) -> None:
    with pytest.raises(HospitalError) as raised:
        bill(*pages)
    assert raised.value.code == "HOSPITAL_ERROR"


def test_a_server_that_never_ends_is_left_after_so_many_pages() -> None:
    pages = Pages(page(total=0, follows="YZcase1"))
    with pytest.raises(HospitalError):
        RestHospital(pages, 5.0, 5.0).channel_bill(DATE)  # type: ignore[arg-type]
    assert len(pages.asked) == PAGES_MAX


def test_settlements_say_whether_they_stand() -> None:
    row = {"settlement_no": "STcase1", "order_no": None, "state": "CANCELLED", "paid_fen": 0, "settled_at": TIME}
    hospital = RestHospital(Pages(page(row)), 5.0, 5.0)  # type: ignore[arg-type]
    assert hospital.day_settlements(DATE) == (DaySettlement("STcase1", "", False, Money(0)),)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200) | st.recursive(st.none() | st.integers() | st.text(), st.lists, max_leaves=5))
def test_whatever_comes_is_a_list_or_a_clear_no(content: object) -> None:
    with pytest.raises(HospitalError):
        bill(content)
