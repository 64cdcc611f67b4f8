"""Invoices follow the ledger; printing is counted; prices are found by initials; what was paid is listed."""

from base64 import b64decode

import pytest

from hardware_sim.hospital.outpatient.price_list import rows
from tests.hospital_stand_in.conftest import World
from tests.hospital_stand_in.terminal import Reply
from tests.hospital_stand_in.test_credit import settle

THIS_YEAR = {"since": "2025-11-24", "until": "2026-11-23"}


def invoices(world: World, person: str) -> list[dict[str, object]]:
    token = world.terminal.identify(person)["patient_token"]
    found: list[dict[str, object]] = world.terminal.call("listInvoices", token, query=THIS_YEAR)["result"]
    return found


def printed(world: World, person: str, invoice: dict[str, object], key: str) -> Reply:
    patient_id = world.terminal.identify(person)["patient_id"]
    body = {"patient_id": patient_id, "document_id": invoice["document_id"], "pages": 1, "sure": True}
    return world.terminal.call("tellDocumentPrinted", body=body, key=key)


def test_a_settlement_makes_one_invoice_and_its_cancelling_a_red_one(world: World) -> None:
    number = settle(world, "he")
    (blue,) = invoices(world, "he")
    setl = world.terminal.call("getSettlement", number)
    assert f"{blue['batch_code']}{blue['number']}" == setl["invoice_no"]
    assert (blue["amount"], blue["red"], blue["right"]) == ({"fen": 82_683}, False, "original")
    world.terminal.call("cancelSettlement", number, {"reason": "TEST"})
    red, blue = invoices(world, "he")
    assert (red["red"], red["reverses"], blue["reversed_by"]) == (True, blue["number"], red["number"])
    assert red["right"] == blue["right"] == "none"


def test_an_invoice_prints_as_original_once_then_as_a_copy_as_often_as_the_rule_allows(world: World) -> None:
    token = world.terminal.identify("li")["patient_token"]
    mine = next(each for each in invoices(world, "li") if each["right"] == "original")

    def right() -> object:
        return next(each["right"] for each in invoices(world, "li") if each["number"] == mine["number"])

    seen, drawn = [right()], []
    for place in range(3):
        drawn.append(pages(world, token, mine)["result"]["sha256"])
        assert printed(world, "li", mine, f"print-{place}").status == 200
        assert printed(world, "li", mine, f"print-{place}").status == 200  # the queue tells it twice: once
        seen.append(right())
    assert seen == ["original", "copy", "copy", "none"]
    assert drawn[0] != drawn[1] == drawn[2]  # 副本 is on the copy
    assert pages(world, token, mine).code == "DOCUMENT_WITHHELD"


def pages(world: World, token: str, invoice: dict[str, object]) -> Reply:
    query = {"document_id": str(invoice["document_id"]), "offset": "0"}
    return world.terminal.call("getDocumentPart", token, query=query)


def test_the_pages_are_of_ones_own_valid_invoice_only(world: World) -> None:
    mine = invoices(world, "zhang")
    token = world.terminal.identify("zhang")["patient_token"]
    good = next(each for each in mine if each["right"] == "original")
    assert b64decode(pages(world, token, good)["result"]["data"]).startswith(b"%PDF")
    voids = [each for each in mine if each["red"] or each["reversed_by"]]
    assert len(voids) == 2
    assert {pages(world, token, each).code for each in voids} == {"DOCUMENT_WITHHELD"}
    other = world.terminal.identify("li")["patient_token"]
    assert pages(world, other, good).code == "DOCUMENT_NOT_FOUND"


def test_an_invoice_that_is_reversed_after_it_was_drawn_is_withheld(world: World) -> None:
    number = settle(world, "he")
    (mine,) = invoices(world, "he")
    token = world.terminal.identify("he")["patient_token"]
    assert pages(world, token, mine).status == 200
    world.terminal.call("cancelSettlement", number, {"reason": "TEST"})
    world.hospital.tick()
    assert pages(world, token, mine).code == "DOCUMENT_WITHHELD"


def test_the_price_list_is_long_enough_and_every_row_has_its_initials() -> None:
    assert len(rows()) >= 120
    assert {row.kind for row in rows()} == {"medicine", "service"}
    assert all(row.initials.isascii() and row.initials.isupper() and row.fen > 0 for row in rows())
    assert len({(row.name.zh, row.unit.zh) for row in rows()}) == len(rows())


@pytest.mark.parametrize(
    ("kind", "initials", "first", "least"),
    [("medicine", "AM", "阿莫西林胶囊 0.25g", 2), ("service", "XBCT", "胸部CT平扫", 1), ("medicine", "ZZZ", "", 0)],
)
def test_prices_are_found_by_initials(world: World, kind: str, initials: str, first: str, least: int) -> None:
    found = world.terminal.call("searchPrices", query={"kind": kind, "initials": initials})["result"]["rows"]
    assert len(found) >= least
    assert [row["name"]["zh"] for row in found[:1]] == ([first] if first else [])


def test_what_was_paid_is_listed_and_what_was_given_back_is_said(world: World) -> None:
    number = settle(world, "he")
    token = world.terminal.identify("he")["patient_token"]

    def records(days: dict[str, str] = THIS_YEAR, terminal_id: str = "T01") -> list[dict[str, object]]:
        terminal = world.another_terminal(terminal_id)
        found: list[dict[str, object]] = terminal.call("listPaymentRecords", token, query=days)["result"]
        return found

    (paid,) = records()
    assert (paid["settlement_no"], paid["state"], paid["here"]) == (number, "paid", True)
    parts = [paid[name]["fen"] for name in ("fund", "account", "patient_part")]  # type: ignore[index]
    assert sum(parts) == 82_683
    assert not records(terminal_id="T02")[0]["here"]
    assert records({"since": "2026-01-01", "until": "2026-11-22"}) == []
    world.terminal.call("cancelSettlement", number, {"reason": "TEST"})
    assert records()[0]["state"] == "refunded"
