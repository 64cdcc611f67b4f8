"""The day's lists come out of the truth: an order is of the day of its money, and its settlement with it."""

from hardware_sim.hospital.config import HospitalConfig
from hardware_sim.hospital.faults import Fault
from tests.hospital_stand_in.conftest import MakeWorld, World

TODAY, TOMORROW = "2026-11-23", "2026-11-24"  # the world's clock starts at 09:00 in China
TO_MIDNIGHT_S = 15 * 3600


def test_money_from_before_midnight_settled_after_it_is_one_item_of_the_first_day(world: World) -> None:
    world.clock.advance(TO_MIDNIGHT_S - 10)
    quoted = world.terminal.quote("zhang", "310")
    order = world.terminal.show_code(quoted)
    world.phones.scan_and_pay(order["code_url"], lands_after_s=5)
    world.clock.advance(20)
    world.terminal.confirm(quoted, order["order_no"])
    for date, count in ((TODAY, 1), (TOMORROW, 0)):
        bill = world.terminal.call("getChannelBill", date)
        settled = world.terminal.call("listDaySettlements", date)
        assert (bill["rows_total"], settled["rows_total"]) == (count, count)
        assert bill["final"] is (date == TODAY)
    [row] = settled_today(world)
    assert str(row["settled_at"]).startswith(TOMORROW)
    assert row["paid_fen"] == quoted.due_fen


def settled_today(world: World) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = world.terminal.call("listDaySettlements", TODAY)["rows"]
    return rows


def test_an_order_made_before_midnight_and_paid_after_it_is_of_the_second_day(world: World) -> None:
    world.clock.advance(TO_MIDNIGHT_S - 10)
    quoted = world.terminal.quote("zhang", "310")
    order = world.terminal.show_code(quoted)
    assert world.terminal.call("getChannelBill", TODAY)["rows_total"] == 1
    world.phones.scan_and_pay(order["code_url"], lands_after_s=20)
    world.clock.advance(30)
    assert world.terminal.call("getChannelBill", TODAY)["rows_total"] == 0
    assert world.terminal.call("getChannelBill", TOMORROW)["rows_total"] == 1


def test_another_terminals_money_is_not_on_ours(world: World) -> None:
    world.terminal.show_code(world.terminal.quote("zhang", "310"))
    assert world.another_terminal("T02").call("getChannelBill", TODAY)["rows_total"] == 0


def test_a_long_list_comes_in_pages_and_a_lost_page_shows(make_world: MakeWorld) -> None:
    world = make_world(HospitalConfig(page_rows_max=1))
    for who in ("zhang", "guo"):
        world.terminal.show_code(world.terminal.quote(who))
    first = world.terminal.call("getChannelBill", TODAY)
    assert (first["rows_total"], len(first["rows"]), first["next"]) == (2, 1, first["rows"][0]["order_no"])
    world.faults.inject(Fault.DAY_PAGE_LOST, "getChannelBill")
    lost = world.terminal.call("getChannelBill", TODAY)
    assert (lost["rows_total"], len(lost["rows"]), lost["next"]) == (2, 1, "")


def test_a_bill_can_stay_open_after_its_day(world: World) -> None:
    world.clock.advance(TO_MIDNIGHT_S + 1)
    world.faults.inject(Fault.DAY_NOT_CLOSED, "getChannelBill")
    assert [world.terminal.call("getChannelBill", TODAY)["final"] for _ in range(2)] == [False, True]
